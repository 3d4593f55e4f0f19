"""Leefbaarometer scores, in the national style and the style per district."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data.domain.errors import SourceError
from data.sources import leefbaarometer, tables

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "sources" / "voorbeelden"
NATIONAL = EXAMPLES / "leefbaarometer_2024_buurten.csv"
PER_DISTRICT = EXAMPLES / "leefbaarometer_wijken_2020_2022.csv"
WANTED = {"BU99010101", "BU99010102", "WK990101"}


def spoilt(target: Path, old: str, new: str) -> Path:
    text = NATIONAL.read_text(encoding="utf-8")
    assert old in text
    target.write_text(text.replace(old, new), encoding="utf-8")
    return target


def sentence(path: Path) -> str:
    with pytest.raises(SourceError) as raised:
        leefbaarometer.scores(path, WANTED)
    return str(raised.value)


def reasons(path: Path) -> dict[str, int]:
    _, report = leefbaarometer.scores(path, WANTED)
    assert report.read == report.accepted + sum(rejection.rows for rejection in report.rejections)
    return {rejection.reason: rejection.rows for rejection in report.rejections}


def test_the_national_style_gives_four_dimensions_an_area() -> None:
    measured, report = leefbaarometer.scores(NATIONAL, WANTED)
    assert tuple(measured.columns) == tables.COLUMNS["measurements"]
    first = measured[measured["unit_id"] == "BU99010101"].set_index("indicator_id")["value"].to_dict()
    assert first == {"lbm_won": -0.0112, "lbm_fys": 0.0343, "lbm_vrz": 0.1102, "lbm_onv": -0.0836}
    assert set(measured["level"]) == {"neighbourhood"}
    assert measured[["numerator", "denominator", "squares"]].isna().all(axis=None)
    assert set(measured["starts"]) == {pd.Timestamp(2024, 1, 1)}
    assert set(measured["ends"]) == {pd.Timestamp(2024, 12, 31)}
    assert (report.read, report.accepted) == (3, 2)


def test_the_style_per_district_gives_every_year() -> None:
    measured, report = leefbaarometer.scores(PER_DISTRICT, WANTED)
    fys = measured[measured["indicator_id"] == "lbm_fys"]
    assert fys["starts"].dt.year.tolist() == [2020, 2022]
    assert fys["value"].tolist() == [0.0064, 0.0164]
    assert set(measured["level"]) == {"district"}
    assert report.accepted == 2


def test_composition_is_left_out_and_the_report_says_so() -> None:
    measured, report = leefbaarometer.scores(NATIONAL, WANTED)
    assert not measured["indicator_id"].str.contains("soc").any()
    assert -0.0307 not in set(measured["value"])
    assert [(warning.reason, warning.rows) for warning in report.warnings] == [("composition_left_out", 2)]


def test_rows_of_other_places_are_left_out() -> None:
    assert reasons(NATIONAL) == {"outside_areas": 1}


def test_dimensions_that_do_not_add_up_are_left_out(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", ",0.019,-0.0112", ",0.0193,-0.0112")
    assert reasons(path) == {"outside_areas": 1, "dimensions_differ": 1}


def test_a_difference_within_rounding_is_accepted(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", ",0.019,-0.0112", ",0.01904,-0.0112")
    assert reasons(path) == {"outside_areas": 1}


def test_an_empty_score_is_missing_not_zero(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", "0.0343", "")
    assert reasons(path) == {"outside_areas": 1, "no_scores": 1}


def test_a_decimal_comma_in_a_file_with_semicolons_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(NATIONAL.read_text(encoding="utf-8").replace(",", ";").replace(".", ","), encoding="utf-8")
    measured, _ = leefbaarometer.scores(path, WANTED)
    assert 0.0343 in set(measured["value"])


def test_a_score_that_is_no_number_names_row_and_column(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", "0.0205", "goed")
    assert sentence(path) == "x.csv: row 3: column 'vrz' holds 'goed'; write a number such as -0.0123"


def test_a_year_that_is_none_names_row_and_column(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", "Voorbeeldland,2024,0.0977", "Voorbeeldland,24,0.0977")
    assert sentence(path) == "x.csv: row 3: column 'year' holds '24'; write a year such as 2024"


def test_an_area_twice_in_a_year_names_its_rows(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", "BU99010102", "BU99010101")
    assert sentence(path) == "x.csv: rows 2, 3: BU99010101 2024 occurs 2 times; leave one of them"


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    path = spoilt(tmp_path / "x.csv", ",onv,", ",overlast,")
    assert sentence(path).startswith("x.csv: the file lacks the columns ['onv']; it has ['afw', 'code', ")


def test_a_file_that_is_absent_empty_or_has_a_header_only(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert sentence(path).startswith("x.csv: there is no such file in ")
    path.touch()
    assert sentence(path) == "x.csv: the file is empty; ask for the delivery again"
    path.write_text(NATIONAL.read_text(encoding="utf-8").partition("\n")[0])
    assert sentence(path) == "x.csv: the file has a header but no rows; ask for the delivery again"
