"""Beheer: give people roles and areas, see every change of those, and what is live; never case data."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui.administration import changes_log, live_data, people_list
from pages.ui.gate import guarded
from pages.ui.text import t

PARTS = {"mensen": people_list.show, "wijzigingen": changes_log.show, "gegevens": live_data.show}
"""Parts of the page, by the key of their name."""


def page(viewer: Viewer) -> None:
    """Show the part that is chosen."""
    st.title(t("beheer.titel"), anchor=False)
    names = {part: t(f"beheer.{part}") for part in PARTS}
    st.session_state.setdefault("beheer_deel", "mensen")
    chosen = st.segmented_control(
        t("beheer.deel"),
        list(names),
        format_func=names.__getitem__,
        key="beheer_deel",
        required=True,
        label_visibility="collapsed",
    )
    PARTS[str(chosen)](viewer)


guarded(page, needs=Permission.MANAGE_PEOPLE)
