"""Shapes packed into arrays: a fraction of GeoJSON's bytes, and no template a shape.

A shape is a number of parts (polygons, lines or points), a part a number of rings (a polygon's shell and holes), a ring
a number of corners. Coordinates are whole numbers of 1e-6 degree (about 0.1 m): the step from each ring's first corner
to that of the next, and from each corner to the next, so that nearly every number is small and the sum stays exact.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import shapely

DEGREE = 1_000_000
"""Packed units in one degree."""

Geometries = npt.NDArray[np.object_]
Integers = npt.NDArray[np.int64]
Column = str | int
H = TypeVar("H", bound=Hashable)

_TYPES = ("u1", "u2", "i2", "i4")

_MOST_BYTES = 5
"""Bytes of a varint of 32 bits."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Shapes as columns; see ``column`` and, for ``first`` and ``steps``, ``varints`` for the form of each.

    Parameters
    ----------
    parts
        Parts a shape; 0 for a shape that can't be drawn.
    rings
        Rings a part: of a polygon its shell, counterclockwise, and its holes, clockwise.
    kinds
        Dimension of a part: 0 point, 1 line, 2 polygon.
    corners
        Corners a ring; a polygon's closing corner is left out.
    first
        Step to the first corner of each ring from that of the ring before, of the first ring from 0: dx, dy, dx, dy and
        so on.
    steps
        Step to each further corner: dx, dy, dx, dy and so on.
    """

    parts: Column
    rings: Column
    kinds: Column
    corners: Column
    first: Column
    steps: Column

    def columns(self) -> dict[str, Column]:
        """Columns by name, as they are sent."""
        return asdict(self)

    @property
    def stamp(self) -> str:
        """Eight characters that tell one set of shapes from another."""
        return hashlib.blake2s(repr(self).encode("ascii"), digest_size=4).hexdigest()


def column(values: npt.ArrayLike) -> Column:
    """Write whole numbers as short as they go.

    Returns
    -------
    column
        A number when all values are that number (0 for no values at all); otherwise base64 of the little-endian array
        after the name of its type and a colon: ``u1``, ``u2``, ``i2`` or ``i4``, the first in which all fit.

    Raises
    ------
    OverflowError
        A value does not fit 32 bits.
    """
    array = np.asarray(values, dtype=np.int64).ravel()
    if array.size == 0 or (array == array[0]).all():
        return int(array[0]) if array.size else 0
    for name in _TYPES:
        limits = np.iinfo(name)
        if limits.min <= array.min() and array.max() <= limits.max:
            return f"{name}:{base64.b64encode(array.astype('<' + name).tobytes()).decode('ascii')}"
    message = f"a packed number must fit 32 bits; these run from {array.min()} to {array.max()}"
    raise OverflowError(message)


def told_once(values: Sequence[H]) -> tuple[list[H], Column]:
    """Tell every different value once.

    Returns
    -------
    different
        The different values, in the order in which they come first.
    at
        Column of the place among them of every value.
    """
    place = {one: number for number, one in enumerate(dict.fromkeys(values))}
    return list(place), column([place[one] for one in values])


def varints(values: npt.ArrayLike) -> Column:
    """Write whole numbers that are mostly near 0, each in as few bytes as it needs.

    Returns
    -------
    column
        As ``column``, but with base64 of zigzag varints after ``zz:`` where that is shorter: 2n for a number n from 0
        on and -2n-1 for one below, seven bits a byte, the lowest first, the eighth bit set where more follow (LEB128,
        as in Protocol Buffers).

    Raises
    ------
    OverflowError
        A value does not fit 32 bits.
    """
    plain = column(values)
    if isinstance(plain, int):
        return plain
    array = np.asarray(values, dtype=np.int64).ravel()
    zigzag = (array << 1) ^ (array >> 63)
    groups = np.arange(_MOST_BYTES)
    sevens = (zigzag[:, None] >> (7 * groups)) & 0x7F
    needed = (sevens != 0).cumsum(axis=1).argmax(axis=1) + 1
    sevens[groups < needed[:, None] - 1] |= 0x80
    written = f"zz:{base64.b64encode(sevens[groups < needed[:, None]].astype(np.uint8).tobytes()).decode('ascii')}"
    return min(plain, written, key=len)


def read(values: Sequence[bytes | shapely.Geometry | None]) -> Geometries:
    """Take geometry as WKB or as shapely objects and mend what can't be drawn.

    Parameters
    ----------
    values
        WKB (``bytes``) or geometries, in EPSG:4326 with longitude first; ``None`` where there is none.

    Returns
    -------
    geometries
        Same length and order; valid, two-dimensional; ``None`` where the input was missing, empty, unreadable or
        not finite.
    """
    given = np.array([None, *values], dtype="object")[1:]
    written = np.array([isinstance(value, bytes) for value in given], dtype=np.bool_)
    given[written] = shapely.from_wkb(given[written], on_invalid="ignore")
    geometries: Geometries = shapely.force_2d(given)
    numbers, owners = shapely.get_coordinates(geometries, return_index=True)
    geometries[owners[~np.isfinite(numbers).all(axis=1)]] = None
    broken = ~shapely.is_valid(geometries) & ~shapely.is_missing(geometries)
    geometries[broken] = shapely.make_valid(geometries[broken])
    geometries[shapely.is_empty(geometries)] = None
    return geometries


def pack(geometries: Geometries) -> Packed:
    """Pack shapes; of a shape of mixed dimensions only the highest is kept.

    Parameters
    ----------
    geometries
        Result of ``read``: valid geometries in EPSG:4326 (degrees, longitude first), ``None`` for nothing to draw.
    """
    parts, owners = _parts(geometries)
    kinds = shapely.get_dimensions(parts)
    rings, holders = _rings(shapely.orient_polygons(parts), kinds)
    corners, first, steps = _corners(rings, kinds[holders] == 2)  # noqa: PLR2004 - polygons close their rings
    return Packed(
        parts=column(np.bincount(owners, minlength=len(geometries))),
        rings=column(np.bincount(holders, minlength=len(parts))),
        kinds=column(kinds),
        corners=column(corners),
        first=varints(np.diff(first, axis=0, prepend=np.zeros_like(first[:1]))),
        steps=varints(steps),
    )


def _parts(geometries: Geometries) -> tuple[Geometries, Integers]:
    """Single geometries and the index of the shape they belong to."""
    outer, owners = shapely.get_parts(geometries, return_index=True)
    parts, inner = shapely.get_parts(outer, return_index=True)  # a collection holds multi-geometries
    owners = owners[inner]
    kinds = shapely.get_dimensions(parts)
    highest = np.full(len(geometries), -1)
    np.maximum.at(highest, owners, kinds)
    kept = (kinds == highest[owners]) & ~shapely.is_empty(parts)
    return parts[kept], owners[kept]


def _rings(parts: Geometries, kinds: Integers) -> tuple[Geometries, Integers]:
    """Rings of the polygons and the lines and points themselves, in the order of the parts."""
    surfaces = np.flatnonzero(kinds == 2)  # noqa: PLR2004
    others = np.flatnonzero(kinds != 2)  # noqa: PLR2004
    rings, holders = shapely.get_rings(parts[surfaces], return_index=True)
    everything = np.concatenate([rings, parts[others]])
    holders = np.concatenate([surfaces[holders], others])
    order = np.argsort(holders, kind="stable")
    return everything[order], holders[order]


def _corners(rings: Geometries, closed: npt.NDArray[np.bool_]) -> tuple[Integers, Integers, Integers]:
    """Corners a ring, first corners and steps, in packed units."""
    degrees, owner = shapely.get_coordinates(rings, return_index=True)
    points = np.rint(degrees * DEGREE).astype(np.int64)
    starts = np.flatnonzero(np.diff(owner, prepend=-1))
    ends = np.append(starts[1:], len(owner)) - 1
    kept = np.ones(len(owner), dtype=bool)
    kept[ends[closed]] = False
    points, owner = points[kept], owner[kept]
    begins = np.diff(owner, prepend=-1) != 0
    steps = np.diff(points, axis=0, prepend=points[:1])[~begins]
    return np.bincount(owner, minlength=len(rings)), points[begins], steps
