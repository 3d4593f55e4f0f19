"""Readings: how each party itself reads the light of a place before a meeting, hidden until it has given its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.domain.happened import Happened, fact, text

GIVEN = ("red", "amber", "green")
"""Lights that a party can give."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one party said of one place for one meeting; a later one of the same party replaces it."""

    meeting: str
    party: str
    level: str
    unit_id: str
    light: str
    why: str
    at: datetime


def fold(events: Iterable[Happened]) -> dict[str, tuple[Reading, ...]]:
    """Read what every party said last of every place, from events, oldest first; by number of the meeting."""
    last: dict[tuple[str, str, str, str], Reading] = {}
    for event in (one for one in events if one.kind == "given"):
        facts = event.facts
        key = (fact(facts, "meeting"), event.actor.party, fact(facts, "level"), fact(facts, "unit_id"))
        last[key] = Reading(*key, fact(facts, "light"), text(event, "why"), event.at)
    found: dict[str, tuple[Reading, ...]] = {}
    for reading in last.values():
        found[reading.meeting] = (*found.get(reading.meeting, ()), reading)
    return found


def visible(readings: Iterable[Reading], party: str) -> tuple[Reading, ...]:
    """Keep what a party may see before the meeting: its own, and of a place that it has read itself those of others."""
    there = tuple(readings)
    read = {(one.level, one.unit_id) for one in there if one.party == party and party}
    return tuple(one for one in there if (one.level, one.unit_id) in read)


def differing(readings: Iterable[Reading]) -> dict[tuple[str, str], tuple[Reading, ...]]:
    """Give the readings of the places of which parties say different lights, by level and code, in order of party."""
    places: dict[tuple[str, str], list[Reading]] = {}
    for one in readings:
        places.setdefault((one.level, one.unit_id), []).append(one)
    return {
        place: tuple(sorted(told, key=lambda one: one.party))
        for place, told in sorted(places.items())
        if len({one.light for one in told}) > 1
    }
