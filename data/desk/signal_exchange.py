"""Lists of signals, out and in: out only what the viewer could open, with a line in the log; in all rows or none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from data import release, uploads
from data.desk import places, signal_pilots, signals
from data.desk.case_owners import hands_of, is_theirs
from data.desk.guard import Desk, actor, need
from data.desk.places import Place
from data.desk.signals import Draft
from data.domain import signal_lists
from data.domain.access import Permission, Viewer
from data.domain.errors import AccessDeniedError, RefusedError
from data.domain.parties import Party
from data.domain.signal_case import Case, lead
from data.domain.signal_lists import PLACES, Cells, Fault, Line, ListRefusedError
from data.domain.signal_steps import WORKERS, Step
from data.domain.signal_terms import Agreed
from data.domain.signals import OUT, VERA_STATUS, Purpose
from data.domain.subjects import ZONE, Subject
from data.records import events, lists
from data.records import signals as kept
from data.records.events import Entry, Event
from data.uploads import Kind

COLUMN = {"adres_onbekend": "adres", "adres_meer": "adres", "datum_toekomst": "datum", "toestemming": "toestemming"}
"""Column that a refusal is about; every other one is about the words."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a list: numbers of new signals, rows that were there already, and rows in which nothing waits."""

    numbers: tuple[str, ...]
    known: int
    over: int
    parties: frozenset[Party]

    @property
    def number(self) -> str:
        """Number of the last new signal; empty when there was none."""
        return self.numbers[-1] if self.numbers else ""


def may_take_in(viewer: Viewer) -> bool:
    """Whether a viewer may take a list in: who works on cases at the corporation or the municipality."""
    return viewer.role in WORKERS and viewer.may(Permission.WORK_CASE)


def lines(desk: Desk, viewer: Viewer, now: datetime) -> list[dict[str, str]]:
    """Give every signal that this viewer could open, as rows, the oldest first; each gets a line in the access log."""
    need(viewer, Permission.WORK_CASE)
    cases, hands = kept.cases(desk.records), hands_of(desk)
    own = {
        one.number: one
        for one in cases.values()
        if is_theirs(viewer, one, hands) or is_theirs(viewer, lead(one, cases), hands)
    }
    if not own:
        return []
    told = events.opened(
        desk.records, Subject.SIGNAL, sorted(own), actor(viewer), purpose=Purpose.EXPORT.value, now=now
    )
    root = release.place(desk.store, viewer).root
    return [
        signal_lists.cells(_line(root, case, told), VERA_STATUS[case.state][0])
        for case in sorted(own.values(), key=lambda one: (one.handed_in, one.number))
    ]


def take_in_file(desk: Desk, viewer: Viewer, name: str, content: bytes, agreed: Agreed, now: datetime) -> TakenIn:
    """Record the signals of a file; as `take_in`, and the file must be a list that can be read."""
    if not may_take_in(viewer):
        message = f"{viewer.role} takes no files in"
        raise AccessDeniedError(message)
    rows = uploads.read(Kind.SIGNALS, name, content)
    told = [(int(number), {str(column): str(text) for column, text in cells.items()}) for number, cells in rows]
    return take_in(desk, viewer, told, agreed, now)


def take_in(desk: Desk, viewer: Viewer, rows: Sequence[tuple[int, Cells]], agreed: Agreed, now: datetime) -> TakenIn:
    """Record the signals of a list that are not there yet, all or none.

    Parameters
    ----------
    rows
        Number of each row, and its texts by column.

    Raises
    ------
    AccessDeniedError
        The viewer works on no cases of the corporation or the municipality.
    ListRefusedError
        Something is wrong with the list; says everything that is, and nothing was stored.
    """
    if not may_take_in(viewer):
        message = f"{viewer.role} takes no lists in"
        raise AccessDeniedError(message)
    found, faults = _read(rows)
    new, again = _sorted_out(desk, viewer, found, faults)
    made: dict[str, Entry] = {}
    for key, (row, line) in new.items():
        try:
            made[key] = _entry(_place(desk, viewer, line), line, now)
        except RefusedError as error:
            faults.append(Fault(row, COLUMN.get(error.reason, "omschrijving"), error.reason))
    if faults:
        raise ListRefusedError(sorted(faults, key=lambda fault: fault.row))
    receipts = lists.append_new(desk.records, made, actor(viewer), now=now)
    signal_pilots.raise_due(desk, agreed, now)
    parties = frozenset(Party(str(entry.facts["party"])) for entry in made.values())
    return TakenIn(tuple(one.number for one in receipts), again, sum(line.over for _, line in found), parties)


