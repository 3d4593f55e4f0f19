"""Preparing a meeting: the agenda that made itself, its order, concerns, readings, and the button that opens it."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Viewer
from data.domain.meetings import Meeting
from data.domain.parties import Party
from data.domain.readings import GIVEN
from pages.ui import notation
from pages.ui.agreements.forms import place_choices
from pages.ui.agreements.words import parties as named
from pages.ui.agreements.words import party
from pages.ui.markup import literal, table
from pages.ui.meeting import address, reads, writes
from pages.ui.meeting.moving import moving
from pages.ui.meeting.reads import Item, MeetingBook
from pages.ui.meeting.words import duration, title
from pages.ui.text import counted, t
from pages.ui.writes import field


def prepare(viewer: Viewer, meeting: Meeting) -> None:
    """Draw a planned meeting."""
    book = reads.prepared(viewer, meeting.number)
    st.button(t("overleg.alle"), key="overleg_alle", type="tertiary", on_click=address.show, args=("",))
    items = len(book.items)
    said = counted("overleg.punten", items, notation.number(items))
    st.title(t("overleg.titel_plan", dag=notation.day(meeting.on), wat=said), anchor=False)
    address.told()
    st.caption(t("overleg.uitgenodigd", nummer=meeting.number, partijen=named(meeting.parties)))
    left, right = st.columns([58, 42], gap="large")
    with left:
        agenda(viewer, meeting, book)
    with right:
        bring_form(viewer, meeting)
        reading_form(viewer, meeting)
        open_form(viewer, meeting)
        moving(viewer, meeting)


def agenda(viewer: Viewer, meeting: Meeting, book: MeetingBook) -> None:
    """List the items with the buttons that move and postpone them, for who may open the meeting."""
    st.header(t("overleg.agenda"), anchor=False)
    st.caption(t("overleg.agenda_uitleg"))
    leads = viewer.may(Permission.OPEN_MEETING)
    st.markdown(duration(book))
    for place, item in enumerate(book.items):
        with st.container(key=f"agenda_{place}", horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"{place + 1}\\. **{t(f'agenda.{item.section.value}')}** {literal(title(book, item))}", width="stretch"
            )
            with st.container(key=f"agenda_knoppen_{place}", horizontal=True, wrap=False, width="content"):
                _minutes(viewer, meeting, item, leads=leads)
                if leads:
                    _moves(viewer, meeting, book, place)
    if not book.items:
        st.info(t("overleg.leeg"))
    for item in book.postponed:
        with st.container(key=f"bewaard_{item.key}", horizontal=True, vertical_alignment="center"):
            st.markdown(f"{t('overleg.bewaard')} {literal(title(book, item))}", width="stretch")
            if leads and st.button(t("overleg.toch"), key=f"toch_{item.key}"):
                address.stored(writes.postpone(viewer, f"toch_{item.key}", meeting.number, item.key, back=True))
    if leads:
        with st.form("overleg_punt", border=False):
            said = st.text_input(t("overleg.zelf"), key=field("overleg_punt", "tekst"))
            if st.form_submit_button(t("overleg.zelf_knop")):
                address.stored(writes.add(viewer, "overleg_punt", meeting.number, said))


def _minutes(viewer: Viewer, meeting: Meeting, item: Item, *, leads: bool) -> None:
    if not leads:
        st.markdown(t("overleg.minuten_kort", n=notation.number(item.minutes)), width="content")
        return
    name = f"minuten_{item.key}_{item.minutes}"  # another number stored elsewhere makes another field
    wanted = st.number_input(t("overleg.minuten"), 1, 240, item.minutes, step=5, key=name, width=130,
                             label_visibility="collapsed")  # fmt: skip
    if wanted != item.minutes:
        address.stored(writes.time(viewer, name, meeting.number, item.key, wanted))


def _moves(viewer: Viewer, meeting: Meeting, book: MeetingBook, place: int) -> None:
    keys, item = [one.key for one in book.items], book.items[place]
    if st.button("↑", key=f"hoger_{place}", help=t("overleg.hoger"), disabled=place == 0):
        keys[place - 1], keys[place] = keys[place], keys[place - 1]
        address.stored(writes.arrange(viewer, f"hoger_{place}", meeting.number, meeting.version, keys))
    if st.button(t("overleg.stel_uit"), key=f"uitstel_{place}"):
        address.stored(writes.postpone(viewer, f"uitstel_{place}", meeting.number, item.key))


def bring_form(viewer: Viewer, meeting: Meeting) -> None:
    """Draw what the parties brought, and the form for one's own."""
    st.header(t("overleg.knelpunten"), anchor=False)
    brought = [one for one in reads.concerns(viewer, meeting.number) if not one.withdrawn]
    rows = [[one.words, one.place or t("afspraak.overal"), party(one.party)] for one in brought]
    if rows:
        heads = [t("overleg.knelpunt"), t("afspraak.plaats"), t("actie.partij")]
        st.html(table(t("overleg.ingebracht"), heads, rows))
    if viewer.may(Permission.BRING_CONCERN):
        places = place_choices(viewer)
        with st.form("knelpunt", border=False):
            said = st.text_input(t("overleg.knelpunt"), key=field("knelpunt", "tekst"))
            place = st.selectbox(
                t("afspraak.plaats"), list(places), format_func=places.__getitem__, key="knelpunt_plek"
            )
            if st.form_submit_button(t("overleg.breng_in")):
                address.stored(writes.bring(viewer, "knelpunt", meeting.number, said, place))


