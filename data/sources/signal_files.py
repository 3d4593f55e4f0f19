"""Lists of signals as files: csv, xlsx or VERA JSON, read as rows of text after a look at what the file really is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from data.domain.errors import SourceError
from data.domain.signal_lists import COLUMNS, Cells, Fault, ListRefusedError, absent
from data.domain.signal_vera import row as vera_row
from data.sources import admission, files, refused

ENDINGS = ("xlsx", "csv", "json")
MOST = 1000
"""Rows that are taken in at once."""

LARGEST, UNPACKED = 5_000_000, 20_000_000
"""Bytes of a file, and of what a workbook unpacks to: it is read beside everybody's pages."""

_GUARDED = ("=", "+", "-", "@")


def rows(name: str, content: bytes) -> list[tuple[int, Cells]]:
    """Read a file as rows: the number that a spreadsheet shows, and texts by column.

    Raises
    ------
    ListRefusedError
        It is no list that can be read, too long, lacks a column, or has one about who somebody is.
    """
    ending = Path(name).suffix.lower().removeprefix(".")
    if ending not in ENDINGS or not content or len(content) > LARGEST:
        raise _refused("leeg" if not content else "te_groot" if len(content) > LARGEST else "soort_bestand")
    found = _objects(content) if ending == "json" else _table(ending, content)
    if len(found) > MOST:
        raise _refused("te_groot")
    return found


def _table(ending: str, content: bytes) -> list[tuple[int, Cells]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list.{ending}"
        path.write_bytes(content)
        try:
            admission.require(path, UNPACKED)
            frame = files.table(path)
        except SourceError as error:
            raise _refused("onleesbaar") from error
    _require_no_persons(frame.columns)
    if lacking := absent(list(frame.columns)):
        raise ListRefusedError(lacking)
    known = [name for name in COLUMNS if name in frame.columns]
    told = frame[known].fillna("").to_dict("records")
    return [
        (int(number), {str(column): _plain(str(text)) for column, text in cells.items()})
        for number, cells in zip(frame.index, told, strict=True)
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
