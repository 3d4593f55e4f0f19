"""Learning from signals: the funnel of every wijk; for shared roles rounded, and nothing of few homes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time

from data import disclosure, release
from data.desk.guard import Desk, need
from data.domain.access import Detail, Permission, Viewer
from data.domain.areas import Level
from data.domain.parties import Party
from data.domain.periods import PER_YEAR, Period
from data.domain.signal_funnel import Funnel, funnels, medians
from data.domain.signal_terms import Agreed, Campaign
from data.domain.subjects import ZONE
from data.records import signals
from data.warehouse import statements

TEN = 10
"""Counts that shared roles get are rounded to this (TRUST 15)."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What may be told of one wijk.

    Parameters
    ----------
    district
        Code of the wijk.
    shown
        False where too few homes stand in the register: then there is nothing else.
    stages
        Signals that came so far; None where not told.
    incoming, outgoing, open
        In = out + open, for exact roles; rounded apart for shared ones.
    medians
        Days a hand-over; None where too few were made.
    waiting
        Overdue cases by the party whose turn it is.
    """

    district: str
    shown: bool
    stages: Mapping[str, int]
    incoming: int = 0
    outgoing: int = 0
    open: int = 0
    medians: Mapping[str, float | None] | None = None
    waiting: Mapping[Party, int] | None = None


def learned(desk: Desk, viewer: Viewer, agreed: Agreed, now: datetime) -> list[Learned]:
    """Give the funnel of every wijk in the viewer's areas over a year of whole two-monthly periods.

    A wijk is left blank by its number of let homes alone, and one without signals is told too: so a blank tells
    nothing, and neither does what is absent.
    """
    need(viewer, Permission.HAND_IN_SIGNAL)
    starts, ends = stretch(now)
    own = [code for code, level, _ in release.areas(desk.store, viewer) if level is Level.DISTRICT]
    found = funnels(signals.history(desk.records), starts, ends, agreed, own)
    exact = viewer.detail(Level.DISTRICT) is Detail.EXACT
    told = []
    for one in found:
        enough = large(desk, viewer, one.district)
        if enough is not None:
            blank = Learned(one.district, shown=False, stages={})
            told.append(_told(one, exact=exact, least=_least(viewer)) if enough else blank)
    return told


def large(desk: Desk, viewer: Viewer, district: str) -> bool | None:
    """Whether a wijk has let homes enough to tell this viewer of its signals; None where it is none of theirs."""
    unit = release.locate(desk.store, viewer, Level.DISTRICT, district)
    rows = statements.read(desk.store.connection, "unit", {"level": Level.DISTRICT, "unit_id": district})
    if unit is None or rows.empty or not disclosure.within(viewer, rows).iloc[0]:
        return None
    return int(rows["let_homes"].iloc[0]) >= _least(viewer)


def counted(count: int, *, exact: bool) -> int:
    """Give a count as it may be told: as it is, or rounded to tens for shared roles."""
    return count if exact else TEN * ((count + TEN // 2) // TEN)


def campaigns(agreed: Agreed, now: datetime) -> list[Campaign]:
    """Give the campaigns that raised reporting in the stretch that the funnel speaks of."""
    starts, ends = stretch(now)
    return [one for one in agreed.campaigns if one.starts <= ends.date() and one.ends >= starts.date()]


def stretch(now: datetime) -> tuple[datetime, datetime]:
    """Give the first moment of the last six whole periods, and the moment after them, in UTC."""
    last = Period.of(now.astimezone(ZONE).date())
    return _midnight(last.shift(-PER_YEAR)), _midnight(last)


def _midnight(period: Period) -> datetime:
    return datetime.combine(period.start, time(), tzinfo=ZONE).astimezone(UTC)


def _told(one: Funnel, *, exact: bool, least: int) -> Learned:
    days = medians(one.days, least)
    if exact:
        return Learned(
            one.district,
            True,
            one.stages,
            one.incoming,
            one.outgoing,
            one.open,
            days,
            one.waiting,
        )
    stages = {name: _rounded(count) for name, count in one.stages.items()}
    waiting = {party: _rounded(count) for party, count in one.waiting.items() if _rounded(count)}
    counts = (_rounded(one.incoming), _rounded(one.outgoing), _rounded(one.open))
    return Learned(one.district, True, stages, *counts, days, waiting)


def _least(viewer: Viewer) -> int:
    exact = viewer.detail(Level.DISTRICT) is Detail.EXACT
    return disclosure.EXACT_MINIMUM if exact else disclosure.SHARED_MINIMUM


def _rounded(count: int) -> int:
    return counted(count, exact=False)
