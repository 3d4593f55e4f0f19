"""Where is it: a search by street, number or postcode, or a click on a small map of buildings."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.lights import State
from geo.layers import LightsLayer, Outline, Wording, lights
from pages.ui import map_view, reads
from pages.ui.markup import literal
from pages.ui.signals import reads as own_reads
from pages.ui.signals.reads import Place
from pages.ui.text import language, t

SHOWN = 8
"""Places to choose from without typing more."""

MAP_HEIGHT = 300


def pick(viewer: Viewer, key: str) -> Place | None:
    """Let a place be chosen.

    Parameters
    ----------
    viewer
        For whom; only places in their areas are found.
    key
        Beginning of the names of the fields on the page.
    """
    found = search(viewer, key)
    pointed = _pointed_at(viewer, key)
    return found or pointed


def search(viewer: Viewer, key: str) -> Place | None:
    """Let a place be found by what people call it."""
    asked = st.text_input(
        t("melden.waar"), key=f"{key}_zoek", placeholder=t("melden.waar_voorbeeld"), help=t("melden.waar_hulp")
    )
    if not asked.strip():
        return None
    found = own_reads.find(viewer, asked)
    if not found:
        st.warning(t("melden.niet_gevonden"))
        return None
    if len(found) > SHOWN:
        st.caption(t("melden.meer", n=str(SHOWN)))
    return _choose(found[:SHOWN], f"{key}_keuze")


def _choose(found: list[Place], key: str) -> Place | None:
    names = [f"{place.name} ({t(f'niveau.{place.level.value}')})" for place in found]
    chosen = st.radio(
        t("melden.welke"),
        range(len(found)),
        index=0 if len(found) == 1 else None,
        format_func=lambda number: literal(names[number]),
        key=f"{key}_{hash(tuple(names))}",
    )
    return None if chosen is None else found[chosen]


def _pointed_at(viewer: Viewer, key: str) -> Place | None:
    """Draw the map, folded up; give the building that was clicked."""
    kept = f"{key}_pand"
    with st.expander(t("melden.kaart")):
        place = reads.place(viewer)
        root = reads.locate(viewer, Level.MUNICIPALITY, place.root)
        if root is None or not st.toggle(t("melden.kaart_toon"), key=f"{key}_kaart_aan"):
            return None
        around = reads.units(viewer, root, Level.NEIGHBOURHOOD, place.periods[-1])
        names = dict(zip(around["unit_id"], around["name"], strict=True))
        code = st.selectbox(
            t("melden.buurt"), list(names), format_func=lambda one: literal(names[one]), key=f"{key}_buurt"
        )
        _map(viewer, str(code), place.periods[-1], kept)
    chosen = st.session_state.get(kept)
    if not chosen:
        return None
    building = own_reads.building(viewer, str(chosen))
    st.info(t("melden.aangewezen", naam=literal(building.name)))
    return building


def _map(viewer: Viewer, code: str, period: str, kept: str) -> None:
    unit = reads.locate(viewer, Level.NEIGHBOURHOOD, code)
    if unit is None:
        return
    rows = reads.units(viewer, unit, Level.BUILDING, period)
    shapes = reads.shapes(viewer, unit, Level.BUILDING)
    drawn = rows.merge(shapes[["unit_id", "wkb"]], on="unit_id", how="inner", validate="one_to_one")
    click = map_view.show(_layer(viewer, code, drawn), key=f"{kept}_kaart", height=MAP_HEIGHT)
    if click is not None:
        st.session_state[kept] = str(drawn["unit_id"].iloc[click.number])


def _layer(viewer: Viewer, code: str, drawn: pd.DataFrame) -> LightsLayer:
    """Make a map without lights: it is for pointing, not for judging."""
    unit = reads.locate(viewer, Level.NEIGHBOURHOOD, code)
    frame = reads.frame(viewer, unit) if unit else None
    plain = pd.DataFrame({"name": drawn["name"], "state": State.WITHHELD.value, "wkb": drawn["wkb"]})
    words = Wording(
        dict.fromkeys(State, t("melden.kaart_kies")),
        map_label=t("melden.kaart"),
        zoom_in=t("kaart.inzoomen"),
        zoom_out=t("kaart.uitzoomen"),
        language=language(),
    )
    outline = Outline(unit.name, frame.outline) if unit and frame and frame.outline else None
    return lights(plain, words=words, outline=outline, ground=frame.ground if frame else None)
