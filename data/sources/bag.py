"""BAG: buildings and addresses, from ``bag-light.gpkg`` of PDOK or the XML extract of Kadaster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from data.domain.errors import SourceError
from data.sources import bag_tables, bag_xml
from data.sources.bag_rows import BUILDING_COLUMNS, OBJECT_COLUMNS, Rows, counted
from data.sources.bag_tables import LIVED_IN
from data.sources.files import existing, layer, require
from data.sources.report import Report, Tally

Box = tuple[float, float, float, float]

GEOPACKAGE = b"SQLite format 3\0"
ZIP = b"PK"


@dataclass(frozen=True, slots=True)
class Bag:
    """What one BAG file gives.

    Parameters
    ----------
    buildings, addresses, address_buildings
        Tables of ``data.sources.tables``.
    reports
        One account a table.
    """

    buildings: gpd.GeoDataFrame
    addresses: gpd.GeoDataFrame
    address_buildings: pd.DataFrame
    reports: tuple[Report, ...]


def read(
    path: Path,
    *,
    box: Box | None = None,
    crs: str | None = None,
    unpacked: int = bag_xml.UNPACKED,
    progress: Callable[[str], None] | None = None,
) -> Bag:
    """Read the buildings and addresses that exist now.

    Parameters
    ----------
    path
        ``bag-light.gpkg``, or the zip of a BAG 2.0 extract; which of the two shows from its content.
    box
        xmin, ymin, xmax, ymax in RD metres: what lies outside is left out and counted as ``outside_box``.
    crs
        Coordinate system of a GeoPackage that states none.
    unpacked
        Bytes that the zips of an extract may unpack to.
    progress
        Told what is being read.

    Returns
    -------
    bag
        Missing values are NA; ids are text of 16 digits.

    Raises
    ------
    SourceError
        The file can't be used; each fault names file, row or id, column and mend.
    """
    existing(path, (".gpkg", ".zip"))
    with path.open("rb") as stream:
        start = stream.read(len(GEOPACKAGE))
    tell = progress or (lambda _: None)
    if start.startswith(ZIP):
        panden, objects = (_inside(rows, box) for rows in bag_xml.rows(path, unpacked=unpacked, progress=tell))
    elif start == GEOPACKAGE:
        panden, objects = _geopackage(path, box, crs, tell)
    else:
        raise SourceError(path.name, ["is neither a GeoPackage nor a zip, whatever its name says; download it again"])
    tell(f"{path.name}: {len(panden.frame)} panden and {len(objects.frame)} verblijfsobjecten read, sorting them out")
    return _bag(panden, objects)


def lived_in(status: pd.Series) -> pd.Series:
    """Whether a verblijfsobject of this status can be lived in, so that it counts as a home.

    Parameters
    ----------
    status
        BAG words, ``addresses.status``.

    Returns
    -------
    lived_in
        Bool, same index; False for ``Verblijfsobject gevormd`` (permitted, not yet in use), withdrawn or unknown.
    """
    return status.isin(LIVED_IN)


def _bag(panden: Rows, objects: Rows) -> Bag:
    buildings = bag_tables.buildings(panden)
    addresses = bag_tables.addresses(objects)
    links, tally = bag_tables.links(objects, addresses, buildings)
    return Bag(buildings, addresses, links, (panden.tally.report(), objects.tally.report(), tally.report()))


def _geopackage(path: Path, box: Box | None, crs: str | None, tell: Callable[[str], None]) -> tuple[Rows, Rows]:
    names = {"pand": ("buildings", BUILDING_COLUMNS), "verblijfsobject": ("addresses", OBJECT_COLUMNS)}
    found = []
    for name, (table, needed) in names.items():
        tell(f"{path.name}: reading layer {name}")
        frame = layer(path, name, crs=crs, box=box)
        require(path.name, frame.columns, needed, what=f"layer '{name}'")
        total = int(pyogrio.read_info(path, layer=name)["features"])
        found.append(Rows(frame, Tally(path.name, table, total).reject("outside_box", total - len(frame))))
    return found[0], found[1]


def _inside(rows: Rows, box: Box | None) -> Rows:
    if box is None:
        return rows
    outside = ~rows.frame.intersects(shapely.box(*box))
    rows.tally.reject("outside_box", *counted(rows.frame, outside))
    return Rows(rows.frame[~outside].reset_index(drop=True), rows.tally)
