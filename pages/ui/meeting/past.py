"""A meeting that was opened, shown again: what it was made of, what was decided, and every item as it was."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Viewer
from data.domain.meetings import Line, Stage
from pages.ui import notation, reads
from pages.ui.agreements.words import parties, party
from pages.ui.markup import literal, table
from pages.ui.meeting import address
from pages.ui.meeting.present import behind
from pages.ui.meeting.reads import Held, Item
from pages.ui.meeting.reads import held as opened
from pages.ui.meeting.spot_map import spot_map
from pages.ui.meeting.words import light_words, title, written
from pages.ui.pack.control import take_home
from pages.ui.text import t

HASH = 12
"""Characters of a hash that are shown; the whole stands in the records."""


def past(viewer: Viewer, number: str) -> None:
    """Draw a meeting that was opened before."""
    held = opened(viewer, number)
    st.button(t("overleg.alle"), key="overleg_alle", type="tertiary", on_click=address.show, args=("",))
    st.title(t(f"overleg.titel_{held.meeting.stage.value}", dag=notation.day(held.book.on)), anchor=False)
    if held.meeting.stage is Stage.OPEN:
        resume(viewer, held)
    take_home(viewer, held)
    left, right = st.columns([60, 40], gap="large")
    with right:
        st.html(stamp(viewer, held))
    with left:
        st.html(decisions(held))
        if held.actions:
            st.html(actions(held))
    item = chosen(held)
    if item is not None:
        spot, why = st.columns([54, 46], gap="medium")
        with spot:
            spot_map(viewer, held.book, item)
        with why:
            behind(held, item)


def resume(viewer: Viewer, held: Held) -> None:
    """Let who opened the meeting go on with it on this screen; tell everybody else that it is open."""
    if viewer.person and viewer.person == held.meeting.opened_by:
        st.button(t("overleg.ga_verder"), key="overleg_ga_verder", type="primary", on_click=address.become_screen,
                  args=(held.meeting.number, viewer.person))  # fmt: skip
    else:
        st.info(t("overleg.elders"))


def chosen(held: Held) -> Item | None:
    """Draw the choice of the item that is shown."""
    items = held.book.items
    if not items:
        st.info(t("overleg.leeg"))
        return None
    names = [f"{place}. {title(held.book, one)}" for place, one in enumerate(items, 1)]
    place = st.selectbox(t("overleg.onderwerp"), range(len(items)), format_func=names.__getitem__,
                         key=f"overleg_onderwerp_{held.meeting.number}")  # fmt: skip
    item = items[place or 0]
    st.header(literal(title(held.book, item)), anchor=False)
    return item


def stamp(viewer: Viewer, held: Held) -> str:
    """Write what the figures are made of; the same whenever it is shown."""
    book, made = held.book, held.book.stamp
    rows = [
        [t("overleg.nummer"), book.number],
        [t("overleg.plaats"), f"{book.place} ({t('kop.demo')})" if book.demo else book.place],
        [t("overleg.aanwezig"), parties(book.parties)],
        [t("kaart.periode"), notation.period(made.period)],
        [t("overleg.vergeleken"), notation.period(made.previous) if made.previous else t("maat.onbekend")],
        [t("overleg.geopend"), notation.moment(made.opened_at)],
        [t("overleg.kenmerk"), held.hash[:HASH]],
        [t("overleg.gegevens"), made.data_hash[:HASH]],
        [t("verantwoording.model"), f"{made.model_id} ({made.model_hash[:HASH]})"],
        [t("overleg.vrijgave"), made.release_hash[:HASH] or t("maat.onbekend")],
        [t("overleg.programma"), made.code[:HASH]],
    ]
    if reads.publication(viewer).get("model_hash") != made.model_hash:
        rows.append([t("overleg.let_op"), t("overleg.ander_model")])
    return table(t("overleg.gemaakt_van"), [t("afspraak.kenmerk"), t("afspraak.waarde")], rows)


def decisions(held: Held) -> str:
    """Write minutes and decisions, decisions first, each as it was typed."""
    names = {one.key: title(held.book, one) for one in (*held.book.items, *held.book.postponed)}
    typed = sorted(held.meeting.typed, key=lambda one: one.line is not Line.DECISION)
    kinds = {Line.MINUTE: t("overleg.notulen"), Line.DECISION: t("overleg.besluit")}
    rows = [[kinds[one.line], written(one.words), names.get(one.item, ""), notation.moment(one.at)] for one in typed]
    rows += [
        [t("overleg.kleur_kop"), said, place_name(held, one.level, one.unit_id), notation.moment(one.at)]
        for one in held.lights
        for said in light_words(held, one)
    ]
    heads = [t("overleg.soort"), t("overleg.tekst"), t("overleg.onderwerp"), t("afspraak.wanneer")]
    return table(t("overleg.verslag") if rows else t("overleg.verslag_leeg"), heads, rows)


def place_name(held: Held, level: str, unit_id: str) -> str:
    """Name of a place of the book; its code where the book does not know it."""
    spot = held.book.spot(level, unit_id)
    return spot.name if spot else unit_id


def actions(held: Held) -> str:
    """Write the actions that were agreed, as they stand now."""
    rows = [
        [written(one.words), one.who or party(one.party), notation.day(one.due), t(f"overleg.actie_{one.stage.value}")]
        for one in held.actions
    ]
    return table(t("overleg.acties"), [t("actie.wat"), t("actie.wie"), t("actie.wanneer"), t("actie.hoe")], rows)
