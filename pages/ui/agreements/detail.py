"""One agreement: how it stands and why, what was agreed, its course in time, and every wording it had."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data.domain.access import Viewer
from data.domain.agreements import Agreement, Gauge, Terms, wording_on
from pages.ui import notation
from pages.ui.agreements import forms, picture, reads, words
from pages.ui.agreements.actions import action_table
from pages.ui.agreements.address import show
from pages.ui.agreements.helped import helped
from pages.ui.agreements.reads import AgreementLine
from pages.ui.markup import literal, table
from pages.ui.markup import words as encoded
from pages.ui.text import t


def detail(viewer: Viewer, agreement: Agreement) -> None:
    """Draw one agreement."""
    line = reads.line(viewer, agreement)
    st.button(t("afspraak.terug"), key="afspraak_terug", type="tertiary", on_click=show, args=("",))
    st.title(literal(agreement.terms.title or agreement.number), anchor=False)
    forms.told()
    left, right = st.columns([52, 48], gap="medium")
    with left:
        standing(line)
        st.html(facts(line, agreement.terms))
        if agreement.terms.wording:
            st.markdown(f"> {literal(agreement.terms.wording)}")
    with right:
        picture.show(viewer, agreement, line)
    below(viewer, agreement)


def standing(line: AgreementLine) -> None:
    """Say how it stands and what that rests on; what the meeting agreed beside it."""
    stage = encoded(t(f"fase.{line.stage.lower()}"))
    st.html(f'<p class="bs-head">{words.standing_badge(line.standing)}<span>{stage}</span></p>')
    st.markdown(literal(words.progress_sentence(line)))
    if line.agreed:
        agreed = t("afspraak.afgesproken", stand=t(f"stand.{line.agreed}"), waarom=line.agreed_why)
        st.markdown(f"**{literal(agreed)}**")


def facts(line: AgreementLine, terms: Terms) -> str:
    """Write what was agreed as a table."""
    rows = [
        [t("afspraak.nummer"), line.number],
        [t("afspraak.soort"), t(f"soort.{terms.sort.value}")],
        [t("afspraak.partijen"), words.parties(terms.parties)],
        [t("afspraak.eigenaar"), words.party(terms.owner)],
        [t("afspraak.plaats"), terms.place or t("afspraak.overal")],
        [t("afspraak.maat"), words.measure_name(line)],
        [t("afspraak.nul_doel"), f"{words.amount(line, line.baseline)} → {words.amount(line, line.target)}"],
        [t("afspraak.begin"), notation.day(terms.starts) if terms.starts else t("maat.onbekend")],
        [t("afspraak.eind"), notation.day(terms.due) if terms.due else t("maat.onbekend")],
        [t("afspraak.bron"), terms.evidence or t("maat.onbekend")],
        [t("afspraak.budget"), terms.budget or t("maat.onbekend")],
    ]
    return table(t("afspraak.inhoud"), [t("afspraak.kenmerk"), t("afspraak.waarde")], rows)


def below(viewer: Viewer, agreement: Agreement) -> None:
    """Draw milestones, actions, notes, the wordings and the forms."""
    terms = agreement.terms
    helped(viewer, agreement)
    if terms.milestones:
        done = (t("afspraak.nog_niet"), t("afspraak.klaar"))
        rows = [[notation.day(one.due), one.words, done[one.done]] for one in terms.milestones]
        heads = [t("afspraak.mijlpaal"), t("afspraak.mijlpaal_tekst"), t("afspraak.mijlpaal_klaar")]
        st.html(table(t("afspraak.mijlpalen"), heads, rows))
    actions = [one for one in reads.actions(viewer).values() if one.agreement == agreement.number]
    if actions:
        st.html(action_table(t("actie.bij_afspraak"), actions, reads.today()))
    notes(agreement)
    keep(viewer, agreement)
    history(agreement)


def notes(agreement: Agreement) -> None:
    """List the lines about progress and the counts, newest first."""
    lines = [[notation.moment(one.at), words.party(one.party), one.words] for one in reversed(agreement.notes)]
    if lines:
        st.html(table(t("afspraak.regels"), [t("afspraak.wanneer"), t("afspraak.wie"), t("afspraak.regel")], lines))
    counts = [[notation.day(one.on), notation.plain(one.value), one.source] for one in reversed(agreement.reports)]
    if counts:
        heads = [t("afspraak.telling_dag"), t("afspraak.telling"), t("afspraak.telling_bron")]
        st.html(table(t("afspraak.tellingen"), heads, counts, numbers=frozenset({1})))


def keep(viewer: Viewer, agreement: Agreement) -> None:
    """Draw the forms for who may write."""
    owner = reads.may_keep(viewer, agreement.terms.owner)
    party = viewer.party is not None and viewer.party.value in agreement.terms.parties
    if owner or party:
        forms.note_form(viewer, agreement)
    if owner:
        measure = agreement.terms.measure
        if measure and measure.gauge is Gauge.REPORTED:
            forms.report_form(viewer, agreement)
        forms.stage_buttons(viewer, agreement)
        with st.expander(t("afspraak.wijzig")):
            forms.other_terms(viewer, agreement)


def history(agreement: Agreement) -> None:
    """Show the wording of any day, and when each was recorded."""
    with st.expander(t("afspraak.versies", n=str(len(agreement.wordings)))):
        key = f"afspraak_op_{agreement.number}"
        on = st.date_input(t("afspraak.op_dag"), reads.today(), key=key, format="DD-MM-YYYY")
        held = wording_on(agreement, on) if isinstance(on, date) else None
        if held is None:
            st.info(t("afspraak.toen_niet"))
        else:
            st.markdown(f"**{literal(held.terms.title)}**")
            st.markdown(f"> {literal(held.terms.wording or t('maat.onbekend'))}")
        rows = [
            [str(place), notation.moment(one.at), words.party(one.party), one.terms.title]
            for place, one in enumerate(agreement.wordings, 1)
        ]
        heads = [t("afspraak.versie"), t("afspraak.wanneer"), t("afspraak.wie"), t("afspraak.titel")]
        st.html(table(t("afspraak.alle_versies"), heads, rows))
