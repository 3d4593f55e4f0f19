"""How an agreement stands: computed from its measure and its dates; what can't be measured is never green."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from data.domain.agreements import Gauge, Measure, Terms
from data.domain.lights import Light

STEPS: tuple[Light, ...] = (Light.RED, Light.AMBER, Light.GREEN)
"""Lights as a measure counts them: 0, 1, 2."""


class Standing(StrEnum):
    """How an agreement stands on a day."""

    ON_COURSE = "on_course"
    BEHIND = "behind"
    REACHED = "reached"
    MISSED = "missed"
    NOT_MEASURABLE = "not_measurable"


class Lack(StrEnum):
    """What makes an agreement not measurable."""

    OWNER = "owner"
    DATE = "date"
    MEASURE = "measure"
    PLACE = "place"
    INDICATOR = "indicator"
    """The indicator is no longer known."""
    VALUE = "value"
    """No figure since the start."""
    BAND = "band"
    """What this viewer may see is a band, and both outcomes lie in it."""


@dataclass(frozen=True, slots=True)
class Point:
    """What is known of the measure on a day: a figure (``low`` = ``high``), or the band that it lies in."""

    on: date
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Progress:
    """How an agreement stands.

    Parameters
    ----------
    standing
        On course, behind, reached, missed or not measurable.
    lacks
        What is missing; empty unless not measurable.
    point
        The figure that decided; None for none.
    expected
        What the figure should have been on that day; None without a path.
    """

    standing: Standing
    lacks: tuple[Lack, ...] = ()
    point: Point | None = None
    expected: float | None = None


def lacking(terms: Terms, known: Collection[str]) -> tuple[Lack, ...]:
    """Say what of the wording keeps it from being measured; ``known`` are the ids of the indicators there are."""
    measure = terms.measure
    gaps = {
        Lack.OWNER: not terms.owner or terms.owner not in terms.parties,
        Lack.DATE: terms.due is None or terms.starts is None or terms.due <= terms.starts,
        Lack.MEASURE: measure is None or measure.target is None or measure.baseline is None,
        Lack.PLACE: measure is not None and measure.gauge in (Gauge.INDICATOR, Gauge.LIGHT) and not terms.unit_id,
        Lack.INDICATOR: measure is not None and measure.gauge is Gauge.INDICATOR and measure.indicator not in known,
    }
    return tuple(lack for lack, there in gaps.items() if there)


def progress(terms: Terms, points: Sequence[Point], today: date, known: Collection[str]) -> Progress:
    """Compute how an agreement stands.

    Parameters
    ----------
    terms
        The wording that holds.
    points
        What is known of the measure, in any order.
    today
        The day. After the last day the newest figure up to that day decides, before it the newest figure there is; a
        figure from before the first day says nothing.
    known
        Ids of the indicators that can be measured.

    Returns
    -------
    progress
        A band decides only when it lies on one side; otherwise, and whenever something is missing, not measurable.
    """
    lacks = lacking(terms, known)
    measure, starts, due = terms.measure, terms.starts, terms.due
    if lacks or measure is None or starts is None or due is None or measure.target is None:
        return Progress(Standing.NOT_MEASURABLE, lacks)
    counted = [point for point in points if starts <= point.on <= min(today, due)]
    if not counted:
        return Progress(Standing.NOT_MEASURABLE, (Lack.VALUE,))
    point = max(counted, key=lambda one: one.on)
    wanted = expected(terms, point.on)
    there = _at_least(point, measure.target, measure.upward)
    way = _at_least(point, wanted, measure.upward)
    return Progress(*_said(there=there, way=way, ended=today > due), point, wanted)


def expected(terms: Terms, on: date) -> float:
    """Give what the measure should be on a day: straight from baseline by the milestones with a figure to the target.

    A light moves in steps, so that its path is rounded towards where it began.
    """
    measure, starts, due = terms.measure, terms.starts, terms.due
    if measure is None or starts is None or due is None or measure.baseline is None or measure.target is None:
        return math.nan
    stops = [(one.due, one.value) for one in terms.milestones if one.value is not None and starts < one.due < due]
    value = _between([(starts, measure.baseline), *stops, (due, measure.target)], on)
    return value if measure.gauge is not Gauge.LIGHT else _stepped(value, measure)


def light_value(light: str) -> float | None:
    """Give the number of a light as a measure counts it; None for grey and withheld."""
    return next((float(place) for place, one in enumerate(STEPS) if one.value == light), None)


def course(terms: Terms, every: timedelta) -> list[tuple[date, float]]:
    """Give the path from first to last day, a point at every step and at the end; empty without one."""
    if terms.starts is None or terms.due is None or math.isnan(expected(terms, terms.starts)):
        return []
    days = [terms.starts]
    while days[-1] + every < terms.due:
        days.append(days[-1] + every)
    return [(one, expected(terms, one)) for one in [*days, terms.due]]


def _said(*, there: bool | None, way: bool | None, ended: bool) -> tuple[Standing, tuple[Lack, ...]]:
    if there:
        return Standing.REACHED, ()
    decided = there if ended else way
    if decided is None:
        return Standing.NOT_MEASURABLE, (Lack.BAND,)
    if ended:
        return Standing.MISSED, ()
    return (Standing.ON_COURSE if decided else Standing.BEHIND), ()


def _at_least(point: Point, wanted: float, upward: int) -> bool | None:
    """Whether a figure is as good as what is wanted; None when a band leaves both open."""
    worst, best = (point.low, point.high) if upward > 0 else (-point.high, -point.low)
    limit = upward * wanted
    if worst >= limit:
        return True
    return None if best >= limit else False


def _between(stops: Sequence[tuple[date, float]], on: date) -> float:
    if on <= stops[0][0]:
        return stops[0][1]
    for (first, low), (last, high) in pairwise(stops):
        if on <= last:
            return low + (high - low) * ((on - first).days / max((last - first).days, 1))
    return stops[-1][1]


def _stepped(value: float, measure: Measure) -> float:
    return float(math.floor(value)) if measure.upward > 0 else float(math.ceil(value))
