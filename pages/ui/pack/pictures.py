"""Maps of the pack as pictures and as pages, and letters as large as the room allows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from geo import print as paper
from geo.print_text import line_height, wrapped
from pages.ui.pack.plates import Plate

DPI = 150
"""Dots per inch of a map on a slide or page: sharp on a projector, and small enough to mail."""

BETWEEN = 0.45
"""Room between two texts, as a share of a line."""


def picture(plate: Plate, room: tuple[float, float], *, dpi: int = DPI) -> bytes:
    """Draw the map of a plate alone, in so many millimetres, as PNG."""
    figure = paper.map_picture(
        plate.units,
        plate.outline,
        plate.ground,
        room,
        selected=plate.selected,
        bounds=plate.bounds,
        decimal=plate.words.decimal,
    )
    return paper.png(figure, dpi=dpi)


def sheet(plate: Plate, size: str, made: object) -> bytes:
    """Draw a plate as a sheet of its own, as PDF: title, map with numbered places, legend and facts."""
    figure = paper.map_figure(
        plate.units, plate.outline, plate.ground, plate.words, paper.Size(size), selected=plate.selected
    )
    return paper.pdf(figure, title=plate.title, made=made)  # type: ignore[arg-type]


def fitting(texts: Sequence[str], room: tuple[float, float], sizes: Sequence[float]) -> float:
    """Give the largest size of letters, in points, in which texts below each other fit; the last when none does.

    Parameters
    ----------
    texts
        Each begins on a line of its own.
    room
        Width and height in millimetres.
    sizes
        Tried in order, largest first.
    """
    return next((size for size in sizes if height(texts, size, room[0]) <= room[1]), sizes[-1])


def height(texts: Sequence[str], size: float, wide: float) -> float:
    """Give the height in millimetres of texts below each other."""
    return sum((len(_lines(text, size, wide)) + BETWEEN) * line_height(size) for text in texts)


def portions(texts: Sequence[str], room: tuple[float, float], size: float) -> list[list[str]]:
    """Divide texts over as many pages as they need at this size; one that is too long for a page has it for itself."""
    pages: list[list[str]] = [[]]
    for text in texts:
        if pages[-1] and height([*pages[-1], text], size, room[0]) > room[1]:
            pages.append([])
        pages[-1].append(text)
    return pages


@lru_cache(maxsize=4096)
def _lines(text: str, size: float, wide: float) -> tuple[str, ...]:
    return tuple(wrapped(text, size, wide))
