"""Agreements and actions at ``/afspraken``: how each stands and why, and who does what by when."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui.agreements import address, reads
from pages.ui.agreements.actions import actions_page
from pages.ui.agreements.detail import detail
from pages.ui.agreements.overview import overview
from pages.ui.gate import guarded
from pages.ui.text import t

PART_WIDGET = "afspraken_deel"


def page(viewer: Viewer) -> None:
    """Show the list, one agreement, or the actions."""
    asked = reads.agreements(viewer).get(address.number()) if address.number() else None
    if asked is not None:
        detail(viewer, asked)
        return
    parts()
    if address.part() == "acties":
        actions_page(viewer)
    else:
        if address.number():
            st.info(t("afspraken.onbekend"))
        overview(viewer)


def parts() -> None:
    """Draw the switch between agreements and actions."""
    st.session_state[PART_WIDGET] = address.part()
    st.segmented_control(
        t("afspraken.deel"),
        address.PARTS,
        format_func=lambda one: t(f"afspraken.deel_{one}"),
        key=PART_WIDGET,
        required=True,
        on_change=lambda: address.show_part(str(st.session_state[PART_WIDGET])),
        label_visibility="collapsed",
    )


guarded(page, needs=Permission.SEE_AGREEMENTS)
