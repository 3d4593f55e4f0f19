"""The side panel: explains the selected unit, or the open area, and opens it one level down."""

from __future__ import annotations

import streamlit as st

from pages.ui import agreed, reads, state
from pages.ui.figures import figures
from pages.ui.markup import literal, words
from pages.ui.situation import Situation
from pages.ui.text import t
from pages.ui.unit_card import course_card, light_card
from pages.ui.why.panel import why
from pages.ui.why.parts import put


def panel(now: Situation) -> None:
    """Draw the panel of a situation."""
    unit = now.explained
    card = reads.card(now.viewer, unit, now.view.period)
    with st.container(key="paneel", border=True):
        st.header(literal(unit.name), anchor=False)
        st.html(light_card(card.unit))
        put(agreed.card(reads.agreed(now.viewer, now.view.period).get((unit.level.value, unit.unit_id))))
        if now.selected is not None:
            _ways(now)
        why(now)
        history, breaks = reads.history(now.viewer, unit), reads.model_breaks(now.viewer)
        st.html(course_card(card.unit, history, breaks, now.view.period))
        model = reads.model(now.viewer)
        if model is not None and not card.indicators.empty:
            st.html(figures(card, model))


def _ways(now: Situation) -> None:
    """Draw the buttons: one level down where the unit opens for this viewer, and back to the whole area."""
    unit = now.explained
    opens = now.opens(unit.level)
    with st.container(key="paneel_knoppen", horizontal=True):
        if opens:
            st.button(
                t("paneel.open", naam=literal(unit.name)),
                key="open",
                type="primary",
                on_click=state.opened,
                args=(now.view, unit.level, unit.unit_id),
            )
        st.button(
            t("paneel.terug", naam=literal(now.unit.name)),
            key="laat_los",
            type="tertiary",
            on_click=state.select,
            args=(now.view, None),
        )
    if not opens:
        st.html(f'<p class="bs-note">{words(t("paneel.dicht"))}</p>')
