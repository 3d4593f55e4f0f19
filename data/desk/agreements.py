"""Agreements and actions on behalf of a viewer: the party that owns them writes them, the leads write all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from data import release, uploads
from data.desk.guard import Desk, actor, need
from data.desk.terms import Locate, checked_terms
from data.domain import actions as action_rules
from data.domain import agreements as rules
from data.domain.access import Permission, Viewer
from data.domain.actions import Action
from data.domain.agreements import Agreement, Stage, Terms
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError, RefusedError
from data.domain.free_text import checked
from data.domain.parties import Party
from data.domain.subjects import Subject
from data.records import agreements as records
from data.records import events
from data.records.events import ANY, Entry, Receipt


def agreements(desk: Desk, viewer: Viewer) -> dict[str, Agreement]:
    """Give every agreement by number: what parties agree is for all who sit at the table."""
    need(viewer, Permission.SEE_AGREEMENTS)
    return records.all_agreements(desk.records)


def actions(desk: Desk, viewer: Viewer) -> dict[str, Action]:
    """Give every action by number."""
    need(viewer, Permission.SEE_AGREEMENTS)
    return records.all_actions(desk.records)


def may_keep(viewer: Viewer, owner: str) -> bool:
    """Whether a viewer may write what a party owns; what nobody owns yet is for every party."""
    if viewer.may(Permission.MANAGE_ALL_AGREEMENTS):
        return True
    mine = viewer.party is not None and owner in ("", viewer.party.value)
    return mine and viewer.may(Permission.KEEP_AGREEMENTS)


def propose(desk: Desk, viewer: Viewer, terms: Terms, *, key: str, now: datetime) -> Receipt:
    """Record a new agreement; raises RefusedError with the first thing that is wrong."""
    _need_keeper(viewer, terms.owner)
    facts, content = rules.written(checked_terms(terms, None, _locator(desk, viewer)))
    return _one(desk, viewer, Entry(Subject.AGREEMENT, "proposed", facts, content=content), key, now)


def propose_all(desk: Desk, viewer: Viewer, terms: Sequence[Terms], *, key: str, now: datetime) -> list[Receipt]:
    """Record new agreements, all or none; raises RefusedError with the first thing that is wrong."""
    entries = []
    for one in terms:
        _need_keeper(viewer, one.owner)
        facts, content = rules.written(checked_terms(one, None, _locator(desk, viewer)))
        entries.append(Entry(Subject.AGREEMENT, "proposed", facts, content=content))
    return events.append(desk.records, entries, actor(viewer), key=key, now=now)


def read_file(viewer: Viewer, name: str, content: bytes) -> list[Any]:
    """Read an uploaded file of agreements as plain rows (xlsx) or tables (docx), as ``data.uploads.read`` says.

    Raises
    ------
    AccessDeniedError
        The viewer does not write every agreement.
    ListRefusedError
        It can't be read.
    """
    need(viewer, Permission.MANAGE_ALL_AGREEMENTS)
    return uploads.read(uploads.Kind.AGREEMENTS, name, content)


def refused(desk: Desk, viewer: Viewer, terms: Sequence[Terms]) -> list[tuple[str, RefusedError]]:
    """Give the title of every agreement that would not be recorded, with the first thing that is wrong with it."""
    found = []
    for one in terms:
        _need_keeper(viewer, one.owner)
        try:
            checked_terms(one, None, _locator(desk, viewer))
        except RefusedError as error:
            found.append((one.title, error))
    return found


def reword(desk: Desk, viewer: Viewer, number: str, seen: int, terms: Terms, *, key: str, now: datetime) -> Receipt:
    """Record another wording; the earlier ones stay. Raises ChangedMeanwhileError when somebody was first."""
    before = _found(desk, number)
    _need_keeper(viewer, before.terms.owner)
    facts, content = rules.written(checked_terms(terms, before.terms, _locator(desk, viewer)))
    entry = Entry(Subject.AGREEMENT, "reworded", facts, number=number, content=content, seen=seen)
    return _one(desk, viewer, entry, key, now)


def note(desk: Desk, viewer: Viewer, number: str, words: str, *, key: str, now: datetime) -> Receipt:
    """Add a line about progress; every party of the agreement may."""
    found = _found(desk, number)
    if not _is_party(viewer, found.terms):
        _need_keeper(viewer, found.terms.owner)
    content = {"words": _said(words)}
    return _one(desk, viewer, Entry(Subject.AGREEMENT, "noted", {}, number, content, ANY), key, now)


def report(
    desk: Desk, viewer: Viewer, number: str, on: date, value: float, source: str, *, key: str, now: datetime
) -> Receipt:
    """Report a count for a day, with where it comes from; only who keeps the agreement."""
    _need_keeper(viewer, _found(desk, number).terms.owner)
    if on > now.date():
        raise RefusedError("telling_toekomst")
    entry = Entry(
        Subject.AGREEMENT,
        "reported",
        {"on": on.isoformat(), "value": value},
        number,
        {"source": _said(source)},
        ANY,
    )
    return _one(desk, viewer, entry, key, now)


def move(desk: Desk, viewer: Viewer, number: str, seen: int, stage: Stage, *, key: str, now: datetime) -> Receipt:
    """Bring an agreement to another stage of its life."""
    found = _found(desk, number)
    _need_keeper(viewer, found.terms.owner)
    if stage not in rules.STEPS[found.stage]:
        raise RefusedError("afspraak_stap", nummer=number)
    return _one(desk, viewer, Entry(Subject.AGREEMENT, "moved", {"stage": stage.value}, number, None, seen), key, now)


def agree_action(
    desk: Desk,
    viewer: Viewer,
    words: str,
    who: str,
    party: str,
    due: date,
    *,
    agreement: str = "",
    key: str,
    now: datetime,
) -> Receipt:
    """Record an action of one's own party between two meetings; the leads may for every party."""
    _need_keeper(viewer, party)
    if agreement:
        _found(desk, agreement)
    entry = action_entry(words, who, party, due, {"agreement": agreement})
    return _one(desk, viewer, entry, key, now)


