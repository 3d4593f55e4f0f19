"""Spreadsheets: whatever a place is called, nothing in the file can act as a formula."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import load_workbook

from pages.ui.export import ACTING, Sheet, harmless, workbook

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://example.test","klik")',
    "+31 6",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "=cmd|'/c calc'!A1",
    "-",
]


def cells(*values: object) -> list[object]:
    """Write values in one row and read back what a spreadsheet would hold."""
    book = load_workbook(io.BytesIO(workbook([Sheet("Blad", [["kop"], list(values)])])))  # type: ignore[list-item]
    return [cell.value for cell in book["Blad"][2]]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_that_could_act_gets_an_apostrophe_and_stays_text(name: str) -> None:
    book = load_workbook(io.BytesIO(workbook([Sheet("Blad", [["kop"], [name]])])))
    [cell] = book["Blad"][2]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'" + name[0].replace("\r", "\n")) or str(cell.value).startswith("'")
    assert not str(cell.value).startswith(ACTING)


def test_no_cell_of_the_file_is_a_formula() -> None:
    written = workbook([Sheet("Blad", [HOSTILE, HOSTILE])])
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert "<f>" not in sheet
    assert "<f " not in sheet


@pytest.mark.parametrize("name", ["Kerkstraat 1-9", "'s-Gravenweg", "a=b", "1+1", "\N{MINUS SIGN}4,1", ""])
def test_an_ordinary_text_is_left_as_it_is(name: str) -> None:
    assert harmless(name) == name


def test_numbers_stay_numbers_below_zero_too() -> None:
    assert cells(-3.5, 12.0, None, "x") == [-3.5, 12, None, "x"]


def test_a_word_that_looks_like_an_error_or_a_code_stays_a_word() -> None:
    book = load_workbook(io.BytesIO(workbook([Sheet("Blad", [["kop"], ["#REF!", "0034", "1-3"]])])))
    assert [(cell.value, cell.data_type) for cell in book["Blad"][2]] == [("#REF!", "s"), ("0034", "s"), ("1-3", "s")]


def test_characters_that_a_file_cannot_hold_do_not_break_it() -> None:
    assert cells("a\x00b\x0b\ud800c") == ["a b  c"]
    assert len(harmless("x" * 50_000)) == 32_767
