"""Rectangles in rows: shapes for a map, as many as one asks for."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd
import shapely

from data.domain.lights import SHOWN_ORDER

EAST, NORTH = 5.0, 52.0
WIDE, HIGH = 4e-4, 2.5e-4


def grid(number: int, turn: int, shift: float) -> pd.DataFrame:
    """Rectangles in rows, one in seven with a hole; ``turn`` shuffles their states."""
    return pd.DataFrame({
        "name": [f"Pand {place}" for place in range(number)],
        "state": [SHOWN_ORDER[(place * 3 + turn) % 5] for place in range(number)],
        "indicative": np.arange(number) % 11 == 0,
        "inherited": np.arange(number) % 13 == 0,
        "wkb": pd.Series(_shapes(number, shift), dtype="object"),
    })  # fmt: skip


@lru_cache(maxsize=4)
def _shapes(number: int, shift: float) -> tuple[bytes, ...]:
    """Shapes as WKB, kept as a page keeps those that it read: making them is not what is measured."""
    side = int(np.ceil(np.sqrt(number)))
    column, row = np.arange(number) % side, np.arange(number) // side
    west, south = EAST + shift + column * WIDE, NORTH + row * HIGH
    boxes = shapely.box(west, south, west + 0.7 * WIDE, south + 0.7 * HIGH)
    holes = shapely.box(west + 0.3 * WIDE, south + 0.3 * HIGH, west + 0.4 * WIDE, south + 0.4 * HIGH)
    return tuple(shapely.to_wkb(np.where(np.arange(number) % 7 == 0, shapely.difference(boxes, holes), boxes)))
