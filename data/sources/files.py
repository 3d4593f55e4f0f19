"""Opening a delivered file: every fault becomes one sentence with file, row, column and mend."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely
from pyproj.exceptions import CRSError

from data.domain.errors import SourceError
from data.sources import row_files
from data.sources.tables import RD

TABLE_ENDINGS = (".csv", ".txt", ".xlsx")
SHAPE_ENDINGS = (".gpkg", ".shp", ".geojson", ".json", ".zip")
DRIVERS = ("GPKG", "ESRI Shapefile", "GeoJSON")
"""GDAL drivers that may open a delivered file; never one that follows references to other files."""

UNREADABLE = (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError)
"""What GDAL raises on a damaged file."""

NEARLY_ONE_DEGREE = 1000.0
"""Coordinates smaller than this can't be RD metres: the file holds degrees."""


def existing(path: Path, endings: Iterable[str]) -> Path:
    """Give the path back when it is a readable, non-empty file of a known kind.

    Raises
    ------
    SourceError
        The file is absent, empty, or of another kind.
    """
    allowed = tuple(endings)
    if not path.is_file():
        raise SourceError(path.name, [f"there is no such file in {path.parent.resolve()}; check the name"])
    if path.suffix.lower() not in allowed:
        raise SourceError(path.name, [f"files of kind '{path.suffix}' can't be read; deliver {', '.join(allowed)}"])
    if path.stat().st_size == 0:
        raise SourceError(path.name, ["the file is empty; ask for the delivery again"])
    return path


def require(file: str, have: Iterable[str], needed: Iterable[str], *, what: str = "the file") -> None:
    """Raise SourceError naming every needed column that is not there, and what is there."""
    present = list(have)
    missing = [name for name in needed if name not in present]
    if missing:
        raise SourceError(file, [f"{what} lacks the columns {missing}; it has {sorted(map(str, present))}"])


def table(path: Path) -> pd.DataFrame:
    """Read a csv or the first sheet of an xlsx as text.

    Returns
    -------
    table
        Every cell text, stripped; empty cells NA. Column names stripped and in lower case. The index is the row
        number as a spreadsheet shows it (the first row under the header is 2).

    Raises
    ------
    SourceError
        Absent, empty, not a table, or rows with more cells than the header.
    """
    existing(path, TABLE_ENDINGS)
    told = row_files.table(path)
    frame = pd.DataFrame(
        told.cells, columns=list(told.header), index=pd.Index(told.numbers, name="row"), dtype="string"
    )
    return frame.mask(frame == "")


def layer_names(path: Path) -> list[str]:
    """Name the layers with geometry of a GeoPackage, shapefile (or a zip of one) or GeoJSON.

    Raises
    ------
    SourceError
        Absent, empty, damaged, or a kind of file that is not accepted.
    """
    existing(path, SHAPE_ENDINGS)
    _intact(path)
    try:
        layers = [str(entry) for entry, kind in pyogrio.list_layers(path) if kind is not None]
        driver = pyogrio.read_info(path, layer=layers[0])["driver"] if layers else "none"
    except (*UNREADABLE, ValueError) as error:
        raise SourceError(path.name, [f"the file can't be opened ({error}); deliver it again"]) from error
    if driver not in DRIVERS:
        raise SourceError(path.name, [f"files of kind '{driver}' are not accepted; deliver {', '.join(DRIVERS)}"])
    return layers


def layer(
    path: Path,
    name: str | None = None,
    *,
    crs: str | None = None,
    box: tuple[float, float, float, float] | None = None,
) -> gpd.GeoDataFrame:
    """Read a layer of a GeoPackage, shapefile (or a zip of one) or GeoJSON into RD New.

    Parameters
    ----------
    path
        The file.
    name
        Layer; None takes the only one (or the first that has geometry).
    crs
        Coordinate system to take when the file states none, such as ``EPSG:28992``.
    box
        xmin, ymin, xmax, ymax in RD metres: only rows that touch it are read, so a national file fits in memory.

    Returns
    -------
    layer
        In EPSG:28992, column names as in the file.

    Raises
    ------
    SourceError
        Absent, empty, truncated, wrong layer, no coordinate system, or coordinates that do not fit it.
    """
    chosen = _layer_name(path, name)
    try:
        frame = pyogrio.read_dataframe(path, layer=chosen, bbox=_in_own_system(path, chosen, box, crs))
    except (*UNREADABLE, ValueError, UnicodeDecodeError) as error:
        raise SourceError(path.name, [f"layer '{chosen}' can't be read ({error}); deliver the file again"]) from error
    if not isinstance(frame, gpd.GeoDataFrame):
        raise SourceError(path.name, [f"layer '{chosen}' has no geometry; choose another layer"])
    if frame.empty:
        where = " inside the area" if box else ""
        raise SourceError(path.name, [f"layer '{chosen}' has no rows{where}; ask for the delivery again"])
    return to_rd(frame, path.name, crs=crs)


