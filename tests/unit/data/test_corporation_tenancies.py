"""Tenancies on the last day of each period: length of stay, vacancy, guided letting, willingness to contribute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.domain.errors import SourceError
from data.domain.periods import Period
from data.sources import corporation
from data.sources.corporation_figures import Imported
from data.sources.report import Report
from data.sources.tables import COLUMNS

TODAY = date(2026, 9, 10)
LAST, BEFORE = Period(2026, 4), Period(2026, 3)
HEAD = "vbo_id;ingangsdatum;einddatum;begeleiding;wil_bijdragen"
Write = Callable[..., Path]


def home(number: int) -> str:
    """Give the id of a made-up home."""
    return f"999901{number:010d}"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a csv of a header and rows."""

    def written(*lines: str, name: str = "levering.csv") -> Path:
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file

    return written


def rejected(report: Report) -> dict[str, tuple[int, tuple[str, ...]]]:
    assert report.accepted + sum(entry.rows for entry in report.rejections) == report.read
    return {entry.reason: (entry.rows, entry.examples) for entry in report.rejections}


def warned(report: Report) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {entry.reason: (entry.rows, entry.examples) for entry in report.warnings}


def at(imported: Imported, indicator: str, period: Period = LAST) -> dict[str, float]:
    """Give the figure of each home, as the last figures of its id."""
    rows = imported.measurements
    rows = rows[(rows["indicator_id"] == indicator) & (rows["ends"] == pd.Timestamp(period.end))]
    assert rows["unit_id"].is_unique
    return {unit[-2:]: value for unit, value in zip(rows["unit_id"], rows["numerator"], strict=True)}


def test_length_of_stay_is_the_years_on_the_last_day_of_the_period(write: Write) -> None:
    imported = corporation.tenancies(write(HEAD, f"{home(1)};31-08-2016;;nee;nee"), today=TODAY)
    stay = imported.measurements.query("indicator_id == 'length_of_stay'")
    assert tuple(imported.measurements) == COLUMNS["measurements"]
    assert stay["numerator"].item() == pytest.approx(3652 / 365.25)
    assert stay["squares"].item() == pytest.approx((3652 / 365.25) ** 2)
    assert (stay["denominator"].item(), stay["starts"].item()) == (1, pd.Timestamp("2026-07-01"))


def test_a_home_stands_empty_from_the_day_after_the_last_day_of_its_tenancy(write: Write) -> None:
    rows = [f"{home(1)};2010-01-01;2026-08-31;;", f"{home(2)};2010-01-01;2026-08-30;;", f"{home(3)};2010-01-01;;;"]
    imported = corporation.tenancies(write(HEAD, *rows), today=TODAY)
    assert at(imported, "vacancy") == {"01": 0, "02": 1, "03": 0}
    assert at(imported, "length_of_stay").keys() == {"01", "03"}


def test_a_home_that_was_let_again_is_measured_by_its_new_tenancy(write: Write) -> None:
    rows = [f"{home(1)};2010-01-01;2026-05-31;ja;nee", f"{home(1)};2026-07-01;;nee;ja"]
    imported = corporation.tenancies(write(HEAD, *rows), [BEFORE, LAST], today=TODAY)
    assert (at(imported, "vacancy", BEFORE), at(imported, "vacancy", LAST)) == ({"01": 1}, {"01": 0})
    assert at(imported, "guided_letting", BEFORE) == {}
    assert at(imported, "guided_letting") == {"01": 0}
    assert at(imported, "willing_to_contribute") == {"01": 1}


def test_what_was_not_answered_is_not_counted_as_no(write: Write) -> None:
    rows = [f"{home(1)};2010-01-01;;ja;", f"{home(2)};2010-01-01;;;nee", f"{home(3)};2010-01-01;;Nee;J"]
    imported = corporation.tenancies(write(HEAD, *rows), today=TODAY)
    assert at(imported, "guided_letting") == {"01": 1, "03": 0}
    assert at(imported, "willing_to_contribute") == {"02": 0, "03": 1}


def test_without_the_optional_columns_there_are_only_stay_and_vacancy(write: Write) -> None:
    imported = corporation.tenancies(write("vbo_id;ingangsdatum;einddatum", f"{home(1)};2010-01-01;"), today=TODAY)
    assert set(imported.measurements["indicator_id"]) == {"length_of_stay", "vacancy"}


