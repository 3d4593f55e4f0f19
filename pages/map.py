"""The map at ``/kaart``: the lights of an area, the list of the same units, and the panel that explains one of them."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui import listing, reads, state
from pages.ui.area_map import area_map
from pages.ui.breadcrumb import breadcrumb
from pages.ui.controls import level_switch, period_slider
from pages.ui.counts import count
from pages.ui.gate import guarded
from pages.ui.legend import legend
from pages.ui.listing import Action
from pages.ui.map_files.control import save_as
from pages.ui.markup import literal
from pages.ui.panel import panel
from pages.ui.situation import Situation, situation
from pages.ui.text import t
from pages.ui.unit_list import headline, list_of


def page(viewer: Viewer) -> None:
    """Show the lights of the area in view; select what is clicked, open one level down."""
    now = situation(viewer)
    way, when = st.columns([62, 38], gap="medium", vertical_alignment="center")
    with way, st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        breadcrumb(reads.trail(viewer, now.unit), now.view)
        level_switch(now.view, reads.children(viewer, now.unit.level))
    with when:
        period_slider(now.view, reads.place(viewer).periods)
    for remark in now.remarks:
        st.info(t(f"melding.{remark}"))
    with st.container(key="kaart_kop", horizontal=True, vertical_alignment="center", gap="small"):
        st.title(literal(headline(now)), anchor=False, width="stretch")
        save_as(now)
    legend(count(now.units), reads.model(viewer), now.view.child)
    with st.container(key="kaart_werk"):
        left, right = st.columns([62, 38], gap="medium")
    with left:
        explore(now)
    with right:
        panel(now)


def explore(now: Situation) -> None:
    """Draw what is chosen from: the map, and below it the list of the same units."""
    clicked = area_map(now)
    if clicked is not None:
        state.select(now.view, now.code(clicked))
        state.redraw()
    with st.container(key="kaart_lijst"):
        if now.homes:
            st.markdown(t("woning.uitleg"))
        listing.show(list_of(now), key="lijst", on_pick=picks(now), on_open=opens(now))


def picks(now: Situation) -> Action | None:
    """Give what selecting a row does; homes are not selected, since the address never names one."""
    return None if now.homes else lambda row: state.select(now.view, now.code(row))


def opens(now: Situation) -> Action | None:
    """Give what opening a row does, where the units in view open for this viewer."""
    if now.homes or not now.opens(now.view.child):
        return None
    return lambda row: state.opened(now.view, now.view.child, now.code(row))


guarded(page, needs=Permission.SEE_LIGHTS)
