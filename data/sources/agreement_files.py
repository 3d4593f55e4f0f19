"""Agreements as files: the cells of a workbook, or the tables of a Word document, as plain values.

It runs in a child process with limits (`data.uploads`), and so needs little. What the cells mean is not looked at.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data.domain.errors import SourceError
from data.domain.signal_lists import Fault, ListRefusedError
from data.sources import admission
from data.sources.row_files import FURTHEST

MOST, WIDEST = 500, 200
"""Agreements that are read in at once, and columns that are looked at."""

UNPACKED = 50_000_000
"""Bytes that a file unpacks to at the most: a small file can hold a very large one."""

Cell = str | float | None
Row = list[Cell]


def rows(path: Path) -> list[Any]:
    """Read the first sheet of an xlsx as rows of cells, or a docx as its tables: a list of rows of texts each.

    Raises
    ------
    ListRefusedError
        It is not what its name says, unpacks to too much, has too many agreements, or can't be read.
    """
    try:
        admission.require(path, UNPACKED)
        return _tables(path) if path.suffix == ".docx" else _cells(path)
    except (SourceError, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise ListRefusedError([Fault(0, "", "onleesbaar")]) from error


def _cells(path: Path) -> list[Row]:
    from openpyxl import load_workbook  # noqa: PLC0415 (a Word file needs none, and the child should start at once)

    book = load_workbook(path, read_only=True, data_only=True)
    found, filled = list[Row](), 0
    for read in book.worksheets[0].iter_rows(values_only=True, max_col=WIDEST):
        row = [_plain(cell) for cell in read]
        empty = all(cell in (None, "") for cell in row)
        found.append([] if empty else row)
        filled += not empty
        if filled > MOST + 1 or len(found) > FURTHEST:
            raise ListRefusedError([Fault(0, "", "te_groot")])
    return found


def _tables(path: Path) -> list[list[list[str]]]:
    from docx import Document  # noqa: PLC0415 (a workbook needs none)
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        tables = Document(str(path)).tables
    except PackageNotFoundError as error:
        raise SourceError(path.name, ["it is no Word file"]) from error
    if len(tables) > MOST:
        raise ListRefusedError([Fault(0, "", "te_groot")])
    return [_texts(table.rows) for table in tables]


def _texts(found: Iterable[Any]) -> list[list[str]]:
    return [[cell.text.strip() for cell in row.cells[:2]] for row in found]


def _plain(value: object) -> Cell:
    """Give a cell as what JSON holds; days as 2026-12-31."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return str(value)
