"""What is listed, for which period and how: the switch between levels, the slider over the periods, the layer."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.domain.areas import Level
from pages.ui import notation, state
from pages.ui.state import View
from pages.ui.text import t

PERIOD_WIDGET = "kaart_periode"
CHILD_WIDGET = "kaart_toon"
LAYER_WIDGET = "kaart_laag"
SINCE_WIDGET = "kaart_sinds"
BESIDE_WIDGET = "kaart_naast"
BESIDE_PERIOD_WIDGET = "kaart_naast_periode"


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


def layer_choice(view: View, layers: dict[str, str]) -> None:
    """Draw the choice of what the map shows; nothing when there is one layer."""
    if len(layers) > 1:
        _choice(t("laag.kies"), LAYER_WIDGET, layers, view.picture.layer, view, "layer", quiet=True)


def since_choice(view: View, periods: tuple[str, ...], compared: str) -> None:
    """Draw the choice of the period with which the layer of changes compares."""
    names = {key: t("laag.sinds", periode=name) for key, name in _periods(periods).items()}
    _choice(t("laag.sinds_kies"), SINCE_WIDGET, names, compared, view, "since", quiet=True)


def beside_choice(view: View, layers: dict[str, str], periods: tuple[str, ...]) -> None:
    """Draw the choices for a second map: which layer, and of which period."""
    shown = view.picture
    _choice(t("naast.laag"), BESIDE_WIDGET, {"": t("naast.geen")} | layers, shown.beside, view, "beside")
    if shown.beside:
        period = shown.beside_period or view.period
        _choice(t("naast.periode"), BESIDE_PERIOD_WIDGET, _periods(periods), period, view, "beside_period")


def _choice(
    label: str, key: str, names: dict[str, str], chosen: str, view: View, part: str, *, quiet: bool = False
) -> None:
    """Draw a choice that sets one part of the picture; a quiet one shows its label to screen readers only."""
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=_draw,
        args=(view, part, key),
        label_visibility="collapsed" if quiet else "visible",
    )


def _periods(periods: tuple[str, ...]) -> dict[str, str]:
    return {key: notation.period(key) for key in reversed(periods)}


def _draw(view: View, part: str, key: str) -> None:
    chosen = str(st.session_state[key])
    state.go(replace(view, picture=replace(view.picture, **{part: chosen})))  # type: ignore[arg-type]


def _go_to_period(view: View) -> None:
    state.go(replace(view, period=str(st.session_state[PERIOD_WIDGET])))


def _go_to_level(view: View) -> None:
    state.go(replace(view, child=Level(str(st.session_state[CHILD_WIDGET])), selected=None))
