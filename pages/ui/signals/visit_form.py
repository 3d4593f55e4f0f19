"""Planning the visit of two, and the file for their calendars."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial

import streamlit as st
from icalendar import Calendar, Event

from data.domain.access import Viewer
from data.domain.parties import Party
from data.domain.subjects import ZONE
from pages.ui.signals import parts, reads, writes
from pages.ui.signals.reads import Case, Colleague
from pages.ui.text import t

MINUTES = (30, 45, 60, 90)
TEN = time(10)


def show(viewer: Viewer, case: Case) -> None:
    """Draw the form: when, how long, and who of each organisation."""
    st.markdown(t("zaak.bezoek_uitleg"))
    key = f"bezoek_{case.number}"
    today = reads.now().astimezone(ZONE).date()
    with st.container(horizontal=True):
        day = st.date_input(
            t("zaak.dag"), today + timedelta(days=2), min_value=today, key=f"{key}_dag", format="DD-MM-YYYY"
        )
        begin = st.time_input(t("zaak.tijd"), TEN, key=f"{key}_tijd", step=900)
        minutes = st.selectbox(t("zaak.duur"), MINUTES, index=1, key=f"{key}_duur")
    colleagues = reads.colleagues(viewer, case)
    chosen = [_person(colleagues, party, viewer, key) for party in (Party.CORPORATION, Party.MUNICIPALITY)]
    if st.button(t("stap_doen.visit_planned"), key=f"{key}_doe", type="primary"):
        starts = datetime.combine(day, begin, tzinfo=ZONE)
        people = tuple(person for person in chosen if person)
        parts.stored(writes.plan(viewer, case, starts, int(minutes), people))


def _person(colleagues: list[Colleague], party: Party, viewer: Viewer, key: str) -> str:
    found = {one.person: one for one in colleagues if one.party is party}
    own = list(found).index(viewer.person) if viewer.person in found else None
    person = st.selectbox(
        t(f"zaak.bezoeker_{party.value}"),
        list(found),
        index=own if own is not None else 0 if len(found) == 1 else None,
        format_func=lambda one: found[one].name,
        key=f"{key}_{party.value}",
        placeholder=t("signalen.kies"),
    )
    return str(person or "")


def download(case: Case) -> None:
    """Draw the button that gives the planned visit as a file for the calendar."""
    if case.visit is not None:
        st.download_button(
            t("zaak.agenda"),
            partial(calendar, case, t("zaak.agenda_titel", nummer=case.number), t("zaak.agenda_tekst")),
            file_name=f"{case.number}.ics",
            mime="text/calendar",
            key=f"agenda_{case.number}",
            on_click="ignore",
            icon=":material/event:",
        )


def calendar(case: Case, title: str, text: str) -> bytes:
    """Write a planned visit as iCalendar: a number and a moment; the address stays behind the sign-in."""
    if case.visit is None:
        message = f"{case.number} has no planned visit"
        raise ValueError(message)
    event = Event()
    event.add("uid", f"{case.number}@buurtstoplicht")
    event.add("dtstamp", case.since)
    event.add("sequence", case.version)
    event.add("dtstart", case.visit.starts)
    event.add("dtend", case.visit.starts + timedelta(minutes=case.visit.minutes))
    event.add("summary", title)
    event.add("description", text)
    event.add("class", "PRIVATE")
    whole = Calendar()
    whole.add("prodid", "-//Buurtstoplicht//NL")
    whole.add("version", "2.0")
    whole.add_component(event)
    made: bytes = whole.to_ical()
    return made