def test_a_list_of_running_tenancies_speaks_of_the_last_period_only(write: Write) -> None:
    imported = corporation.tenancies(write(HEAD, f"{home(1)};2010-01-01;;;"), today=TODAY)
    assert set(imported.measurements["ends"]) == {pd.Timestamp(LAST.end)}
    assert warned(imported.reports[0]) == {"before_history": (11, ("2024-5", "2024-6", "2025-1", "2025-2", "2025-3"))}


def test_periods_before_the_first_known_end_are_not_measured(write: Write) -> None:
    rows = [f"{home(1)};2010-01-01;;;", f"{home(2)};2010-01-01;2026-03-15;;"]
    imported = corporation.tenancies(write(HEAD, *rows), today=TODAY)
    assert sorted(imported.measurements["ends"].unique()) == [
        pd.Timestamp(p.end) for p in (Period(2026, 2), BEFORE, LAST)
    ]


def test_a_period_that_is_not_over_is_not_measured(write: Write) -> None:
    file = write(HEAD, f"{home(1)};2010-01-01;2015-01-01;;", f"{home(1)};2015-01-02;;;")
    newest = [
        corporation.tenancies(file, today=day).measurements["ends"].max()
        for day in (date(2026, 8, 30), date(2026, 8, 31))
    ]
    assert newest == [pd.Timestamp("2026-06-30"), pd.Timestamp("2026-08-31")]


def test_a_period_that_is_asked_for_but_not_over_is_left_out(write: Write) -> None:
    file = write(HEAD, f"{home(1)};2010-01-01;2015-01-01;;", f"{home(1)};2015-01-02;;;")
    imported = corporation.tenancies(file, [LAST, LAST.shift(1)], today=TODAY, homes=frozenset({home(1)}))
    assert set(imported.measurements["ends"]) == {pd.Timestamp(LAST.end)}
    assert corporation.tenancies(file, [LAST.shift(1)], today=TODAY).measurements.empty


