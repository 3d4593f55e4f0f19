"""Lists of signals as files: csv, xlsx or VERA JSON, read as rows of text after a look at what the file really is.

It runs in a child process with limits (`data.uploads`), and so needs little.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from data.domain.errors import SourceError
from data.domain.signal_lists import COLUMNS, Cells, Fault, ListRefusedError, absent
from data.domain.signal_vera import row as vera_row
from data.sources import admission, refused, row_files

MOST, WIDEST = 1000, 200
"""Rows that are taken in at once, and columns that are looked at."""

UNPACKED = 20_000_000
"""Bytes that a workbook unpacks to at the most."""

_GUARDED = ("=", "+", "-", "@")


def rows(path: Path) -> list[tuple[int, Cells]]:
    """Read a file as rows: the number that a spreadsheet shows, and texts by column.

    Raises
    ------
    ListRefusedError
        It is no list that can be read, too long, lacks a column, or has one about who somebody is.
    """
    found = _objects(path.read_bytes()) if path.suffix == ".json" else _table(path)
    if len(found) > MOST:
        raise _refused("te_groot")
    return found


def _table(path: Path) -> list[tuple[int, Cells]]:
    try:
        admission.require(path, UNPACKED)
        told = row_files.table(path, MOST, WIDEST)
    except SourceError as error:
        long = isinstance(error, row_files.TooLongError)
        raise _refused("te_groot" if long else "onleesbaar") from error
    _require_no_persons(told.header)
    if lacking := absent(told.header):
        raise ListRefusedError(lacking)
    return [
        (number, {name: _plain(text) for name, text in zip(told.header, cells, strict=True) if name in COLUMNS})
        for number, cells in zip(told.numbers, told.cells, strict=True)
    ]


def _objects(content: bytes) -> list[tuple[int, Cells]]:
    try:
        given = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _refused("onleesbaar") from error
    found = given if isinstance(given, list) else [given]
    if not all(isinstance(one, Mapping) for one in found):
        raise _refused("onleesbaar")
    for one in found:
        _require_no_persons(_names(one))
    return [(place, vera_row(one)) for place, one in enumerate(found, 1)]


def _names(given: Mapping[str, object]) -> Iterator[str]:
    """Give the names of everything that is told of a signal, those of the extra attributes too."""
    yield from (name for name in given if name not in ("relatie", "extra-attributen"))
    extra = given.get("extra-attributen")
    yield from (str(one.get("naam", "")) for one in (extra if isinstance(extra, list) else []) if isinstance(one, dict))
    relation = given.get("relatie")
    yield from (relation if isinstance(relation, Mapping) else {})


def _require_no_persons(names: object) -> None:
    about = [name for name in map(str, names) if refused.subject(name)]  # type: ignore[call-overload]
    if about:
        raise ListRefusedError([Fault(1, ", ".join(sorted(set(about))), "persoon")])


def _plain(text: str) -> str:
    """Take off the apostrophe that keeps a spreadsheet from running a text."""
    return text[1:] if text[:1] == "'" and text[1:2] in _GUARDED else text


def _refused(reason: str) -> ListRefusedError:
    return ListRefusedError([Fault(0, "", reason)])
