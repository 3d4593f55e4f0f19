"""The register of homes, energy labels and condition scores, from made-up deliveries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.domain.errors import SourceError
from data.sources import corporation
from data.sources.report import Report
from data.sources.tables import COLUMNS

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "corporation"
TODAY = date(2026, 9, 10)
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


def test_the_register_has_a_row_a_home_with_its_complex(write: Write) -> None:
    imported = corporation.homes(
        write("vbo_id;complexnummer;complexnaam", f"{home(1)};0101;Waterhof", f"{home(2)};;"), today=TODAY
    )
    assert tuple(imported.register) == COLUMNS["register"]
    assert imported.register.iloc[0].to_list() == [home(1), "0101", "Waterhof"]
    assert imported.register.iloc[1].isna().to_list() == [False, True, True]
    assert imported.reports == (Report("levering.csv", "register", 2, 2),)


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("A++++", 1),
        ("a+", 1),
        ("A", 1),
        ("AP3", 1),
        ("APP", 1),
        ("B", 2),
        ("c", 3),
        ("D", 4),
        ("E", 5),
        ("F", 6),
        ("G", 7),
    ],
)
def test_energy_labels_run_from_a_to_g(write: Write, label: str, value: float) -> None:
    file = write("vbo_id;complexnummer;energielabel;labeldatum", f"{home(1)};1;{label};30-09-2021")
    figure = corporation.homes(file, today=TODAY).measurements.iloc[0]
    assert (figure["indicator_id"], figure["level"], figure["unit_id"]) == ("energy_label", "dwelling", home(1))
    assert (figure["numerator"], figure["denominator"], figure["squares"]) == (value, 1, value**2)
    assert (figure["starts"], figure["ends"]) == (pd.Timestamp("2021-09-01"), pd.Timestamp("2021-10-31"))
    assert (figure["source"], figure["transferred"]) == ("corporation", False)


def test_a_home_with_an_unreadable_label_stays_a_home(write: Write) -> None:
    file = write(
        "vbo_id;complexnummer;energielabel;labeldatum",
        *(f"{home(1)};1;H;2021-01-01", f"{home(2)};1;;", f"{home(3)};1;B;31-02-2021", f"{home(4)};1;B;2026-09-11"),
        f"{home(5)};1;A++++++;2021-01-01",
    )
    imported = corporation.homes(file, today=TODAY)
    assert len(imported.register) == 5
    assert imported.measurements.empty
    assert rejected(imported.reports[0]) == {}
    assert rejected(imported.reports[1]) == {
        "bad_label": (2, ("2", "6")),
        "no_label": (1, ("3",)),
        "bad_date": (1, ("4",)),
        "future_date": (1, ("5",)),
    }


def test_a_label_without_a_date_counts_for_the_last_period_that_is_over(write: Write) -> None:
    file = write("vbo_id;complexnummer;energielabel", f"{home(1)};1;D")
    assert corporation.homes(file, today=TODAY).measurements["ends"].item() == pd.Timestamp("2026-08-31")
    assert corporation.homes(file, today=date(2026, 8, 31)).measurements["ends"].item() == pd.Timestamp("2026-08-31")
    assert corporation.homes(file, today=date(2026, 8, 30)).measurements["ends"].item() == pd.Timestamp("2026-06-30")


def test_leading_noughts_that_a_spreadsheet_dropped_are_put_back(write: Write) -> None:
    file = write(
        "BAG-id;complexnummer", "405010000000001;1", "3010000000002;1", "NL.IMBAG.Verblijfsobject.0405010000000003;1"
    )
    imported = corporation.homes(file, today=TODAY)
    assert imported.register["dwelling_id"].to_list() == ["0405010000000001", "0003010000000002", "0405010000000003"]
    assert warned(imported.reports[0]) == {"id_padded": (2, ("2", "3"))}


@pytest.mark.parametrize(
    "wrong", ["", "12", "4,05E+14", "9999100000000001", "99990100000000011", "huis", "-999901000000001"]
)
def test_what_is_no_id_of_a_home_is_rejected_with_its_row(write: Write, wrong: str) -> None:
    imported = corporation.homes(write("vbo_id;complexnummer", f"{home(1)};1", f"{wrong};2"), today=TODAY)
    assert rejected(imported.reports[0]) == {"bad_id": (1, ("3",))}
    assert imported.register["dwelling_id"].to_list() == [home(1)]


def test_ids_that_a_spreadsheet_rounded_are_refused(write: Write) -> None:
    file = write("vbo_id;complexnummer", *(f"{home(10 * n)};1" for n in range(1, 21)))
    with pytest.raises(SourceError) as caught:
        corporation.homes(file, today=TODAY)
    assert str(caught.value) == (
        "levering.csv: column 'vbo_id': every id ends in 0, a spreadsheet has rounded them; export the column as text"
    )


def test_a_home_that_stands_twice_is_named_with_its_rows(write: Write) -> None:
    file = write("vbo_id;complexnummer", "0405010000000001;1", f"{home(2)};1", "405010000000001;2")
    with pytest.raises(SourceError) as caught:
        corporation.homes(file, today=TODAY)
    assert str(caught.value) == "levering.csv: rows 2, 4: the same vbo_id stands there; keep one row"


def test_a_complex_with_two_names_and_a_remark_for_a_name_are_told(write: Write) -> None:
    file = write(
        "vbo_id;complexnummer;complexnaam", f"{home(1)};1;Hof", f"{home(2)};1;Hofje", f"{home(3)};2;{'x' * 81}"
    )
    imported = corporation.homes(file, today=TODAY)
    assert warned(imported.reports[0]) == {"estate_two_names": (2, ("2", "3")), "long_name": (1, ("4",))}
    assert pd.isna(imported.register["estate_name"].iloc[2])


def test_a_workbook_with_real_dates_and_numbers_reads_as_the_csv_does(tmp_path: Path, write: Write) -> None:
    book = openpyxl.Workbook()
    book.active.append(["VBO_ID", "Complexnummer", "Energielabel", "Labeldatum"])
    book.active.append([405010000000001, 101, "C", datetime(2021, 9, 30, 14, 5)])  # noqa: DTZ001 (a cell has no zone)
    book.save(tmp_path / "woningen.xlsx")
    from_book = corporation.homes(tmp_path / "woningen.xlsx", today=TODAY)
    plain = write("vbo_id;complexnummer;energielabel;labeldatum", "0405010000000001;101;C;30-09-2021")
    from_text = corporation.homes(plain, today=TODAY)
    pd.testing.assert_frame_equal(from_book.register, from_text.register)
    pd.testing.assert_frame_equal(from_book.measurements, from_text.measurements)


def test_condition_scores_of_homes_and_of_buildings(write: Write) -> None:
    file = write(
        "vbo_id;pand_id;peildatum;conditiescore",
        *(f"{home(1)};9999100000000007;15-01-2026;3", f"{home(1)};;20-02-2026;4", ";9999100000000007;2024-05-01;6"),
    )
    imported = corporation.condition(file, today=TODAY)
    got = imported.measurements[["level", "unit_id", "numerator", "denominator", "squares"]].to_numpy().tolist()
    assert got == [["dwelling", home(1), 4, 1, 16], ["building", "9999100000000007", 6, 1, 36]]
    assert imported.measurements["starts"].to_list() == [pd.Timestamp("2026-01-01"), pd.Timestamp("2024-05-01")]
    assert warned(imported.reports[0]) == {"superseded": (1, ("2",))}


def test_condition_scores_outside_the_scale_are_rejected_with_their_row(write: Write) -> None:
    rows = [f"{home(n)};2026-01-01;{score}" for n, score in enumerate(["1", "0", "7", "2,5", "goed", "", "6"], start=1)]
    imported = corporation.condition(write("vbo_id;peildatum;conditiescore", *rows), today=TODAY)
    assert rejected(imported.reports[0]) == {"bad_condition": (5, ("3", "4", "5", "6", "7"))}
    assert imported.measurements["numerator"].to_list() == [1, 6]


def test_a_home_outside_the_register_and_a_contradiction_are_rejected(write: Write) -> None:
    rows = [f"{home(1)};2026-01-01;2", f"{home(1)};2026-01-01;5", f"{home(2)};2026-01-01;3", f"{home(3)};2026-01-01;3"]
    file = write("vbo_id;peildatum;conditiescore", *rows, rows[2])
    imported = corporation.condition(file, today=TODAY, homes=frozenset({home(1), home(2)}))
    assert rejected(imported.reports[0]) == {
        "not_in_register": (1, ("5",)),
        "duplicate_row": (1, ("6",)),
        "conflicting_rows": (2, ("2", "3")),
    }
    assert imported.measurements["unit_id"].to_list() == [home(2)]


def test_a_building_id_in_the_column_of_homes_is_no_home(write: Write) -> None:
    file = write("vbo_id;pand_id;peildatum;conditiescore", "9999100000000007;;2026-01-01;3", f";{home(1)};2026-01-01;3")
    assert rejected(corporation.condition(file, today=TODAY).reports[0]) == {"bad_id": (2, ("2", "3"))}


def test_a_spoilt_sample_says_everything_about_its_rows() -> None:
    imported = corporation.homes(SAMPLES / "woningen_bedorven.csv", today=TODAY)
    assert rejected(imported.reports[0]) == {"bad_id": (2, ("4", "5"))}
    assert warned(imported.reports[0]) == {"ignored_columns": (1, ("opmerkingen",)), "id_padded": (1, ("3",))}
    assert rejected(imported.reports[1]) == {"bad_label": (1, ("6",))}
