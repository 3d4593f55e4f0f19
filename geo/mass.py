"""All buildings of a town as one picture: those of one light grown together where they nearly touch, and simplified."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from geo.packed import Geometries, read
from geo.spread import METRES

BUDGET = 30_000
"""Corners of the whole picture: about 150 kB."""

REACH = 4.0
"""Metres between two buildings of one light up to which they are drawn as one block; doubled until the budget fits."""

BORROWED = "inherited"


def merged(lights: pd.DataFrame, shapes: pd.DataFrame, *, budget: int = BUDGET) -> pd.DataFrame:
    """Merge buildings by light.

    Parameters
    ----------
    lights
        One row a building: ``unit_id``, ``state``, ``reason``.
    shapes
        ``unit_id`` and ``wkb`` (EPSG:4326, longitude first); buildings without a shape are left out.
    budget
        Corners that the picture may have.

    Returns
    -------
    merged
        A row a light that occurs: ``state``, ``inherited`` (whether the colour is borrowed), ``wkb``. Says which
        colours stand where, not which building has which.
    """
    both = lights.merge(shapes[["unit_id", "wkb"]], on="unit_id", how="inner", validate="one_to_one")
    both = both.assign(inherited=both["reason"].eq(BORROWED), shape=read([bytes(shape) for shape in both["wkb"]]))
    groups = {key: rows["shape"].to_numpy() for key, rows in both.groupby(["state", "inherited"], sort=True)}
    reach = REACH
    blocks = {key: _blocks(group, reach) for key, group in groups.items()}
    while sum(shapely.get_num_coordinates(block) for block in blocks.values()) > budget:
        reach *= 2
        blocks = {key: _blocks(group, reach) for key, group in groups.items()}
    rows_ = [(state, borrowed, shapely.to_wkb(block)) for (state, borrowed), block in blocks.items()]
    return pd.DataFrame(rows_, columns=["state", "inherited", "wkb"])


def _blocks(shapes: Geometries, reach: float) -> shapely.Geometry:
    """Let each building grow by half the reach, in metres, and leave out the corners that are smaller than that.

    They are not shrunk again: at the scale of a town two metres are not seen, and it would double the time.
    """
    latitude = np.nanmean(shapely.bounds(shapes)[:, 1])
    scale = np.array([METRES * np.cos(np.radians(latitude)), METRES])
    metres = shapely.transform(shapes, lambda degrees: degrees * scale)
    grown = shapely.disjoint_subset_union_all(shapely.buffer(metres, reach / 2, join_style="mitre"))
    return shapely.transform(shapely.simplify(grown, reach / 2), lambda there: there / scale)
