"""The agenda of a meeting, made by itself: from the lights as the table sees them, and what the parties brought."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data import release
from data.desk.guard import Desk
from data.desk.meeting_book import ActionLine, AgreementLine, Item, MeetingBook, Spot, Why
from data.desk.stalled import Stalled
from data.domain.access import Viewer
from data.domain.agenda import KNOWN, MINUTES, Section, Seen, changes, key, meetings_red
from data.domain.agreements import Sort
from data.domain.areas import Level
from data.domain.concerns import Concern
from data.domain.lights import Light, State
from data.domain.meetings import Meeting, arranged
from data.domain.progress import Standing
from data.domain.readings import Reading, differing
from data.domain.signal_told import last_day

LEVELS = (Level.NEIGHBOURHOOD, Level.ESTATE, Level.STREET)
"""Levels that the agenda looks at: the parties speak of buurten and complexes, and of a street when it changes."""

OF_STREETS = (Section.NEWLY_RED, Section.RECOVERED, Section.UNKNOWN_NOW)
"""A street that is still red is spoken of with its complexes and buurt."""

ACTIONS_A_SCREEN = 6
"""Actions that fit on one screen in letters that are read from five metres."""

AGAIN = (Section.CONCERN, Section.ADDED, Section.POSTPONED)
"""Sections of which a postponed item is put on the next agenda; the others come back by themselves."""

LATE = (Standing.BEHIND.value, Standing.MISSED.value)


@dataclass(frozen=True, slots=True)
class Brought:
    """What goes on the agenda beside the lights; ``last`` and ``last_book`` are of the meeting before."""

    agreements: Sequence[AgreementLine]
    actions: Sequence[ActionLine]
    concerns: Sequence[Concern]
    readings: Sequence[Reading]
    stalled: Stalled
    last: Meeting | None = None
    last_book: MeetingBook | None = None


def spots(desk: Desk, screen: Viewer, period: str, last_book: MeetingBook | None) -> tuple[Spot, ...]:
    """Give every place of the agenda's levels, compared with the last meeting, or else with one period earlier."""
    place = release.place(desk.store, screen)
    before = {(one.level, one.unit_id): one.state for one in last_book.spots} if last_book else None
    found: list[Spot] = []
    for level in LEVELS:
        if level in place.levels:
            asked = (desk.store, screen, Level.MUNICIPALITY, place.root, level)
            drawn = release.shapes(*asked)
            shapes = dict(zip(drawn["unit_id"], drawn["wkb"], strict=True))
            rows = release.units(*asked, period).to_dict("records")
            found += [_spot({str(name): value for name, value in row.items()}, before, shapes) for row in rows]
    return tuple(_counted(desk, screen, one, period) for one in found if _speaks(one))


