"""Signals that wait too long, for the agenda: counts alone, by wijk and by the party whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from data import release
from data.desk.guard import Desk, need
from data.desk.signal_learning import counted, large
from data.domain import signal_terms
from data.domain.access import Detail, Permission, Viewer
from data.domain.areas import Level
from data.domain.signal_funnel import waiting
from data.records import signals


@dataclass(frozen=True, slots=True)
class Stalled:
    """What waits too long: altogether, and by wijk (code, name) and party; rounded for shared roles."""

    total: int
    rows: tuple[tuple[str, str, str, int], ...] = ()


def stalled(desk: Desk, viewer: Viewer, ends: datetime) -> Stalled:
    """Count the cases that are late by the agreed terms.

    Parameters
    ----------
    desk, viewer
        Who asks: a wijk is left out by its number of let homes alone, and shared roles get tens.
    ends
        Moment that is looked at; what happened later does not count.
    """
    need(viewer, Permission.SEE_MEETINGS)
    exact = viewer.detail(Level.DISTRICT) is Detail.EXACT
    found = waiting(signals.history(desk.records), ends, signal_terms.read(desk.waakvlam))
    told = {place: count for place, count in found.items() if large(desk, viewer, place[0])}
    shown = {place: counted(count, exact=exact) for place, count in told.items()}
    units = {code: release.locate(desk.store, viewer, Level.DISTRICT, code) for code, _ in shown}
    rows = [
        (code, unit.name, party.value, count)
        for (code, party), count in shown.items()
        if count and (unit := units[code]) is not None
    ]
    return Stalled(counted(sum(told.values()), exact=exact), tuple(sorted(rows, key=lambda row: (row[1], row[2]))))
