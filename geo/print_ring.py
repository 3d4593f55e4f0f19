"""The colour of then on paper: a line inside the edge of a place, as on the screen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.axes import Axes

from data.domain.lights import State
from geo.packed import Geometries
from geo.palette import HALO, INK, LOOKS
from geo.print_paths import outline_path

WIDEST, THINNEST = 1.5, 0.35
"""Millimetres of the coloured line in a large place, and in the smallest."""

SHARE = 0.25
"""Of the room in a place that the line may take."""

POINTS = 72 / 25.4
"""Points in a millimetre."""

WHITE = 1.4
"""Width of the white line under the coloured one, that keeps it from the colour of now, as a multiple of it."""


def ring_colour(state: object) -> str:
    """Give the colour of the light of then; nothing where there is no ring."""
    return LOOKS[State(str(state))].fill if str(state) in list(State) else ""


def draw_rings(axes: Axes, shapes: Geometries, colours: Sequence[str], rooms: np.ndarray) -> None:
    """Draw the rings.

    Parameters
    ----------
    axes
        In millimetres.
    shapes, colours, rooms
        A place each: its surface, the colour inside its edge (or nothing), and the radius of the free circle in it.
    """
    for shape, colour, room in zip(shapes, colours, rooms, strict=True):
        if colour and shape is not None:
            inner_line(axes, shape, colour, float(np.clip(SHARE * room, THINNEST, WIDEST)))


def inner_line(axes: Axes, shape: shapely.Geometry, colour: str, wide: float, *, zorder: float = 3.1) -> None:
    """Draw a line of so many millimetres along the inside of a border."""
    for tone, weight in ((HALO, WHITE * wide), (colour, wide)):
        drawn = outline_path(shape, tone, 2 * weight * POINTS, zorder=zorder)  # half of it lies outside
        axes.add_patch(drawn)
        drawn.set_clip_path(drawn.get_path(), axes.transData)
    axes.add_patch(outline_path(shape, INK, 0.6, zorder=zorder))
