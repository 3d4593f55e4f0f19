"""The list of meetings: the next one first, and the form that plans one."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.domain.access import Permission, Viewer
from data.domain.meetings import LENGTH, Meeting, Stage
from data.domain.parties import Party
from pages.ui import notation
from pages.ui.agreements.words import parties as named
from pages.ui.agreements.words import party
from pages.ui.markup import words
from pages.ui.meeting import address, reads, writes
from pages.ui.text import t


def overview(viewer: Viewer) -> None:
    """Draw the list of meetings, and the form for who may plan one."""
    there = sorted(reads.meetings(viewer).values(), key=lambda one: (one.on, one.number), reverse=True)
    planned = [one for one in reversed(there) if one.stage in (Stage.PLANNED, Stage.OPEN)]
    first = t("overleg.volgende", dag=notation.day(planned[0].on)) if planned else t("overleg.geen")
    st.title(first, anchor=False)
    address.told()
    st.markdown(t("overleg.uitleg"))
    for one in [*planned, *(one for one in there if one not in planned)]:
        _row(one)
    if viewer.may(Permission.OPEN_MEETING):
        with st.expander(t("overleg.plan")):
            plan_form(viewer)


def plan_form(viewer: Viewer) -> None:
    """Draw the form that plans a meeting."""
    with st.form("overleg_plan", border=False):
        on = st.date_input(t("overleg.dag"), "today", key="overleg_dag", format="DD-MM-YYYY")
        there = [one.value for one in Party]
        invited = st.multiselect(t("afspraak.partijen"), there, there[:3], format_func=party, key="overleg_partijen")
        length = st.number_input(t("overleg.lengte"), 15, 480, LENGTH, step=15, key="overleg_lengte", width=200)
        sent = st.form_submit_button(t("overleg.plan_knop"), type="primary")
    if sent and isinstance(on, date):
        number = writes.plan(viewer, "overleg_plan", on, invited, length)
        if number:
            address.show(number)
        address.stored(number)


def _row(meeting: Meeting) -> None:
    with st.container(key=f"overleg_rij_{meeting.number}", border=True):
        left, right = st.columns([70, 30], vertical_alignment="center")
        with left:
            name = t("overleg.naam", dag=notation.day(meeting.on))
            if meeting.stage is Stage.CANCELLED:
                st.markdown(name)  # there is nothing to see of it
            else:
                st.button(name, key=f"overleg_open_{meeting.number}", type="tertiary", on_click=address.show,
                          args=(meeting.number,))  # fmt: skip
            st.html(f'<p class="bs-note">{words(f"{meeting.number} · {named(meeting.parties)}")}</p>')
        with right:
            st.html(f'<p class="bs-head"><b>{words(t(f"overleg.fase_{meeting.stage.value}"))}</b></p>')
