"""Signals feed the figures by unique home, once they are said to be complete; what is set aside feeds nothing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data import signal_figures
from data.desk import signal_acts
from data.desk.guard import Desk
from data.desk.signal_work import Form
from data.domain.periods import Period
from data.duck import connect
from data.warehouse import live
from tests.fixtures.signal_desk import ARREARS, WORKER, handed_in
from tests.samples import small_town

MAY = datetime(2026, 5, 20, 9, tzinfo=UTC)
JULY = datetime(2026, 7, 2, 9, tzinfo=UTC)


@pytest.fixture
def copied(proefdam: Path, tmp_path: Path) -> Path:
    """Copy of the warehouse of the small town, which may be written."""
    source = live.live(proefdam)
    assert source is not None
    return Path(shutil.copyfile(source, tmp_path / "copy.duckdb"))


def counted(path: Path) -> dict[tuple[str, str], tuple[float, int]]:
    """Give sum and rows of both indicators by period's first day."""
    connection = connect(path, read_only=True)
    rows = connection.execute(
        "SELECT indicator_id, starts::VARCHAR, sum(numerator), count(*) FROM measurement "
        "WHERE indicator_id IN ('nuisance', 'support_signals') GROUP BY ALL"
    ).fetchall()
    connection.close()
    return {(str(name), str(day)): (float(total), int(many)) for name, day, total, many in rows}


def test_every_home_counts_once_a_period_and_deliveries_before_the_first_stay(quick_desk: Desk, copied: Path) -> None:
    before = counted(copied)
    home = small_town.dwelling(small_town.FLAT, 3)
    for number, place in enumerate([home, home, small_town.dwelling(small_town.FLAT, 4)]):
        draft = replace(ARREARS, place=place, kind="noise")
        handed_in(quick_desk, draft, key=str(number), now=MAY + timedelta(hours=number))
    aside = handed_in(
        quick_desk, replace(ARREARS, kind="noise", place=small_town.dwelling(small_town.FLAT, 9)), key="x", now=MAY
    )
    signal_acts.dismiss(quick_desk, WORKER, Form(aside, 1, "d", MAY), "wrong_address")
    signal_figures.feed(copied, quick_desk.records, Period(2026, 3), JULY)
    after = counted(copied)
    assert after["nuisance", "2026-05-01"] == (2.0, 2)
    assert after["support_signals", "2026-05-01"] == (0.0, 1), "quiet is not the same as not counted"
    assert after["nuisance", "2026-01-01"] == before["nuisance", "2026-01-01"]
    signal_figures.feed(copied, quick_desk.records, Period(2026, 3), JULY)
    assert counted(copied) == after


def test_a_period_that_is_not_over_is_no_figure(quick_desk: Desk, copied: Path) -> None:
    handed_in(quick_desk, replace(ARREARS, kind="noise"), now=MAY)
    assert signal_figures.feed(copied, quick_desk.records, Period(2026, 3), MAY) == 0
