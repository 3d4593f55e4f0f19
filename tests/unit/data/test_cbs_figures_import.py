"""Figures from CBS files: the map in three naming styles, the yearly workbook, the raw StatLine data set."""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest

from data.domain.errors import SourceError
from data.domain.indicators import Kind, catalogue
from data.sources import cbs, cbs_columns, tables

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "cbs"
EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "sources" / "voorbeelden"
MAP = EXAMPLES / "cbs_buurten_2024.geojson"
WORKBOOK = EXAMPLES / "kwb-2024.xlsx"
STATLINE = EXAMPLES / "statline_kerncijfers_2024.csv"


def fact(facts: pd.DataFrame, code: str, name: str) -> float:
    (value,) = facts[(facts["area_id"] == code) & (facts["fact"] == name)]["value"]
    return float(value)


def figure(measured: pd.DataFrame, code: str, indicator: str, column: str = "value") -> float:
    (value,) = measured[(measured["unit_id"] == code) & (measured["indicator_id"] == indicator)][column]
    return float(value)


def sentence(path: Path, **options: int) -> str:
    with pytest.raises(SourceError) as raised:
        cbs.figures(path, **options)
    return str(raised.value)


def statline(target: Path, old: str, new: str) -> Path:
    target.write_text(STATLINE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return target


@pytest.mark.parametrize(
    "path",
    [MAP, SAMPLES / "buurten_2024_camel.geojson", WORKBOOK, STATLINE],
    ids=["snake_case", "camelCase", "workbook", "StatLine"],
)
def test_every_style_gives_the_same_figures(path: Path) -> None:
    facts, measured, report = cbs.figures(path)
    assert fact(facts, "BU99010101", "inhabitants") == 1205
    assert fact(facts, "BU99010101", "households") == 600
    assert fact(facts, "BU99010101", "homes") == 610
    assert figure(measured, "BU99010101", "social_assistance", "numerator") == 30
    assert figure(measured, "BU99010101", "low_income") == 6.5
    assert figure(measured, "BU99010101", "single_households") == pytest.approx(40)
    assert figure(measured, "BU99010101", "corporation_share") == 35
    assert figure(measured, "BU99010101", "distance_services") == pytest.approx(0.6)
    assert set(facts["year"]) == {2024}
    assert report.read == report.accepted + sum(rejection.rows for rejection in report.rejections)


def test_the_columns_of_2015_are_read_too() -> None:
    facts, measured, _ = cbs.figures(SAMPLES / "buurt_2015_upper.geojson")
    assert fact(facts, "BU99010101", "inhabitants") == 1100
    assert figure(measured, "BU99010101", "social_assistance", "numerator") == 30
    assert figure(measured, "BU99010101", "single_households") == 38
    assert figure(measured, "BU99010101", "corporation_share") == 33
    assert figure(measured, "BU99010101", "distance_services") == pytest.approx(0.6)
    assert set(facts["year"]) == {2015}


def test_measurements_follow_the_contract_and_the_catalogue() -> None:
    _, measured, _ = cbs.figures(WORKBOOK)
    assert tuple(measured.columns) == tables.COLUMNS["measurements"]
    assert set(measured["source"]) == {"cbs"}
    assert not measured["transferred"].any()
    assert set(measured["starts"]) == {pd.Timestamp(2024, 1, 1)}
    assert set(measured["ends"]) == {pd.Timestamp(2024, 12, 31)}
    for indicator, rows in measured.groupby("indicator_id"):
        known = catalogue()[str(indicator)]
        assert known.source == "cbs"
        assert set(rows["level"]) <= {str(level) for level in known.levels}
        counted = known.kind is Kind.COUNT
        assert rows["numerator"].notna().all() == counted
        assert rows["value"].isna().all() == counted
        assert rows["denominator"].isna().all()


@pytest.mark.parametrize("no_data", [-99999999, -99997, -99995, -99991, -99990])
def test_no_data_codes_are_missing_and_never_averaged(tmp_path: Path, no_data: int) -> None:
    frame = gpd.read_file(MAP)
    frame["aantal_inwoners"] = [no_data, 100, 0, no_data]
    path = tmp_path / "buurten_2024.geojson"
    frame.to_file(path)
    facts, _, _ = cbs.figures(path)
    people = facts[facts["fact"] == "inhabitants"]
    assert people["area_id"].tolist() == ["BU99010102", "BU9901A1B2"]
    assert people["value"].tolist() == [100, 0]


def test_no_sentinel_comes_out_of_any_example() -> None:
    for path in (MAP, WORKBOOK, STATLINE, SAMPLES / "buurt_2015_upper.geojson"):
        facts, measured, _ = cbs.figures(path)
        numbers = np.concatenate([facts["value"], measured["value"].dropna(), measured["numerator"].dropna()])
        assert (numbers >= 0).all()


def test_a_part_that_is_missing_makes_the_mean_distance_missing() -> None:
    _, measured, _ = cbs.figures(MAP)
    distance = measured[measured["indicator_id"] == "distance_services"]
    assert distance["unit_id"].tolist() == ["BU99010101"]


def test_the_forty_percent_lowest_incomes_are_not_taken_for_the_social_minimum() -> None:
    _, measured, _ = cbs.figures(MAP)
    low = measured[measured["indicator_id"] == "low_income"]
    assert low["value"].tolist() == [6.5]


def test_a_share_of_no_households_is_missing_not_zero(tmp_path: Path) -> None:
    frame = gpd.read_file(MAP)
    frame["percentage_eenpersoonshuishoudens"] = [40, 25, 0, -99997]
    path = tmp_path / "buurten_2024.geojson"
    frame.to_file(path)
    _, measured, _ = cbs.figures(path)
    single = measured[measured["indicator_id"] == "single_households"]
    assert single["unit_id"].tolist() == ["BU99010101", "BU99010102"]


def test_the_suffix_number_of_a_statline_column_may_be_any(tmp_path: Path) -> None:
    for number in (74, 83, 87):
        path = statline(tmp_path / "kerncijfers_2024.csv", "UitkeringBijstand_94", f"UitkeringBijstand_{number}")
        _, measured, _ = cbs.figures(path)
        assert figure(measured, "BU99010101", "social_assistance", "numerator") == 30


def test_the_padding_of_statline_keys_is_no_part_of_the_code() -> None:
    facts, measured, _ = cbs.figures(STATLINE)
    assert set(facts["area_id"]) == {"GM9901", "BU99010101", "BU99010102"}
    assert set(measured["level"]) == {"municipality", "neighbourhood"}


def test_the_country_is_left_out_and_counted() -> None:
    for path in (WORKBOOK, STATLINE):
        _, _, report = cbs.figures(path)
        assert [(rejection.reason, rejection.rows) for rejection in report.rejections] == [("larger_region", 1)]


def test_rounded_neighbourhoods_do_not_replace_the_figure_of_the_municipality() -> None:
    facts, _, _ = cbs.figures(WORKBOOK)
    people = facts[facts["fact"] == "inhabitants"].set_index("area_id")["value"]
    assert people["GM9901"] == 2003
    assert people[people.index.str.startswith("BU")].sum() == 2000


def test_all_layers_of_a_geopackage_are_read(tmp_path: Path) -> None:
    path = tmp_path / "wijkenbuurten_2024_v1.gpkg"
    gpd.read_file(SAMPLES / "gemeenten_2024_two_parts.geojson").to_file(path, layer="gemeenten")
    gpd.read_file(EXAMPLES / "cbs_wijken_2024.geojson").to_file(path, layer="wijken")
    gpd.read_file(MAP).to_file(path, layer="buurten")
    facts, _, report = cbs.figures(path)
    assert fact(facts, "GM9901", "inhabitants") == 2003
    assert fact(facts, "WK990101", "inhabitants") == 2000
    assert fact(facts, "BU99010102", "inhabitants") == 795
    assert report.read == 8
    assert [(rejection.reason, rejection.rows) for rejection in report.rejections] == [("water_part", 1)]


def test_only_the_rows_of_the_municipality_that_was_asked_for() -> None:
    with pytest.raises(SourceError, match=r"no row of GM0001 remains \(5 outside_municipality, 1 larger_region\)"):
        cbs.figures(WORKBOOK, municipality="GM0001")


def test_the_year_comes_from_the_caller_the_column_or_the_name(tmp_path: Path) -> None:
    path = statline(tmp_path / "kerncijfers.csv", "", "")
    assert sentence(path) == (
        "kerncijfers.csv: nothing says of which year the figures are; say it with --year, or put it in the name of "
        "the file, as in kwb-2024.xlsx"
    )
    facts, _, _ = cbs.figures(path, year=2023)
    assert set(facts["year"]) == {2023}
    path = statline(tmp_path / "kerncijfers_2020_2024.csv", "", "")
    assert "nothing says of which year the figures are" in sentence(path)


def test_one_file_may_hold_several_years(tmp_path: Path) -> None:
    lines = ["WijkenEnBuurten;Perioden;AantalInwoners_5", "BU99010101;2023JJ00;1200", "BU99010101;2024JJ00;1205"]
    path = tmp_path / "reeks.csv"
    path.write_text("\n".join(lines))
    facts, _, _ = cbs.figures(path)
    assert facts["year"].tolist() == [2023, 2024]


def test_an_area_that_occurs_twice_names_its_rows(tmp_path: Path) -> None:
    path = statline(tmp_path / "k_2024.csv", "BU99010102", "BU99010101")
    assert sentence(path) == "k_2024.csv: rows 4, 5: BU99010101 2024 occurs 2 times; leave one of them"


def test_a_cell_that_is_no_number_names_row_and_column(tmp_path: Path) -> None:
    path = statline(tmp_path / "k_2024.csv", ";1205;", ";veel;")
    assert sentence(path) == (
        "k_2024.csv: row 4: column 'aantalinwoners_5' holds 'veel'; write a number of 0 or more, or '.' for unknown"
    )


def test_a_negative_count_that_is_no_no_data_code_is_refused(tmp_path: Path) -> None:
    path = statline(tmp_path / "k_2024.csv", ";1205;", ";-5;")
    assert "row 4: column 'aantalinwoners_5' holds '-5'; write a number of 0 or more" in sentence(path)


def test_a_file_without_any_figure_that_is_known(tmp_path: Path) -> None:
    path = tmp_path / "k_2024.csv"
    path.write_text("gwb_code_10;regio\nBU99010101;Oude Kern\n")
    assert sentence(path) == (
        "k_2024.csv: no column holds a figure that is known here, such as aantal_inwoners, AANT_INW or a_inw; it has "
        "['gwb_code_10', 'regio']"
    )


def test_a_file_without_codes(tmp_path: Path) -> None:
    path = tmp_path / "k_2024.csv"
    path.write_text("regio;a_inw\nOude Kern;5\n")
    assert sentence(path).startswith("k_2024.csv: no column holds area codes; needed is one of buurtcode, ")


def test_a_row_with_more_cells_than_the_header_is_named(tmp_path: Path) -> None:
    path = tmp_path / "k_2024.csv"
    path.write_text("gwb_code_10;a_inw\nBU99010101;5;6\n")
    assert sentence(path) == (
        "k_2024.csv: row 2: 3 cells under 2 columns; a separator too many, or quotes missing"
    )  # fmt: skip


def test_a_workbook_that_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "kwb-2024.xlsx"
    path.write_bytes(WORKBOOK.read_bytes()[:2000])
    assert sentence(path).startswith("kwb-2024.xlsx: the workbook can't be opened (")


def test_a_workbook_with_a_header_only(tmp_path: Path) -> None:
    path = tmp_path / "kwb-2024.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["gwb_code_10", "a_inw"])
    book.save(path)
    assert sentence(path) == "kwb-2024.xlsx: the file has a header but no rows; ask for the delivery again"


def test_a_file_that_is_not_there() -> None:
    assert sentence(EXAMPLES / "kwb-1999.xlsx").startswith("kwb-1999.xlsx: there is no such file in ")


def test_an_area_without_any_figure_is_accepted_with_a_warning() -> None:
    _, _, report = cbs.figures(MAP)
    assert [(warning.reason, warning.rows, warning.examples) for warning in report.warnings] == [
        ("no_figures", 1, ("BU9901A199",))
    ]


def test_every_column_of_the_manual_is_read() -> None:
    manual = (EXAMPLES.parent / "cbs.md").read_text(encoding="utf-8")
    table = manual.partition("## Columns")[2].partition("\nOnly a column")[0]
    named = [
        name
        for line in table.splitlines()[5:]
        for cell in line.split("|")[2:6]
        for name in re.findall(r"`(\w+)`", cell)
    ]
    groups = [*cbs_columns.CODES.values(), *cbs_columns.NAMES.values(), *cbs_columns.FIGURES.values()]
    known = tuple(name for group in [*groups, cbs_columns.WATER, cbs_columns.YEAR] for name in group)
    assert len(named) > 50
    assert [name for name in named if cbs_columns.column([name], known) is None] == []
