"""The files that the map's frame loads: Leaflet from its installed package, and the painter."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

FOLDER = "map-files"
"""First part of their address."""

_LEAFLET = Path(leaflet.BASE_DIR)
_PAINTER = Path(__file__).with_name("painter")
_FILES = (
    (_LEAFLET / "leaflet.js", "text/javascript; charset=utf-8"),
    (_LEAFLET / "leaflet.css", "text/css; charset=utf-8"),
    *(
        (_PAINTER / name, "text/javascript; charset=utf-8")
        for name in ("shapes.js", "marks.js", "boards.js", "painter.js")
    ),
)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file to serve.

    Parameters
    ----------
    address
        Path without a leading slash; holds a digest of the content, so it may be kept for ever.
    content_type
        Media type.
    content
        Bytes.
    """

    address: str
    content_type: str
    content: bytes


@cache
def assets() -> dict[str, Asset]:
    """Every file that may be served, by name; nothing else of the packages is reachable."""
    return {path.name: _asset(path, content_type) for path, content_type in _FILES}


def _asset(path: Path, content_type: str) -> Asset:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:12]
    return Asset(f"{FOLDER}/{digest}/{path.name}", content_type, content)
