"""Waakvlam at ``/signalen``: hand in a signal, work on it together, and hear what became of it."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui.gate import guarded
from pages.ui.signals import case_page, hand_in, inbox, learning, own, parts
from pages.ui.signals.parts import Part
from pages.ui.text import t


def page(viewer: Viewer) -> None:
    """Show one part of the work on signals; a case that was opened takes the page."""
    number = parts.opened()
    if number is not None and case_page.show(viewer, number):
        return
    st.title(t("signalen.titel"), anchor=False)
    draw = {
        Part.HAND_IN: hand_in.show,
        Part.INBOX: inbox.show,
        Part.OWN: own.show,
        Part.COUNTS: own.counts,
        Part.LEARNING: learning.show,
    }
    chosen = parts.switch(viewer)
    draw[chosen](viewer)


guarded(page, needs=Permission.HAND_IN_SIGNAL)
