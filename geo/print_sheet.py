"""The words of a sheet around its map: title, mark of invented data, legend, numbered places and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from geo.palette import Style
from geo.print_legend import GREY, HEAD, SMALL, draw_legends, legends_height
from geo.print_map import Listed, Rectangle
from geo.print_paths import painted
from geo.print_symbols import stamp
from geo.print_text import MM, POINT, clipped, line_height, width, wrapped, write
from geo.print_words import PrintWords

MARGIN, GAP = 10.0, 6.0
DEMO = "#5b3a8c"
"""Colour of the mark of invented data, as in the header of every screen."""

MARK = 7.0
"""Its height."""

TITLE = 15.0
"""Size of its letters in points."""

BETWEEN = 4.0
"""Millimetres between two maps."""

BULLET = 2.7
"""From the bullet of one map to that of the other in the list of places."""

COLUMNS = 2
"""Most columns of the list of places."""

LAST = 2
"""Lines below it that say how many places it leaves out."""

TAIL = 6
"""Last letters of a name that stay when it is too long for its column: they hold the house numbers."""


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet is divided, in millimetres from its top left.

    Parameters
    ----------
    map
        Where the map stands, or two maps with their captions.
    maps
        Where each map stands.
    title, facts
        Lines of the title above it and of the facts below it.
    side
        Left edge and width of the legend.
    list_top
        Top of the list of places.
    lines
        Most places that the list holds, its last line not counted.
    """

    map: Rectangle
    maps: Sequence[Rectangle]
    title: Sequence[str]
    facts: Sequence[str]
    side: tuple[float, float]
    list_top: float
    lines: int


def room_for(words: PrintWords, wide: float, high: float) -> Page:
    """Divide a sheet of this width and height."""
    side = 74.0 + 0.15 * (wide - 297.0)
    mark = width(words.demo, HEAD, bold=True) + 8 if words.demo else 0.0
    title = wrapped(words.title, TITLE, wide - 2 * MARGIN - mark - 4, bold=True, most=2)
    facts = _facts(words.facts, wide - 2 * MARGIN)
    top = MARGIN + max(len(title) * line_height(TITLE), MARK if words.demo else 0.0) + 3
    bottom = high - MARGIN - len(facts) * line_height(SMALL) - 2
    left = wide - MARGIN - side
    list_top = top + legends_height(words.legends, side)
    rows = max(int((bottom - list_top - line_height(HEAD) - 2) / line_height(SMALL)) - LAST, 0)
    room = (MARGIN, top, left - GAP - MARGIN, bottom - top)
    return Page(room, _maps(words, room), title, facts, (left, side), list_top, COLUMNS * rows)


def _maps(words: PrintWords, room: Rectangle) -> Sequence[Rectangle]:
    """Give the room for one map, or for each of two under its caption."""
    if not words.captions:
        return [room]
    left, top, wide, high = room
    half = (wide - BETWEEN) / 2
    above = max(_caption_height(caption, half) for caption in words.captions)
    return [(left + place * (half + BETWEEN), top + above, half, high - above) for place in range(len(words.captions))]


def draw_sheet(figure: Figure, words: PrintWords, page: Page, listed: Listed) -> None:
    """Write everything around the map."""
    axes = _axes(figure)
    for number, line in enumerate(page.title):
        write(axes, (MARGIN, MARGIN + number * line_height(TITLE)), line, TITLE, bold=True, va="top")
    if words.demo:
        _demo(axes, words.demo)
    for caption, box in zip(words.captions, page.maps, strict=False):
        _caption(axes, caption, (box[0], page.map[1]), box[2])
    draw_legends(axes, words.legends, words.sides, (page.side[0], page.map[1]), page.side[1])
    _places(axes, words, page, listed)
    below = page.map[1] + page.map[3] + 2
    for number, line in enumerate(page.facts):
        write(axes, (MARGIN, below + number * line_height(SMALL)), line, SMALL, va="top", color=GREY)


