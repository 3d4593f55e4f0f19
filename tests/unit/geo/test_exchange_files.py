"""Map files for other programs: the right place on earth, only what was given, and their account beside it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from geo.exchange import Account, geojson, geopackage
from tests.samples.map_frame.hostile import HOSTILE

SQUARE = shapely.box(121_000, 487_000, 121_100, 487_050)
DEGREES = gpd.GeoSeries([SQUARE], crs="EPSG:28992").to_crs("EPSG:4326").iloc[0]
TABLE = pd.DataFrame({"naam": ["Kade", "Dijk"], "woningen": [20.0, float("nan")]})
ACCOUNT = Account([("Periode", "2026-3"), ("Model", "small-1")], [("rood", "score onder 45 (1)")])


def opened(written: bytes, layer: str, folder: Path) -> gpd.GeoDataFrame:
    file = folder / "x.gpkg"
    file.write_bytes(written)
    return pyogrio.read_dataframe(file, layer=layer)


def test_a_geopackage_holds_the_places_in_rd_and_their_account(tmp_path: Path) -> None:
    written = geopackage({"plekken": TABLE}, [shapely.to_wkb(DEGREES), None], ACCOUNT, about="uitleg")
    places = opened(written, "plekken", tmp_path)
    assert places.crs.to_epsg() == 28992
    assert places.geometry.iloc[0].symmetric_difference(SQUARE).area < 5
    assert places.geometry.iloc[1] is None
    assert list(places.columns) == ["naam", "woningen", "geometry"]
    assert opened(written, "uitleg", tmp_path)["text"].tolist() == ["2026-3", "small-1", "score onder 45 (1)"]


def test_geojson_holds_the_places_in_degrees_longitude_first_and_their_account() -> None:
    told = json.loads(geojson(TABLE, [DEGREES, None], ACCOUNT))
    first, second = told["features"]
    assert first["properties"] == {"naam": "Kade", "woningen": 20.0}
    assert second == {"type": "Feature", "geometry": None, "properties": {"naam": "Dijk", "woningen": None}}
    assert 4 < first["geometry"]["coordinates"][0][0][0] < 6
    assert told["about"] == {"Periode": "2026-3", "Model": "small-1"}
    assert told["legend"] == {"rood": "score onder 45 (1)"}
    assert len(gpd.read_file(io.BytesIO(geojson(TABLE, [DEGREES, DEGREES], ACCOUNT)))) == 2


@pytest.mark.parametrize("kind", ["gpkg", "geojson"])
def test_a_hostile_text_is_one_line_of_text_in_the_file(kind: str, tmp_path: Path) -> None:
    table = pd.DataFrame({"naam": pd.Series(HOSTILE, dtype="object")})
    account = Account([("Gebied", text) for text in HOSTILE], [])
    shapes = [DEGREES] * len(HOSTILE)
    if kind == "gpkg":
        names = opened(geopackage({"a": table}, shapes, account, about="b"), "a", tmp_path)["naam"].tolist()
    else:
        names = [one["properties"]["naam"] for one in json.loads(geojson(table, shapes, account))["features"]]
    assert len(names) == len(HOSTILE)
    assert all(name.isprintable() for name in names)
    kept = [number for number, text in enumerate(HOSTILE) if text.isprintable() and len(text) < 600]
    assert [names[number] for number in kept] == [HOSTILE[number] for number in kept]
