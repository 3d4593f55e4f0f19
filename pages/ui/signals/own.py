"""What became of one's own signals, in one word each; and for a manager how many cases wait, and the glass."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.signals import GlassReason
from pages.ui import notation
from pages.ui.markup import table
from pages.ui.signals import parts, reads, writes
from pages.ui.text import t


def show(viewer: Viewer) -> None:
    """List the viewer's own entries with the word for how each stands."""
    found = reads.mine(viewer)
    if not found:
        st.info(t("eigen_meldingen.leeg"))
        return
    heads = [t(f"eigen_meldingen.{name}") for name in ("nummer", "wanneer", "wat", "stand")]
    rows = [
        [
            one.number,
            notation.day(one.handed_in),
            t(f"thema_signaal.{one.theme.value}"),
            t(f"woord_melder.{one.word.value}"),
        ]
        for one in found
    ]
    st.html(table(t("eigen_meldingen.titel"), heads, rows))
    st.caption(t("eigen_meldingen.uitleg"))


def counts(viewer: Viewer) -> None:
    """Count the open cases a wijk; a single one opens only by breaking the glass."""
    heads = [t(f"signalen_tellen.{name}") for name in ("wijk", "open", "laat")]
    found = reads.counts(viewer)
    rows = [
        [reads.area_name(viewer, Level.DISTRICT, one.district), notation.number(one.open), notation.number(one.late)]
        for one in found
    ]
    if not rows:
        st.info(t("signalen_tellen.leeg"))
    else:
        st.html(table(t("signalen_tellen.titel"), heads, rows, numbers=frozenset({1, 2})))
    _glass(viewer)


def _glass(viewer: Viewer) -> None:
    with st.expander(t("signalen_inzien.titel")):
        st.markdown(t("signalen_inzien.uitleg"))
        number = st.text_input(t("signalen_inzien.nummer"), key="inzien_nummer", placeholder="S-2026-0001")
        reason = st.selectbox(
            t("signalen_inzien.reden"),
            list(GlassReason),
            index=None,
            format_func=lambda one: t(f"inzage_reden.{one.value}"),
            key="inzien_reden",
            placeholder=t("signalen.kies"),
        )
        if st.button(t("signalen_inzien.doe"), key="inzien_doe", disabled=not (number.strip() and reason)) and reason:
            done = writes.break_glass(viewer, number.strip().upper(), GlassReason(reason))
            if done is not None:
                parts.open_case(done)
            parts.stored(done)
