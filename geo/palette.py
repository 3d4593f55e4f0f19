"""Colours and symbols of the five states: one place for the map, the lists, the legend and the print."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from data.domain.lights import SHOWN_ORDER, State

GROUND = "#f4f4f1"
"""Plain ground of the map where nothing is drawn."""

INK = "#1c1c1c"
"""Outlines, symbols' edges and letters."""

HALO = "#ffffff"
"""Edge around letters and symbols, so that they stand on any colour."""

CLUSTER = "#6a1b9a"
"""Outline of what belongs to a cluster of low scores; stands on a white edge, so on every light."""

GROUND_FILLS: dict[str, str] = {"green": "#dfe9d2", "water": "#cfe3ee", "road": "#ffffff", "building": "#e0ded8"}
"""What is drawn under the lights, lowest first; a kind that is not in it is left out."""

BOX = 24
"""Side of the square in which the paths of the symbols are written."""

_HATCH = "M3 3H21V21H3ZM3 10L10 3M3 17L17 3M4 21L21 4M11 21L21 11M18 21L21 18"
_LOCK = "M8 10V7.5A4 4 0 0 1 16 7.5V10H18.5V20.5H5.5V10ZM10 10H14V7.5A2 2 0 0 0 10 7.5ZM11 13.5H13V17H11Z"


@dataclass(frozen=True, slots=True)
class Look:
    """How one state is drawn.

    Parameters
    ----------
    fill
        Colour of the shape.
    glyph
        One character for plain text, in the common fonts.
    path
        SVG path of the symbol in a box of ``BOX`` by ``BOX``.
    symbol_fill
        Colour of the symbol when it stands on the shape.
    hatched
        Whether the shape is filled with lines on white instead of with a flat colour.
    weight
        Width of the outline on the map, in pixels.
    """

    fill: str
    glyph: str
    path: str
    symbol_fill: str = HALO
    hatched: bool = False
    weight: float = 2


LOOKS: dict[State, Look] = {
    State.RED: Look("#b00907", "◆", "M12 1.5L22.5 12L12 22.5L1.5 12Z", weight=3),
    State.AMBER: Look("#f7d06b", "▲", "M12 2.5L23 21.5H1Z"),
    State.GREEN: Look("#0a9fa6", "●", "M12 2A10 10 0 1 1 12 22A10 10 0 1 1 12 2Z"),
    State.GREY: Look("#8a8a8a", "▨", _HATCH, hatched=True),
    State.WITHHELD: Look("#d9d9d6", "▣", _LOCK, symbol_fill=INK),
}
"""The five states; the three lights stay apart for the colour blind, in shape as well as in colour."""


def paler(colour: str, share: float = 0.55) -> str:
    """Mix a ``#rrggbb`` colour with white; ``share`` is the part that becomes white (0-1)."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in parts)


def symbol_svg(state: State, *, size: int = 20) -> str:
    """Symbol of a state as an SVG element, for lists, legend and print.

    It carries no words and hides itself from screen readers: the word stands beside it.

    Parameters
    ----------
    state
        State to draw.
    size
        Side in pixels.
    """
    look = LOOKS[state]
    fill = HALO if look.hatched else look.fill
    stroke = 'stroke="#1c1c1c" stroke-width="1.6" stroke-linejoin="round"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {BOX} {BOX}" '
        f'aria-hidden="true" focusable="false"><path d="{look.path}" fill="{fill}" fill-rule="evenodd" {stroke}/></svg>'
    )


def symbol_uri(state: State, *, size: int = 20) -> str:
    """Symbol of a state as a ``data:`` address, for an image column or a Markdown image."""
    packed = base64.b64encode(symbol_svg(state, size=size).encode("ascii")).decode("ascii")
    return f"data:image/svg+xml;base64,{packed}"


@dataclass(frozen=True, slots=True)
class Style:
    """What the painter in the browser needs to draw a shape.

    Parameters
    ----------
    fill
        Flat colour, or the ground under the lines.
    lines
        Colour of a hatch over the fill; empty for none.
    weight
        Width of the outline in pixels.
    dashed
        Whether the outline is broken.
    path
        SVG path of the symbol; empty for none.
    symbol_fill
        Colour of the symbol, inside its edge.
    rank
        Order of painting: the highest last, on top.
    remarks
        What the tooltip adds to the word: ``indicative``, ``inherited``.
    """

    fill: str
    lines: str
    weight: float
    dashed: bool
    path: str
    symbol_fill: str
    rank: int = 0
    remarks: tuple[str, ...] = ()


def style(state: State, *, inherited: bool, indicative: bool) -> Style:
    """Style of a shape on the map.

    A hatch of grey lines on white is *no data*. An indicative light is hatched in its own colour on a paler ground; an
    inherited one (the colour of the complex or the street) is paler with a broken outline.
    """
    look = LOOKS[state]
    rank = len(SHOWN_ORDER) - SHOWN_ORDER.index(state)
    said = {"indicative": indicative, "inherited": inherited}
    remarks = tuple(remark for remark, holds in said.items() if holds)
    if look.hatched:
        return Style(HALO, look.fill, look.weight, inherited, "", look.symbol_fill, rank, remarks)
    fill = paler(look.fill) if inherited or indicative else look.fill
    lines = look.fill if indicative and state is not State.WITHHELD else ""
    return Style(fill, lines, look.weight, inherited, look.path, look.symbol_fill, rank, remarks)


STYLES: tuple[Style, ...] = tuple(
    style(state, inherited=inherited, indicative=indicative)
    for indicative in (False, True)
    for inherited in (False, True)
    for state in SHOWN_ORDER
)
"""Every style; the index of a shape's is ``order + 5 * inherited + 10 * indicative``."""
