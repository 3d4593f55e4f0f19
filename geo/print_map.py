"""The map of a sheet: ground, border, places in their lights, symbols, names, numbers and the scale bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure

from data.domain.lights import SHOWN_ORDER, State
from geo.drawn import keepable
from geo.encode import plain
from geo.labels import anchors
from geo.layers import Outline
from geo.packed import Geometries, read
from geo.palette import GROUND, GROUND_FILLS, HALO, INK, Style, style
from geo.print_names import Named, name_places
from geo.print_paths import outline_path, painted, paths
from geo.print_ring import draw_rings, ring_colour
from geo.print_symbols import stamp
from geo.print_text import POINT, write
from geo.spread import METRES, spread

Rectangle = tuple[float, float, float, float]
"""Left, top, width and height in millimetres, from the top left of the sheet."""

Bounds = tuple[float, float, float, float]
"""West, south, east and north in degrees."""

COUNTRY: Bounds = (3.36, 50.75, 7.23, 53.55)
"""What is shown where there is nothing to show: the Netherlands."""

PADDING = 0.03
"""Share of the map left free around the area."""

FINE = 0.04
"""Millimetres that nobody sees: corners closer than this are left out."""

DOT, LINE, ROAD = 1.6, 0.7, 0.45
"""Radius of a point, half the width of a line, and of a road, in millimetres."""

WEIGHT = 0.42
"""Points of a printed outline for each pixel on the screen."""

FULL, THINNEST = 3.5, 0.35
"""Room in a shape, in millimetres, from which its outline has its full weight; the least share of that weight."""


@dataclass(frozen=True, slots=True)
class Places:
    """What is drawn, in degrees until ``within`` a window, then in millimetres from the bottom left of the map.

    Parameters
    ----------
    shapes
        Geometries; None for nothing to draw.
    spots
        A row a place: x, y and radius of the free circle in it.
    names, ranks, styles, rings
        A place's name, how early it is listed (0 is red), how it is drawn, and the colour inside its edge (or nothing).
    border
        Border of the open area, if any.
    """

    shapes: Geometries
    spots: np.ndarray
    names: Sequence[str]
    ranks: Sequence[int]
    styles: Sequence[Style]
    rings: Sequence[str]
    border: Geometries

    @classmethod
    def of(cls, units: pd.DataFrame, outline: Outline | None) -> Places:
        """Read the units of a layer and the border around them."""
        column = units["wkb"] if "wkb" in units else units["geometry"]
        shapes = spread(read([keepable(one) for one in column]))
        order = [State(str(state)) for state in units["state"]]
        return cls(
            shapes,
            anchors(shapes) if len(shapes) else np.zeros((0, 3)),
            [plain(name) for name in units["name"]],
            [SHOWN_ORDER.index(state) for state in order],
            _styles(units, order),
            [ring_colour(one) for one in units["ring"]] if "ring" in units else [""] * len(units),
            read([keepable(outline.shape)] if outline else []),
        )

    def within(self, window: Window) -> Places:
        """Bring everything to millimetres on the paper; points and lines get a surface."""
        at = np.column_stack([*window.place(self.spots[:, :2]).T, self.spots[:, 2] * METRES * window.scale])
        return replace(self, shapes=_surfaces(window.drawn(self.shapes)), spots=at, border=window.drawn(self.border))


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies underneath: shapes in degrees, and the colour of each, lowest first."""

    shapes: Geometries
    colours: Sequence[str]

    @classmethod
    def of(cls, ground: pd.DataFrame | None) -> Ground:
        """Read the ground; a kind that the palette does not have is left out."""
        if ground is None or ground.empty:
            return cls(read([]), [])
        known = ground[ground["kind"].isin(list(GROUND_FILLS))]
        known = known.sort_values("kind", key=lambda kind: kind.map(list(GROUND_FILLS).index), kind="stable")
        column = known["wkb"] if "wkb" in known else known["geometry"]
        return cls(read([keepable(one) for one in column]), [GROUND_FILLS[str(kind)] for kind in known["kind"]])


