"""How agreements stand for one viewer: figures come through the gate, so that a standing tells no more than they do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pandas as pd

from data import release
from data.desk.guard import Desk, need
from data.desk.meeting_book import AgreementLine
from data.domain.access import Permission, Viewer
from data.domain.actions import Action, Stage
from data.domain.agreements import Agreement, Gauge, Terms
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.domain.indicators import Indicator, catalogue
from data.domain.periods import Period
from data.domain.progress import Point, Progress, light_value, progress
from data.domain.subjects import ZONE


def line(desk: Desk, viewer: Viewer, agreement: Agreement, actions: Iterable[Action], today: date) -> AgreementLine:
    """Give an agreement with how it stands today, as this viewer may know it."""
    need(viewer, Permission.SEE_AGREEMENTS)
    terms = agreement.terms
    found = newest(points(desk, viewer, agreement, actions), terms, today)
    return _line(agreement, progress(terms, found, today, catalogue()))


def course(desk: Desk, viewer: Viewer, agreement: Agreement, actions: Iterable[Action]) -> list[Point]:
    """Give everything that this viewer may know of the measure in time, old to new, also from before the start."""
    need(viewer, Permission.SEE_AGREEMENTS)
    return sorted(points(desk, viewer, agreement, actions), key=lambda one: one.on)


def points(desk: Desk, viewer: Viewer, agreement: Agreement, actions: Iterable[Action]) -> Iterator[Point]:
    """Give what this viewer may know of the measure, the newest first; figures are only asked for as they are taken."""
    terms = agreement.terms
    gauge = terms.measure.gauge if terms.measure else None
    if gauge is Gauge.REPORTED:
        reports = sorted(agreement.reports, key=lambda one: one.on, reverse=True)
        yield from (Point(one.on, one.value, one.value) for one in reports)
    elif gauge is Gauge.ACTIONS:
        yield from _done(agreement.number, actions)
    elif gauge is not None and terms.unit_id:
        yield from _of_place(desk, viewer, terms)


def newest(found: Iterator[Point], terms: Terms, today: date) -> list[Point]:
    """Take the newest point that may decide, and no more: what lies before it need not be asked for."""
    last = min(today, terms.due or today)
    return next(([point] for point in found if point.on <= last), [])


def point_of(row: Mapping[str, object], indicator: Indicator) -> Point | None:
    """Give what a row of indicators tells, in the unit in which the indicator is shown; None when nothing."""
    on = row["ends"]
    if not isinstance(on, pd.Timestamp):  # NaT where nothing is told
        return None
    if row["state"] == "band":
        return Point(on.date(), *(end / 100 * indicator.scale for end in _percent(str(row["band"]))))
    known = [float(str(row[name])) for name in ("raw", "value") if str(row[name]) not in ("nan", "None")]
    if row["state"] != "shown" or not known:
        return None
    shown = known[0] * indicator.scale
    return Point(on.date(), shown, shown)


def _of_place(desk: Desk, viewer: Viewer, terms: Terms) -> Iterator[Point]:
    """Ask for the figures of a place; none when it is no longer there, or lies outside the viewer's areas."""
    level, measure = Level(terms.level), terms.measure
    try:
        if measure is not None and measure.gauge is Gauge.LIGHT:
            yield from _lights(desk, viewer, level, terms.unit_id)
        elif measure is not None and measure.indicator in catalogue():
            yield from _figures(desk, viewer, level, terms.unit_id, catalogue()[measure.indicator])
    except AccessDeniedError:
        return


def _lights(desk: Desk, viewer: Viewer, level: Level, unit_id: str) -> Iterator[Point]:
    rows = release.history(desk.store, viewer, level, unit_id)
    for period, state in zip(rows["period"][::-1], rows["state"][::-1], strict=True):
        value = light_value(str(state))
        if value is not None:
            yield Point(Period.parse(str(period)).end, value, value)


def _figures(desk: Desk, viewer: Viewer, level: Level, unit_id: str, indicator: Indicator) -> Iterator[Point]:
    for period in reversed(release.place(desk.store, viewer).periods):
        rows = release.card(desk.store, viewer, level, unit_id, period).indicators
        for row in rows[rows["indicator_id"] == indicator.id].to_dict("records") if len(rows) else []:
            point = point_of({str(key): value for key, value in row.items()}, indicator)
            if point is not None:
                yield point


def _done(number: str, actions: Iterable[Action]) -> Iterator[Point]:
    """Count the actions of an agreement that were done, at each day on which one was."""
    done = sorted(one.since for one in actions if one.agreement == number and one.stage is Stage.DONE)
    counted = [(moment.astimezone(ZONE).date(), float(place)) for place, moment in enumerate(done, 1)]
    yield from (Point(on, count, count) for on, count in reversed(counted))


def _line(agreement: Agreement, told: Progress) -> AgreementLine:
    terms, measure, point = agreement.terms, agreement.terms.measure, told.point
    verdict = agreement.verdicts[-1] if agreement.verdicts else None
    return AgreementLine(
        number=agreement.number,
        sort=terms.sort.value,
        title=terms.title,
        wording=terms.wording,
        parties=terms.parties,
        owner=terms.owner,
        level=terms.level,
        unit_id=terms.unit_id,
        place=terms.place,
        gauge=measure.gauge.value if measure else "",
        indicator=measure.indicator if measure else "",
        baseline=measure.baseline if measure else None,
        target=measure.target if measure else None,
        starts=terms.starts,
        due=terms.due,
        standing=told.standing.value,
        lacks=tuple(one.value for one in told.lacks),
        low=point.low if point else None,
        high=point.high if point else None,
        measured_on=point.on if point else None,
        expected=told.expected,
        agreed=verdict.standing if verdict else "",
        agreed_why=verdict.why if verdict else "",
        stage=agreement.stage.value,
    )


def _percent(band: str) -> tuple[float, float]:
    """Give the ends of a band in percent; an end that is told in homes (``0-4``, ``5h-20``) may be any share."""
    low, _, high = band.rstrip("+").partition("-")
    if low == "0":
        return 0.0, 100.0
    return 0.0 if low.endswith("h") else float(low), float(high or 100)
