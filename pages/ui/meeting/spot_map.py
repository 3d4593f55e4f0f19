"""The map of an item: the places of its level in their frozen lights, the one that it is about in the middle."""

from __future__ import annotations

import pandas as pd
import shapely
import streamlit as st

from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.lights import State
from geo.layers import LightsLayer, Outline, Wording, lights
from pages.ui import live, map_view, reads
from pages.ui.markup import symbol, words
from pages.ui.meeting.reads import Item, MeetingBook
from pages.ui.text import language, t

HEIGHT = 420
MARGIN = 1.1
"""Room around the place, as a share of its longest side."""

SHOWN = (State.RED, State.AMBER, State.GREEN, State.GREY)


def spot_map(viewer: Viewer, book: MeetingBook, item: Item) -> None:
    """Draw the map and its legend."""
    with st.container(key="overleg_kaartvak"):
        settings = live.settings()
        map_view.show(
            layer(viewer, book, item),
            key="overleg_kaart",
            height=HEIGHT,
            base_map_url=settings.base_map,
            attribution=settings.base_map_attribution,
        )
    signs = "".join(
        f"<li>{symbol(state, 30)}<span>{words(t(f'stoplicht.{state.value}'))}</span></li>" for state in SHOWN
    )
    st.html(f'<ul class="bs-legend" aria-label="{words(t("legenda.naam"))}">{signs}</ul>')


def layer(viewer: Viewer, book: MeetingBook, item: Item) -> LightsLayer:
    """Make the layer; where an item is about no place, the buurten of the whole town."""
    level = item.level or Level.NEIGHBOURHOOD.value
    there = [one for one in book.spots if one.level == level and one.shape]
    selected = next((place for place, one in enumerate(there) if one.unit_id == item.unit_id), None)
    units = pd.DataFrame({
        "name": [one.name for one in there],
        "state": [one.state for one in there],
        "wkb": [one.shape for one in there],
        "indicative": [one.indicative for one in there],
    })  # fmt: skip
    surround = around(viewer, item)
    return lights(
        units,
        words=_wording(),
        outline=surround[0],
        ground=surround[1],
        selected=selected,
        bounds=None if selected is None else box(there[selected].shape),
        picks=False,
    )


def box(shape: bytes) -> tuple[float, float, float, float]:
    """Give west, south, east and north around a shape, with room."""
    west, south, east, north = shapely.from_wkb(shape).bounds
    room = MARGIN * max(east - west, north - south, 0.001)
    return west - room, south - room, east + room, north + room


def around(viewer: Viewer, item: Item) -> tuple[Outline | None, pd.DataFrame | None]:
    """Give what is drawn around the place now: its buurt and the ground, no figures; nothing once it is gone."""
    if not item.unit_id:
        return None, None
    unit = reads.locate(viewer, Level(item.level), item.unit_id)
    trail = reads.trail(viewer, unit) if unit else ()
    buurt = next((one for one in trail if one.level is Level.NEIGHBOURHOOD), None)
    if buurt is None:
        return None, None
    frame = reads.frame(viewer, buurt)
    return (Outline(buurt.name, frame.outline) if frame.outline else None), frame.ground


def _wording() -> Wording:
    return Wording(
        {state: t(f"stoplicht.{state.value}") for state in State},
        map_label=t("overleg.kaart_naam"),
        indicative=t("kaart.indicatief"),
        zoom_in=t("kaart.inzoomen"),
        zoom_out=t("kaart.uitzoomen"),
        language=language(),
    )
