"""Requests of a tenant: to be given, to have corrected or to have deleted what is kept about the home (TRUST 12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from data.desk.guard import actor, need
from data.domain.access import Permission, Viewer
from data.domain.free_text import checked
from data.domain.subjects import REWRITTEN, ZONE, Ledger, Subject
from data.records import erasure, events, tenancies
from data.records.events import Event
from data.records.store import Records, RecordsError
from data.records.tenancies import Tenancy

PURPOSE = "request"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found about one tenancy, or done with it.

    Parameters
    ----------
    numbers
        Numbers of the records about the home.
    look
        Numbers of others in whose words the address stands; somebody has to look at them.
    contents
        How many contents were given, changed or deleted.
    told
        For a request to be given: what is kept, ready for a file.
    """

    numbers: tuple[str, ...]
    look: tuple[str, ...]
    contents: int
    told: tuple[Mapping[str, Any], ...] = ()


def give(records: Records, viewer: Viewer, tenancy: Tenancy, *, now: datetime) -> Answer:
    """Give everything that is kept about a tenancy, and who opened it; the giving itself stands in the access log."""
    need(viewer, Permission.ANSWER_REQUEST)
    who = actor(viewer)
    told: list[Mapping[str, Any]] = []
    given: list[Event] = []
    for subject, number in (kept := tenancies.kept(records, tenancy)):
        looked = _looked(records, subject, number)
        found = events.opened(records, subject, [number], who, purpose=PURPOSE, now=now)
        given += [event for event in found if event.kind != REWRITTEN]
        told.append({"record": number, "events": [_told(event) for event in found], "opened": looked})
    contents = sum(event.content is not None for event in given)
    return Answer(_only(kept), _only(tenancies.mentioned(records, tenancy)), contents, tuple(told))


def correct(
    records: Records, viewer: Viewer, number: str, name: str, text: str, *, version: int, now: datetime
) -> Answer:
    """Put another text in one content of a record.

    Parameters
    ----------
    number, version
        Record, and which of its events.
    name, text
        Name in its content, and what stands there from now on.

    Raises
    ------
    RecordsError
        There is no such content.
    RefusedError
        The text holds a number that leads to a person.
    """
    need(viewer, Permission.ANSWER_REQUEST)
    who, right = actor(viewer), checked(text)
    subject = next((one for one in Subject if events.history(records, one, number)), Subject.SIGNAL)
    found = events.opened(records, subject, [number], who, purpose=PURPOSE, now=now)
    event = next((one for one in found if one.version == version and name in (one.content or {})), None)
    if event is None or event.content is None:
        message = f"{number}: event {version} holds no '{name}'; `give` shows what there is"
        raise RecordsError(message)
    content = {**event.content, name: right}
    tenancies.corrected(records, event, content, who, rule="correction", key=uuid4().hex, now=now)
    erasure.clean(records)
    return Answer((number,), (), 1)


def delete(records: Records, viewer: Viewer, tenancy: Tenancy, *, now: datetime) -> Answer:
    """Erase all content of everything that is kept about a tenancy; codes and dates that lead to nobody stay."""
    need(viewer, Permission.ANSWER_REQUEST)
    kept, look = tenancies.kept(records, tenancy), tenancies.mentioned(records, tenancy)
    places = tenancies.places(records, kept)
    gone = erasure.erase(records, "request", places, actor(viewer), key=uuid4().hex, now=now)
    erasure.clean(records)
    return Answer(_only(kept), _only(look), gone)


def end(records: Records, viewer: Viewer, tenancy: Tenancy, *, now: datetime) -> Answer:
    """Take the home off everything that is kept about a tenancy that ended; what was noticed stays."""
    need(viewer, Permission.ANSWER_REQUEST)
    kept, look = tenancies.kept(records, tenancy), tenancies.mentioned(records, tenancy)
    changed = tenancies.detached(records, tenancy, actor(viewer), key=uuid4().hex, now=now)
    erasure.clean(records)
    return Answer(_only(kept), _only(look), changed)


def _told(event: Event) -> dict[str, Any]:
    return {
        "version": event.version,
        "when": _when(event),
        "what": event.kind,
        "party": event.actor.party,
        "role": event.actor.role,
        "facts": dict(event.facts),
        "content": event.content,
    }


def _looked(records: Records, subject: Subject, number: str) -> list[dict[str, Any]]:
    log = events.of_subject(records, Subject.ACCESS, ledger=Ledger.ACCESS)
    return [
        {"when": _when(line), "role": line.actor.role, "why": line.facts["purpose"]}
        for line in log
        if (line.facts.get("subject"), line.facts.get("record")) == (subject.value, number)
    ]


def _when(event: Event) -> str:
    return event.at.astimezone(ZONE).isoformat(timespec="seconds")


def _only(numbers: list[tenancies.Number]) -> tuple[str, ...]:
    return tuple(number for _, number in numbers)
