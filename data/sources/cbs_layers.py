"""Opening the layers of a CBS map file: one frame a layer of areas, its rows numbered from 1."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from data.domain.errors import SourceError
from data.sources import files

LEVEL_WORDS = ("gemeente", "gem_", "wijk", "wk_", "buurt", "buurten", "bu_")
"""What the names of the layers of areas hold: gemeenten, wijken, buurten; gem_2015, wijk_2015, buurt_2015."""


def read(path: Path, layer: str | None = None, crs: str | None = None) -> dict[str, gpd.GeoDataFrame]:
    """Read one layer, or every layer of areas.

    Parameters
    ----------
    path
        GeoPackage, shapefile (or a zip of one) or GeoJSON.
    layer
        Layer; None reads all that hold areas (a file with one layer: that one, whatever its name).
    crs
        Coordinate system where the file states none.

    Returns
    -------
    frames
        By the name to use in sentences (file, and layer where there are several): the rows in EPSG:28992, indexed by
        row number, the first is 1.

    Raises
    ------
    SourceError
        As ``files.layer``, or none of several layers is one of areas.
    """
    present = files.layer_names(path)
    chosen = [layer] if layer or len(present) == 1 else _areas_among(path.name, present)
    labels = [f"{path.name} ({name})" if len(present) > 1 else path.name for name in chosen]
    return {label: _numbered(files.layer(path, name, crs=crs)) for label, name in zip(labels, chosen, strict=True)}


def _areas_among(file: str, present: list[str]) -> list[str | None]:
    chosen: list[str | None] = [name for name in present if any(word in name.lower() for word in LEVEL_WORDS)]
    if not chosen:
        fault = f"none of the layers {present} is called gemeenten, wijken or buurten; name the one to read"
        raise SourceError(file, [fault])
    return chosen


def _numbered(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return frame.set_index(frame.index + 1)