def reading_form(viewer: Viewer, meeting: Meeting) -> None:
    """Draw the readings that this party may see, and the form for its own."""
    if not viewer.may(Permission.GIVE_READING):
        return
    st.header(t("overleg.lezingen"), anchor=False)
    st.caption(t("overleg.lezingen_uitleg"))
    places = {key: name for key, name in place_choices(viewer).items() if key[1]}
    there = reads.readings(viewer, meeting.number)
    rows = [[places.get((one.level, one.unit_id), one.unit_id), party(one.party), t(f"stoplicht.{one.light}")]
            for one in there]  # fmt: skip
    if rows:
        heads = [t("afspraak.plaats"), t("actie.partij"), t("overleg.lezing_kop")]
        st.html(table(t("overleg.gegeven"), heads, rows))
    with st.form("lezing", border=False):
        place = st.selectbox(t("afspraak.plaats"), list(places), format_func=places.__getitem__, key="lezing_plek")
        light = st.radio(t("overleg.lezing_kop"), GIVEN, format_func=lambda one: t(f"stoplicht.{one}"), horizontal=True,
                         key="lezing_licht")  # fmt: skip
        why = st.text_input(t("actie.waarom"), key=field("lezing", "waarom"))
        if st.form_submit_button(t("overleg.lezing_knop")):
            given = writes.read(viewer, "lezing", meeting.number, place, light or "", why)
            address.stored(meeting.number if given else None)


def open_form(viewer: Viewer, meeting: Meeting) -> None:
    """Draw the form that opens the meeting: who is there, and what happens then."""
    if not viewer.may(Permission.OPEN_MEETING):
        return
    st.header(t("overleg.openen"), anchor=False)
    st.caption(t("overleg.openen_uitleg"))
    with st.form("overleg_openen", border=False):
        known = [one for one in meeting.parties if one in list(Party)]
        there = st.multiselect(t("overleg.aanwezig"), list(meeting.parties), known, format_func=party,
                               key=f"overleg_aanwezig_{'_'.join(meeting.parties)}")  # fmt: skip
        sent = st.form_submit_button(t("overleg.openen_knop"), type="primary")
    if sent:
        with st.spinner(t("overleg.vastleggen")):
            number = writes.open_meeting(viewer, "overleg_openen", meeting.number, meeting.version, there)
        if number:
            address.become_screen(number, viewer.person)
            st.rerun()
