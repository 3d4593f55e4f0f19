"""What all charts share: letters that are read from the back of the room, the colours and symbols of the lights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import altair as alt
import streamlit as st

from data.domain.lights import SHOWN_ORDER, State
from geo.palette import INK, LOOKS, paler
from pages.ui.markup import table, words
from pages.ui.text import t
from scoring.shape import ScoringModel

FONT = "Source Sans, sans-serif"
"""Streamlit's own letters, served by this server."""

LETTERS = 16
"""Least size of letters, in pixels."""

QUIET = "#d5d5cf"
SLATE = "#44546a"
"""Colour of what is not a light; the bars of the panel have it too."""

SHAPES = {
    State.RED: "diamond",
    State.AMBER: "triangle-up",
    State.GREEN: "circle",
    State.GREY: "square",
    State.WITHHELD: "cross",
}
"""Vega's shapes that come nearest to the symbols of ``geo.palette``."""

Layer: TypeAlias = "alt.Chart | alt.LayerChart"


def by_light(kind: Any, field: str = "state") -> Any:  # noqa: ANN401 - Altair's channels have no common type
    """Encode a light as a colour (``alt.Fill``) or as a shape (``alt.Shape``), without a legend of its own."""
    shapes = kind is alt.Shape
    looks = [SHAPES[state] if shapes else LOOKS[state].fill for state in SHOWN_ORDER]
    scale = alt.Scale(domain=[state.value for state in SHOWN_ORDER], range=looks)
    return kind(f"{field}:N", scale=scale, legend=None)


def zones(model: ScoringModel) -> list[tuple[State, float, float, str]]:
    """Give the lights with their limits on the score and the pale colour behind them, low to high."""
    t1, t2 = model.thresholds.t1, model.thresholds.t2
    limits = ((State.RED, 0.0, t1), (State.AMBER, t1, t2), (State.GREEN, t2, 100.0))
    return [(state, low, high, paler(LOOKS[state].fill, 0.8)) for state, low, high in limits]


def draw(layers: Sequence[Layer], *, height: int, alt_text: str, key: str) -> None:
    """Put a chart on the page.

    Parameters
    ----------
    layers
        Drawn over each other, the lowest first.
    height
        In pixels; the width is that of the column.
    alt_text
        What it shows, for who can't see it; the table under it has the figures.
    key
        Name of the chart on the page.
    """
    chart = (
        alt.layer(*layers)
        .properties(height=height)
        .configure(font=FONT, background="transparent")
        .configure_view(stroke=QUIET)
        .configure_mark(aria=False)  # the description and the table say it; an empty layer would be a nameless picture
        .configure_axis(
            labelFontSize=LETTERS, titleFontSize=LETTERS, titleFontWeight="normal", labelColor=INK, titleColor=INK,
            gridColor="#ecece8", labelLimit=300,
        )
        .configure_text(fontSize=LETTERS, color=INK, font=FONT)
    )  # fmt: skip
    st.altair_chart(chart, theme=None, width="stretch", key=key, alt=alt_text)


def same_as_table(caption: str, heads: list[str], rows: list[list[str]]) -> None:
    """Put the figures of a chart under it as a table that folds out."""
    numbers = frozenset(range(1, len(heads)))
    folded = table(caption, heads, rows, numbers=numbers)
    st.html(f'<details class="bs-fold"><summary>{words(t("uitleg.als_tabel"))}</summary>{folded}</details>')
