"""What may be told of the signals of a wijk: as they are, or in tens; and how a released stand of them is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from data.domain.bands import rounded
from data.domain.happened import fact
from data.domain.parties import Party
from data.domain.periods import PER_YEAR, Period
from data.domain.signal_funnel import Funnel, medians
from data.domain.subjects import ZONE


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
        Signals that came so far; empty where not told.
    incoming, outgoing, open
        In = out + open, for exact roles; rounded apart for shared ones.
    medians
        Days a hand-over; None where too few were made.
    waiting
        Overdue cases by the party whose turn it is: of the signals of the stretch for exact roles, for shared ones of
        all signals, and only from five on.
    """

    district: str
    shown: bool
    stages: Mapping[str, int]
    incoming: int = 0
    outgoing: int = 0
    open: int = 0
    medians: Mapping[str, float | None] | None = None
    waiting: Mapping[Party, int] | None = None


@dataclass(frozen=True, slots=True)
class Stand:
    """What is told of the signals that came in during a stretch, as it stood at its end; both moments UTC."""

    starts: datetime
    ends: datetime
    districts: tuple[Learned, ...]


def stretch(now: datetime) -> tuple[datetime, datetime]:
    """Give the first moment of the last six whole periods, and the moment after them, in UTC."""
    last = Period.of(now.astimezone(ZONE).date())
    return _midnight(last.shift(-PER_YEAR)), _midnight(last)


def last_whole(now: datetime) -> Period:
    """Give the last period that is over."""
    return Period.of(now.astimezone(ZONE).date()).shift(-1)


def last_day(ends: datetime) -> date:
    """Give the last day, in Dutch local time, of a stretch that ends at a moment."""
    return (ends.astimezone(ZONE) - timedelta(days=1)).date()


def exact(one: Funnel, least: int) -> Learned:
    """Tell a funnel as it is; days of hand-overs that were made at least so often."""
    counts = (one.incoming, one.outgoing, one.open)
    return Learned(one.district, True, one.stages, *counts, medians(one.days, least), one.waiting)


def in_tens(one: Funnel, late: Mapping[Party, int], least: int) -> Learned:
    """Tell a funnel in tens, with the overdue cases of the wijk whenever they came in."""
    stages = {name: rounded(count) for name, count in one.stages.items()}
    waiting = {party: rounded(count) for party, count in late.items() if rounded(count)}
    counts = (rounded(one.incoming), rounded(one.outgoing), rounded(one.open))
    days = {name: None if many is None else round(many, 1) for name, many in medians(one.days, least).items()}
    return Learned(one.district, True, stages, *counts, days, waiting)


def blank(district: str) -> Learned:
    """Tell nothing of a wijk."""
    return Learned(district, shown=False, stages={})


def written(stand: Stand) -> dict[str, object]:
    """Write a stand as facts of an event: codes, moments and counts."""
    return {
        "starts": stand.starts.isoformat(),
        "ends": stand.ends.isoformat(),
        "districts": [_row(one) for one in stand.districts],
    }


def read(facts: Mapping[str, object]) -> Stand:
    """Read a stand from what `written` wrote."""
    rows = facts["districts"]
    listed: Sequence[Mapping[str, object]] = rows if isinstance(rows, list) else ()
    starts, ends = (datetime.fromisoformat(fact(facts, name)) for name in ("starts", "ends"))
    return Stand(starts, ends, tuple(_learned(one) for one in listed))


def _row(one: Learned) -> dict[str, object]:
    return {
        "district": one.district,
        "shown": one.shown,
        "stages": dict(one.stages),
        "counts": {"incoming": one.incoming, "outgoing": one.outgoing, "open": one.open},
        "medians": dict(one.medians or {}),
        "waiting": {party.value: count for party, count in (one.waiting or {}).items()},
    }


def _learned(row: Mapping[str, object]) -> Learned:
    counts, waiting = _part(row, "counts"), _part(row, "waiting")
    return Learned(
        fact(row, "district"),
        row["shown"] is True,
        _part(row, "stages"),
        counts["incoming"],
        counts["outgoing"],
        counts["open"],
        _part(row, "medians"),
        {Party(name): count for name, count in waiting.items()},
    )


def _part(row: Mapping[str, object], name: str) -> Mapping[str, Any]:
    found = row[name]
    return found if isinstance(found, Mapping) else {}


def _midnight(period: Period) -> datetime:
    return datetime.combine(period.start, time(), tzinfo=ZONE).astimezone(UTC)
