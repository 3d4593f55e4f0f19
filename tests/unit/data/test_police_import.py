"""Registered offences: totals only, withheld is not zero, and sums over two months."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.domain.errors import SourceError
from data.domain.periods import Period
from data.sources import police, tables

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "sources" / "voorbeelden"
MONTHS = EXAMPLES / "politie_47022NED_maanden.csv"
YEARS = EXAMPLES / "politie_47018NED_jaren.csv"
WANTED = {"GM9901", "BU99010101", "BU99010102"}


def spoilt(target: Path, old: str, new: str) -> Path:
    text = MONTHS.read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new), encoding="utf-8")
    return target


def sentence(path: Path) -> str:
    with pytest.raises(SourceError) as raised:
        police.offences(path, WANTED)
    return str(raised.value)


def counts(measured: pd.DataFrame) -> dict[tuple[str, str], float]:
    return {(row.unit_id, f"{row.starts:%Y-%m-%d}/{row.ends:%Y-%m-%d}"): row.numerator for row in measured.itertuples()}


def reasons(path: Path) -> dict[str, int]:
    _, report = police.offences(path, WANTED)
    assert report.read == report.accepted + sum(rejection.rows for rejection in report.rejections)
    return {rejection.reason: rejection.rows for rejection in report.rejections}


def test_months_are_summed_over_the_period_of_the_meeting() -> None:
    measured, report = police.offences(MONTHS, WANTED)
    assert counts(measured) == {
        ("BU99010101", "2025-07-01/2025-08-31"): 8,
        ("BU99010101", "2025-09-01/2025-10-31"): 10,
        ("BU99010102", "2025-09-01/2025-10-31"): 4,
        ("GM9901", "2025-07-01/2025-08-31"): 17,
        ("GM9901", "2025-09-01/2025-10-31"): 19,
    }
    assert tuple(measured.columns) == tables.COLUMNS["measurements"]
    assert measured["denominator"].isna().all()
    assert set(measured["indicator_id"]) == {"offences"}
    assert report.accepted == 10


def test_a_stretch_is_exactly_a_period() -> None:
    measured, _ = police.offences(MONTHS, WANTED)
    for row in measured.itertuples():
        period = Period.of(row.starts.date())
        assert (row.starts.date(), row.ends.date()) == (period.start, period.end)


def test_february_ends_on_its_own_last_day(tmp_path: Path) -> None:
    text = MONTHS.read_text(encoding="utf-8").replace("2025MM09", "2024MM01").replace("2025MM10", "2024MM02")
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    measured, _ = police.offences(path, WANTED)
    assert pd.Timestamp(2024, 2, 29) in set(measured["ends"])


def test_only_the_total_counts_and_its_parts_are_never_added() -> None:
    parts = reasons(MONTHS)["part_of_total"]
    assert parts == sum("1.1.1" in line or "2.2.1" in line for line in MONTHS.read_text().splitlines())


def test_a_withheld_month_is_missing_and_so_is_its_period() -> None:
    measured, report = police.offences(MONTHS, WANTED)
    assert ("BU99010102", "2025-07-01/2025-08-31") not in counts(measured)
    by_reason = {rejection.reason: rejection for rejection in report.rejections}
    assert by_reason["withheld"].examples == ("BU99010102 2025MM08",)
    assert "BU99010102 2025MM07" in by_reason["period_incomplete"].examples


def test_a_month_whose_other_month_is_not_there_yet_waits() -> None:
    _, report = police.offences(MONTHS, WANTED)
    by_reason = {rejection.reason: rejection for rejection in report.rejections}
    assert "GM9901 2025MM11" in by_reason["period_incomplete"].examples
    assert by_reason["period_incomplete"].rows == 2


def test_no_offences_is_zero_and_not_missing(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", '"BU99010102";"2025MM08";', '"BU99010102";"2025MM08";0')
    measured, _ = police.offences(path, WANTED)
    assert counts(measured)["BU99010102", "2025-07-01/2025-08-31"] == 2


@pytest.mark.parametrize("mark", ["NULL", ".", "null"])
def test_every_way_to_write_withheld_is_missing(tmp_path: Path, mark: str) -> None:
    path = spoilt(tmp_path / "x.csv", '"BU99010102";"2025MM08";', f'"BU99010102";"2025MM08";{mark}')
    assert reasons(path)["withheld"] == 1


def test_rows_of_other_places_are_left_out() -> None:
    assert reasons(MONTHS)["outside_areas"] == 4


def test_years_are_read_as_years() -> None:
    measured, report = police.offences(YEARS, WANTED)
    assert counts(measured) == {
        ("GM9901", "2024-01-01/2024-12-31"): 110,
        ("BU99010101", "2024-01-01/2024-12-31"): 55,
    }
    assert {rejection.reason: rejection.rows for rejection in report.rejections} == {"part_of_total": 3, "withheld": 1}


def test_a_year_beside_its_own_months_is_not_counted_again(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(MONTHS.read_text(encoding="utf-8") + '99;"0.0.0 ";"GM9901    ";"2025JJ00";120\n', encoding="utf-8")
    assert reasons(path)["year_beside_months"] == 1
    measured, _ = police.offences(path, WANTED)
    assert 120 not in set(measured["numerator"])


def test_a_file_without_the_total_is_refused(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", '"0.0.0 "', '"3.1.1 "')
    assert sentence(path) == (
        "x.csv: no row has '0.0.0' in column 'SoortMisdrijf'; select the total of all offences too"
    )  # fmt: skip


def test_a_period_that_is_none_names_row_and_column(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", "2025MM11", "2025MM13")
    row = len(MONTHS.read_text().splitlines())
    assert sentence(path) == (
        f"x.csv: row {row}: column 'Perioden' holds '2025MM13'; write 2025MM09 for a month, 2025JJ00 for a year"
    )


def test_a_count_that_is_none_names_row_and_column(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", '"2025MM11";10', '"2025MM11";tien')
    assert "column 'geregistreerdemisdrijven_1' holds 'tien'; write a number of 0 or more" in sentence(path)


def test_a_month_that_occurs_twice_names_its_rows(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", '"GM9901    ";"2025MM11"', '"GM9901    ";"2025MM10"')
    assert sentence(path) == "x.csv: rows 11, 48: GM9901 2025MM10 occurs 2 times; leave one of them"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", '"Perioden"', '"Datum"')
    assert sentence(path) == (
        "x.csv: the file lacks the columns ['Perioden']; it has ['datum', 'geregistreerdemisdrijven_1', 'id', "
        "'soortmisdrijf', 'wijkenenbuurten']"
    )


def test_a_file_that_is_absent_or_empty(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert sentence(path).startswith("x.csv: there is no such file in ")
    path.touch()
    assert sentence(path) == "x.csv: the file is empty; ask for the delivery again"