@dataclass(frozen=True, slots=True)
class Window:
    """Part of the world on the paper.

    Parameters
    ----------
    corner
        Longitude and latitude at the bottom left.
    shrink
        Length of a degree of longitude, as a share of one of latitude.
    scale
        Millimetres on paper a metre in the field.
    box
        Where the map stands on the sheet.
    """

    corner: tuple[float, float]
    shrink: float
    scale: float
    box: Rectangle

    @classmethod
    def around(cls, places: Places, box: Rectangle) -> Window:
        """Fit the border, otherwise the places, into a rectangle of the sheet."""
        shown = places.border if len(places.border) and places.border[0] is not None else places.shapes
        drawable = shown[~shapely.is_missing(shown)] if len(shown) else shown
        return cls.over(tuple(shapely.total_bounds(drawable)) if len(drawable) else COUNTRY, box)

    @classmethod
    def over(cls, bounds: Bounds, box: Rectangle) -> Window:
        """Fit a part of the world into a rectangle of the sheet."""
        west, south, east, north = bounds
        shrink = float(np.cos(np.radians((south + north) / 2)))
        wide, high = max((east - west) * shrink * METRES, 40.0), max((north - south) * METRES, 40.0)
        scale = (1 - 2 * PADDING) * min(box[2] / wide, box[3] / high)
        left = (west + east) / 2 - box[2] / scale / METRES / shrink / 2
        return cls((left, (south + north) / 2 - box[3] / scale / METRES / 2), shrink, float(scale), box)

    def place(self, degrees: np.ndarray) -> np.ndarray:
        """Bring rows of longitude and latitude to millimetres from the bottom left of the map."""
        return np.asarray((degrees - self.corner) * (self.shrink, 1.0) * METRES * self.scale)

    def drawn(self, shapes: Geometries) -> Geometries:
        """Bring shapes to millimetres, without the corners that nobody sees."""
        placed = shapely.transform(shapes, self.place)
        return np.asarray(shapely.simplify(placed, FINE), dtype=object)


@dataclass(frozen=True, slots=True)
class Listed:
    """Places whose names do not fit, by their number on the map and as each map draws them; how many more there are."""

    places: Sequence[tuple[int, str, Sequence[Style]]]
    left_out: int

    def beside(self, other: Listed) -> Listed:
        """Put what two maps number alike in one list."""
        pairs = zip(self.places, other.places, strict=True)
        return replace(self, places=[(number, name, (*own, *its)) for (number, name, own), (_, _, its) in pairs])


def draw_map(
    figure: Figure,
    places: Places,
    ground: Ground,
    window: Window,
    selected: int | None,
    lines: int,
    decimal: str,
    ranks: Sequence[int] | None = None,
) -> Listed:
    """Draw the map in its rectangle; gives what the list beside it must hold, at most so many lines.

    With ``ranks`` places are listed by those, not by their own: so two maps of the same places number them alike.
    """
    axes = _axes(figure, window)
    here = places.within(window)
    _lay(axes, ground, window)
    _fill(axes, here)
    _edge(axes, here)
    draw_rings(axes, here.shapes, here.rings, here.spots[:, 2])
    _mark(axes, here, selected)
    named = name_places(here.shapes, here.spots, here.names, ranks or here.ranks, lines, window.box[2:])
    _letter(axes, here, named)
    _scale_bar(axes, window, decimal)
    numbered = [(number, here.names[row], (here.styles[row],)) for number, row in enumerate(named.numbered, 1)]
    return Listed(numbered, named.left_out)


def _styles(units: pd.DataFrame, states: Sequence[State]) -> list[Style]:
    if "style" in units:
        return list(units["style"])
    flags = [units[name].fillna(value=False) if name in units else [False] * len(units) for name in _FLAGS]
    return [
        style(state, inherited=bool(inherited), indicative=bool(indicative))
        for state, inherited, indicative in zip(states, *flags, strict=True)
    ]


_FLAGS = ("inherited", "indicative")


def _surfaces(shapes: Geometries) -> Geometries:
    """Give points and lines a surface, so that everything can be filled."""
    kinds = shapely.get_dimensions(shapes)
    return np.where(kinds == 0, shapely.buffer(shapes, DOT), np.where(kinds == 1, shapely.buffer(shapes, LINE), shapes))


def _axes(figure: Figure, window: Window) -> Axes:
    """Make the axes of the map, in millimetres."""
    left, top, wide, high = window.box
    page_wide, page_high = figure.get_size_inches() * 25.4
    axes = figure.add_axes((left / page_wide, 1 - (top + high) / page_high, wide / page_wide, high / page_high))
    axes.set(xlim=(0, wide), ylim=(0, high), xticks=[], yticks=[], facecolor=GROUND)
    for side in axes.spines.values():
        side.set(color="#b9b9b4", linewidth=0.6)
    return axes