def _axes(figure: Figure) -> Axes:
    """Make axes over the whole sheet, in millimetres from its top left."""
    wide, high = figure.get_size_inches() * MM
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, wide), ylim=(high, 0))
    axes.axis("off")
    return axes


def _demo(axes: Axes, text: str) -> None:
    wide, high = width(text, HEAD, bold=True) + 8, MARK
    left = axes.get_xlim()[1] - MARGIN - wide
    shape = FancyBboxPatch((left + 3, MARGIN + 3), wide - 6, high - 6, boxstyle="round,pad=3", color=DEMO, lw=0)
    axes.add_patch(shape)
    middle = (left + wide / 2, MARGIN + high / 2)
    write(axes, middle, text, HEAD, bold=True, color="white", ha="center", va="center_baseline")


def _caption_lines(caption: tuple[str, str], room: float) -> tuple[list[str], list[str]]:
    return wrapped(caption[0], HEAD, room, bold=True, most=2), wrapped(caption[1], SMALL, room, most=2)


def _caption_height(caption: tuple[str, str], room: float) -> float:
    title, said = _caption_lines(caption, room)
    return len(title) * line_height(HEAD) + len(said) * line_height(SMALL) + 1.5


def _caption(axes: Axes, caption: tuple[str, str], at: tuple[float, float], room: float) -> None:
    """Write above a map what it is called, and what it says of its places."""
    title, said = _caption_lines(caption, room)
    left, top = at
    for line in title:
        write(axes, (left, top), line, HEAD, bold=True, va="top")
        top += line_height(HEAD)
    for line in said:
        write(axes, (left, top), line, SMALL, va="top", color=GREY)
        top += line_height(SMALL)


def _facts(facts: Sequence[tuple[str, str]], room: float) -> list[str]:
    """Lay the facts out in lines; none is broken that fits a line."""
    lines: list[str] = []
    for name, text in facts:
        fact = f"{name}: {text}"
        longer = f"{lines[-1]}   ·   {fact}" if lines else fact
        if lines and width(longer, SMALL) <= room:
            lines[-1] = longer
        else:
            lines += wrapped(fact, SMALL, room, most=2)
    return lines


def _places(axes: Axes, words: PrintWords, page: Page, listed: Listed) -> None:
    """Write the places that have a number on the map, column after column."""
    if not listed.places and not listed.left_out:
        return
    left, side = page.side
    write(axes, (left, page.list_top), words.places_title, HEAD, bold=True, va="top")
    top = page.list_top + line_height(HEAD) + 1
    high, rows = line_height(SMALL), max(page.lines // COLUMNS, 1)
    column = side / max(ceil(len(listed.places) / rows), 1)
    for place, (number, name, styles) in enumerate(listed.places):
        at = (left + place // rows * column, top + place % rows * high)
        write(axes, (at[0] + 5, at[1]), str(number), SMALL - 0.5, bold=True, va="top", ha="right")
        for turn, style in enumerate(styles):
            _bullet(axes, (at[0] + 7.4 + turn * BULLET, at[1] + SMALL * POINT / 2), style)
        text = 9.4 + (len(styles) - 1) * BULLET
        write(axes, (at[0] + text, at[1]), clipped(name, SMALL, column - text - 1, tail=TAIL), SMALL, va="top")
    if listed.left_out:
        used = min(len(listed.places), rows)
        for number, part in enumerate(wrapped(words.more.format(n=listed.left_out), SMALL, side, most=LAST)):
            write(axes, (left, top + (used + number) * high + 0.8), part, SMALL, va="top", color=GREY)


def _bullet(axes: Axes, at: tuple[float, float], style: Style) -> None:
    """Draw the symbol of a style in its own colour, or a small piece of it where it has none."""
    if style.path:
        stamp(axes, [at], replace(style, symbol_fill=style.fill), 2.1)
        return
    piece = shapely.box(at[0] - 0.95, at[1] - 0.95, at[0] + 0.95, at[1] + 0.95)
    axes.add_collection(painted([piece], replace(style, dashed=False), np.array([0.5]), zorder=5), autolim=False)
