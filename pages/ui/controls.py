"""What is listed and for which period: the switch between levels and the slider over the periods."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.domain.areas import Level
from pages.ui import notation, state
from pages.ui.state import View
from pages.ui.text import t

PERIOD_WIDGET = "kaart_periode"
CHILD_WIDGET = "kaart_toon"


def period_slider(view: View, periods: tuple[str, ...]) -> None:
    """Draw the slider over the published periods, old to new; with a single period it is a line of text."""
    if len(periods) == 1:
        st.markdown(t("kaart.een_periode", periode=notation.period(view.period)))
        return
    st.session_state[PERIOD_WIDGET] = view.period
    names = {key: notation.period(key) for key in periods}
    st.select_slider(
        t("kaart.periode"),
        periods,
        format_func=names.__getitem__,
        key=PERIOD_WIDGET,
        on_change=_go_to_period,
        args=(view,),
    )


def level_switch(view: View, levels: tuple[Level, ...]) -> None:
    """Draw the switch between the levels that can be listed in the area; nothing when there is one."""
    if len(levels) < 2:  # noqa: PLR2004 - one level leaves nothing to choose
        return
    st.session_state[CHILD_WIDGET] = view.child.value
    names = {level.value: t(f"niveaus.{level.value}") for level in levels}
    st.segmented_control(
        t("kaart.toon"),
        list(names),
        format_func=names.__getitem__,
        key=CHILD_WIDGET,
        required=True,
        on_change=_go_to_level,
        args=(view,),
        label_visibility="collapsed",
    )


def _go_to_period(view: View) -> None:
    state.go(replace(view, period=str(st.session_state[PERIOD_WIDGET])))


def _go_to_level(view: View) -> None:
    state.go(replace(view, child=Level(str(st.session_state[CHILD_WIDGET])), selected=None))
