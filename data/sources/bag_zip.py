"""Walks the zips within the zip of a BAG extract, in memory and within a limit; nothing is unpacked to disk."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO

from data.domain.errors import SourceError

WANTED = re.compile(r"\d{4}(WPL|OPR|NUM|VBO|PND)\d{8}(-\d+)?\.(zip|xml)", re.IGNORECASE)
NESTED = re.compile(r"\d{4}GEM\d{8}\.zip", re.IGNORECASE)
"""Zips of objects that are inactive, disputed or not of the BAG carry other letters and are not opened."""

GIGABYTE = 1_000_000_000
LARGEST_XML = GIGABYTE // 2
"""An XML file of the extract holds 10,000 objects, some 20 MB."""
DEEPEST = 3
CHUNK = 1 << 20
IN_MEMORY = 64 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One XML file of an extract: the code of its kind (``PND``), its name and its bytes."""

    code: str
    name: str
    content: bytes


@dataclass(slots=True)
class _Budget:
    """Bytes that may still be unpacked; counted while reading, since a zip may lie about its sizes."""

    file: str
    allowed: int
    spent: int = 0

    def spend(self, size: int, name: str) -> None:
        self.spent += size
        if self.spent > self.allowed:
            fault = f"unpacks to more than {self.allowed / GIGABYTE:g} GB (at '{name}')"
            raise SourceError(self.file, [f"{fault}; deliver the extract of one municipality"])


def members(path: Path, unpacked: int) -> Iterator[Member]:
    """Give the XML files of objects in a BAG extract, one at a time, in the order of their names.

    Parameters
    ----------
    path
        Zip of a municipality or of the country, or a zip of only the XML files.
    unpacked
        Bytes that all of it may unpack to.

    Raises
    ------
    SourceError
        A zip that is cut off, damaged, locked, or larger than allowed.
    """
    with path.open("rb") as stream:
        yield from _members(stream, path.name, _Budget(path.name, unpacked), 1)


def _members(stream: IO[bytes], name: str, budget: _Budget, depth: int) -> Iterator[Member]:
    try:
        with zipfile.ZipFile(stream) as archive:
            for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
                yield from _entry(archive, entry, budget, depth)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        fault = f"the zip '{name}' is cut off, damaged or locked ({error}); download it again"
        raise SourceError(budget.file, [fault]) from error


def _entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: _Budget, depth: int) -> Iterator[Member]:
    # Only the last part of the name counts, and no name is ever used to write: "../" leads nowhere.
    name = PurePosixPath(entry.filename.replace("\\", "/")).name
    wanted = WANTED.fullmatch(name)
    if wanted and wanted[3].lower() == "xml":
        yield Member(wanted[1].upper(), name, _content(archive, entry, name, budget))
    elif (wanted or NESTED.fullmatch(name)) and depth < DEEPEST:
        with SpooledTemporaryFile(max_size=IN_MEMORY) as inner:
            for chunk in _chunks(archive, entry, name, budget):
                inner.write(chunk)
            inner.seek(0)
            yield from _members(inner, name, budget, depth + 1)


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: _Budget) -> bytes:
    own = _Budget(budget.file, LARGEST_XML)
    content = bytearray()
    for chunk in _chunks(archive, entry, name, budget):
        own.spend(len(chunk), name)
        content += chunk
    return bytes(content)


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, budget: _Budget) -> Iterator[bytes]:
    with archive.open(entry) as source:
        while chunk := source.read(CHUNK):
            budget.spend(len(chunk), name)
            yield chunk