def to_rd(frame: gpd.GeoDataFrame, file: str, *, crs: str | None = None) -> gpd.GeoDataFrame:
    """Transform to EPSG:28992; raises SourceError when the coordinates do not fit the stated system."""
    if frame.crs is None:
        if crs is None:
            raise SourceError(file, ["no coordinate system is stated; say it with --crs, for instance EPSG:28992"])
        frame = _stating(frame, file, crs)
    bounds = frame.total_bounds
    if frame.crs.is_geographic and (abs(bounds) > NEARLY_ONE_DEGREE).any():
        raise SourceError(file, [f"states {frame.crs.to_string()} (degrees) but holds metres; mend its .prj or --crs"])
    if not frame.crs.is_geographic and (abs(bounds) < NEARLY_ONE_DEGREE).all():
        raise SourceError(file, [f"states {frame.crs.to_string()} (metres) but holds degrees; mend its .prj or --crs"])
    return frame.to_crs(RD)


def _stating(frame: gpd.GeoDataFrame, file: str, crs: str) -> gpd.GeoDataFrame:
    try:
        return frame.set_crs(crs)
    except CRSError as error:
        raise SourceError(file, [f"'{crs}' is no coordinate system; say for instance --crs EPSG:28992"]) from error


def number(column: pd.Series) -> pd.Series:
    """Read text as float, with a decimal point or comma; what is not a number becomes NaN."""
    return pd.to_numeric(column.astype("string").str.replace(",", ".", regex=False), errors="coerce").astype("float64")


def _intact(path: Path) -> None:
    if path.suffix.lower() == ".shp":
        _whole_shapefile(path)
    if path.suffix.lower() != ".zip":
        return
    try:
        with zipfile.ZipFile(path) as archive:
            broken = archive.testzip()
    except zipfile.BadZipFile as error:
        raise SourceError(path.name, [f"the zip is cut off or damaged ({error}); download it again"]) from error
    if broken:
        raise SourceError(path.name, [f"'{broken}' in the zip is damaged; download it again"])


def _whole_shapefile(path: Path) -> None:
    """Refuse a shapefile without its companions, or cut off: GDAL reads the rows that are lost as empty shapes."""
    beside = {other.suffix.lower() for other in path.parent.glob(f"{path.stem}.*")}
    if missing := [ending for ending in (".dbf", ".shx") if ending not in beside]:
        raise SourceError(
            path.name, [f"{missing} must stand beside it with the same name; deliver the whole set, or a zip"]
        )
    with path.open("rb") as file:
        stated = 2 * int.from_bytes(file.read(28)[24:], "big")
    if path.stat().st_size < stated:
        raise SourceError(path.name, [f"cut off: {path.stat().st_size} of {stated} bytes are there; download it again"])


def _in_own_system(
    path: Path, name: str, box: tuple[float, float, float, float] | None, crs: str | None
) -> tuple[float, float, float, float] | None:
    if box is None or (stated := pyogrio.read_info(path, layer=name)["crs"] or crs) is None:
        return box
    west, south, east, north = gpd.GeoSeries([shapely.box(*box)], crs=RD).to_crs(stated).total_bounds
    return float(west), float(south), float(east), float(north)


def _layer_name(path: Path, name: str | None) -> str:
    layers = layer_names(path)
    if name is not None and name not in layers:
        raise SourceError(path.name, [f"there is no layer '{name}'; it has {layers}"])
    return name or layers[0]
