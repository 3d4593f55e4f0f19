"""Concerns (knelpunten): a problem that a party brings to the meeting, beforehand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from data.domain.happened import Happened, fact, text


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern as its events leave it; place by level, code and name, empty for everywhere."""

    number: str
    version: int
    party: str
    meeting: str
    words: str
    level: str
    unit_id: str
    place: str
    at: datetime
    withdrawn: bool = False


def fold(events: Iterable[Happened]) -> dict[str, Concern]:
    """Read concerns from their events, oldest first; by number, in the order in which they were brought."""
    found: dict[str, Concern] = {}
    for event in events:
        before = found.get(event.number)
        if before is None:
            found[event.number] = _brought(event)
        elif event.kind == "withdrawn":
            found[event.number] = replace(before, version=event.version, withdrawn=True)
    return found


def _brought(event: Happened) -> Concern:
    facts = event.facts
    place = (fact(facts, "level"), fact(facts, "unit_id"), fact(facts, "place"))
    head = (event.number, event.version, event.actor.party, fact(facts, "meeting"), text(event, "words"))
    return Concern(*head, *place, event.at)
