"""Places as files that other map programs open: GeoPackage in RD metres and GeoJSON in degrees, with their account."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from geo.drawn import keepable
from geo.encode import plain
from geo.packed import read

RD = "EPSG:28992"
"""Dutch national grid, metres."""

WGS84 = "EPSG:4326"


@dataclass(frozen=True, slots=True)
class Account:
    """What must stay with the places: facts as name and text, and the legend as word and meaning."""

    facts: Sequence[tuple[str, str]]
    legend: Sequence[tuple[str, str]]


def geopackage(tables: Mapping[str, pd.DataFrame], shapes: Sequence[object], account: Account, *, about: str) -> bytes:
    """Write places as a GeoPackage in RD, with a last table that accounts for them.

    Parameters
    ----------
    tables
        Layers by name, each of the same places: one row a place; texts and numbers, nothing else.
    shapes
        WKB or geometry of each, EPSG:4326 with longitude first; anything else becomes an empty geometry.
    account
        Goes in the table ``about``: ``name`` and ``text``.
    about
        Name of that table.
    """
    places = gpd.GeoSeries(read([keepable(one) for one in shapes]), crs=WGS84).to_crs(RD)
    lines = [(plain(name), plain(text, limit=600)) for name, text in (*account.facts, *account.legend)]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "places.gpkg"
        for layer, table in tables.items():
            drawn = gpd.GeoDataFrame(_plain(table), geometry=places.to_numpy(), crs=RD)
            pyogrio.write_dataframe(
                drawn, file, layer=layer, driver="GPKG", geometry_type="Unknown", append=file.exists()
            )
        pyogrio.write_dataframe(
            pd.DataFrame(lines, columns=["name", "text"]), file, layer=about, driver="GPKG", append=True
        )
        return file.read_bytes()


def geojson(table: pd.DataFrame, shapes: Sequence[object], account: Account) -> bytes:
    """Write places as GeoJSON (RFC 7946: degrees, longitude first), their account in members of its own."""
    found = shapely.set_precision(read([keepable(one) for one in shapes]), 1e-7)
    features = [
        {"type": "Feature", "geometry": None if shape is None else shapely.geometry.mapping(shape), "properties": row}
        for shape, row in zip(found, _rows(table), strict=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "about": {name: plain(text, limit=600) for name, text in account.facts},
        "legend": {name: plain(text, limit=600) for name, text in account.legend},
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Make every text one visible line; numbers stay numbers."""
    texts = table.select_dtypes(exclude="number").columns
    return table.assign(**{str(name): [plain(text, limit=600) for text in table[name]] for name in texts})


def _rows(table: pd.DataFrame) -> list[dict[str, object]]:
    rows = _plain(table).to_dict("records")
    return [{str(name): None if pd.isna(value) else value for name, value in row.items()} for row in rows]
