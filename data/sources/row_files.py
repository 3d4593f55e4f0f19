"""A csv or the first sheet of an xlsx as rows of text, read with no more than that takes: also in a child process."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data.domain.errors import SourceError


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as text.

    Parameters
    ----------
    header
        Names of the columns, stripped and in lower case.
    numbers
        Of each row, as a spreadsheet shows it: the first row under the header is 2.
    cells
        As many a row as there are columns, stripped; empty where there is nothing.
    """

    header: tuple[str, ...]
    numbers: list[int]
    cells: list[list[str]]


FURTHEST = 100_000
"""Rows that are looked at where only so many are wanted: a sheet may go on empty for a million."""


class TooLongError(SourceError):
    """A table has more rows than are looked at."""


def table(path: Path, most: int | None = None, widest: int | None = None) -> Rows:
    """Read a csv or the first sheet of an xlsx; rows without any text are left out.

    Parameters
    ----------
    path
        The file; its ending says what it is.
    most
        Rows that are wanted at the most: one more is read, so that it shows when there are too many. None: all.
    widest
        Columns that are looked at. None: all.

    Raises
    ------
    SourceError
        Not a table, no header, a column twice, no rows, or rows with more cells than the header.
    TooLongError
        It goes on beyond `FURTHEST`, empty or not, where only so many rows are wanted.
    """
    rows = _xlsx_rows(path, widest) if path.suffix.lower() == ".xlsx" else _csv_rows(path)
    header = [cell.strip().lower() for cell in next(rows, [])]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise SourceError(path.name, ["the file has no header row; its first row must name the columns"])
    if doubled := sorted({name for name in header if header.count(name) > 1}):
        raise SourceError(path.name, [f"row 1: the columns {doubled} occur twice; leave one of each"])
    told = _filled(path.name, rows, None if most is None else FURTHEST)
    return _under(path.name, header, list(islice(told, None if most is None else most + 1)))


def _filled(file: str, rows: Iterator[list[str]], furthest: int | None) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=2):
        if furthest is not None and number > furthest:
            raise TooLongError(file, [f"it goes on beyond row {furthest:,}; remove the empty rows"])
        if any(cell.strip() for cell in row):
            yield number, row


def _under(file: str, header: list[str], rows: list[tuple[int, list[str]]]) -> Rows:
    width = len(header)
    faults = [
        f"row {number}: {len(row)} cells under {width} columns; a separator too many, or quotes missing"
        for number, row in rows
        if any(cell.strip() for cell in row[width:])
    ]
    if faults:
        raise SourceError(file, faults)
    if not rows:
        raise SourceError(file, ["the file has a header but no rows; ask for the delivery again"])
    cells = [[cell.strip() for cell in (row + [""] * width)[:width]] for _, row in rows]
    return Rows(tuple(header), [number for number, _ in rows], cells)


def _csv_rows(path: Path) -> Iterator[list[str]]:
    raw = path.read_bytes()
    if b"\0" in raw[:4096]:
        raise SourceError(path.name, ["this is not a text file; save it as csv or xlsx"])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        yield from csv.reader(text.splitlines(), delimiter=delimiter)
    except csv.Error as error:
        raise SourceError(
            path.name, [f"the file is no readable csv ({error}); save it again as csv or xlsx"]
        ) from error


def _xlsx_rows(path: Path, widest: int | None) -> Iterator[list[str]]:
    import openpyxl  # noqa: PLC0415 (a csv needs none, and a child that reads one should start at once)
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError) as error:
        raise SourceError(path.name, [f"the workbook can't be opened ({error}); save it again as xlsx"]) from error
    try:
        for row in book.worksheets[0].iter_rows(values_only=True, max_col=widest):
            yield ["" if cell is None else _cell(cell) for cell in row]
    finally:
        book.close()


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat()[:10] if hasattr(value, "isoformat") else str(value)