def finish(
    desk: Desk, viewer: Viewer, number: str, seen: int, stage: action_rules.Stage, why: str, *, key: str, now: datetime
) -> Receipt:
    """Say what became of an action: done, dropped (with a reason), or open again."""
    found = _action(desk, number)
    _need_keeper(viewer, found.party)
    said = checked(why)
    if stage is action_rules.Stage.DROPPED and not said:
        raise RefusedError("reden_nodig")
    entry = Entry(Subject.ACTION, stage.value, {}, number, {"why": said}, seen)
    return _one(desk, viewer, entry, key, now)


def reschedule(desk: Desk, viewer: Viewer, number: str, seen: int, due: date, *, key: str, now: datetime) -> Receipt:
    """Give an action another day."""
    _need_keeper(viewer, _action(desk, number).party)
    entry = Entry(Subject.ACTION, "rescheduled", {"due": due.isoformat()}, number, None, seen)
    return _one(desk, viewer, entry, key, now)


def action_entry(words: str, who: str, party: str, due: date, about: dict[str, str]) -> Entry:
    """Write an action as it is recorded; ``about`` are codes of where it was agreed."""
    if party not in list(Party):
        raise RefusedError("actie_partij")
    content = {"words": _said(words), "who": checked(who)}
    return Entry(Subject.ACTION, "agreed", {"party": party, "due": due.isoformat()} | about, content=content)


def _one(desk: Desk, viewer: Viewer, entry: Entry, key: str, now: datetime) -> Receipt:
    return events.append(desk.records, [entry], actor(viewer), key=key, now=now)[0]


def _said(words: str) -> str:
    said = checked(words)
    if not said:
        raise RefusedError("tekst_leeg")
    return said


def _need_keeper(viewer: Viewer, owner: str) -> None:
    if not may_keep(viewer, owner):
        message = f"{viewer.role} does not keep what {owner or 'nobody'} owns"
        raise AccessDeniedError(message)


def _is_party(viewer: Viewer, terms: Terms) -> bool:
    speaks = viewer.party is not None and viewer.party.value in terms.parties
    return speaks and viewer.may(Permission.KEEP_AGREEMENTS)


def _found(desk: Desk, number: str) -> Agreement:
    found = records.all_agreements(desk.records).get(number)
    if found is None:
        raise RefusedError("bestaat_niet", nummer=number)
    return found


def _action(desk: Desk, number: str) -> Action:
    found = records.all_actions(desk.records).get(number)
    if found is None:
        raise RefusedError("bestaat_niet", nummer=number)
    return found


def _locator(desk: Desk, viewer: Viewer) -> Locate:
    return lambda level, unit_id: release.locate(desk.store, viewer, Level(level), unit_id)
