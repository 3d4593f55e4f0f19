"""Text on paper: made plain, measured in millimetres, broken into lines; never read as a formula."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.ft2font import FT2Font
from matplotlib.patheffects import withStroke
from matplotlib.text import Text

from geo.encode import plain
from geo.palette import HALO, INK

MM = 25.4
"""Millimetres in an inch."""

POINT = MM / 72
"""Millimetres in a point."""

LEADING = 1.22
"""Height of a line as a share of the size of its letters."""

BOX_WIDTH = 0.61
"""Width of what stands for a letter that the font does not have, as a share of the size."""

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

_FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so that a sheet looks the same on every server."""


@cache
def _face(*, bold: bool) -> FT2Font:
    wanted = font_manager.FontProperties(family=_FAMILY, weight="bold" if bold else "normal")
    return FT2Font(font_manager.findfont(wanted))


@lru_cache(maxsize=5_000)
def _advance(letter: str, *, bold: bool) -> float:
    """Width of a letter as a share of the size; one that the font does not have is drawn as a box."""
    face = _face(bold=bold)
    if not face.get_char_index(ord(letter)):
        return BOX_WIDTH
    face.set_size(100, 72)
    return float(face.load_char(ord(letter)).linearHoriAdvance) / 65536 / 100


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a line in millimetres, for letters of a size in points; letters are not drawn closer than they are."""
    return sum(_advance(letter, bold=bold) for letter in text) * size * POINT


def line_height(size: float) -> float:
    """Height of a line in millimetres."""
    return size * POINT * LEADING


def wrapped(text: str, size: float, room: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """Break a text into lines that fit a width in millimetres; what does not fit in so many ends in an ellipsis."""
    lines = [""]
    for word in plain(text, limit=600).split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [clipped(line, size, room, bold=bold) for line in lines]


def clipped(text: str, size: float, room: float, *, bold: bool = False, tail: int = 0) -> str:
    """Shorten a line to a width in millimetres: an ellipsis stands for what is left out before its last ``tail``."""
    line = plain(text, limit=600)
    if width(line, size, bold=bold) <= room:
        return line
    head, end = (line[:-tail], line[-tail:]) if tail else (line, "")
    while head and width(head + ELLIPSIS + end, size, bold=bold) > room:
        head = head[:-1].rstrip()
    return head + ELLIPSIS + end


def write(axes: Axes, at: tuple[float, float], text: str, size: float, **options: Any) -> Text:  # noqa: ANN401
    """Write a line at a place in the axes' own units; ``bold``, ``halo`` (mm) and what matplotlib's ``Text`` takes.

    ``parse_math`` is off: a name with two dollar signs stays a name.
    """
    bold, halo = options.pop("bold", False), options.pop("halo", 0.0)
    settings: dict[str, Any] = {"color": INK, "ha": "left", "va": "baseline", "zorder": 9, **options}
    weight = "bold" if bold else "normal"
    written = axes.text(
        *at, plain(text, limit=600), fontsize=size, family=_FAMILY, weight=weight, parse_math=False, **settings
    )
    if halo:
        written.set_path_effects([withStroke(linewidth=halo / POINT, foreground=HALO)])
    return written
