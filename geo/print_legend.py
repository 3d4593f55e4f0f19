"""The legends of a sheet: what each state looks like, what that means and how many there are, on one map or on two."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.axes import Axes

from geo.palette import Style
from geo.print_paths import painted
from geo.print_ring import inner_line
from geo.print_symbols import stamp
from geo.print_text import clipped, line_height, width, wrapped, write
from geo.print_words import LegendLine

GREY = "#4a4a4a"
SWATCH = (9.0, 6.4)
"""Width and height of a colour in the legend."""

HEAD, WORD, SMALL = 9.5, 9.5, 7.5
"""Sizes of letters in points."""

BELOW = 5.0
"""Millimetres free below a legend."""

COUNT = 11.0
"""From the count of one map to that of the other in a legend that serves both."""

Legends = Sequence[tuple[str, Sequence[LegendLine]]]
"""Heading and lines of each."""


def legends_height(legends: Legends, side: float) -> float:
    """Height of legends under each other, in millimetres, for this width."""
    return sum(_head(title, side)[1] + sum(_height(line, side) for line in lines) + BELOW for title, lines in legends)


def draw_legends(axes: Axes, legends: Legends, sides: Sequence[str], at: tuple[float, float], side: float) -> None:
    """Draw legends under each other.

    Parameters
    ----------
    axes
        Over the sheet, in millimetres from its top left.
    legends
        From top to bottom.
    sides
        Heads of the two counts of one that serves two maps; empty otherwise.
    at, side
        Top left, and width.
    """
    left, top = at
    for edge, head in zip(_edges(left + side, len(sides)), sides, strict=True):
        write(axes, (edge, top + 0.6), head, SMALL, va="top", ha="right", color=GREY)
    for title, lines in legends:
        words, high = _head(title, side)
        for number, part in enumerate(words):
            write(axes, (left, top + number * line_height(HEAD)), part, HEAD, bold=True, va="top")
        top += high
        for line in lines:
            _line(axes, line, (left, top), side)
            top += _height(line, side)
        top += BELOW


def _head(title: str, side: float) -> tuple[list[str], float]:
    words = wrapped(title, HEAD, side, bold=True, most=2)
    return words, len(words) * line_height(HEAD) + 1.5


def _edges(right: float, number: int) -> Sequence[float]:
    """Give the right edge of each of so many counts."""
    return [right - place * COUNT for place in reversed(range(number))]


def _line(axes: Axes, line: LegendLine, at: tuple[float, float], side: float) -> None:
    left, top = at
    _swatch(axes, at, line.styles)
    text = left + SWATCH[0] + 3
    counts = [line.count, *filter(None, [line.beside])]
    edges = _edges(left + side, len(counts))
    for edge, count in zip(edges, counts, strict=True):
        write(axes, (edge, top), count, WORD, bold=True, va="top", ha="right")
    room = edges[0] - width(line.count, WORD, bold=True) - 1.5 - text
    write(axes, (text, top), clipped(line.word, WORD, room, bold=True), WORD, bold=True, va="top")
    for number, part in enumerate(_meaning(line, side)):
        write(axes, (text, top + line_height(WORD) + number * line_height(SMALL)), part, SMALL, va="top", color=GREY)


def _meaning(line: LegendLine, side: float) -> list[str]:
    return wrapped(line.meaning, SMALL, side - SWATCH[0] - 3, most=3)


def _height(line: LegendLine, side: float) -> float:
    return max(line_height(WORD) + len(_meaning(line, side)) * line_height(SMALL), SWATCH[1]) + 2.4


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
