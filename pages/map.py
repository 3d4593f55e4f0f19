"""The map at ``/kaart``: the lights of an area, the list of the same units, and the panel that explains one of them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui import listing, presenter, reads
from pages.ui.area_map import area_map
from pages.ui.arrival import situation
from pages.ui.breadcrumb import breadcrumb
from pages.ui.chosen import chosen
from pages.ui.controls import level_switch, period_slider
from pages.ui.gate import guarded
from pages.ui.layers import registry
from pages.ui.layers.shape import Painted
from pages.ui.panel import panel
from pages.ui.player import player
from pages.ui.remembered import remembered
from pages.ui.seen import sentence
from pages.ui.situation import Situation
from pages.ui.text import t
from pages.ui.tools import tools
from pages.ui.unit_list import list_of, opens, picks


def page(viewer: Viewer) -> None:
    """Show the lights of the area in view; select what is clicked, open one level down.

    What the visitor waits for is drawn first, whatever its place on the page.
    """
    now = situation(viewer)
    painted = registry.paint(now, now.view.picture.layer)
    presenter.dress(now.view.picture.mode)
    above = st.container(key="kaart_waar")
    for remark in now.remarks:
        st.info(t(f"melding.{remark}"))
    seen, choices = st.columns([62, 38], gap="medium")
    presenter.leave(now)
    with st.container(key="kaart_werk"):
        left, right = st.columns([74, 26] if now.view.picture.beside else [62, 38], gap="medium")
    work = ((left, partial(explore, now, painted)), (right, partial(panel, now)))
    around = ((above, partial(where, now)), (seen, partial(sentence, now, painted)), (choices, partial(tools, now)))
    for place, draw in (*(work if now.view.selected is None else reversed(work)), *around):
        with place:
            draw()


def where(now: Situation) -> None:
    """Draw where and when the view is: the way up, the level, the period."""
    periods = reads.place(now.viewer).periods
    way, when = st.columns([62, 38], gap="medium", vertical_alignment="center")
    with way, st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        breadcrumb(reads.trail(now.viewer, now.unit), now.view)
        level_switch(now.view, reads.children(now.viewer, now.unit.level))
    with when, st.container(key="kaart_tijd", horizontal=True, vertical_alignment="center"):
        player(now, periods)
        period_slider(now.view, periods)


def explore(now: Situation, painted: Painted) -> None:
    """Draw what is chosen from: the map, and below it the list of the same units."""
    before = remembered(now, painted)
    stamp, beside = area_map(now, painted, before), before.once("list", lambda: list_of(now, painted))
    chosen(now, stamp, beside)
    with st.container(key="kaart_lijst"):
        if now.homes:
            st.markdown(t("woning.uitleg"))
        listing.show(beside, key="lijst", on_pick=picks(now), on_open=opens(now))


guarded(page, needs=Permission.SEE_LIGHTS)
