"""Which meeting is looked at, in the address, and where the screen of a meeting is, in the session."""

from __future__ import annotations

import time

import streamlit as st

from pages.ui.sign_in import configured
from pages.ui.text import language
from pages.ui.viewer import SCREEN_BY, SCREEN_KEY, leave, project
from pages.ui.writes import confirmed

NUMBER, LANGUAGE = "overleg", "taal"
PLACE, BLANK, ABOVE = "overleg_plek", "overleg_is_zwart", "overleg_boven"
SPENT, SINCE = "overleg_tijden", "overleg_sinds"
SAVED = "overleg_bewaard"


def number() -> str:
    """Give the number that the address asks for; empty for the list."""
    return str(st.query_params.get(NUMBER, ""))


def show(wanted: str) -> None:
    """Look at a meeting, or at the list with an empty number."""
    st.query_params.from_dict({**({NUMBER: wanted} if wanted else {}), LANGUAGE: language()})


def stored(wanted: str | None) -> None:
    """Draw the page again once something was stored, which it then says; None, when nothing was, leaves it."""
    if wanted:
        st.session_state[SAVED] = wanted
        st.rerun()


def told() -> None:
    """Say once that something was stored."""
    wanted = st.session_state.pop(SAVED, None)
    if wanted:
        confirmed(wanted)


def screen() -> str:
    """Give the number of the meeting that this session is the screen of; empty for none."""
    return str(st.session_state.get(SCREEN_KEY, ""))


def become_screen(wanted: str, opener: str = "") -> None:
    """Make this session the screen of a meeting under the name of who opened it; empty: it is no screen any more.

    From then on it shows what the projector may show and is not closed for being idle, until somebody signs in again.
    """
    if wanted:
        project()
    st.session_state.update({SCREEN_KEY: wanted, SCREEN_BY: opener})
    st.session_state.update({PLACE: 0, BLANK: False, ABOVE: not wanted})


def leave_screen() -> None:
    """Leave the screen of a meeting, which asks to sign in again: the room saw it without anybody at the keys."""
    become_screen("")
    if configured():
        leave()


def place(count: int) -> int:
    """Give the position of the item that is shown, within the agenda."""
    return min(max(int(st.session_state.get(PLACE, 0)), 0), max(count - 1, 0))


def go(wanted: int) -> None:
    """Show an item."""
    st.session_state.update({PLACE: wanted, ABOVE: False, BLANK: False})


def spent(key: str) -> float:
    """Give the seconds that an item was on the screen, this moment included."""
    kept: dict[str, float] = st.session_state.setdefault(SPENT, {})
    now = time.monotonic()
    last, since = st.session_state.get(SINCE, ("", now))
    kept[last] = kept.get(last, 0.0) + now - since
    st.session_state[SINCE] = (key, now)
    return kept.get(key, 0.0)
