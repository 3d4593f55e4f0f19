"""What is typed during the meeting: a minute, a decision or an action, each in one line, saved as it is typed."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from data.domain.access import Viewer
from data.domain.agenda import Section
from data.domain.agreed_lights import LIGHTS
from data.domain.meetings import Line
from data.domain.parties import Party
from data.domain.progress import Standing
from pages.ui.agreements.words import party
from pages.ui.meeting import reads, writes
from pages.ui.meeting.reads import Held, Item
from pages.ui.text import t
from pages.ui.writes import field

KIND = "overleg_soort"
KINDS = ("notulen", "besluit", "actie")
COMPUTED = "computed"
WEEKS = timedelta(weeks=4)
"""Day that a new action proposes: half-way to the next meeting."""


def line_form(viewer: Viewer, held: Held, item: Item) -> None:
    """Draw the one line; what is typed stays there until it is stored."""
    kinds = [*KINDS]
    if item.section is Section.BEHIND:
        kinds.append("stand")
    if held.book.spot(item.level, item.unit_id):
        kinds.append("kleur")
    left, right = st.columns([26, 74], vertical_alignment="bottom")
    with left:
        kind = st.selectbox(t("overleg.soort"), kinds, format_func=lambda one: t(f"overleg.soort_{one}"), key=KIND,
                            label_visibility="collapsed")  # fmt: skip
    with right, st.form(f"overleg_regel_{kind}", border=False):
        if kind == "actie":
            _action(viewer, held, item)
        elif kind == "stand":
            _standing(viewer, held, item)
        elif kind == "kleur":
            _light(viewer, held, item)
        else:
            _line(viewer, held, item, Line.MINUTE if kind == "notulen" else Line.DECISION)


def _line(viewer: Viewer, held: Held, item: Item, line: Line) -> None:
    text, send = st.columns([82, 18], vertical_alignment="bottom")
    said = text.text_input(t("overleg.regel"), key=field("overleg_regel", "tekst"), label_visibility="collapsed",
                           placeholder=t("overleg.regel"))  # fmt: skip
    if send.form_submit_button(t("overleg.bewaar"), type="primary"):
        _stored(writes.type_line(viewer, "overleg_regel", held.meeting.number, item.key, line, said))


def _action(viewer: Viewer, held: Held, item: Item) -> None:
    text, who, by, send = st.columns([36, 24, 22, 18], vertical_alignment="bottom")
    said = text.text_input(t("actie.wat"), key=field("overleg_actie", "tekst"), label_visibility="collapsed",
                           placeholder=t("actie.wat"))  # fmt: skip
    there = [one.value for one in Party]
    chosen = who.selectbox(t("actie.partij"), there, format_func=party, key="overleg_actie_wie",
                           label_visibility="collapsed")  # fmt: skip
    due = by.date_input(t("actie.wanneer"), held.book.on + WEEKS, key="overleg_actie_dag", format="DD-MM-YYYY",
                        label_visibility="collapsed")  # fmt: skip
    sent = send.form_submit_button(t("overleg.bewaar"), type="primary")
    if sent and isinstance(due, date):
        asked = (held.meeting.number, item.key, said, "", chosen or "", due)
        _stored(writes.agree(viewer, "overleg_actie", *asked))


def _standing(viewer: Viewer, held: Held, item: Item) -> None:
    which, text, send = st.columns([32, 50, 18], vertical_alignment="bottom")
    chosen = which.selectbox(t("overleg.stand"), list(Standing), format_func=lambda one: t(f"stand.{one}"),
                             key="overleg_stand", label_visibility="collapsed")  # fmt: skip
    why = text.text_input(t("actie.waarom"), key=field("overleg_stand", "waarom"), label_visibility="collapsed",
                          placeholder=t("actie.waarom"))  # fmt: skip
    if send.form_submit_button(t("overleg.bewaar"), type="primary"):
        _stored(writes.judge(viewer, "overleg_stand", held.meeting.number, item.records[0], Standing(str(chosen)), why))


def _light(viewer: Viewer, held: Held, item: Item) -> None:
    """Draw the choice of another light for the place, or of the computed one where another was agreed."""
    there = reads.agreed_light(viewer, item)
    spot = held.book.spot(item.level, item.unit_id)
    names = {one: t(f"stoplicht.{one}") for one in LIGHTS if spot is None or one != spot.state}
    if there:
        names[COMPUTED] = t("overleg.kleur_berekend")
    which, who, text, send = st.columns([22, 26, 34, 18], vertical_alignment="bottom")
    light = which.selectbox(t("overleg.kleur_kop"), list(names), format_func=names.__getitem__, key="overleg_kleur",
                            label_visibility="collapsed")  # fmt: skip
    asked = who.selectbox(t("actie.partij"), list(held.book.parties), format_func=party, key="overleg_kleur_wie",
                          label_visibility="collapsed")  # fmt: skip
    why = text.text_input(t("actie.waarom"), key=field("overleg_kleur", "waarom"), label_visibility="collapsed",
                          placeholder=t("actie.waarom"))  # fmt: skip
    if not send.form_submit_button(t("overleg.bewaar"), type="primary"):
        return
    if there and light == COMPUTED:
        _stored(writes.withdraw_light(viewer, "overleg_kleur", held.meeting.number, there.number))
    else:
        place, said = (item.level, item.unit_id), (light or "", asked or "", why)
        _stored(writes.agree_light(viewer, "overleg_kleur", held.meeting.number, place, *said))


def _stored(number: str | None) -> None:
    if number:
        st.toast(t("bewaren.gelukt", nummer=number))
        st.rerun(scope="app")
