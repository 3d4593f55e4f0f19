"""From shapes in millimetres to what matplotlib paints."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.collections import PathCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from geo.palette import INK, Style

HATCH = "/////"
HATCH_WEIGHT = 0.75
"""Points of a line of the hatch."""


def paths(shapes: Sequence[shapely.Geometry | None]) -> list[Path]:
    """Give a path for every shape that has a surface; holes turn the other way, so that they stay open."""
    found = shapely.orient_polygons(np.array([None, *shapes], dtype=object)[1:])
    return [_path(shape) for shape in found if shapely.get_dimensions(shape) == 2 and not shapely.is_empty(shape)]  # noqa: PLR2004 - polygons


def _path(shape: shapely.Geometry) -> Path:
    parts = shapely.get_parts(shape)
    rings = shapely.get_rings(parts[shapely.get_dimensions(parts) == 2])  # noqa: PLR2004
    corners, owner = shapely.get_coordinates(rings, return_index=True)
    codes = np.full(len(corners), Path.LINETO, dtype=Path.code_type)
    codes[np.diff(owner, prepend=-1) != 0] = Path.MOVETO
    codes[np.diff(owner, append=-1) != 0] = Path.CLOSEPOLY
    return Path(corners, codes)


def painted(shapes: Sequence[shapely.Geometry], style: Style, weights: np.ndarray, *, zorder: float) -> PathCollection:
    """Give shapes of one style, each with its own weight of the outline (points)."""
    drawn = PathCollection(
        paths(shapes),
        facecolors=style.fill,
        edgecolors=INK,
        linewidths=weights,
        linestyles=[(0, (3, 2))] if style.dashed else "solid",
        joinstyle="round",
        zorder=zorder,
    )
    if style.lines:
        drawn.set_hatch(HATCH)
        drawn.set_hatchcolor(style.lines)
        drawn.set_hatch_linewidth(HATCH_WEIGHT)
    return drawn


def outline_path(shape: shapely.Geometry, colour: str, weight: float, *, zorder: float) -> PathPatch:
    """Give the border of a shape as a line; nothing for what has none."""
    drawn = paths([shape])
    path = drawn[0] if drawn else Path(np.zeros((0, 2)))
    return PathPatch(path, fill=False, edgecolor=colour, linewidth=weight, joinstyle="round", zorder=zorder)