def _lay(axes: Axes, ground: Ground, window: Window) -> None:
    shapes = window.drawn(ground.shapes)
    shapes = np.where(shapely.get_dimensions(shapes) == 1, shapely.buffer(shapes, ROAD), shapes)
    wide, high = window.box[2:]
    cut = shapely.clip_by_rect(shapes, -2, -2, wide + 2, high + 2) if len(shapes) else shapes
    for colour in dict.fromkeys(ground.colours):
        drawn = [shape for shape, own in zip(cut, ground.colours, strict=True) if own == colour]
        axes.add_collection(PathCollection(paths(drawn), facecolors=colour, edgecolors="none", zorder=1), autolim=False)


def _fill(axes: Axes, places: Places) -> None:
    """Fill the places, red last; small ones get a thinner outline, so that the colour is what one sees."""
    share = np.clip(2 * np.nan_to_num(places.spots[:, 2]) / FULL, THINNEST, 1.0)
    for look, rank in sorted({*zip(places.styles, places.ranks, strict=True)}, key=lambda pair: -pair[1]):
        rows = [row for row, own in enumerate(places.styles) if own == look and places.ranks[row] == rank]
        drawn = [row for row in rows if places.shapes[row] is not None]
        weights = look.weight * WEIGHT * share[drawn]
        axes.add_collection(
            painted([places.shapes[row] for row in drawn], look, weights, zorder=3 - rank / 10), autolim=False
        )


def _edge(axes: Axes, places: Places) -> None:
    for border in places.border:
        axes.add_patch(outline_path(border, INK, 1.4, zorder=2.4))


def _mark(axes: Axes, places: Places, selected: int | None) -> None:
    """Draw a black and a white line around the selected place, as on the screen."""
    if selected is None or places.shapes[selected] is None:
        return
    shape, look = places.shapes[selected], places.styles[selected]
    axes.add_patch(outline_path(shape, "#000000", 5.0, zorder=3.5))
    axes.add_patch(outline_path(shape, HALO, 2.6, zorder=3.6))
    axes.add_collection(painted([shape], look, np.array([look.weight * WEIGHT]), zorder=3.7), autolim=False)


def _letter(axes: Axes, places: Places, named: Named) -> None:
    for look, size in dict.fromkeys((places.styles[row], size) for row, size in named.symbols):
        rows = [row for row, own in named.symbols if own == size and places.styles[row] == look]
        stamp(axes, [(places.spots[row, 0], places.spots[row, 1]) for row in rows], look, size)
    for label in named.labels:
        for number, line in enumerate(label.lines):
            at = (label.x, label.top - number * label.leading)
            write(axes, at, line, label.size, ha="center", va="top", bold=True, halo=0.55, zorder=8)


def _scale_bar(axes: Axes, window: Window, decimal: str) -> None:
    """Draw a bar of a round length, and the north arrow beside it."""
    most = 42 / window.scale
    power = 10 ** np.floor(np.log10(most))
    metres = float(next(step * power for step in (5, 2, 1) if step * power <= most))
    text = f"{metres:g} m" if metres < 1000 else f"{metres / 1000:g} km".replace(".", decimal)  # noqa: PLR2004
    long, left, low = metres * window.scale, 4.0, 3.2
    axes.fill_between([2, left + long + 9], 1.4, 9.2, color="white", alpha=0.85, lw=0, zorder=9)
    axes.plot([left, left, left + long, left + long], [low + 1.4, low, low, low + 1.4], color=INK, lw=1, zorder=10)
    write(axes, (left + long / 2, low + 1.6), text, 7, ha="center", zorder=10)
    write(axes, (left + long + 4.6, low - 0.3), "N", 7, ha="center", bold=True, zorder=10)
    tip = {
        "arrowstyle": "-|>",
        "color": INK,
        "lw": 0.9,
        "mutation_scale": 5 * POINT / POINT,
        "shrinkA": 0,
        "shrinkB": 0,
    }
    axes.annotate("", (left + long + 4.6, low + 5.4), (left + long + 4.6, low + 2.3), arrowprops=tip, zorder=10)
