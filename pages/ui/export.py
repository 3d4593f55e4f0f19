"""Spreadsheets: what is on the screen as an xlsx file, in which no text can act as a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ACTING = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a text for a formula (OWASP, CSV injection)."""

WIDEST = 60
"""Characters up to which a column is made as wide as what it holds."""

LONGEST = 32_767
"""Characters that a cell can hold."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

Value = str | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its rows, the first of which are headings."""

    name: str
    rows: Sequence[Sequence[Value]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Write sheets as an xlsx file.

    Parameters
    ----------
    sheets
        At least one; numbers stay numbers, texts become harmless (`harmless`).
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def writable(text: str) -> str:
    """Leave out the characters that no office file can hold."""
    return _UNWRITABLE.sub(" ", text)


def harmless(text: str) -> str:
    """Make a text that a spreadsheet shows and never runs: a leading apostrophe where it could be a formula."""
    plain = writable(text)
    return ("'" + plain if plain.startswith(ACTING) else plain)[:LONGEST]


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for number, row in enumerate(sheet.rows, 1):
        for position, value in enumerate(row, 1):
            cell = page.cell(number, position)
            cell.value = harmless(value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"  # openpyxl would take what looks like an error or a formula for one
                cell.alignment = Alignment(wrap_text=True, vertical="top")
            if number == 1:
                cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    for position in range(1, max(map(len, sheet.rows), default=0) + 1):
        longest = max(len(str(row[position - 1])) for row in sheet.rows if len(row) >= position)
        page.column_dimensions[get_column_letter(position)].width = min(longest + 2, WIDEST)
