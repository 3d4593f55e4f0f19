"""Shapes made ready to draw, kept for the next time: they are the same at every click, period and colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.labels import anchors
from geo.packed import DEGREE, Column, Geometries, Packed, column, pack, read
from geo.simplify import within_budget
from geo.spread import spread

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

OWN = ("count", "origin", "at", "room")
"""What is sent beside the packed corners."""

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
    origin
        Longitude and latitude from which the places of symbols and names are counted, in packed units.
    at
        Step to the place of each from that of the one before: east, north, east and so on.
    room
        Radius of the free circle around that place, in degrees of latitude.
    bounds
        Box around all of them; None when there is nothing to draw.
    """

    count: int
    packed: Packed
    origin: tuple[int, int]
    at: Column
    room: Column
    bounds: Box | None

    def columns(self) -> dict[str, object]:
        """Everything that is sent, by name."""
        own: dict[str, object] = {name: getattr(self, name) for name in OWN}
        return {**self.packed.columns(), **own}

    @staticmethod
    def names() -> frozenset[str]:
        """Names of what is sent: the same for two layers of the same shapes."""
        return frozenset([*(one.name for one in fields(Packed)), *OWN])


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
    places = np.rint(anchors(shapes) * DEGREE) if marked else np.zeros((0, 3))
    origin, steps = _stepped(pd.DataFrame(places[:, :2]))
    room = np.nan_to_num(places[:, 2])
    return Drawn(len(shapes), pack(shapes), origin, column(steps), column(room), _bounds(shapes))


def _stepped(places: pd.DataFrame) -> tuple[tuple[int, int], npt.NDArray[np.int64]]:
    """Give the first place and the steps along all of them, which fit fewer bits; what has no place makes no step."""
    known = places.ffill().bfill().fillna(0.0).to_numpy(dtype=np.int64)
    if not len(known):
        return (0, 0), known
    return (int(known[0, 0]), int(known[0, 1])), np.diff(known, axis=0, prepend=known[:1])


def _bounds(shapes: Geometries) -> Box | None:
    drawable = shapes[~shapely.is_missing(shapes)]
    if not drawable.size:
        return None
    west, south, east, north = shapely.total_bounds(drawable).tolist()
    return west, south, east, north
