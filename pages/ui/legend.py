"""The legend above the map: symbol, word, what it means, and how many."""

from __future__ import annotations

import streamlit as st

from data.domain.lights import State
from geo.legend import legend as rows
from pages.ui import notation
from pages.ui.counts import Counts
from pages.ui.markup import symbol, words
from pages.ui.text import t


def legend(counts: Counts, limits: dict[State, str], *, dashed: bool) -> None:
    """Draw the legend.

    Parameters
    ----------
    counts
        Units in view by state.
    limits
        Class limits in words, a state; a state without limits says what it means.
    dashed
        Whether the level in view can have borrowed colours, so that the legend names them even at none.
    """
    entries = [_entry(row.state, row.word, row.count, limits) for row in rows(counts.own, _words())]
    if dashed:
        entries.append(_borrowed(counts.inherited))
    st.html(f'<ul class="bs-legend" aria-label="{words(t("legenda.naam"))}">{"".join(entries)}</ul>')


def _words() -> dict[State, str]:
    return {state: t(f"stoplicht.{state.value}") for state in State}


def _entry(state: State, word: str, count: int, limits: dict[State, str]) -> str:
    meaning = limits.get(state) or t(f"legenda.{state.value}")
    return (
        f"<li>{symbol(state, 26)}<span><b>{words(word)}</b> <small>{words(meaning)}</small></span>"
        f'<span class="bs-count">{notation.number(count)}</span></li>'
    )


def _borrowed(count: int) -> str:
    return (
        f'<li><span class="bs-dashed"></span><span><b>{words(t("legenda.geleend"))}</b> '
        f"<small>{words(t('legenda.geleend_uitleg'))}</small></span>"
        f'<span class="bs-count">{notation.number(count)}</span></li>'
    )
