"""The meeting: planned, opened once, closed; its agenda, and what was said and decided at every item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from data.domain.errors import RefusedError
from data.domain.happened import Happened, day, fact, number, text, texts


class Stage(StrEnum):
    """Where a meeting is in its life."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What can happen to a meeting, as events are called."""

    PLANNED = "planned"
    CHANGED = "changed"
    ARRANGED = "arranged"
    """The agenda was put in another order."""
    ADDED = "added"
    POSTPONED = "postponed"
    TIMED = "timed"
    """An item was given other minutes than its section has by itself."""
    OPENED = "opened"
    MINUTED = "minuted"
    DECIDED = "decided"
    CLOSED = "closed"
    CANCELLED = "cancelled"


ALLOWED: dict[Stage, frozenset[Step]] = {
    Stage.PLANNED: frozenset({
        Step.CHANGED,
        Step.ARRANGED,
        Step.ADDED,
        Step.POSTPONED,
        Step.TIMED,
        Step.OPENED,
        Step.CANCELLED,
    }),
    Stage.OPEN: frozenset({Step.POSTPONED, Step.MINUTED, Step.DECIDED, Step.CLOSED}),
    Stage.CLOSED: frozenset(),
    Stage.CANCELLED: frozenset(),
}  # fmt: skip
"""What may happen at which stage; a closed meeting never changes again."""


LENGTH = 90
"""Minutes that a meeting takes unless something else was planned."""


class Line(StrEnum):
    """Kind of a line that was typed during the meeting."""

    MINUTE = "minuted"
    DECISION = "decided"


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it was typed, at which item, by whom and when."""

    line: Line
    item: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Added:
    """An item that somebody put on the agenda by hand."""

    key: str
    words: str
    party: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as its events leave it.

    Parameters
    ----------
    number, version
        Of the record.
    on
        Day of the meeting.
    parties
        Codes of the parties: invited, and once it was opened those who are present.
    order
        Keys of items that were put in another order than the agenda makes by itself.
    added
        Items that were added by hand.
    postponed
        Keys of items that are left for the next time.
    opened_by, opened_at, closed_at
        Id of who opened it, and when; empty and None before.
    book, areas
        Hash of everything that was frozen when it was opened, and the areas that it shows; empty before.
    typed
        Minutes and decisions, in the order in which they were typed.
    length
        Minutes that the whole meeting takes.
    timed
        Minutes of items that were given others than their section has by itself, by key.
    """

    number: str
    version: int
    on: date
    parties: tuple[str, ...]
    stage: Stage = Stage.PLANNED
    order: tuple[str, ...] = ()
    added: tuple[Added, ...] = ()
    postponed: tuple[str, ...] = ()
    opened_by: str = ""
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    book: str = ""
    areas: tuple[str, ...] = ()
    typed: tuple[Typed, ...] = ()
    length: int = LENGTH
    timed: tuple[tuple[str, int], ...] = ()

    def at(self, item: str) -> tuple[Typed, ...]:
        """Give what was typed at one item."""
        return tuple(one for one in self.typed if one.item == item)


def fold(events: Iterable[Happened]) -> dict[str, Meeting]:
    """Read meetings from their events, oldest first; by number, in the order in which they were planned."""
    found: dict[str, Meeting] = {}
    for event in events:
        before = found.get(event.number)
        if before is None:
            parties, on = texts(event.facts, "parties"), day(event.facts, "on") or event.at.date()
            length = int(number(event.facts, "length") or LENGTH)
            found[event.number] = Meeting(event.number, event.version, on, parties, length=length)
        else:
            found[event.number] = replace(_after(before, event), version=event.version)
    return found


def need_step(meeting: Meeting, step: Step) -> None:
    """Raise RefusedError unless the step may be taken now."""
    if step not in ALLOWED[meeting.stage]:
        raise RefusedError("overleg_stap", nummer=meeting.number)


def arranged(keys: Sequence[str], order: Sequence[str], postponed: Sequence[str]) -> tuple[str, ...]:
    """Put the keys of an agenda in the order that people gave; what they said nothing of stays where it was made.

    Returns
    -------
    keys
        Without what is postponed: first what was ordered, as far as it is still there, then the others.
    """
    there = [key for key in keys if key not in postponed]
    first = [key for key in order if key in there]
    return (*first, *(key for key in there if key not in first))


def _after(before: Meeting, event: Happened) -> Meeting:
    if event.kind in (Step.MINUTED, Step.DECIDED):
        line = Typed(Line(event.kind), fact(event.facts, "item"), text(event, "words"), event.actor.person, event.at)
        return replace(before, typed=(*before.typed, line))
    if event.kind in (Step.ARRANGED, Step.ADDED, Step.POSTPONED, Step.TIMED):
        return _agenda(before, event)
    return _life(before, event)


def _agenda(before: Meeting, event: Happened) -> Meeting:
    facts = event.facts
    if event.kind == Step.ARRANGED:
        return replace(before, order=texts(facts, "order"))
    if event.kind == Step.ADDED:
        item = Added(f"added:{event.version}", text(event, "words"), event.actor.party)
        return replace(before, added=(*before.added, item))
    key = fact(facts, "item")
    if event.kind == Step.TIMED:
        kept = tuple(one for one in before.timed if one[0] != key)
        return replace(before, timed=(*kept, (key, int(number(facts, "minutes") or 0))))
    others = tuple(one for one in before.postponed if one != key)
    return replace(before, postponed=others if facts.get("back") else (*others, key))


def _life(before: Meeting, event: Happened) -> Meeting:
    facts = event.facts
    if event.kind == Step.CHANGED:
        return replace(before, on=day(facts, "on") or before.on, parties=texts(facts, "parties"))
    if event.kind == Step.OPENED:
        return replace(
            before,
            stage=Stage.OPEN,
            parties=texts(facts, "parties") or before.parties,
            opened_by=event.actor.person,
            opened_at=event.at,
            book=fact(facts, "book"),
            areas=texts(facts, "areas"),
        )
    if event.kind == Step.CLOSED:
        return replace(before, stage=Stage.CLOSED, closed_at=event.at)
    return replace(before, stage=Stage.CANCELLED) if event.kind == Step.CANCELLED else before
