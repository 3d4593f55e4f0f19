"""A map on paper, drawn on the server: the palette, symbols, hatches and words of the screen; no browser needed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import reduce
from threading import Lock

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import FigureCanvasPdf
from matplotlib.figure import Figure

from geo.encode import plain
from geo.layers import Outline
from geo.print_map import Bounds, Ground, Listed, Places, Window, draw_map
from geo.print_sheet import draw_sheet, room_for
from geo.print_text import MM
from geo.print_words import PrintWords

DPI = 200
"""Dots per inch of a picture: of an A4 about 2,300 wide, sharp on a projector and small enough to mail."""

_DRAWING = Lock()
"""The fonts of matplotlib are shared by all threads, and only one may draw with them at a time."""


class Size(StrEnum):
    """Paper, lying down."""

    A4 = "A4"
    A3 = "A3"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height."""
        return (297.0, 210.0) if self is Size.A4 else (420.0, 297.0)


def map_figure(
    units: pd.DataFrame,
    outline: Outline | None,
    ground: pd.DataFrame | None,
    words: PrintWords,
    size: Size = Size.A4,
    *,
    selected: int | None = None,
    beside: pd.DataFrame | None = None,
) -> Figure:
    """Draw a sheet: title, map, legend with counts, the places whose names do not fit, scale bar and facts.

    Two maps stand beside each other: the same window, and each place with the same number on both.

    Parameters
    ----------
    units
        As ``geo.layers.lights`` takes them: ``name``, ``state``, ``wkb`` or ``geometry`` (EPSG:4326, longitude first;
        missing where there is nothing to draw), optional ``indicative``, ``inherited`` and ``style`` (a
        ``geo.palette.Style`` where a layer has one of its own). No other column is looked at.
    outline
        Border of the open area; its name is not written: the title says it.
    ground
        What is drawn underneath: ``kind`` and ``wkb`` or ``geometry``.
    words
        What is written.
    size
        Paper.
    selected
        Position of the unit that is selected on the screen.
    beside
        The same places in the same order, as a second map shows them; None for one map. ``words`` has the captions.

    Returns
    -------
    figure
        For ``png`` and ``pdf``.
    """
    wide, high = size.millimetres
    figure = Figure(figsize=(wide / MM, high / MM), facecolor="white")
    page = room_for(words, wide, high)
    with _DRAWING:
        maps = [Places.of(one, outline) for one in (units, beside) if one is not None]
        ranks = [min(both) for both in zip(*(places.ranks for places in maps), strict=True)]
        window, under = Window.around(maps[0], page.maps[0]), Ground.of(ground)
        listed = [
            draw_map(figure, places, under, replace(window, box=box), selected, page.lines, words.decimal, ranks)
            for places, box in zip(maps, page.maps, strict=True)
        ]
        draw_sheet(figure, words, page, reduce(Listed.beside, listed))
    return figure


def map_picture(
    units: pd.DataFrame,
    outline: Outline | None,
    ground: pd.DataFrame | None,
    room: tuple[float, float],
    *,
    selected: int | None = None,
    bounds: Bounds | None = None,
    decimal: str = ",",
) -> Figure:
    """Draw a map alone, for a page that has its own title and legend.

    Parameters
    ----------
    units, outline, ground, selected
        As for `map_figure`.
    room
        Width and height in millimetres.
    bounds
        West, south, east and north of what is shown; None fits the border, otherwise the places.
    decimal
        Decimal sign of the scale bar.
    """
    figure = Figure(figsize=(room[0] / MM, room[1] / MM), facecolor="white")
    box = (0.0, 0.0, *room)
    with _DRAWING:
        places = Places.of(units, outline)
        window = Window.over(bounds, box) if bounds else Window.around(places, box)
        draw_map(figure, places, Ground.of(ground), window, selected, 0, decimal)
    return figure


def png(figure: Figure, *, dpi: int = DPI) -> bytes:
    """Write a sheet as a picture of so many dots per inch."""
    written = io.BytesIO()
    with _DRAWING:
        FigureCanvasAgg(figure).print_figure(written, format="png", dpi=dpi, pil_kwargs={"compress_level": 4})
    return written.getvalue()


def pdf(figure: Figure, *, title: str, made: datetime) -> bytes:
    """Write a sheet as a PDF whose words can be searched and copied.

    Parameters
    ----------
    figure
        From ``map_figure``.
    title
        Title of the document.
    made
        Moment of making, UTC.
    """
    written = io.BytesIO()
    about = {"Title": plain(title, limit=600), "Creator": "Buurtstoplicht", "CreationDate": made, "Producer": None}
    with _DRAWING:
        FigureCanvasPdf(figure).print_figure(written, format="pdf", metadata=about)
    return written.getvalue()
