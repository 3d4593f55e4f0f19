"""The choice between the buurten of the own area; it stands in the address."""

from __future__ import annotations

import streamlit as st

from pages.ui import state
from pages.ui.own_area.looked import Looked
from pages.ui.text import t

KEY = "mijn_keuze"


def choose(now: Looked) -> None:
    """Draw the choice, where there is one."""
    if len(now.choices) < 2:  # noqa: PLR2004 (one is no choice)
        return
    names = {one.unit_id: one.name for one in now.choices}
    st.session_state[KEY] = now.unit.unit_id
    st.selectbox(t("mijn.kies"), list(names), format_func=names.__getitem__, key=KEY, on_change=_go, width=320)


def _go() -> None:
    st.query_params[state.AREA] = str(st.session_state[KEY])
