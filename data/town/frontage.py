"""Rows of buildings along a street: which kind, how long, how far back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.random import Generator
from shapely.geometry import LineString

from data.town.curves import normals, places
from data.town.fabric import Block, Street


@dataclass(frozen=True, slots=True)
class Row:
    """One way to build along a street.

    Parameters
    ----------
    kind
        Key of ``homes.toml``.
    weight
        How often, against the other rows of the fabric.
    count
        Fewest and most units in a row.
    width, depth
        Of a unit, metres.
    setback
        From the middle of the street to the front, metres.
    gap
        Between two rows, metres.
    jog
        How far every other pair of units stands back, metres.
    turn
        Largest turn of a row away from the street, degrees.
    """

    kind: str
    weight: float
    count: tuple[int, int]
    width: float
    depth: float
    setback: float
    gap: float = 5.0
    jog: float = 0.0
    turn: float = 0.0


def rows(rules: Sequence[dict[str, Any]]) -> list[Row]:
    """Read the rows of a fabric."""
    return [Row(**{**rule, "count": (rule["count"][0], rule["count"][1])}) for rule in rules]


def frontage(
    street: Street,
    others: Sequence[Street],
    choice: list[Row],
    clear: float,
    rng: Generator,
    longest: float = np.inf,
) -> list[Block]:
    """Build along both sides of a street, leaving the corners free.

    Parameters
    ----------
    street
        The street; each of its stretches between two crossings gets one kind of row.
    others
        Streets that may cross it.
    choice
        Rows to choose from by weight.
    clear
        Metres that stay free before and after a crossing.
    rng
        Source of chance.
    longest
        Metres after which another kind of row may follow, though there is no crossing.
    """
    weights = np.array([row.weight for row in choice])
    built: list[Block] = []
    for line, first, last in _shorter(_stretches(street, others, clear), longest):
        row = choice[rng.choice(len(choice), p=weights / weights.sum())]
        for side in (1, -1):
            built += _side(street.id, line, first, last, row, side, rng)
    return built


def _stretches(street: Street, others: Sequence[Street], clear: float) -> list[tuple[LineString, float, float]]:
    """Cut a street at its crossings; give the line and the first and last station to build on."""
    tree = [other.line for other in others if other.id != street.id]
    found = []
    for line in shapely.get_parts(street.line):
        points = shapely.get_coordinates(shapely.intersection(line, tree)) if tree else np.empty((0, 2))
        stations = shapely.line_locate_point(line, shapely.points(points)) if len(points) else np.array([])
        cuts = np.unique(np.round(np.concatenate([[0.0, line.length], stations]), 1))
        found += [(line, a + clear, b - clear) for a, b in pairwise(cuts) if b - a > 2 * clear]
    return found


def _shorter(stretches: list[tuple[LineString, float, float]], longest: float) -> list[tuple[LineString, float, float]]:
    """Divide each stretch into equal pieces of at most ``longest`` metres."""
    found = []
    for line, first, last in stretches:
        cuts = np.linspace(first, last, int((last - first) // longest) + 2)
        found += [(line, a, b) for a, b in pairwise(cuts)]
    return found


def _side(street: str, line: LineString, first: float, last: float, row: Row, side: int, rng: Generator) -> list[Block]:
    counts = _counts(last - first, row, rng)
    if not counts:
        return []
    lengths = np.array(counts) * row.width
    spare = last - first - lengths.sum() - row.gap * (len(counts) - 1)
    starts = first + spare / 2 + np.concatenate([[0.0], np.cumsum(lengths + row.gap)[:-1]])
    middles = starts + lengths / 2
    points, directions = places(line, middles)
    away = row.setback + row.depth / 2 + rng.uniform(-0.4, 0.4, len(counts)) * (row.jog > 0)
    spots = points + side * away[:, None] * normals(directions)
    turns = directions + np.radians(rng.uniform(-row.turn, row.turn, len(counts)))
    return [
        Block(x, y, turn, count, row.width, row.depth, row.kind, street, side, row.jog)
        for (x, y), turn, count in zip(spots, turns, counts, strict=True)
    ]


def _counts(room: float, row: Row, rng: Generator) -> list[int]:
    """How many units each row has; the last row takes what is left if that is enough for a row."""
    counts: list[int] = []
    while room > row.count[0] * row.width:
        count = min(int(rng.integers(row.count[0], row.count[1] + 1)), int(room / row.width))
        counts.append(count)
        room -= count * row.width + row.gap
    return counts
