"""The words of a sheet around its map: title, mark of invented data, legend, numbered places and facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from geo.palette import Style
from geo.print_map import Listed, Rectangle
from geo.print_paths import painted
from geo.print_ring import inner_line
from geo.print_symbols import stamp
from geo.print_text import MM, POINT, clipped, line_height, width, wrapped, write
from geo.print_words import LegendLine, PrintWords

MARGIN, GAP = 10.0, 6.0
DEMO = "#5b3a8c"
"""Colour of the mark of invented data, as in the header of every screen."""

MARK = 7.0
"""Its height."""

GREY = "#4a4a4a"
SWATCH = (9.0, 6.4)
"""Width and height of a colour in the legend."""

TITLE, HEAD, WORD, SMALL = 15.0, 9.5, 9.5, 7.5
"""Sizes of letters in points."""

COLUMNS = 2
"""Columns of the list of places."""

TAIL = 6
"""Last letters of a name that stay when it is too long for its column: they hold the house numbers."""


@dataclass(frozen=True, slots=True)
class Page:
    """How a sheet is divided, in millimetres from its top left.

    Parameters
    ----------
    map
        Where the map stands.
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
    list_top = top + _legend_height(words.legend, side) + 5
    rows = max(int((bottom - list_top - line_height(HEAD)) / line_height(SMALL)) - 1, 0)
    return Page((MARGIN, top, left - GAP - MARGIN, bottom - top), title, facts, (left, side), list_top, COLUMNS * rows)


def draw_sheet(figure: Figure, words: PrintWords, page: Page, listed: Listed) -> None:
    """Write everything around the map."""
    axes = _axes(figure)
    for number, line in enumerate(page.title):
        write(axes, (MARGIN, MARGIN + number * line_height(TITLE)), line, TITLE, bold=True, va="top")
    if words.demo:
        _demo(axes, words.demo)
    _legend(axes, words, page)
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


def _meaning(line: LegendLine, side: float) -> list[str]:
    return wrapped(line.meaning, SMALL, side - SWATCH[0] - 3, most=3)


def _height(line: LegendLine, side: float) -> float:
    return max(line_height(WORD) + len(_meaning(line, side)) * line_height(SMALL), SWATCH[1]) + 2.4


def _legend_height(legend: Sequence[LegendLine], side: float) -> float:
    return line_height(HEAD) + 1.5 + sum(_height(line, side) for line in legend)


def _legend(axes: Axes, words: PrintWords, page: Page) -> None:
    """Draw each state as it looks on the map, with its word, what it means and how many there are."""
    left, side = page.side
    top = page.map[1]
    write(axes, (left, top), words.legend_title, HEAD, bold=True, va="top")
    top += line_height(HEAD) + 1.5
    for line in words.legend:
        _swatch(axes, (left, top), line.styles)
        text = left + SWATCH[0] + 3
        write(axes, (text, top), line.word, WORD, bold=True, va="top")
        write(axes, (left + side, top), line.count, WORD, bold=True, va="top", ha="right")
        for number, part in enumerate(_meaning(line, side)):
            at = (text, top + line_height(WORD) + number * line_height(SMALL))
            write(axes, at, part, SMALL, va="top", color=GREY)
        top += _height(line, side)


def _swatch(axes: Axes, at: tuple[float, float], styles: Sequence[Style]) -> None:
    left, top = at
    if not styles:
        inner_line(axes, shapely.box(left + 0.3, top + 0.2, left + SWATCH[0], top + SWATCH[1]), GREY, 0.9, zorder=5)
        return
    wide = (SWATCH[0] - 0.3) / len(styles)
    for number, style in enumerate(styles):
        start = left + 0.3 + number * wide
        shape = shapely.box(start, top + 0.2, start + wide, top + SWATCH[1])
        axes.add_collection(painted([shape], style, np.array([0.9]), zorder=5), autolim=False)
    if len(styles) == 1:
        stamp(axes, [(left + 0.15 + SWATCH[0] / 2, top + 0.1 + SWATCH[1] / 2)], styles[0], 4.2)


def _places(axes: Axes, words: PrintWords, page: Page, listed: Listed) -> None:
    """Write the places that have a number on the map, column after column."""
    if not listed.places and not listed.left_out:
        return
    left, side = page.side
    write(axes, (left, page.list_top), words.places_title, HEAD, bold=True, va="top")
    top = page.list_top + line_height(HEAD) + 1
    high, column = line_height(SMALL), side / COLUMNS
    rows = max(page.lines // COLUMNS, 1)
    for place, (number, name, style) in enumerate(listed.places):
        at = (left + place // rows * column, top + place % rows * high)
        write(axes, (at[0] + 5, at[1]), str(number), SMALL - 0.5, bold=True, va="top", ha="right")
        _bullet(axes, (at[0] + 7.4, at[1] + SMALL * POINT / 2), style)
        write(axes, (at[0] + 9.4, at[1]), clipped(name, SMALL, column - 10.4, tail=TAIL), SMALL, va="top")
    if listed.left_out:
        used = min(len(listed.places), rows)
        for number, part in enumerate(wrapped(words.more.format(n=listed.left_out), SMALL, side, most=2)):
            write(axes, (left, top + (used + number) * high + 0.8), part, SMALL, va="top", color=GREY)


def _bullet(axes: Axes, at: tuple[float, float], style: Style) -> None:
    """Draw the symbol of a style in its own colour, or a small piece of it where it has none."""
    if style.path:
        stamp(axes, [at], replace(style, symbol_fill=style.fill), 2.1)
        return
    piece = shapely.box(at[0] - 0.95, at[1] - 0.95, at[0] + 0.95, at[1] + 0.95)
    axes.add_collection(painted([piece], replace(style, dashed=False), np.array([0.5]), zorder=5), autolim=False)
