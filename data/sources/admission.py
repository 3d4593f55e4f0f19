"""What is looked at before any reader opens a delivered file: is it what its name says, and can it be read safely."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path, PurePosixPath

from data.domain.errors import SourceError

MEGABYTE = 1_000_000
MOST_ROWS = 5_000_000
"""Lines of a csv; the largest delivery known (all addresses of a province) has fewer."""

LARGEST_WORKBOOK = 600 * MEGABYTE
"""What an xlsx may unpack to; a full sheet of a million rows and ten columns is about as much."""

LARGEST_SHAPES = 8_000 * MEGABYTE
"""What a zip with a shapefile may unpack to."""

TIGHTEST = 400
"""How many times a member may be larger than it is packed; spreadsheets and XML reach some 60."""

SMALL = 50 * MEGABYTE
"""Up to here a member may be packed as tightly as it likes."""

OFFICE = (".xlsx", ".docx")
"""Archives of XML."""

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".emf", ".wmf")
"""Parts of such an archive that no reader takes for XML of its own."""

HEAD = 4096
CHUNK = 1 << 20

_ZIP, _SQLITE, _SHAPE = (b"PK\x03\x04", b"PK\x05\x06"), (b"SQLite format 3\x00",), (b"\x00\x00\x27\x0a",)
_BEGINS = {".zip": _ZIP, ".xlsx": _ZIP, ".docx": _ZIP, ".gpkg": _SQLITE, ".shp": _SHAPE}


def require(path: Path, workbook: int = LARGEST_WORKBOOK) -> None:
    """Raise SourceError, with one sentence, for a file that is not what its name says, or not safe to read.

    Parameters
    ----------
    path
        A delivered file. What is absent or empty is left to its reader, which says so.
    workbook
        Bytes that an xlsx or docx may unpack to.
    """
    if not path.is_file() or path.stat().st_size == 0:
        return
    ending = path.suffix.lower()
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    if ending in _BEGINS and not head.startswith(_BEGINS[ending]):
        _refuse(path, f"the content is no {ending} file, whatever the name says; deliver the file itself")
    if ending in {".geojson", ".json"} and not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[")):
        _refuse(path, "the content is no GeoJSON, whatever the name says; deliver the file itself")
    if ending in {".csv", ".txt"}:
        _require_rows(path)
    if ending in {".zip", *OFFICE}:
        _require_archive(path, workbook if ending in OFFICE else LARGEST_SHAPES)


def _require_rows(path: Path) -> None:
    rows = 0
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            if b"\x00\x00" in chunk:
                _refuse(path, "the content is no table of text, whatever the name says; deliver a csv")
            rows += chunk.count(b"\n")
            if rows > MOST_ROWS:
                _refuse(path, f"it has more than {MOST_ROWS:,} rows; deliver it in parts, or of one municipality")


def _require_archive(path: Path, most: int) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            for member in members:
                _require_member(path, member)
            if sum(member.file_size for member in members) > most:
                _refuse(path, f"it unpacks to more than {most // MEGABYTE:,} MB; deliver it in parts")
            if path.suffix.lower() in OFFICE:
                _require_plain_xml(path, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise SourceError(path.name, [f"it is cut off, damaged or locked ({error}); deliver it again"]) from error


def _require_member(path: Path, member: zipfile.ZipInfo) -> None:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in member.filename:
        _refuse(path, f"it holds a file that leads outside it ({member.filename[:80]!r}); it was not made by our tools")
    if member.file_size > SMALL and member.file_size > TIGHTEST * max(member.compress_size, 1):
        _refuse(path, f"'{name.name[:80]}' unpacks to {member.file_size // MEGABYTE:,} MB; no real delivery does that")


def _require_plain_xml(path: Path, archive: zipfile.ZipFile) -> None:
    """Refuse a workbook whose XML declares entities: those can name files of this machine, or grow without end."""
    for member in archive.infolist():
        if not member.filename.lower().endswith(PICTURES) and _declares(archive, member):
            _refuse(path, f"'{member.filename[:80]}' declares XML entities; save the file again")


def _declares(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Whether a part declares entities anywhere: what comes before the declaration may be as long as one likes."""
    before = b""
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            text = before + chunk.replace(b"\x00", b"").lower()
            if b"<!doctype" in text or b"<!entity" in text:
                return True
            before = text[-len(b"<!doctype") :]
    return False


def _refuse(path: Path, fault: str) -> None:
    raise SourceError(path.name, [fault])
