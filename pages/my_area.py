"""The tenants' organisation's own area at ``/mijn-buurt``: what goes well, what needs attention, what changed."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui import map_view, notation, reads, state
from pages.ui.gate import guarded
from pages.ui.markup import literal, words
from pages.ui.own_area.chosen import choose
from pages.ui.own_area.looked import Looked, looked
from pages.ui.own_area.map import layer
from pages.ui.own_area.told import attention, changed, well
from pages.ui.text import t
from pages.ui.unit_card import light_card

SIGNALS = Path(__file__).with_name("signals.py")
"""Page on which a signal is handed in."""


def page(viewer: Viewer) -> None:
    """Tell of the own area in few words, with a small map."""
    now = looked(viewer, state.asked())
    if now is None:
        st.title(t("mijn.titel_leeg"), anchor=False)
        st.info(t("mijn.leeg"))
        return
    choose(now)
    when = notation.period(now.period)
    st.title(literal(t("mijn.titel", naam=now.unit.name, periode=when)), anchor=False)
    with st.container(key="mijn"):
        left, right = st.columns([56, 44], gap="medium")
    with left:
        told(now)
    with right:
        map_view.show(layer(now), key="mijn_kaart", height=380)
        st.caption(t("mijn.kaart_uitleg"))
    closing(viewer)


def told(now: Looked) -> None:
    """Say what light the buurt has, and the three things to know of it."""
    model = reads.model(now.viewer)
    st.html(light_card(now.card.unit))
    good, bad = st.columns(2, gap="small")
    good.html(well(now, model))
    bad.html(attention(now, model))
    st.html(changed(now))


def closing(viewer: Viewer) -> None:
    """Lead on to handing in a signal, and say what is not shown and why."""
    if SIGNALS.exists() and viewer.may(Permission.HAND_IN_SIGNAL):
        st.page_link(SIGNALS, label=t("mijn.melden"), icon=":material/edit_note:")
    st.html(f'<p class="bs-note">{words(t("mijn.privacy"))}</p>')


guarded(page, needs=Permission.SEE_MY_AREA)
