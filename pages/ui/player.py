"""The player: steps through the meetings one by one, or plays them, on the map that stays mounted."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.ui import notation, state
from pages.ui.component import component
from pages.ui.situation import Situation
from pages.ui.text import t

KEY = "kaart_speler"


def player(now: Situation, periods: tuple[str, ...]) -> None:
    """Draw the player; nothing with a single period."""
    if len(periods) == 1:
        return
    view = now.view
    token = f"{view.level} {view.unit_id} {view.child} {view.picture.layer}"

    def stepped() -> None:
        sent = (st.session_state.get(KEY) or {}).get("step") or {}
        to = sent.get("to")
        if sent.get("token") == token and isinstance(to, int) and 0 <= to < len(periods):
            state.go(replace(view, period=periods[to]))

    words = {name: t(f"speler.{name}") for name in ("name", "previous", "next", "play", "pause")}
    said = {**words, "now": notation.period(view.period)}
    data = {"token": token, "index": periods.index(view.period), "count": len(periods), "words": said}
    component("player")(key=KEY, data=data, on_step_change=stepped)