def _read(rows: Sequence[tuple[int, Cells]]) -> tuple[list[tuple[int, Line]], list[Fault]]:
    found, faults = list[tuple[int, Line]](), list[Fault]()
    for row, cells in rows:
        line, wrong = signal_lists.read(row, cells)
        faults += wrong
        found += [(row, line)] if line else []
    return found, faults


def _sorted_out(
    desk: Desk, viewer: Viewer, found: list[tuple[int, Line]], faults: list[Fault]
) -> tuple[dict[str, tuple[int, Line]], int]:
    """Keep what waits and is not known yet, by its key, and count what is known; adds to the faults."""
    cases = kept.cases(desk.records)
    root = release.place(desk.store, viewer).root
    keyed = [(_key(viewer, line), row, line) for row, line in found if not line.over]
    there = lists.known(desk.records, [key for key, _, _ in keyed])
    new: dict[str, tuple[int, Line]] = {}
    again = 0
    for key, row, line in keyed:
        stored, own = cases.get(there.get(key, "")), _own(cases, root, line)
        if stored is not None and _day(stored) != line.day:
            faults.append(Fault(row, "nummer", "nummer_ander"))
        elif key in there or own is not None:
            again += 1
        elif key in new and new[key][1] != line:
            faults.append(Fault(row, "nummer", "nummer_dubbel"))
        else:
            again += key in new
            new.setdefault(key, (row, line))
    return new, again


def _own(cases: dict[str, Case], root: str, line: Line) -> Case | None:
    """Give the case of a row that this town itself gave out."""
    case = cases.get(line.key.removeprefix(f"{root}/")) if line.key.startswith(f"{root}/") else None
    return case if case is not None and _day(case) == line.day else None


def _key(viewer: Viewer, line: Line) -> str:
    """Give the key of a row: the number in the list of this party, or everything that it says."""
    own = (line.key,) if line.key else (line.day.isoformat(), line.place, line.address, line.kind, line.words)
    told = "\n".join([viewer.party.value if viewer.party else "", *own])
    return f"list-{hashlib.sha256(told.encode()).hexdigest()}"


def _place(desk: Desk, viewer: Viewer, line: Line) -> Place:
    if line.level is None:
        return places.named(desk, viewer, line.address)
    place = places.exact(desk, line.level, line.place)
    if not viewer.areas.intersection(place.codes):
        raise RefusedError("adres_onbekend")
    return place


def _entry(place: Place, line: Line, now: datetime) -> Entry:
    """Make what is recorded: handed in on its own day, so that its terms have run since."""
    draft = Draft(
        place.level, place.unit_id, line.kind, line.urgency, line.source, line.words, line.consent, noticed=line.day
    )
    made = signals.entry(place, draft, now)
    began = datetime.combine(line.day, time(), tzinfo=ZONE)
    moment = now if line.day == now.astimezone(ZONE).date() else began
    return Entry(made.subject, made.kind, {**made.facts, "noticed": moment.isoformat()}, content=made.content)


def _line(root: str, case: Case, told: Sequence[Event]) -> Line:
    own = [one for one in told if one.number == case.number and one.content]
    where = next((one.content for one in reversed(own) if one.content and "place" in one.content), {})
    words = next((one.content.get("words", "") for one in own if one.content and one.kind == Step.HAND_IN), "")
    level = case.level if case.level in PLACES.values() and where else None
    return Line(
        key=f"{root}/{case.number}",
        day=_day(case),
        level=level,
        place=where.get("place", ""),
        address=where.get("name", ""),
        kind=case.kind,
        urgency=case.urgency.value,
        source=case.source.value,
        consent=case.steps[0].facts.get("consent") is True,
        words=words,
        over=case.state in OUT,
    )


def _day(case: Case) -> date:
    return case.handed_in.astimezone(ZONE).date()
