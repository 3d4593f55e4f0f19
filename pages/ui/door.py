"""The screen of somebody who is not inside: sign in, or hear why that was not enough."""

from __future__ import annotations

import streamlit as st

from data.domain.errors import BuurtstoplichtError
from pages.ui import live, viewer
from pages.ui.attendance import Attendance
from pages.ui.header import language_switch
from pages.ui.text import t
from pages.ui.viewer import Closed

SHORTEST = 1.0
LONGEST = 60.0
"""Seconds between two looks whether somebody is still there."""


def door(why: Closed) -> None:
    """Draw the door instead of a page; nothing of the figures is on it.

    Parameters
    ----------
    why
        Decides what it says, and whether it offers signing in or signing out.
    """
    with st.container(key="deur", width=560):
        st.title(t(f"deur.{why}_titel"), anchor=False)
        st.write(t(f"deur.{why}_zin"))
        if why is Closed.UNKNOWN:
            st.button(t("account.afmelden"), key="deur_afmelden", type="primary", on_click=viewer.leave)
        else:
            st.button(t("deur.aanmelden"), key="deur_aanmelden", type="primary", on_click=st.login)
        language_switch()


def watch() -> None:
    """Look now and then whether who signed in is still there, and close the screen when not."""
    if viewer.state() is None:
        return
    pause = min(LONGEST, max(SHORTEST, live.settings().idle_minutes * 60 / 4))
    st.fragment(_look, run_every=pause)()


def _look() -> None:
    try:
        gone = viewer.state() is not Attendance.PRESENT
    except BuurtstoplichtError:
        gone = True
    if gone:
        st.rerun()
