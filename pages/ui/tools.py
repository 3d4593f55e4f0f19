"""The tools beside the title of the map: which layer, find, an own selection, a second map and a larger picture."""

from __future__ import annotations

import streamlit as st

from pages.ui import reads
from pages.ui.controls import beside_choice, layer_choice, since_choice
from pages.ui.find.finder import answers, finder
from pages.ui.layers import change, registry
from pages.ui.map_files.control import save_as
from pages.ui.presenter import mode_buttons
from pages.ui.selection import panel
from pages.ui.selection import reads as selected
from pages.ui.situation import Situation
from pages.ui.text import t


def tools(now: Situation) -> None:
    """Draw the tools; what is seldom used lies behind a button."""
    layers = registry.offered(now.viewer, now.unit, now.view.child)
    periods = reads.place(now.viewer).periods
    with st.container(key="kaart_keuze", horizontal=True, vertical_alignment="bottom"):
        layer_choice(now.view, layers)
        if now.view.picture.layer == change.CODE:
            since_choice(now.view, periods, change.since(now))
        with st.popover(t("beeld.kop"), key="knop_beeld"):
            if not now.homes:
                beside_choice(now.view, layers, periods)
            mode_buttons(now)
    with st.container(key="kaart_knoppen", horizontal=True, vertical_alignment="center"):
        finder()
        if selected.may_select(now.viewer):
            with st.popover(panel.label(), key="knop_selectie"):
                panel.selection(now)
        save_as(now)
    answers(now)
