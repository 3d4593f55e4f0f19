"""Agreed lights: a meeting may set another light beside the computed one, which is never overwritten (SCORING 2.10).

It lapses at the second next meeting, unless a meeting in between confirms it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from data.domain.happened import Happened, fact, text
from data.domain.meetings import Meeting, Stage

LASTS = 2
"""Meetings after the one at which it was agreed: at that many it lapses."""

LIGHTS = ("red", "amber", "green")
"""What can be agreed; nobody agrees that nothing is known."""


class Act(StrEnum):
    """What can happen to an agreed light, as events are called."""

    AGREED = "agreed"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class AgreedLight:
    """A light as a meeting set it.

    Parameters
    ----------
    number, version
        Of the record.
    level, unit_id
        Of which place.
    light, computed
        The agreed one, and what was computed when it was agreed.
    party, by, why
        The party that asked for it, id of who held the screen, and the reason.
    meeting, at
        Meeting at which it was last agreed or confirmed, and when.
    withdrawn
        Meeting that took it back; empty for none.
    """

    number: str
    version: int
    level: str
    unit_id: str
    light: str
    computed: str
    party: str
    by: str
    why: str
    meeting: str
    at: datetime
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """An agreed light that stands: since which day, and until which; None: that meeting is not planned yet."""

    agreed: AgreedLight
    since: date
    until: date | None


def fold(events: Iterable[Happened]) -> dict[str, AgreedLight]:
    """Read agreed lights from their events, oldest first; by number."""
    found: dict[str, AgreedLight] = {}
    for event in events:
        facts, before = event.facts, found.get(event.number)
        if before is None:
            found[event.number] = _agreed(event)
        elif event.kind == Act.CONFIRMED:
            meeting = fact(facts, "meeting")
            found[event.number] = replace(before, version=event.version, meeting=meeting, at=event.at)
        elif event.kind == Act.WITHDRAWN:
            found[event.number] = replace(before, version=event.version, withdrawn=fact(facts, "meeting"))
    return found


def standing(agreed: Iterable[AgreedLight], meetings: Mapping[str, Meeting]) -> dict[tuple[str, str], Standing]:
    """Keep what stands now, by level and code; of one place the last that was agreed.

    Parameters
    ----------
    agreed
        In the order in which they were first agreed.
    meetings
        All meetings by number.
    """
    last = {(one.level, one.unit_id): one for one in agreed}
    found = {place: _standing(one, meetings) for place, one in last.items() if not one.withdrawn}
    return {place: one for place, one in found.items() if one is not None}


def _agreed(event: Happened) -> AgreedLight:
    facts = event.facts
    return AgreedLight(
        event.number,
        event.version,
        level=fact(facts, "level"),
        unit_id=fact(facts, "unit_id"),
        light=fact(facts, "light"),
        computed=fact(facts, "computed"),
        party=fact(facts, "party"),
        by=event.actor.person,
        why=text(event, "why"),
        meeting=fact(facts, "meeting"),
        at=event.at,
    )


def _standing(one: AgreedLight, meetings: Mapping[str, Meeting]) -> Standing | None:
    base = meetings.get(one.meeting)
    if base is None:
        return None
    there = (other for other in meetings.values() if other.stage is not Stage.CANCELLED)
    later = sorted((other for other in there if _order(other) > _order(base)), key=_order)
    if sum(other.stage is not Stage.PLANNED for other in later) >= LASTS:
        return None
    return Standing(one, base.on, later[LASTS - 1].on if len(later) >= LASTS else None)


def _order(meeting: Meeting) -> tuple[date, str]:
    return meeting.on, meeting.number
