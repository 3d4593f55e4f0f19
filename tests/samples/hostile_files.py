"""Files made to do harm: that lead to other files, unpack without end, or are not what their name says."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

Make = Callable[[Path], Path]
CANARY = "canary-of-a-file-of-the-server"


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def vrt(path: Path) -> Path:
    secret = path.with_name("secret.csv")
    secret.write_text(f"wijkcode\n{CANARY}\n", encoding="utf-8")
    path.write_text(
        f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{secret}</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    return path


def bomb(path: Path) -> Path:
    return zipped(path, {"wijken.shp": bytes(120 * 1000 * 1000)})


def outside(path: Path) -> Path:
    return zipped(path, {"../../../../etc/cron.d/own": b"x", "wijken.shp": b"x"})


def workbook(path: Path) -> Path:
    return zipped(
        path,
        {"xl/workbook.xml": b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'},
    )


def laughs(path: Path) -> Path:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return zipped(path, {"xl/worksheets/sheet1.xml": f'<!DOCTYPE x [<!ENTITY l0 "x">{entities}]><x>&l11;</x>'.encode()})


def empty(path: Path) -> Path:
    path.touch()
    return path


def rows(path: Path) -> Path:
    path.write_bytes(b"gwb_code;x\n" + b"WK999801;1\n" * 1_000_000)
    return path


def binary(path: Path) -> Path:
    path.write_bytes(b"\x7fELF" + bytes(4096))
    return path


def degrees(path: Path) -> Path:
    """Write an area whose coordinates can't be where they say they are."""
    ring = [[[1e300, 5], [1e300, 6], [2e300, 6], [1e300, 5]]]
    properties = {"wijkcode": "WK999801", "wijknaam": "Oost", "gemeentecode": "GM9998", "gemeentenaam": "Proefdam"}
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": ring}}
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": named, "features": [feature]}), encoding="utf-8")
    return path


HOSTILE: list[tuple[str, Make, str]] = [
    ("wijken_2024.geojson", vrt, "is no GeoJSON"),
    ("wijken_2024.gpkg", vrt, "is no .gpkg file"),
    ("wijken_2024.shp", binary, "is no .shp file"),
    ("wijken_2024.zip", bomb, "unpacks to 120 MB"),
    ("wijken_2024.zip", outside, "leads outside it"),
    ("kwb-2024.xlsx", workbook, "declares XML entities"),
    ("kwb-2024.xlsx", laughs, "declares XML entities"),
    ("kwb-2024.xlsx", binary, "is no .xlsx file"),
    ("woningen.csv", binary, "is no table of text"),
    ("wijken_2024.geojson", empty, "the file is empty"),
    ("kwb-2024.csv", rows, ""),
    ("wijken_2024.geojson", degrees, ""),
]
"""Name of the file, what makes it, and what the refusal says of it (empty: depends on how far reading came)."""
