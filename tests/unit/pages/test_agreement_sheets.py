"""Agreements as a spreadsheet: what goes out comes in again, and one wrong cell keeps everything out."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from data.domain.access import Role
from data.domain.agreements import Agreement, Gauge, Measure, Terms, Wording
from data.domain.errors import AccessDeniedError
from pages.ui.agreements import files, sheet
from tests.fixtures.signal_desk import demo
from tests.samples import agreement_terms

TERMS = replace(agreement_terms.TERMS, title="=Minder achterstand")
POLICY = demo(Role.MUNICIPALITY_POLICY)


def written(terms: Terms) -> bytes:
    made = Agreement("P-2026-0001", 1, (Wording(terms, datetime(2026, 1, 1, tzinfo=UTC), "m-1", "corporation"),))
    return sheet.sheet({made.number: made}, [])


def changed(**cells: object) -> bytes:
    """Give the written sheet without its number, so that it is new, and with other cells."""
    book = load_workbook(io.BytesIO(written(TERMS)))
    page = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in page[1]}
    for name, value in {"number": None, **cells}.items():
        page.cell(2, heads[name]).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def read(content: bytes) -> tuple[list[Terms], list[str]]:
    return files.found(POLICY, "afspraken.xlsx", content)


def test_what_goes_out_comes_in_again_and_what_is_there_already_is_passed_over() -> None:
    assert read(changed()) == ([TERMS], [])
    assert read(written(TERMS)) == ([], [])


def test_a_light_a_count_and_no_measure_come_in_again_too() -> None:
    [light], _ = read(changed(measure="light", baseline=0, target=1))
    assert light.measure == Measure(Gauge.LIGHT, "", 0.0, 1.0)
    assert read(changed(measure=None))[0] == [replace(TERMS, measure=None)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("sort", "often"),
        ("parties", "corporation neighbours"),
        ("measure", "happiness"),
        ("target", "ten"),
        ("due", "next year"),
    ],
)
def test_one_wrong_cell_is_named_by_row_and_column(column: str, value: str) -> None:
    terms, faults = read(changed(**{column: value}))
    assert (terms, len(faults)) == ([], 1)
    assert "2" in faults[0]
    assert column in faults[0]


def test_a_day_that_a_spreadsheet_keeps_as_a_day_comes_in_as_that_day() -> None:
    [terms], faults = read(
        changed(due=datetime(2026, 12, 31, tzinfo=UTC).replace(tzinfo=None), starts=date(2026, 1, 2))
    )
    assert (terms.starts, terms.due, faults) == (date(2026, 1, 2), date(2026, 12, 31), [])


def test_more_agreements_than_are_read_at_once_are_refused_and_not_cut_off() -> None:
    book = load_workbook(io.BytesIO(changed()))
    page = book.worksheets[0]
    cells = [cell.value for cell in page[2]]
    for _ in range(500):
        page.append(cells)
    saved = io.BytesIO()
    book.save(saved)
    terms, [fault] = read(saved.getvalue())
    assert (terms, "500" in fault) == ([], True)


def test_a_formula_is_no_text_and_is_never_worked_out() -> None:
    [terms], faults = read(changed(wording="=1+1"))
    assert (terms.wording, faults) == ("", [])


def test_who_writes_no_agreements_reads_no_files_of_them() -> None:
    with pytest.raises(AccessDeniedError):
        files.found(demo(Role.TENANTS), "afspraken.xlsx", changed())


def test_what_is_no_sheet_of_agreements_is_refused_in_words() -> None:
    other = io.BytesIO()
    Workbook().save(other)
    for content in (b"", b"no file at all", other.getvalue()):
        terms, faults = read(content)
        assert (terms, len(faults)) == ([], 1)