def test_before_its_first_known_tenancy_a_home_is_unknown_not_empty(write: Write) -> None:
    rows = [f"{home(1)};2026-07-15;;;", f"{home(2)};2010-01-01;2020-01-01;;"]
    imported = corporation.tenancies(write(HEAD, *rows), [BEFORE, LAST], today=TODAY)
    assert at(imported, "vacancy", BEFORE) == {"02": 1}
    assert at(imported, "vacancy", LAST) == {"01": 0, "02": 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("2010-13-01;;;", "bad_date"),
        (";;;", "bad_date"),
        ("01-02-10;;;", "bad_date"),
        ("1850-01-01;;;", "bad_date"),
        ("2010-01-01;morgen;;", "bad_date"),
        ("2010-01-01;2009-12-31;;", "end_before_start"),
        ("2026-09-11;;;", "future_date"),
        ("2010-01-01;;misschien;", "bad_yes_no"),
        ("2010-01-01;;;weet niet", "bad_yes_no"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_and_its_home_not_called_empty(
    write: Write, row: str, reason: str
) -> None:
    imported = corporation.tenancies(write(HEAD, f"{home(1)};2010-01-01;;;", f"{home(2)};{row}"), today=TODAY)
    assert rejected(imported.reports[0]) == {reason: (1, ("3",))}
    assert at(imported, "vacancy") == {"01": 0}


def test_other_rows_of_a_home_with_an_unreadable_row_are_left_out_too(write: Write) -> None:
    rows = [f"{home(1)};2010-01-01;2020-01-01;;", f"{home(1)};2020-31-01;;;", f"{home(2)};2010-01-01;;;"]
    imported = corporation.tenancies(write(HEAD, *rows), today=TODAY, homes=frozenset({home(1), home(2)}))
    assert rejected(imported.reports[0]) == {"bad_date": (1, ("3",)), "unclear_home": (1, ("2",))}
    assert at(imported, "vacancy") == {"02": 0}


def test_a_tenancy_that_is_to_begin_leaves_the_home_empty_until_then(write: Write) -> None:
    rows = [f"{home(1)};2010-01-01;2026-06-30;;", f"{home(1)};2026-10-01;;;"]
    imported = corporation.tenancies(write(HEAD, *rows), today=TODAY)
    assert rejected(imported.reports[0]) == {"future_date": (1, ("3",))}
    assert at(imported, "vacancy") == {"01": 1}


@pytest.mark.parametrize(
    ("end", "remarks"), [("9999-12-31", set()), ("31-12-2999", set()), ("2026-11-30", {"end_in_future"})]
)
def test_an_end_to_come_is_a_running_tenancy(write: Write, end: str, remarks: set[str]) -> None:
    imported = corporation.tenancies(write(HEAD, f"{home(1)};2010-01-01;{end};;"), [LAST], today=TODAY)
    assert at(imported, "vacancy") == {"01": 0}
    assert rejected(imported.reports[0]) == {}
    assert set(warned(imported.reports[0])) == remarks


def test_of_overlapping_tenancies_the_later_counts_and_a_double_row_once(write: Write) -> None:
    rows = [f"{home(1)};2010-01-01;;;", f"{home(1)};2026-01-01;;;", f"{home(1)};2026-01-01;;;"]
    imported = corporation.tenancies(write(HEAD, *rows), today=TODAY)
    assert at(imported, "length_of_stay")["01"] < 1
    assert rejected(imported.reports[0]) == {"duplicate_row": (1, ("4",))}
    assert warned(imported.reports[0])["overlapping_tenancies"] == (1, ("2",))


def test_a_home_of_the_register_without_tenancy_is_empty_in_the_last_period(write: Write) -> None:
    rows = [f"{home(n)};2010-01-01;{'2026-05-01' if n == 1 else ''};;" for n in range(1, 10)]
    register = frozenset(home(n) for n in range(1, 11))
    imported = corporation.tenancies(write(HEAD, *rows), [BEFORE, LAST], today=TODAY, homes=register)
    assert at(imported, "vacancy")["10"] == 1
    assert "10" not in at(imported, "vacancy", BEFORE)
    assert warned(imported.reports[0]) == {"taken_for_vacant": (1, (home(10),))}


@pytest.mark.parametrize(("homes", "spoilt"), [(20, ""), (10, "12;2010-01-01;;;")])
def test_absence_says_nothing_when_the_file_is_a_part_or_has_unreadable_ids(
    write: Write, homes: int, spoilt: str
) -> None:
    rows = [f"{home(n)};2010-01-01;;;" for n in range(1, 10)]
    register = frozenset(home(n) for n in range(1, homes + 1))
    imported = corporation.tenancies(write(HEAD, *rows, spoilt), [LAST], today=TODAY, homes=register)
    assert set(at(imported, "vacancy").values()) == {0}
    assert "no_tenancy_known" in warned(imported.reports[0])


def test_a_home_outside_the_register_is_rejected(write: Write) -> None:
    rows = [f"{home(1)};2010-01-01;;;", f"{home(2)};2010-01-01;2026-08-01;;"]
    imported = corporation.tenancies(write(HEAD, *rows), today=TODAY, homes=frozenset({home(1)}))
    assert rejected(imported.reports[0]) == {"not_in_register": (1, ("3",))}
    assert at(imported, "vacancy") == {"01": 0}


def test_the_order_of_the_rows_does_not_matter(write: Write) -> None:
    rows = [f"{home(n % 7)};20{10 + n:02d}-01-01;{'' if n > 11 else f'20{12 + n:02d}-06-01'};ja;" for n in range(16)]
    one, other = (corporation.tenancies(write(HEAD, *order), today=TODAY).measurements for order in (rows, rows[::-1]))
    key = ["indicator_id", "unit_id", "starts"]
    pd.testing.assert_frame_equal(one.sort_values(key, ignore_index=True), other.sort_values(key, ignore_index=True))


def test_a_missing_column_is_named_with_what_is_there(write: Write) -> None:
    with pytest.raises(SourceError) as caught:
        corporation.tenancies(write("vbo_id;ingangsdatum;opmerking", f"{home(1)};2010-01-01;x"), today=TODAY)
    assert str(caught.value) == (
        "levering.csv: the delivery 'huurovereenkomsten' lacks the columns ['einddatum']; "
        "it has ['ingangsdatum', 'opmerking', 'vbo_id']"
    )
