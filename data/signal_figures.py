"""From signals in the records to the figures for nuisance and support: by unique home, never by number of reports."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from data.domain.periods import Period
from data.domain.signal_case import Case
from data.domain.signal_warnings import Spot
from data.domain.signals import FEEDS, State
from data.domain.subjects import ZONE
from data.duck import connect
from data.records import signals
from data.records.store import Records
from data.sources.corporation_events import NUISANCE, SUPPORT
from data.sources.corporation_figures import figures, stacked
from data.warehouse import statements
from data.warehouse.build import DERIVE, insert

ALL = 10_000_000


def feed(path: Path, records: Records, first: Period, now: datetime) -> int:
    """Replace, in a warehouse that is not live yet, the delivered figures of both indicators by those of the records.

    Parameters
    ----------
    path
        The copy that is about to be published.
    records
        Where the signals stand.
    first
        First period in which all reporting goes through the records; earlier deliveries stay.
    now
        The clock; a period that is not over is no figure.

    Returns
    -------
    rows
        Measurements that were put in.
    """
    today = now.astimezone(ZONE).date()
    connection = connect(path)
    try:
        spoken = statements.fetch(connection, "periods_from", {"starts": first.start, "today": today})
        let = statements.fetch(connection, "some_homes", {"most": ALL})["dwelling_id"].tolist()
        rows = measurements(signals.cases(records), signals.spots(records), spoken["period"].tolist(), let)
        statements.run(connection, DERIVE / "95_signals_gone.sql", {"starts": first.start})
        insert(connection, "measurement", rows)
    finally:
        connection.close()
    return len(rows)


def measurements(
    cases: Mapping[str, Case], spots: Mapping[str, Spot], periods: list[str], let: list[str]
) -> pd.DataFrame:
    """Count every let home once a period and indicator, however many signals there were.

    A period without any is a nought at the first home, where it is true: quiet is not the same as not counted. Signals
    that were set aside, or of which the home is not known, count nowhere.
    """
    known, found = set(let), set[tuple[str, str, str]]()
    for case in cases.values():
        indicator, spot = FEEDS.get(case.theme), spots.get(case.number)
        if indicator and spot and spot.dwelling in known and case.state is not State.CANCELLED:
            period = str(Period.of(_day(case.handed_in)))
            if period in periods:
                found.add((indicator, period, spot.dwelling))
    parts = [_figures(name, period, found, let[:1]) for name in (NUISANCE, SUPPORT) for period in periods]
    return stacked(*parts)


def _figures(indicator: str, period: str, found: set[tuple[str, str, str]], first: list[str]) -> pd.DataFrame:
    homes = sorted(home for name, when, home in found if (name, when) == (indicator, period))
    stretch = Period.parse(period)
    rows = pd.DataFrame({"unit_id": homes or first, "numerator": 1.0 if homes else 0.0})
    return figures(indicator, rows.assign(starts=pd.Timestamp(stretch.start), ends=pd.Timestamp(stretch.end)))


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
