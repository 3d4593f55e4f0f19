"""Which names fit on a printed map and where; the places whose name does not get a number and a line in a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely

from geo.packed import Geometries
from geo.print_text import LEADING, POINT, width

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in millimetres."""

SYMBOLS = ((9.0, 5.2), (5.0, 3.6), (3.0, 2.3))
"""Width of the free circle from which a symbol is so large, in millimetres."""

FITS = ((11.0, 1.0), (9.5, 1.0), (9.5, 0.8), (8.0, 1.0), (8.0, 0.7), (7.0, 1.0), (7.0, 0.5))
"""Sizes of letters (points) to try, and the share of the name that must stand inside its place."""

CROWD = 40
"""From so many places on, a name stands wholly inside its place and is small."""

CROWD_FITS = ((8.0, 0.97), (7.0, 0.97))
NUMBER = 6.5
"""Size of a number, in points."""

SERIOUS = 1
"""Rank up to which a place gets a number where there are more than the list can hold: red and amber."""

EDGE = 0.4
"""Millimetres kept free around letters."""


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of text, centred at ``x`` below ``top`` (mm), in letters of a size (points)."""

    lines: tuple[str, ...]
    x: float
    top: float
    size: float

    @property
    def leading(self) -> float:
        """Millimetres between the tops of two lines."""
        return self.size * POINT * LEADING

    @property
    def box(self) -> Box:
        """Room that it takes."""
        half = max(width(line, self.size, bold=True) for line in self.lines) / 2 + EDGE
        return (self.x - half, self.top - len(self.lines) * self.leading - EDGE, self.x + half, self.top + EDGE)


@dataclass(slots=True)
class Named:
    """What is written on the map.

    Parameters
    ----------
    symbols
        Row of a place and the size of its symbol (mm).
    labels
        Names and numbers.
    numbered
        Rows of the places that have a number instead of a name; the first is number 1.
    left_out
        How many places have neither.
    """

    symbols: list[tuple[int, float]] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    numbered: list[int] = field(default_factory=list)
    left_out: int = 0


def name_places(
    shapes: Geometries,
    at: np.ndarray,
    names: Sequence[str],
    ranks: Sequence[int],
    lines: int,
    paper: tuple[float, float],
) -> Named:
    """Write names where they fit, numbers where they do not.

    Parameters
    ----------
    shapes
        Surfaces in millimetres; None for nothing to draw.
    at
        A row a place: x, y and radius of the free circle in it.
    names, ranks
        Name of a place, and how early it is listed.
    lines
        Most numbers that the list has room for.
    paper
        Width and height of the map.
    """
    named, taken = Named(), _Taken(paper)
    drawn = [row for row in range(len(names)) if shapes[row] is not None and np.isfinite(at[row]).all()]
    for row in drawn:
        size = next((size for room, size in SYMBOLS if 2 * at[row, 2] >= room), 0.0)
        if size:
            named.symbols.append((row, size))
            taken.add(_around(at[row], size / 2))
    sizes = dict(named.symbols)
    fits = FITS if len(drawn) < CROWD else CROWD_FITS
    waiting = []
    for row in sorted(drawn, key=lambda row: -at[row, 2]):
        label = next((one for one in _tried(names[row], at[row], sizes.get(row, 0.0), shapes[row], fits, taken)), None)
        if label is None:
            waiting.append(row)
        else:
            named.labels.append(label)
            taken.add(label.box)
    waiting.sort(key=lambda row: (ranks[row], _counted(names[row])))
    chosen = waiting if len(waiting) <= lines else [row for row in waiting if ranks[row] <= SERIOUS]
    named.left_out = len(waiting) - len(chosen)
    _number(named, taken, chosen, at, sizes, lines)
    return named


def _number(
    named: Named, taken: _Taken, waiting: Sequence[int], at: np.ndarray, sizes: dict[int, float], lines: int
) -> None:
    """Give the places that wait for it a number, as far as the list and the map have room."""
    for row in waiting:
        text = str(len(named.numbered) + 1)
        spots = _spots(text, at[row], sizes.get(row, 0.0)) if len(named.numbered) < lines else iter(())
        label = next((one for one in spots if taken.free(one.box)), None)
        if label is None:
            named.left_out += 1
            continue
        named.numbered.append(row)
        named.labels.append(label)
        taken.add(label.box)


class _Taken:
    """Boxes on the map in which something stands already."""

    def __init__(self, paper: tuple[float, float]) -> None:
        self._boxes: list[Box] = []
        self._paper = paper

    def add(self, box: Box) -> None:
        self._boxes.append(box)

    def free(self, box: Box) -> bool:
        left, bottom, right, top = box
        wide, high = self._paper
        if left < 0 or bottom < 0 or right > wide or top > high:
            return False
        return not any(left < r and l < right and bottom < t and b < top for l, b, r, t in self._boxes)  # noqa: E741


def _counted(name: str) -> list[tuple[int, str]]:
    """Key in which house number 9 comes before 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", name)]


def _around(at: np.ndarray, half: float) -> Box:
    return (at[0] - half, at[1] - half, at[0] + half, at[1] + half)


def _tried(
    name: str,
    at: np.ndarray,
    symbol: float,
    shape: shapely.Geometry,
    fits: Sequence[tuple[float, float]],
    taken: _Taken,
) -> Iterator[Label]:
    """Give the places where a name fits, best first."""
    west, south, east, north = shapely.bounds(shape)
    for size, inside in fits:
        if north - south < size * POINT * inside or not name:
            continue
        for lines in filter(None, ((name,), _halves(name, size))):
            for top in _tops(at[1], symbol, len(lines) * size * POINT * LEADING):
                label = Label(lines, float(at[0]), top, size)
                wide = label.box[2] - label.box[0]
                if wide * inside <= east - west and taken.free(label.box) and _share(label.box, shape) >= inside:
                    yield label


def _share(box: Box, shape: shapely.Geometry) -> float:
    room = shapely.box(*box)
    return float(shapely.intersection(room, shape).area / room.area) + 1e-9


def _tops(middle: float, symbol: float, high: float) -> tuple[float, ...]:
    """Tops to try for a text so high: under the symbol, then above it; in the middle where there is none."""
    if not symbol:
        return (middle + high / 2,)
    return (middle - symbol / 2 - 0.9, middle + symbol / 2 + 0.9 + high)


def _halves(name: str, size: float) -> tuple[str, ...] | None:
    """Cut a name in two lines where that makes it narrowest; None when it has no place to cut."""
    cuts = [found.end() for found in re.finditer(r"[\s-]", name)]
    pairs = [(name[:cut].strip(), name[cut:].strip()) for cut in cuts if name[cut:].strip()]
    return min(pairs, key=lambda pair: max(width(line, size, bold=True) for line in pair), default=None)


def _spots(text: str, at: np.ndarray, symbol: float) -> Iterator[Label]:
    """Give the places for a number around its symbol, or in and around a place that has none."""
    x, y, room = at
    high, wide = NUMBER * POINT * LEADING, width(text, NUMBER, bold=True)
    away = symbol / 2 + 0.6 if symbol else 0.0
    if not symbol:
        yield Label((text,), x, y + high / 2, NUMBER)
        away = room + 0.5
    for step in (1.0, 2.2):
        beside = step * away + wide / 2
        yield Label((text,), x, y - step * away, NUMBER)
        yield Label((text,), x + beside, y + high / 2, NUMBER)
        yield Label((text,), x - beside, y + high / 2, NUMBER)
        yield Label((text,), x, y + step * away + high, NUMBER)
