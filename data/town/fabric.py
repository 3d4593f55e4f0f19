"""The words in which a neighbourhood is laid out: streets, rows of buildings, and what a layout gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.random import Generator
from shapely.geometry import LineString, Polygon

from data.town.plan import Neighbourhood


@dataclass(frozen=True, slots=True)
class Street:
    """A street of one neighbourhood, or a road through several.

    Parameters
    ----------
    id
        Name for the making only, such as ``BU99990101/3``; streets with one ``label`` share their official name.
    line
        Its middle; a street may be broken by a park.
    width
        Metres, kerb to kerb, pavements included.
    name
        Fixed name; empty: a name is found for it.
    quay
        Width of the canal in the middle, 0 for none.
    label
        Streets of one label share one official name; empty: the id.
    """

    id: str
    line: LineString
    width: float
    name: str = ""
    quay: float = 0.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Equal units side by side in one straight row, before it is known whether they fit.

    Parameters
    ----------
    x, y
        Middle of the row, metres.
    angle
        Direction of the row, radians; the front looks to its left where ``side`` is -1, to its right where it is 1.
    count, width, depth
        Units, and the size of one along and across the row, metres.
    kind
        What it is: a key of ``homes.toml``.
    street
        Id of the street it is addressed on; empty for none.
    jog
        How far every other pair of units stands back, metres.
    """

    x: float
    y: float
    angle: float
    count: int
    width: float
    depth: float
    kind: str
    street: str
    side: int
    jog: float = 0.0


@dataclass(frozen=True, slots=True)
class Lot:
    """One building whose outline a layout draws itself."""

    shape: Polygon
    kind: str
    street: str
    side: int


@dataclass(frozen=True, slots=True)
class Layout:
    """What a layout gives for one neighbourhood; on a yard nothing stands but the lots."""

    streets: tuple[Street, ...] = ()
    blocks: tuple[Block, ...] = ()
    lots: tuple[Lot, ...] = ()
    greens: tuple[Polygon, ...] = ()
    waters: tuple[Polygon, ...] = ()
    yards: tuple[Polygon, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that a layout needs to know of its neighbourhood.

    Parameters
    ----------
    neighbourhood
        Its row of the plan.
    open
        Where streets may run, up to the middle of the roads around it.
    belt
        Green along moat, river and ring road, where nobody builds.
    guide
        Line that the streets follow; it lies in or beside the neighbourhood.
    roads
        The roads along its border, cut to it.
    rules
        Its fabric: the keys of ``[fabrics]`` in ``plan.toml``.
    rng
        Its own source of chance, so that one neighbourhood can change without the others.
    """

    neighbourhood: Neighbourhood
    open: shapely.Geometry
    belt: shapely.Geometry
    guide: LineString
    roads: tuple[Street, ...]
    rules: dict[str, Any]
    rng: Generator

    @property
    def code(self) -> str:
        """Code of the neighbourhood."""
        return self.neighbourhood.code


def rectangles(x: np.ndarray, y: np.ndarray, angle: np.ndarray, width: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """Give rectangles (n polygons) around their middles; width along the angle, depth across it."""
    half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]]) / 2
    along, across = half[:, 0] * width[:, None], half[:, 1] * depth[:, None]
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    corners = np.stack([x[:, None] + along * cos - across * sin, y[:, None] + along * sin + across * cos], axis=-1)
    polygons: np.ndarray = shapely.polygons(np.round(corners, 3))
    return polygons


def nearest(streets: list[Street], x: float, y: float) -> tuple[str, int]:
    """Give the nearest street of a point and the side of the street it is on (1 left, -1 right)."""
    spot = shapely.Point(x, y)
    street = streets[int(np.argmin(shapely.distance([street.line for street in streets], spot)))]
    line = min(shapely.get_parts(street.line), key=lambda part: part.distance(spot))
    station = line.project(spot)
    behind, ahead = line.interpolate(max(station - 1.0, 0.0)), line.interpolate(min(station + 1.0, line.length))
    turn = (ahead.x - behind.x) * (y - behind.y) - (ahead.y - behind.y) * (x - behind.x)
    return street.id, 1 if turn >= 0 else -1
