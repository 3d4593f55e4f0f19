"""Shapes made ready to draw, kept for the next time: they are the same at every click, period and colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
import shapely

from geo.labels import anchors
from geo.packed import DEGREE, Column, Geometries, Packed, column, pack, read
from geo.simplify import within_budget
from geo.spread import spread

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

KEPT = 64
"""Sets of shapes that are remembered; of a set of 2,000 buildings that is about half a megabyte."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A set of shapes as the painter takes them.

    Parameters
    ----------
    count
        Number of shapes, those without anything to draw included.
    packed
        Their corners.
    at
        Where the symbol and name of each stand: longitude, latitude, longitude and so on.
    room
        Radius of the free circle around that place, in degrees of latitude.
    bounds
        Box around all of them; None when there is nothing to draw.
    """

    count: int
    packed: Packed
    at: Column
    room: Column
    bounds: Box | None

    def columns(self) -> dict[str, Column]:
        """Everything that is sent, by name."""
        return {**self.packed.columns(), "count": self.count, "at": self.at, "room": self.room}

    @staticmethod
    def names() -> frozenset[str]:
        """Names of what is sent: the same for two layers of the same shapes."""
        return frozenset([*(one.name for one in fields(Packed)), "count", "at", "room"])


def drawn(values: Iterable[object], *, marked: bool = False) -> Drawn:
    """Make shapes ready to draw.

    Parameters
    ----------
    values
        WKB or geometries in EPSG:4326, longitude first; anything else is nothing to draw.
    marked
        Whether they get a symbol and a name; otherwise ``at`` and ``room`` are 0.
    """
    return _drawn(tuple(map(keepable, values)), marked=marked)


def keepable(value: object) -> bytes | shapely.Geometry | None:
    """Give a cell with a shape as WKB or geometry; anything else is nothing to draw."""
    if isinstance(value, bytes | shapely.Geometry):
        return value
    return bytes(value) if isinstance(value, bytearray | memoryview) else None


@lru_cache(maxsize=KEPT)
def _drawn(values: tuple[bytes | shapely.Geometry | None, ...], *, marked: bool) -> Drawn:
    shapes = spread(within_budget(read(values)))
    places = np.rint(np.nan_to_num(anchors(shapes)) * DEGREE) if marked else np.zeros((0, 3))
    return Drawn(len(shapes), pack(shapes), column(places[:, :2]), column(places[:, 2]), _bounds(shapes))


def _bounds(shapes: Geometries) -> Box | None:
    drawable = shapes[~shapely.is_missing(shapes)]
    if not drawable.size:
        return None
    west, south, east, north = shapely.total_bounds(drawable).tolist()
    return west, south, east, north
