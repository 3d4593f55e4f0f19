"""Forms about agreements: terms, a note, a count, another stage; what was typed stays when saving fails."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.domain.access import Viewer
from data.domain.agreements import PLACES, STEPS, Agreement, Gauge, Measure, Milestone, Sort, Terms
from data.domain.areas import Level
from data.domain.indicators import catalogue
from data.domain.parties import Party
from pages.ui import reads as figures
from pages.ui.agreements import reads, words, writes
from pages.ui.agreements.address import show
from pages.ui.rows import records
from pages.ui.text import language, t
from pages.ui.writes import confirmed, field

SAVED = "afspraak_bewaard"
"""Where the session keeps the number of what was stored last, until it was said."""


def new_agreement(viewer: Viewer) -> None:
    """Draw the form for a new agreement."""
    owner = viewer.party.value if viewer.party else ""
    blank = Terms(Sort.FOCUS, "", parties=(owner,) if owner else (), owner=owner, starts=reads.today())
    terms = terms_form(viewer, "afspraak_nieuw", blank)
    if terms is not None:
        number = writes.propose(viewer, "afspraak_nieuw", terms)
        if number:
            st.session_state[SAVED] = number
            show(number)
            st.rerun()


def other_terms(viewer: Viewer, agreement: Agreement) -> None:
    """Draw the form for another wording; the version is that of the moment at which the form was drawn."""
    form = f"afspraak_{agreement.number}_{agreement.version}"
    terms = terms_form(viewer, form, agreement.terms)
    if terms is not None and writes.reword(viewer, form, agreement.number, agreement.version, terms):
        _saved(agreement.number)


def terms_form(viewer: Viewer, key: str, old: Terms) -> Terms | None:
    """Draw the fields of an agreement; give what was typed once it is sent."""
    places = place_choices(viewer, old)
    with st.form(key, border=False):
        title = st.text_input(t("afspraak.titel"), old.title, key=f"{key}_titel")
        wording = st.text_area(t("afspraak.tekst"), old.wording, key=f"{key}_tekst")
        first, second, third = st.columns(3)
        with first:
            sorts = list(Sort)
            sort = st.selectbox(t("afspraak.soort"), sorts, sorts.index(old.sort), sort_name, key=f"{key}_soort")
            there = [*Party, *(one for one in old.parties if one not in list(Party))]
            parties = st.multiselect(t("afspraak.partijen"), there, list(old.parties), format_func=words.party,
                                     key=f"{key}_partijen")  # fmt: skip
            owner = st.selectbox(t("afspraak.eigenaar"), ["", *there], ["", *there].index(old.owner), words.party,
                                 key=f"{key}_eigenaar")  # fmt: skip
        with second:
            place = st.selectbox(t("afspraak.plaats"), list(places), list(places).index((old.level, old.unit_id)),
                                 places.__getitem__, key=f"{key}_plaats")  # fmt: skip
            starts = st.date_input(t("afspraak.begin"), old.starts, key=f"{key}_begin", format="DD-MM-YYYY")
            due = st.date_input(t("afspraak.eind"), old.due, key=f"{key}_eind", format="DD-MM-YYYY")
        with third:
            measure = measure_fields(key, old.measure)
        evidence = st.text_input(t("afspraak.bron"), old.evidence, key=f"{key}_bron")
        budget = st.text_input(t("afspraak.budget"), old.budget, key=f"{key}_budget")
        milestones = milestone_fields(key, old.milestones)
        sent = st.form_submit_button(t("afspraak.bewaar"), type="primary")
    if not sent:
        return None
    first_day, last_day = (one if isinstance(one, date) else None for one in (starts, due))
    return Terms(
        sort=Sort(str(sort)),
        title=title,
        wording=wording,
        parties=tuple(parties),
        owner=owner or "",
        level=place[0],
        unit_id=place[1],
        place=places[place],
        measure=measure,
        starts=first_day,
        due=last_day,
        evidence=evidence,
        budget=budget,
        milestones=milestones,
    )


def sort_name(sort: Sort) -> str:
    """Name of a kind of agreement."""
    return t(f"soort.{sort.value}")


def measure_fields(key: str, old: Measure | None) -> Measure | None:
    """Draw the fields of the measure; no measure where none is chosen."""
    known = catalogue()
    kept = [old.indicator] if old and old.indicator and old.indicator not in known else []
    plain = [gauge.value for gauge in Gauge if gauge is not Gauge.INDICATOR]
    choices = ["", *plain, *known, *kept]
    now = "" if old is None else old.indicator or old.gauge.value

    def name(choice: str) -> str:
        if choice in known:
            return known[choice].label(language())
        return t(f"maat.{choice}") if choice in plain else t("maat.weg", code=choice) if choice else t("maat.geen")

    chosen = st.selectbox(t("afspraak.maat"), choices, choices.index(now), name, key=f"{key}_maat")
    baseline = st.number_input(t("afspraak.nul"), value=old.baseline if old else None, key=f"{key}_nul")
    target = st.number_input(t("afspraak.doel"), value=old.target if old else None, key=f"{key}_doel")
    st.caption(t("afspraak.maat_uitleg"))
    if not chosen:
        return None
    gauge = Gauge(chosen) if chosen in plain else Gauge.INDICATOR
    direction = known[chosen].direction if chosen in known else 1
    return Measure(gauge, "" if chosen in plain else chosen, baseline, target, direction)


def milestone_fields(key: str, old: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
    """Draw a line for every milestone and an empty one; a line without a day or words is none."""
    found = []
    for place in range(len(old) + 1):
        one = old[place] if place < len(old) else None
        day, text, value, done = st.columns([20, 48, 18, 14], vertical_alignment="bottom")
        due = day.date_input(t("afspraak.mijlpaal"), one.due if one else None, key=f"{key}_m{place}_dag",
                             format="DD-MM-YYYY")  # fmt: skip
        said = text.text_input(t("afspraak.mijlpaal_tekst"), one.words if one else "", key=f"{key}_m{place}_tekst")
        figure = value.number_input(t("afspraak.mijlpaal_cijfer"), value=one.value if one else None,
                                    key=f"{key}_m{place}_cijfer")  # fmt: skip
        ready = done.checkbox(t("afspraak.mijlpaal_klaar"), one.done if one else False, key=f"{key}_m{place}_klaar")
        if isinstance(due, date) and said.strip():
            found.append(Milestone(due, said, figure, ready))
    return tuple(found)


def note_form(viewer: Viewer, agreement: Agreement) -> None:
    """Draw the form for a line about progress."""
    form = f"regel_{agreement.number}"
    with st.form(form, clear_on_submit=False, border=False):
        said = st.text_input(t("afspraak.regel"), key=field(form, "tekst"))
        if st.form_submit_button(t("afspraak.regel_bewaar")) and writes.note(viewer, form, agreement.number, said):
            _saved(agreement.number)


def report_form(viewer: Viewer, agreement: Agreement) -> None:
    """Draw the form for a count."""
    form = f"telling_{agreement.number}"
    with st.form(form, border=False):
        first, second, third = st.columns([25, 25, 50], vertical_alignment="bottom")
        on = first.date_input(t("afspraak.telling_dag"), "today", key=f"{form}_dag", format="DD-MM-YYYY")
        value = second.number_input(t("afspraak.telling"), value=0.0, key=f"{form}_waarde")
        source = third.text_input(t("afspraak.telling_bron"), key=field(form, "bron"))
        sent = st.form_submit_button(t("afspraak.telling_bewaar"))
    if sent and isinstance(on, date) and writes.report(viewer, form, agreement.number, on, value, source):
        _saved(agreement.number)


def stage_buttons(viewer: Viewer, agreement: Agreement) -> None:
    """Draw a button for every stage that may follow."""
    with st.container(horizontal=True):
        for stage in STEPS[agreement.stage]:
            form = f"fase_{agreement.number}_{stage.value}"
            pressed = st.button(t(f"fase.naar_{stage.value.lower()}"), key=form)
            if pressed and writes.move(viewer, form, agreement.number, agreement.version, stage):
                _saved(agreement.number)


def place_choices(viewer: Viewer, old: Terms | None = None) -> dict[tuple[str, str], str]:
    """Give the places that can be chosen, by level and code; what was chosen before stays, also when it is gone."""
    place = figures.place(viewer)
    root = figures.locate(viewer, Level.MUNICIPALITY, place.root)
    found = {("", ""): t("afspraak.overal")}
    for level in [one for one in PLACES if one in place.levels and one not in (Level.STREET, Level.MUNICIPALITY)]:
        rows = records(figures.units(viewer, root, level, place.periods[-1])) if root else []
        found |= {
            (level.value, str(row["unit_id"])): f"{row['name']} ({t(f'niveau.{level.value}').lower()})" for row in rows
        }
    return found if old is None or (old.level, old.unit_id) in found else found | {(old.level, old.unit_id): old.place}


def told() -> None:
    """Say once that something was stored."""
    number = st.session_state.pop(SAVED, None)
    if number:
        confirmed(number)


def _saved(number: str) -> None:
    st.session_state[SAVED] = number
    st.rerun()
