"""The legend above the map: symbol or colour, word, what it means, and how many."""

from __future__ import annotations

import streamlit as st

from data.domain.lights import State
from geo.scales import NUMBERS, fill
from pages.ui import notation
from pages.ui.beside import beside, caption
from pages.ui.layers import registry
from pages.ui.layers.shape import Key, Painted
from pages.ui.markup import symbol, words
from pages.ui.situation import Situation
from pages.ui.text import t


def legends(now: Situation, painted: Painted) -> None:
    """Draw the legend of the map, or one for each of two maps."""
    other = beside(now)
    if other is None:
        legend(painted.keys)
        return
    second = registry.paint(other, now.view.picture.beside)
    with st.container(key="kaart_legendas", gap=None):
        legend(painted.keys, caption(now, painted))
        legend(second.keys, caption(other, second))


def legend(keys: tuple[Key, ...], title: str = "") -> None:
    """Draw the legend of a layer.

    Parameters
    ----------
    keys
        Its lines, top to bottom.
    title
        What it is the legend of; shown only where there are two maps.
    """
    head = f'<li class="bs-legend-title">{words(title)}</li>' if title else ""
    entries = "".join(_entry(key) for key in keys)
    st.html(f'<ul class="bs-legend" aria-label="{words(t("legenda.naam"))}">{head}{entries}</ul>')


def _entry(key: Key) -> str:
    meaning = f"<small>{words(key.meaning)}</small>" if key.meaning else ""
    return (
        f"<li>{_sample(key)}<span><b>{words(key.word)}</b> {meaning}</span>"
        f'<span class="bs-count">{notation.number(key.count)}</span></li>'
    )


def _sample(key: Key) -> str:
    if key.pale:
        return '<span class="bs-dashed"></span>'
    if key.ring:
        return f'<span class="bs-ring {State(key.look).value}"></span>'
    if key.look in NUMBERS:
        return f'<span class="bs-step" style="background:{fill(key.look)}"></span>'
    return symbol(State(key.look), 26)
