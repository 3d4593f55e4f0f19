"""Counts of signals as they are released to shared roles: kept once for every whole period, and never counted again.

Who opens a meeting releases the stand at the end of the last whole period; until then there is nothing to see. The same
period is never released twice, so that there are no two stands of it to compare (docs/adr/0012).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, datetime

from data import disclosure, opened, release
from data.desk.guard import Desk, actor, need
from data.domain import signal_terms, signal_told
from data.domain.access import Detail, Permission, Role, Viewer
from data.domain.areas import Level
from data.domain.meetings import Stage
from data.domain.parties import Party
from data.domain.signal_funnel import funnels, waiting
from data.domain.signal_told import Learned, Stand
from data.domain.subjects import Subject
from data.records import events, meetings, signals
from data.records.events import ANY, Entry

RELEASED = "released"


def publish(desk: Desk, viewer: Viewer, now: datetime) -> None:
    """Release the stand at the end of the last whole period to the shared roles; a stand that is there stays.

    Raises
    ------
    AccessDeniedError
        The viewer opens no meetings.
    """
    need(viewer, Permission.OPEN_MEETING)
    number = f"{desk.store.place}/{signal_told.last_whole(now)}"
    entry = Entry(Subject.SIGNAL_STAND, RELEASED, signal_told.written(_stand(desk, now)), number, seen=ANY)
    events.append(desk.records, [entry], actor(viewer), key=f"stand-{number}", now=now)


def newest(desk: Desk, viewer: Viewer) -> Stand | None:
    """Give the newest stand that was released, of the wijken in the viewer's areas; None before the first."""
    own, mine = names(desk, viewer), f"{desk.store.place}/"
    kept = [one for one in events.of_subject(desk.records, Subject.SIGNAL_STAND) if one.number.startswith(mine)]
    if not kept:
        return None
    stand = signal_told.read(max(kept, key=lambda one: one.number).facts)
    return replace(stand, districts=tuple(one for one in stand.districts if one.district in own))


def expected(desk: Desk, viewer: Viewer) -> date | None:
    """Give the day of the next meeting, at which the next stand is released; None when none is planned."""
    need(viewer, Permission.SEE_MEETINGS)
    planned = meetings.all_meetings(desk.records).values()
    return min((one.on for one in planned if one.stage is Stage.PLANNED), default=None)


def names(desk: Desk, viewer: Viewer) -> dict[str, str]:
    """Give the wijken in the viewer's areas, code and name; what waits is told to who may see meetings."""
    need(viewer, Permission.SEE_MEETINGS)
    return {code: name for code, level, name in release.areas(desk.store, viewer) if level is Level.DISTRICT}


def large(desk: Desk, viewer: Viewer, district: str) -> bool | None:
    """Whether a wijk has let homes enough to tell this viewer of its signals; None where it is none of theirs."""
    unit = release.locate(desk.store, viewer, Level.DISTRICT, district)
    rows = opened.fact(desk.store, "unit", level=Level.DISTRICT, unit_id=district)
    if unit is None or rows.empty or not disclosure.within(viewer, rows).iloc[0]:
        return None
    return int(rows["let_homes"].iloc[0]) >= least(viewer)


def least(viewer: Viewer) -> int:
    """Give the homes that a wijk has at the least before this viewer is told of it, and hand-overs of their days."""
    return disclosure.EXACT_MINIMUM if is_exact(viewer) else disclosure.SHARED_MINIMUM


def is_exact(viewer: Viewer) -> bool:
    """Whether this viewer gets counts of a wijk as they are, and as they are now."""
    return viewer.detail(Level.DISTRICT) is Detail.EXACT


def _stand(desk: Desk, now: datetime) -> Stand:
    """Count what is told of every wijk of the place, as it stood at the end of the last whole period."""
    starts, ends = signal_told.stretch(now)
    shared = Viewer(Role.PROJECTOR, frozenset({desk.store.place}))
    agreed, history = signal_terms.read(desk.waakvlam), signals.history(desk.records)
    late: dict[str, dict[Party, int]] = defaultdict(dict)
    for (district, party), count in waiting(history, ends, agreed).items():
        late[district][party] = count
    own = names(desk, shared)
    told: list[Learned] = [
        signal_told.in_tens(one, late[one.district], least(shared))
        if large(desk, shared, one.district)
        else signal_told.blank(one.district)
        for one in funnels(history, starts, ends, agreed, own)
        if one.district in own
    ]
    return Stand(starts, ends, tuple(told))
