"""Open actions per party, what is late and what comes soon, and the forms that agree and finish them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.domain.access import Viewer
from data.domain.actions import Action, Stage, Urgency, in_order, urgency
from data.domain.parties import Party
from pages.ui import notation
from pages.ui.agreements import forms, reads, words, writes
from pages.ui.markup import literal, table
from pages.ui.text import counted, t
from pages.ui.writes import field


def actions_page(viewer: Viewer) -> None:
    """Draw the open actions, party by party, those of the viewer's own party first."""
    today = reads.today()
    there = [one for one in in_order(reads.actions(viewer).values()) if one.stage is Stage.OPEN]
    st.title(headline(there, today), anchor=False)
    forms.told()
    for remark in reminders(viewer, there, today):
        st.warning(remark)
    mine = viewer.party.value if viewer.party else ""
    for party in sorted({one.party for one in there}, key=lambda one: (one != mine, one)):
        told = [one for one in there if one.party == party]
        st.html(action_table(t("actie.van", partij=words.party(party), n=str(len(told))), told, today))
        if reads.may_keep(viewer, party):
            finish_form(viewer, party, told)
    if reads.may_keep(viewer, mine):
        with st.expander(t("actie.nieuw")):
            new_action(viewer)


def headline(there: Sequence[Action], today: date) -> str:
    """Say how many actions are open, and how many are late."""
    if not there:
        return t("actie.geen")
    late = sum(urgency(one, today) is Urgency.LATE for one in there)
    open_ = counted("actie.titel", len(there), str(len(there)))
    return f"{open_}, {t('actie.te_laat', n=str(late))}" if late else open_


def reminders(viewer: Viewer, there: Sequence[Action], today: date) -> list[str]:
    """Remind of what the viewer's own party still has to do: late, and soon."""
    mine = [one for one in there if viewer.party and one.party == viewer.party.value]
    kinds = {kind: [one for one in mine if urgency(one, today) is kind] for kind in (Urgency.LATE, Urgency.SOON)}
    return [
        t(
            f"actie.herinner_{kind.value}",
            wat=literal("; ".join(f"{one.words} ({notation.day(one.due)})" for one in told)),
        )
        for kind, told in kinds.items()
        if told
    ]


def action_table(caption: str, told: Sequence[Action], today: date) -> str:
    """Write actions as a table: what, who, by when, and how it stands."""
    rows = [
        [
            one.words or one.number,
            one.who or words.party(one.party),
            notation.day(one.due),
            _stands(one, today),
            one.number,
        ]
        for one in in_order(told)
    ]
    heads = [t("actie.wat"), t("actie.wie"), t("actie.wanneer"), t("actie.hoe"), t("afspraak.nummer")]
    return table(caption, heads, rows)


def finish_form(viewer: Viewer, party: str, told: Sequence[Action]) -> None:
    """Draw the form that says what became of an action."""
    by_number = {one.number: one for one in told}
    with st.form(f"afronden_{party}", border=False):
        which, how, why, send = st.columns([40, 16, 30, 14], vertical_alignment="bottom")
        number = which.selectbox(t("actie.welke"), list(by_number), key=f"afronden_{party}_nr",
                                 format_func=lambda one: by_number[one].words or one)  # fmt: skip
        stage = how.selectbox(t("actie.hoe"), [Stage.DONE, Stage.DROPPED], key=f"afronden_{party}_hoe",
                              format_func=lambda one: t(f"actie.{one}"))  # fmt: skip
        said = why.text_input(t("actie.waarom"), key=field(f"afronden_{party}", "waarom"))
        sent = send.form_submit_button(t("actie.bewaar"))
    if sent and number and stage:
        one = by_number[number]
        if writes.finish(viewer, f"afronden_{party}", number, one.version, stage, said):
            st.session_state[forms.SAVED] = number
            st.rerun()


def new_action(viewer: Viewer) -> None:
    """Draw the form for a new action."""
    running = {"": t("actie.geen_afspraak")} | {
        number: f"{number} {one.terms.title}" for number, one in reads.agreements(viewer).items() if one.live
    }
    parties = [one.value for one in Party if reads.may_keep(viewer, one.value)]
    with st.form("actie_nieuw", border=False):
        said = st.text_input(t("actie.wat"), key="actie_wat")
        first, second, third, fourth = st.columns(4, vertical_alignment="bottom")
        party = first.selectbox(t("actie.partij"), parties, format_func=words.party, key="actie_partij")
        who = second.text_input(t("actie.wie"), key="actie_wie")
        due = third.date_input(t("actie.wanneer"), "today", key="actie_dag", format="DD-MM-YYYY")
        about = fourth.selectbox(t("actie.afspraak"), list(running), format_func=running.__getitem__, key="actie_bij")
        sent = st.form_submit_button(t("actie.bewaar"), type="primary")
    if sent and party and isinstance(due, date):
        number = writes.agree_action(viewer, "actie_nieuw", said, who, party, due, about or "")
        if number:
            st.session_state[forms.SAVED] = number
            st.rerun()


def _stands(action: Action, today: date) -> str:
    if action.stage is not Stage.OPEN:
        return t(f"actie.{action.stage.value}")
    return t(f"actie.{urgency(action, today).value}")
