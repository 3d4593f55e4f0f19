"""From rows on paper to buildings that stand: unfolds the rows and leaves out what does not fit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import shapely

from data.town.fabric import Block, Lot, rectangles

LOTS = ("geometry", "kind", "street", "side", "group", "along", "angle", "depth")
FEWEST = {"row": 3, "prewar": 3, "upstairs": 3, "townhouse": 3, "semi": 2}
"""Units of a row that must fit, or none of it is built."""
TOUCH = 0.06
"""Metres; houses of one row share a wall, so less than this is no overlap."""


def unfold(blocks: Sequence[Block]) -> pd.DataFrame:
    """Give one row a unit of every block: its outline, kind, street and ``group``, the number of its block."""
    if not blocks:
        return pd.DataFrame(columns=list(LOTS))
    table = pd.DataFrame(
        [(b.x, b.y, b.angle, b.count, b.width, b.depth, b.kind, b.street, b.side, b.jog) for b in blocks],
        columns=["x", "y", "angle", "count", "width", "depth", "kind", "street", "side", "jog"],
    )
    each = table.loc[table.index.repeat(table["count"])]
    place = each.groupby(level=0).cumcount().to_numpy()
    along = (place - (each["count"].to_numpy() - 1) / 2) * each["width"].to_numpy()
    angle = each["angle"].to_numpy()
    back = each["side"].to_numpy() * each["jog"].to_numpy() * (place // 2 % 2)
    x = each["x"].to_numpy() + along * np.cos(angle) - back * np.sin(angle)
    y = each["y"].to_numpy() + along * np.sin(angle) + back * np.cos(angle)
    return pd.DataFrame(
        {
            "geometry": rectangles(x, y, angle, each["width"].to_numpy(), each["depth"].to_numpy()),
            "kind": each["kind"].to_numpy(),
            "street": each["street"].to_numpy(),
            "side": each["side"].to_numpy(),
            "group": each.index.to_numpy(),
            "along": place,
            "angle": angle,
            "depth": each["depth"].to_numpy(),
        }
    )


def drawn(lots: Sequence[Lot], first_group: int) -> pd.DataFrame:
    """Give the same table for buildings that a layout drew itself; each is a group of its own."""
    return pd.DataFrame(
        {
            "geometry": [lot.shape for lot in lots],
            "kind": [lot.kind for lot in lots],
            "street": [lot.street for lot in lots],
            "side": [lot.side for lot in lots],
            "group": np.arange(len(lots)) + first_group,
            "along": 0,
            "angle": 0.0,
            "depth": 0.0,
        }
    )


def fitting(
    lots: pd.DataFrame, face: shapely.Geometry, blocked: shapely.STRtree, kinds: dict[str, Any]
) -> pd.DataFrame:
    """Keep what lies wholly inside a neighbourhood, off everything blocked, and clear of what came before it.

    Parameters
    ----------
    lots
        Rows of ``unfold`` or ``drawn``; what stands first goes first.
    face
        The neighbourhood, already drawn in from its border.
    blocked
        Roads, water, parks and yards.
    kinds
        ``homes.toml``: the room that each kind keeps free around it.
    """
    shapes = lots["geometry"].to_numpy()
    shapely.prepare(face)
    inside = shapely.contains_properly(face, shapes)
    hit = np.unique(blocked.query(shapes, predicate="intersects")[0])
    inside[hit] = False
    return whole(apart(lots[inside], kinds))


def apart(lots: pd.DataFrame, kinds: dict[str, Any]) -> pd.DataFrame:
    """Leave out each unit that stands too near to one of another row that was kept before it."""
    shapes = shapely.buffer(lots["geometry"].to_numpy(), -TOUCH)
    room = lots["kind"].map(lambda kind: kinds[kind]["apart"]).to_numpy(dtype=float)
    tree = shapely.STRtree(shapes)
    near, far = tree.query(shapes, predicate="dwithin", distance=np.maximum(room, 0.0))
    group = lots["group"].to_numpy()
    pairs = np.column_stack([np.minimum(near, far), np.maximum(near, far)])[group[near] != group[far]]
    pairs = np.unique(pairs, axis=0)
    keep = np.ones(len(lots), dtype=bool)
    for before, after in pairs:
        if keep[before] and keep[after]:
            keep[after] = False
    return lots[keep]


def whole(lots: pd.DataFrame) -> pd.DataFrame:
    """Leave out what remains of a terrace when fewer than three houses of it fit, and half a semi-detached pair."""
    size = lots.groupby("group")["group"].transform("size")
    return lots[size >= lots["kind"].map(FEWEST).fillna(1)]
