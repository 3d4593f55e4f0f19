"""The legend above the map: symbol, word, what it means, and how many."""

from __future__ import annotations

import streamlit as st

from data.domain.areas import Level
from data.domain.lights import State
from geo.legend import LegendRow
from geo.legend import legend as rows
from pages.ui import notation
from pages.ui.counts import Counts
from pages.ui.markup import symbol, words
from pages.ui.text import t
from scoring.shape import ScoringModel


def legend(counts: Counts, model: ScoringModel | None, child: Level) -> None:
    """Draw the legend.

    Parameters
    ----------
    counts
        Units in view by state.
    model
        Model of the published lights, for the class limits; None when there is none.
    child
        Level in view: buildings can have a borrowed colour, so that the legend names it even at none; the light of a
        home is about the home and means something else.
    """
    entries = [_entry(row, limits(row.state, model, child)) for row in rows(counts.own, _words())]
    if child is Level.BUILDING:
        entries.append(_borrowed(counts.inherited))
    st.html(f'<ul class="bs-legend" aria-label="{words(t("legenda.naam"))}">{"".join(entries)}</ul>')


def limits(state: State, model: ScoringModel | None, child: Level) -> str:
    """Say from which score to which a colour goes, or what the state means where there is no score."""
    if child is Level.DWELLING:
        return t(f"legenda.woning_{state.value}")
    if model is None or state in (State.GREY, State.WITHHELD):
        return t(f"legenda.{state.value}")
    low, high = notation.plain(model.thresholds.t1), notation.plain(model.thresholds.t2)
    return t(f"legenda.grens_{state.value}", laag=low, hoog=high)


def _words() -> dict[State, str]:
    return {state: t(f"stoplicht.{state.value}") for state in State}


def _entry(row: LegendRow, meaning: str) -> str:
    return (
        f"<li>{symbol(row.state, 26)}<span><b>{words(row.word)}</b> "
        f"<small>{words(meaning)}</small></span>"
        f'<span class="bs-count">{notation.number(row.count)}</span></li>'
    )


def _borrowed(count: int) -> str:
    return (
        f'<li><span class="bs-dashed"></span><span><b>{words(t("legenda.geleend"))}</b> '
        f"<small>{words(t('legenda.geleend_uitleg'))}</small></span>"
        f'<span class="bs-count">{notation.number(count)}</span></li>'
    )
