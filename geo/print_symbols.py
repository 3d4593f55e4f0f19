"""The symbols of the states on paper: the same paths as on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, reduce

import numpy as np
import shapely
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from geo.palette import BOX, HALO, INK, Style
from geo.print_paths import paths

FINE = 500
"""Size at which curves are cut into corners, so that a circle stays round."""

_CODES = {"moveTo": Path.MOVETO, "lineTo": Path.LINETO, "curveTo": Path.CURVE4, "closePath": Path.CLOSEPOLY}


def stamp(axes: Axes, spots: Sequence[tuple[float, float]], style: Style, size: float, *, zorder: float = 7) -> None:
    """Draw the symbol of a style at places, so many of the axes' units wide; nothing when it has none."""
    if not style.path:
        return
    scale = (size, -size if axes.yaxis_inverted() else size)
    shape = symbol(style.path)
    drawn = paths([shapely.transform(shape, lambda corners, at=spot: corners * scale + at) for spot in spots])
    for edge, weight, fill in ((HALO, 1.6, HALO), (INK, 0.7, style.symbol_fill)):
        marks = PathCollection(drawn, facecolors=fill, edgecolors=edge, linewidths=weight, zorder=zorder)
        axes.add_collection(marks, autolim=False)


@cache
def symbol(path: str) -> shapely.Geometry:
    """Shape of an SVG path in a box of 1 by 1 around the origin, y upwards; where two parts overlap is a hole."""
    pen = RecordingPen()
    parse_path(path, pen)
    steps = [(_CODES[name], points or ((0.0, 0.0),)) for name, points in pen.value if name in _CODES]
    corners = np.array([point for _, points in steps for point in points])
    codes = [code for code, points in steps for _ in points]
    rings = [np.asarray(ring) for ring in Path((corners / BOX - 0.5) * (FINE, -FINE), codes).to_polygons()]
    parts = [shapely.Polygon(ring) for ring in rings if len(ring) > 3]  # noqa: PLR2004 - less is a line
    return shapely.transform(reduce(shapely.symmetric_difference, parts), lambda corners: corners / FINE)