def items(
    desk: Desk, screen: Viewer, meeting: Meeting, there: Sequence[Spot], period: str, brought: Brought
) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Make the agenda.

    Parameters
    ----------
    desk, screen
        Where reasons come from, for the role of the screen.
    meeting
        With the order, what was added and what was postponed.
    there
        As `spots` gives them.
    period
        Period shown.
    brought
        Everything that is not about lights.

    Returns
    -------
    items, postponed
        In order; and what is left for the next time.
    """
    made = [
        *_actions(brought.actions),
        *_places(there),
        *_differing(brought.readings, there),
        *_behind(brought.agreements),
        *_stalled(brought.stalled),
        *_concerns(brought.concerns),
        *_again(brought.last, brought.last_book),
        *(Item(one.key, Section.ADDED, words=one.words, party=one.party) for one in meeting.added),
    ]
    by_key = {one.key: one for one in made}
    order = arranged(list(by_key), meeting.order, meeting.postponed)
    timed = dict(meeting.timed)
    kept = tuple(
        replace(_explained(desk, screen, by_key[one], period), minutes=timed.get(one, MINUTES[by_key[one].section]))
        for one in order
    )
    return kept, tuple(by_key[one] for one in meeting.postponed if one in by_key)


def _spot(row: Mapping[str, object], before: Mapping[tuple[str, str], str] | None, shapes: Mapping[str, bytes]) -> Spot:
    level, unit_id = str(row["level"]), str(row["unit_id"])
    previous = str(row["previous"]) if isinstance(row["previous"], str) else ""
    shape = shapes.get(unit_id)
    return Spot(
        level,
        unit_id,
        str(row["name"]),
        # a borrowed colour, or one of too few homes, is no light of the place itself
        str(row["state"]) if row["reason"] != "inherited" else State.GREY.value,
        previous if before is None else before.get((level, unit_id), ""),
        bool(row["indicative"]),
        0,
        bytes(shape) if isinstance(shape, bytes | bytearray) else b"",
    )


def _speaks(spot: Spot) -> bool:
    """Whether a place is kept: most streets have no light of their own and never had, which is nothing to speak of."""
    return spot.level != Level.STREET.value or bool({spot.state, spot.before} & set(KNOWN))


def _counted(desk: Desk, screen: Viewer, spot: Spot, period: str) -> Spot:
    """Count for how many meetings in a row a red place is red."""
    if spot.state != Light.RED.value:
        return spot
    rows = release.history(desk.store, screen, Level(spot.level), spot.unit_id)
    course = tuple(str(one) for one in rows["state"][rows["period"] <= period])
    return replace(
        spot, meetings=meetings_red(Seen(spot.level, spot.unit_id, spot.name, spot.before, spot.state, course))
    )


def _actions(actions: Sequence[ActionLine]) -> Iterator[Item]:
    """Put the open actions of each party on screens of their own, as many as fit."""
    for party in dict.fromkeys(one.party for one in actions):
        numbers = [one.number for one in actions if one.party == party]
        for place, start in enumerate(range(0, len(numbers), ACTIONS_A_SCREEN), 1):
            told = tuple(numbers[start : start + ACTIONS_A_SCREEN])
            yield Item(key(Section.ACTION, party, str(place)), Section.ACTION, records=told, party=party)


def _places(there: Sequence[Spot]) -> Iterator[Item]:
    seen = [
        Seen(one.level, one.unit_id, one.name, one.before, one.state, (Light.RED.value,) * one.meetings)
        for one in there
    ]
    found = changes(seen)
    for section in (Section.NEWLY_RED, Section.STILL_RED, Section.RECOVERED, Section.UNKNOWN_NOW):
        for one in found.get(section, []):
            if one.level == Level.STREET.value and section not in OF_STREETS:
                continue
            yield Item(key(section, one.level, one.unit_id), section, one.level, one.unit_id, one.name)


def _differing(readings: Sequence[Reading], there: Sequence[Spot]) -> Iterator[Item]:
    names = {(one.level, one.unit_id): one.name for one in there}
    for (level, unit_id), told in differing(readings).items():
        said = tuple((one.party, one.light) for one in told)
        name = names.get((level, unit_id), unit_id)
        yield Item(key(Section.DIFFERING, level, unit_id), Section.DIFFERING, level, unit_id, name, readings=said)


def _behind(agreements: Sequence[AgreementLine]) -> Iterator[Item]:
    for one in agreements:
        if one.sort == Sort.FOCUS.value and one.standing in LATE:
            where = (one.level, one.unit_id, one.place)
            yield Item(key(Section.BEHIND, one.number), Section.BEHIND, *where, (one.number,))


def _stalled(found: Stalled) -> Iterator[Item]:
    if found.total or found.rows:
        as_of = None if found.ends is None else last_day(found.ends)
        yield Item(key(Section.STALLED), Section.STALLED, count=found.total, waiting=found.rows, as_of=as_of)


def _concerns(concerns: Sequence[Concern]) -> Iterator[Item]:
    for one in concerns:
        about = (one.level, one.unit_id, one.place, (one.number,), one.words, one.party)
        yield Item(key(Section.CONCERN, one.number), Section.CONCERN, *about)


def _again(last: Meeting | None, book: MeetingBook | None) -> Iterator[Item]:
    if last is None or book is None:
        return
    for one in (*book.items, *book.postponed):
        if one.key in last.postponed and one.section in AGAIN:
            yield replace(one, key=key(Section.POSTPONED, last.number, one.key), section=Section.POSTPONED)


def _explained(desk: Desk, screen: Viewer, item: Item, period: str) -> Item:
    """Say why the light of a place is what it is, and what weighed the time before where the light changed."""
    if not item.unit_id or item.level not in list(LEVELS):
        return item
    level = Level(item.level)
    if release.locate(desk.store, screen, level, item.unit_id) is None:
        return item
    now = release.explanation(desk.store, screen, level, item.unit_id, period)
    why = Why(now.rule, now.subject, now.reasons)
    before = [one for one in release.place(desk.store, screen).periods if one < period]
    if item.section not in (Section.NEWLY_RED, Section.RECOVERED, Section.UNKNOWN_NOW) or not before:
        return replace(item, why=why)
    earlier = release.explanation(desk.store, screen, level, item.unit_id, before[-1]).reasons
    broken = any(one.until == before[-1] for one in release.model_breaks(desk.store, screen))
    return replace(item, why=replace(why, earlier=earlier, model_changed=broken))
