"""The agenda that makes itself: what changed since the last meeting, and what the parties brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from data.domain.lights import Light


class Section(StrEnum):
    """Parts of the agenda, in the order in which they come."""

    ACTION = "action"
    """Actions of the last meeting."""
    NEWLY_RED = "newly_red"
    STILL_RED = "still_red"
    RECOVERED = "recovered"
    UNKNOWN_NOW = "unknown_now"
    DIFFERING = "differing"
    """Places that the parties read differently."""
    BEHIND = "behind"
    """Focus agreements that are behind or missed."""
    STALLED = "stalled"
    """Signals that wait too long; counts only."""
    CONCERN = "concern"
    POSTPONED = "postponed"
    """What the last meeting left."""
    ADDED = "added"


MINUTES: dict[Section, int] = dict.fromkeys(Section, 10) | dict.fromkeys(
    (Section.ACTION, Section.RECOVERED, Section.UNKNOWN_NOW, Section.STALLED), 5
)
"""Minutes of an item unless others are planned: ten where something is to be decided, five where it is told."""

KNOWN = (Light.RED.value, Light.AMBER.value, Light.GREEN.value)


@dataclass(frozen=True, slots=True)
class Seen:
    """One place as everybody at the table sees it.

    Parameters
    ----------
    level, unit_id, name
        Of the place.
    before, now
        State at the last meeting and now; ``before`` empty when there was none.
    course
        States of all meetings up to now, old to new.
    """

    level: str
    unit_id: str
    name: str
    before: str
    now: str
    course: tuple[str, ...] = ()


def change(seen: Seen) -> Section | None:
    """Say what changed at a place that deserves a moment of the meeting; None when nothing did.

    Red after grey or after nothing is newly red, since nobody spoke of it yet. A withheld place is never told of.
    """
    red = Light.RED.value
    if seen.now == red:
        return Section.STILL_RED if seen.before == red else Section.NEWLY_RED
    if seen.before == red and seen.now in KNOWN:
        return Section.RECOVERED
    if seen.before in KNOWN and seen.now == Light.GREY.value:
        return Section.UNKNOWN_NOW
    return None


def meetings_red(seen: Seen) -> int:
    """Count the meetings in a row, this one included, at which a place was red."""
    count = 0
    for state in reversed(seen.course):
        if state != Light.RED.value:
            break
        count += 1
    return count


def key(section: Section, *parts: str) -> str:
    """Write the key of an item: the same thing has the same key at every look."""
    return ":".join((section.value, *parts))


def changes(places: Sequence[Seen]) -> dict[Section, list[Seen]]:
    """Sort places under what changed; the longest red first, otherwise by name."""
    found: dict[Section, list[Seen]] = {}
    for seen in places:
        section = change(seen)
        if section is not None:
            found.setdefault(section, []).append(seen)
    return {section: sorted(told, key=lambda one: (-meetings_red(one), one.name)) for section, told in found.items()}
