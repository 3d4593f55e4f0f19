"""Signals on the map: what is open, for who works on it or counts it; for who shares the tens of a year, by wijk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from data.desk import signal_learning, signal_release
from data.desk.case_owners import hands_of, is_theirs
from data.desk.guard import Desk
from data.domain import signal_terms
from data.domain.access import Permission, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.domain.signal_case import Case
from data.domain.signal_terms import Agreed
from data.domain.signal_warnings import Spot
from data.domain.signals import OUT
from data.records import signals
from data.warehouse import statements

PLACES = (Level.DISTRICT, Level.NEIGHBOURHOOD, Level.STREET, Level.ESTATE, Level.BUILDING)
"""Levels on which signals are counted; a home has its own light."""


def sees_open(viewer: Viewer) -> bool:
    """Whether a viewer sees where signals are open now: who works on them, or counts them."""
    return viewer.may(Permission.WORK_CASE) or viewer.may(Permission.COUNT_CASES)


def open_now(desk: Desk, viewer: Viewer, child: Level, agreed: Agreed, now: datetime) -> pd.DataFrame:
    """Count the open signals on every unit of a level: ``unit_id``, ``open``, ``late``; units without any are absent.

    Who works on cases gets those that are theirs; who counts them gets all in the own areas.

    Raises
    ------
    AccessDeniedError
        The viewer neither works on cases nor counts them, or asks for homes.
    """
    if not sees_open(viewer) or child not in PLACES:
        message = f"{viewer.role} counts no signals by {child}"
        raise AccessDeniedError(message)
    cases = [case for case in _cases(desk, viewer) if case.state not in OUT]
    units = _units(desk, child, cases)
    late = Counter(units[case.number] for case in cases if signal_terms.late(case, agreed, now))
    open_ = Counter(units[case.number] for case in cases)
    rows = [(unit, count, late[unit]) for unit, count in sorted(open_.items()) if unit]
    return pd.DataFrame(rows, columns=["unit_id", "open", "late"])


def came_in(desk: Desk, viewer: Viewer, agreed: Agreed, now: datetime) -> tuple[pd.DataFrame, datetime] | None:
    """Give how many signals came in on every wijk in a year of whole periods, and the end of those periods (UTC).

    As the funnel tells it: ``unit_id``, ``count``, ``shown``; in tens and as released for shared roles (None before the
    first release), and nothing of a wijk with few let homes.
    """
    told = signal_learning.learned(desk, viewer, agreed, now)
    if told is None:
        return None
    rows = [(one.district, one.stages.get("signal", 0), one.shown) for one in told.districts]
    return pd.DataFrame(rows, columns=["unit_id", "count", "shown"]), told.ends


def is_rounded(viewer: Viewer) -> bool:
    """Whether this viewer gets counts of a wijk in tens."""
    return not signal_release.is_exact(viewer)


def _cases(desk: Desk, viewer: Viewer) -> list[Case]:
    cases = signals.cases(desk.records).values()
    if viewer.may(Permission.COUNT_CASES):
        return [case for case in cases if viewer.areas.intersection(case.areas)]
    hands = hands_of(desk)
    return [case for case in cases if is_theirs(viewer, case, hands)]


def _units(desk: Desk, child: Level, cases: Iterable[Case]) -> dict[str, str]:
    """Give the unit of a level that each signal is about, by its number; empty where that is not known."""
    if child in (Level.DISTRICT, Level.NEIGHBOURHOOD):
        place = 0 if child is Level.NEIGHBOURHOOD else 1
        return {case.number: case.areas[place] for case in cases}
    spots = signals.spots(desk.records)
    parents = _parents(desk, child)
    nowhere = Spot("", "")
    return {case.number: _unit(spots.get(case.number, nowhere), child, parents) for case in cases}


def _unit(spot: Spot, child: Level, parents: dict[str, str]) -> str:
    if child is Level.BUILDING:
        return spot.building
    return parents.get(spot.building, "") or (spot.street if child is Level.STREET else "")


def _parents(desk: Desk, child: Level) -> dict[str, str]:
    if child is Level.BUILDING:
        return {}
    rows = statements.read(desk.store.connection, "building_parents", {"level": child})
    return dict(zip(rows["building_id"].astype(str), rows["parent_id"].astype(str), strict=True))
