"""The search of the map: type a street, postcode, complex or address, and go there."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.domain.areas import Level
from data.release_find import Found
from pages.ui import reads, state
from pages.ui.find import reads as found_reads
from pages.ui.markup import literal
from pages.ui.situation import Situation
from pages.ui.text import t

KEY = "kaart_zoek"


def finder() -> None:
    """Draw the search field; what is found stands under it (``answers``)."""
    st.text_input(
        t("zoek.label"),
        key=KEY,
        type="search",
        placeholder=t("zoek.voorbeeld"),
        max_chars=80,
        label_visibility="collapsed",
    )


def answers(now: Situation) -> None:
    """Draw what was found as a list of buttons; nothing when nothing is asked."""
    asked = str(st.session_state.get(KEY) or "").strip()
    if not asked:
        return
    found = found_reads.find(now.viewer, asked)
    with st.container(key="kaart_gevonden", gap="xxsmall"):
        st.markdown(t("zoek.gevonden" if found else "zoek.niets", tekst=literal(asked)))
        for number, place in enumerate(found):
            st.button(_label(place), key=f"zoek_{number}", on_click=go, args=(now, place), width="stretch")


def go(now: Situation, place: Found) -> None:
    """Go to a place: open it, or select a building in what lies around it, so that its neighbours are seen too."""
    st.session_state[KEY] = ""
    unit = reads.locate(now.viewer, place.level, place.unit_id)
    if place.level is not Level.BUILDING or unit is None or unit.parent_id is None:
        state.opened(now.view, place.level, place.unit_id)
        return
    streets = reads.locate(now.viewer, Level.STREET, unit.parent_id)
    level = Level.STREET if streets else Level.NEIGHBOURHOOD
    around = replace(now.view, level=level, unit_id=unit.parent_id, child=Level.BUILDING, selected=place.unit_id)
    state.go(around)


def _label(place: Found) -> str:
    kind = t(f"niveau.{place.level.value}").lower()
    where = t("zoek.in", soort=kind, waar=literal(place.around)) if place.around else kind
    return f"**{literal(place.name)}** · {where}"
