"""Kept selections: streets, complexes and buildings that a party put together under a name, such as a team's area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from data.domain.areas import Level
from data.domain.happened import Happened, text, texts

LONGEST = 80
"""Characters that the name of a selection may have."""

Place = tuple[Level, str]
"""Level and code."""


class Act(StrEnum):
    """What can happen to a kept selection, as events are called."""

    KEPT = "kept"
    """Under a name, with places: the first time and at every change."""
    TAKEN_AWAY = "taken_away"


@dataclass(frozen=True, slots=True)
class Selection:
    """A selection as it was last kept.

    Parameters
    ----------
    number, version
        Of the record.
    party
        Party that it belongs to: that of who kept it first.
    name
        What it is called; its number when the name was erased.
    places
        In the order in which they were chosen; some may not exist any more.
    by, at
        Id of who changed it last, and when.
    gone
        Whether it was taken away.
    """

    number: str
    version: int
    party: str
    name: str
    places: tuple[Place, ...]
    by: str
    at: datetime
    gone: bool = False


def fold(events: Iterable[Happened]) -> dict[str, Selection]:
    """Read selections from their events, oldest first; by number."""
    found: dict[str, Selection] = {}
    for event in events:
        before = found.get(event.number)
        if event.kind == Act.KEPT:
            found[event.number] = _kept(event, before)
        elif before is not None:
            gone = before.gone or event.kind == Act.TAKEN_AWAY
            found[event.number] = replace(before, version=event.version, gone=gone)
    return found


def written(places: Sequence[Place]) -> list[str]:
    """Write places as a fact of an event."""
    return [f"{level.value}:{code}" for level, code in places]


def _kept(event: Happened, before: Selection | None) -> Selection:
    return Selection(
        event.number,
        event.version,
        party=before.party if before else event.actor.party,
        name=text(event, "name") or event.number,
        places=tuple(_place(one) for one in texts(event.facts, "places")),
        by=event.actor.person,
        at=event.at,
    )


def _place(told: str) -> Place:
    level, _, code = told.partition(":")
    return Level(level), code
