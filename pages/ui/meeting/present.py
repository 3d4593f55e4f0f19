"""The meeting on the projector: one decision a screen, map left, reasons right, keys, a clock, minutes on the spot."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.domain.access import Viewer
from data.domain.agenda import Section
from pages.ui import notation
from pages.ui.component import component
from pages.ui.look import sheet
from pages.ui.markup import literal, words
from pages.ui.meeting import address, reads, typing, writes
from pages.ui.meeting.reads import Held, Item
from pages.ui.meeting.spot_map import spot_map
from pages.ui.meeting.words import duration, reasons, title, typed
from pages.ui.text import t


def present(viewer: Viewer, number: str) -> None:
    """Draw the screen of an open meeting."""
    told = reads.held(viewer, number)
    there = [one for one in told.book.items if one.key not in told.meeting.postponed]
    held = replace(told, book=replace(told.book, items=tuple(there)))
    st.html(f"<style>{sheet('meeting.css')}</style>")
    if st.session_state.get(address.BLANK):
        st.html('<div class="bs-blank"></div>')
    place = address.place(len(there))
    if st.session_state.get(address.ABOVE) or not there:
        above(viewer, held)
    else:
        scene(viewer, held, there[place])
        typing.line_form(viewer, held, there[place])
    buttons(viewer, held, place)


def head(held: Held, item: Item | None) -> None:
    """Draw the line that says what this screen is, which item it is, and for how long."""
    count = len(held.book.items)
    left, right = st.columns([80, 20], vertical_alignment="center")
    with left:
        where = f"{held.book.items.index(item) + 1}/{count} {t(f'agenda.{item.section.value}')}" if item else ""
        invented = t("overleg.verzonnen") if held.book.demo else held.book.place
        told = f"<b>{words(t('overleg.scherm'))}</b><span>{words(where)}</span><span>{words(invented)}</span>"
        st.html(f'<p class="bs-screen">{told}</p>')
    with right:
        key = item.key if item else ""
        planned = 60 * item.minutes if item else 0
        data = {"seconds": address.spent(key), "planned": planned, "label": t("overleg.klok"), "item": key,
                "over": t("overleg.over_tijd")}  # fmt: skip
        component("meeting_keys")(key="overleg_toetsen", data=data)


def scene(viewer: Viewer, held: Held, item: Item) -> None:
    """Draw one item: the sentence, the map where it is about a place, the reasons, and what was typed."""
    head(held, item)
    st.title(literal(title(held.book, item)), anchor=False)
    if item.section is Section.ACTION:
        with st.container(key="overleg_redenen"):
            behind(held, item)
        return
    left, right = st.columns([54, 46], gap="medium")
    with left:
        spot_map(viewer, held.book, item)
    with right, st.container(key="overleg_redenen"):
        behind(held, item)


def behind(held: Held, item: Item) -> None:
    """List the reasons, and below them what was typed at this item, as it was typed."""
    told = "".join(f"<li>{words(one)}</li>" for one in reasons(held.book, item))
    st.html(f'<ul class="bs-reasons">{told}</ul>')
    lines = [f"<li><b>{words(kind)}</b> {words(said)}</li>" for kind, said in typed(held, item)]
    if lines:
        st.html(f'<ul class="bs-reasons bs-typed">{"".join(lines)}</ul>')


def above(viewer: Viewer, held: Held) -> None:
    """Draw the agenda from above: every item a button; and the buttons that close and leave the meeting."""
    head(held, None)
    st.title(t("overleg.titel_open", dag=notation.day(held.book.on)), anchor=False)
    with st.container(key="overleg_redenen"):
        st.markdown(duration(held.book))
        for place, item in enumerate(held.book.items):
            done = " ✓" if held.meeting.at(item.key) else ""
            st.button(f"{place + 1}. {literal(title(held.book, item))}{done}", key=f"overleg_naar_{place}",
                      type="tertiary", on_click=address.go, args=(place,))  # fmt: skip
    if st.button(t("overleg.sluit"), key="overleg_sluit", type="primary"):
        number = writes.close(viewer, "overleg_sluit", held.meeting.number)
        if number:
            address.become_screen("")
            address.show(number)
            st.rerun()


def buttons(viewer: Viewer, held: Held, place: int) -> None:
    """Draw the buttons that the keys press."""
    count, shown = len(held.book.items), not st.session_state.get(address.ABOVE)
    with st.container(key="overleg_knoppen", horizontal=True):
        st.button(t("overleg.terug"), key="overleg_terug", disabled=place == 0, on_click=address.go, args=(place - 1,))
        st.button(t("overleg.verder"), key="overleg_verder", disabled=place + 1 >= count, on_click=address.go,
                  args=(place + 1,))  # fmt: skip
        st.button(t("overleg.omhoog"), key="overleg_omhoog", on_click=_flip, args=(address.ABOVE,))
        st.button(t("overleg.zwart"), key="overleg_zwart", on_click=_flip, args=(address.BLANK,))
        if shown and count and st.button(t("overleg.stel_uit"), key="overleg_uitstel"):
            item = held.book.items[place]
            if writes.postpone(viewer, "overleg_uitstel", held.meeting.number, item.key):
                st.rerun()
        st.button(t("overleg.verlaat"), key="overleg_verlaat", type="tertiary", on_click=address.leave_screen)


def _flip(name: str) -> None:
    st.session_state[name] = not st.session_state.get(name)
