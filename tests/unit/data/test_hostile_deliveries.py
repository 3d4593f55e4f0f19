"""Files made to do harm: nothing is read that was not delivered, what is live stays live, and one sentence says why."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.contained import CLOSED
from data.domain.errors import SourceError
from data.settings import from_environment
from data.sources import admission
from data.sources.gather import Choice, gather
from data.warehouse import live
from tests.fixtures.dashboard import ROOT

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


@pytest.mark.parametrize(
    ("name", "make", "sentence"), HOSTILE, ids=[f"{make.__name__}-{name}" for name, make, _ in HOSTILE]
)
def test_a_hostile_file_is_refused_with_one_sentence_before_or_while_it_is_read(
    tmp_path: Path, name: str, make: Make, sentence: str
) -> None:

    path = make(tmp_path / name)
    with pytest.raises(SourceError) as refused:
        gather([path], Choice("", date(2026, 7, 1)), lambda _: None)
    assert sentence in str(refused.value)
    assert CANARY not in str(refused.value)
    assert len(refused.value.faults) == 1


def test_more_rows_than_any_delivery_has_are_refused_while_they_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "MOST_ROWS", 1000)
    path = tmp_path / "meldingen.csv"
    path.write_bytes(b"x\n" * 1002)
    with pytest.raises(SourceError, match="more than 1,000 rows"):
        admission.require(path)
    path.write_bytes(b"x\n" * 999)
    admission.require(path)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps a limit of memory")
@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ({"BUURTSTOPLICHT_IMPORT_GIGABYTES": "0.3"}, "needed more than 0.3 GB of memory"),
        ({"BUURTSTOPLICHT_IMPORT_MINUTES": "0.001"}, "took more than 0.001 minutes"),
    ],
)
def test_an_import_that_takes_too_much_is_stopped_and_what_was_live_stays_live(
    proefdam: Path, limits: dict[str, str], sentence: str
) -> None:
    before = live.live(proefdam)
    environ = os.environ | limits | {"BUURTSTOPLICHT_VAR": str(proefdam)}
    done = subprocess.run(
        [sys.executable, "-m", "data", "load", str(ROOT / "docs" / "sources" / "voorbeelden")],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2] == "Not loaded; what was live stays live."
    assert sentence in done.stderr
    assert live.live(proefdam) == before
    assert live.prepared(from_environment(environ).var) is None


def test_gdal_follows_no_references_in_the_child() -> None:
    code = "import pyogrio; print('OGR_VRT' in pyogrio.list_drivers())"

    told = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | CLOSED, capture_output=True, text=True, check=True, timeout=120
    )
    assert told.stdout.strip() == "False"
