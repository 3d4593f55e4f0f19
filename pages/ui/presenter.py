"""The projector: the map, its legend and the one sentence, led by keys; and the map alone on the whole page."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.ui import reads, state
from pages.ui.component import component
from pages.ui.layers.shape import Painted
from pages.ui.look import sheet
from pages.ui.markup import literal, words
from pages.ui.picture import Mode
from pages.ui.situation import Situation
from pages.ui.text import t
from pages.ui.unit_list import headline, presented, spoken

KEY, TAKEN = "kaart_toetsen", "kaart_toetsen_verwerkt"

KEYS = {
    "ArrowRight": "next",
    "PageDown": "next",
    "ArrowLeft": "previous",
    "PageUp": "previous",
    "ArrowDown": "open",
    "Enter": "open",
    "ArrowUp": "up",
    "Backspace": "up",
    "Escape": "leave",
}
"""What each key does on the projector; a remote control for slides sends PageDown and PageUp."""


def dress(mode: Mode) -> None:
    """Put the style sheet of a way of looking on the page."""
    if mode is not Mode.DESK:
        st.html(f"<style>{sheet(f'{mode.value}.css')}</style>")


def title(now: Situation, painted: Painted) -> None:
    """Draw the one sentence that says what is seen; before a room, what is selected."""
    said = spoken(now, painted) if now.view.picture.mode is Mode.PROJECTOR else headline(now, painted)
    st.title(literal(said), anchor=False)


def leave(now: Situation) -> None:
    """Draw what leads back to the desk, what the keys do, and that a demo is one: the header is away."""
    mode = now.view.picture.mode
    if mode is Mode.DESK:
        return
    with st.container(key="beeld_terug", horizontal=True, vertical_alignment="center"):
        if reads.place(now.viewer).demo:
            st.html(f'<span class="bs-demo">{words(t("kop.demo"))}</span>', width="content")
        if mode is Mode.PROJECTOR:
            st.markdown(t("beeld.toetsen"), width="content")
            keys(now)
        st.button(t("beeld.terug"), key="beeld_uit", on_click=to_mode, args=(now, Mode.DESK))


def mode_buttons(now: Situation) -> None:
    """Draw the ways to a larger map."""
    for mode in (Mode.FULL, Mode.PROJECTOR):
        st.button(
            t(f"beeld.{mode.value}"), key=f"beeld_{mode.value}", on_click=to_mode, args=(now, mode), width="stretch"
        )
    st.caption(t("beeld.uitleg"))


def to_mode(now: Situation, mode: Mode) -> None:
    """Draw the same view for another distance."""
    state.go(replace(now.view, picture=replace(now.view.picture, mode=mode)))


def keys(now: Situation) -> None:
    """Listen to the keys of the presenter; the page says how many it took in, and then gets the next one."""
    token = f"{now.view.unit_id} {now.view.child} {now.view.selected}"

    def pressed() -> None:
        st.session_state[TAKEN] = st.session_state.get(TAKEN, 0) + 1
        sent = (st.session_state.get(KEY) or {}).get("press") or {}
        if sent.get("token") == token:
            act(now, str(sent.get("act")))

    data = {"token": token, "keys": KEYS, "taken": st.session_state.get(TAKEN, 0)}
    component("keys")(key=KEY, data=data, on_press_change=pressed)


def act(now: Situation, wanted: str) -> None:
    """Do what a key asks for; nothing where there is no next, previous, above or inside."""
    if wanted in ("next", "previous"):
        _walk(now, 1 if wanted == "next" else -1)
    elif wanted == "open" and now.view.selected and now.opens(now.view.child):
        state.opened(now.view, now.view.child, now.view.selected)
    elif wanted == "up":
        _up(now)
    elif wanted == "leave":
        to_mode(now, Mode.DESK)


def _walk(now: Situation, steps: int) -> None:
    """Select the next or previous unit in the order of the list: red first."""
    if now.homes:
        return
    order = [now.code(row) for row in presented(now.units)]
    at = order.index(now.view.selected) + steps if now.view.selected in order else (0 if steps > 0 else len(order) - 1)
    if 0 <= at < len(order):
        state.select(now.view, order[at])


def _up(now: Situation) -> None:
    """Let the selection go; without one, go to the area around this one."""
    above = reads.trail(now.viewer, now.unit)[:-1]
    if now.view.selected:
        state.select(now.view, None)
    elif above:
        state.opened(now.view, above[-1].level, above[-1].unit_id)
