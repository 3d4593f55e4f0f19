"""A planned meeting that gets another day or other parties, or is called off."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.domain.access import Permission, Viewer
from data.domain.meetings import Meeting
from data.domain.parties import Party
from pages.ui.agreements.words import party
from pages.ui.meeting import address, writes
from pages.ui.text import t
from pages.ui.writes import field, forget

MISSED = "overleg_al_verzet"
"""In the session: somebody else was first."""


def moving(viewer: Viewer, meeting: Meeting) -> None:
    """Draw both, folded away, for who may open the meeting."""
    if not viewer.may(Permission.OPEN_MEETING):
        return
    with st.expander(t("overleg.verzetten")):
        _move(viewer, meeting)
        with st.popover(t("overleg.afzeggen")):
            _call_off(viewer, meeting)


def _move(viewer: Viewer, meeting: Meeting) -> None:
    form = "overleg_verzetten"
    if st.session_state.pop(MISSED, False):
        st.warning(t("overleg.al_verzet"))
    shown = st.session_state.setdefault(field(form, "gezien"), (meeting.on, meeting.parties))
    with st.form(form, border=False):
        on = st.date_input(t("overleg.dag"), meeting.on, key=field(form, "dag"), format="DD-MM-YYYY")
        there, key = [one.value for one in Party], field(form, "partijen")
        invited = st.multiselect(t("afspraak.partijen"), there, list(meeting.parties), format_func=party, key=key)
        sent = st.form_submit_button(t("overleg.verzet_knop"))
    if not sent or not isinstance(on, date):
        return
    if shown != (meeting.on, meeting.parties):
        forget(form)
        st.session_state[MISSED] = True
        st.rerun()  # the form shows what stands there now
    address.stored(writes.change(viewer, form, meeting.number, meeting.version, on, invited))


def _call_off(viewer: Viewer, meeting: Meeting) -> None:
    st.markdown(t("overleg.afzeggen_uitleg"))
    if st.button(t("overleg.afzeggen_zeker"), key="overleg_afzeggen"):
        number = writes.cancel(viewer, "overleg_afzeggen", meeting.number, meeting.version)
        if number:
            address.show("")
        address.stored(number)
