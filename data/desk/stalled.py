"""Signals that wait too long, for the agenda: counts alone, by wijk and by the party whose turn it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from data.desk import signal_release
from data.desk.guard import Desk
from data.desk.signal_release import is_exact, large
from data.domain import signal_terms
from data.domain.access import Viewer
from data.domain.signal_funnel import waiting
from data.records import signals


@dataclass(frozen=True, slots=True)
class Stalled:
    """What waits too long.

    Parameters
    ----------
    total
        Altogether; for shared roles the sum of the rows, so that it tells nothing that they do not.
    rows
        Code and name of the wijk, party, and how many.
    ends
        Moment that a released stand speaks of, UTC; None for what waits now.
    """

    total: int
    rows: tuple[tuple[str, str, str, int], ...] = ()
    ends: datetime | None = None


def stalled(desk: Desk, viewer: Viewer, now: datetime) -> Stalled:
    """Count the cases that are late by the agreed terms: now for exact roles, as released for shared ones.

    A wijk is left out by its number of let homes alone; before the first release nothing waits for shared roles.
    """
    names = signal_release.names(desk, viewer)
    if not is_exact(viewer):
        stand = signal_release.newest(desk, viewer)
        rows = [
            (one.district, names[one.district], party.value, count)
            for one in (stand.districts if stand else ())
            for party, count in (one.waiting or {}).items()
        ]
        return _stalled(rows, stand.ends if stand else None)
    found = waiting(signals.history(desk.records), now, signal_terms.read(desk.waakvlam))
    return _stalled(
        (district, names[district], party.value, count)
        for (district, party), count in found.items()
        if district in names and large(desk, viewer, district)
    )


def _stalled(rows: Iterable[tuple[str, str, str, int]], ends: datetime | None = None) -> Stalled:
    listed = tuple(sorted(rows, key=lambda row: (row[1], row[2])))
    return Stalled(sum(row[3] for row in listed), listed, ends)
