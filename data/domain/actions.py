"""Actions: who does what by when, agreed at a meeting or between two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from data.domain.happened import Happened, day, fact, text

AHEAD = timedelta(days=14)
"""So long before its day an action is reminded of: a party that meets every week still can do something."""


class Stage(StrEnum):
    """What became of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Urgency(StrEnum):
    """How an open action stands to its day."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Action:
    """An action as its events leave it.

    Parameters
    ----------
    number, version
        Of the record.
    words, who
        What, and the person or team in the party's own words.
    party
        Code of the party that does it.
    due
        By when.
    meeting, item, agreement
        Where it was agreed: number of the meeting and key of the item, and number of the agreement; empty for none.
    stage, since
        What became of it, and when.
    why
        What was said when it was closed.
    """

    number: str
    version: int
    words: str
    who: str
    party: str
    due: date
    meeting: str
    item: str
    agreement: str
    since: datetime
    stage: Stage = Stage.OPEN
    why: str = ""


def fold(events: Iterable[Happened]) -> dict[str, Action]:
    """Read actions from their events, oldest first; by number, in the order in which they were agreed."""
    found: dict[str, Action] = {}
    for event in events:
        before = found.get(event.number)
        found[event.number] = _agreed(event) if before is None else _after(before, event)
    return found


def urgency(action: Action, today: date) -> Urgency:
    """Say how an action stands to its day: late after it, soon when it is near."""
    if action.due < today:
        return Urgency.LATE
    return Urgency.SOON if action.due - today <= AHEAD else Urgency.LATER


def in_order(actions: Iterable[Action]) -> list[Action]:
    """Put actions in the order of their days, the earliest first."""
    return sorted(actions, key=lambda one: (one.due, one.number))


def _agreed(event: Happened) -> Action:
    facts = event.facts
    return Action(
        event.number,
        event.version,
        text(event, "words"),
        text(event, "who"),
        fact(facts, "party"),
        day(facts, "due") or event.at.date(),
        fact(facts, "meeting"),
        fact(facts, "item"),
        fact(facts, "agreement"),
        event.at,
    )


def _after(before: Action, event: Happened) -> Action:
    after = replace(before, version=event.version, since=event.at)
    if event.kind == "rescheduled":
        return replace(after, due=day(event.facts, "due") or before.due)
    if event.kind in ("done", "dropped", "open"):
        return replace(after, stage=Stage(event.kind), why=text(event, "why"))
    return after
