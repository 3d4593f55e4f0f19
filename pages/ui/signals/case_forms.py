"""What can be done with a case now: the next step first, the rest folded up."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.domain.access import Viewer
from data.domain.signal_steps import Step
from data.domain.signals import Decline, Dismissal, Outcome, State, Urgency
from pages.ui.signals import hand_in, parts, place_picker, reads, visit_form, writes
from pages.ui.signals.reads import Case, Opened
from pages.ui.text import t

Draw = Callable[[Viewer, Case], None]


def show(viewer: Viewer, found: Opened) -> None:
    """Draw the forms of the steps that this viewer may take now."""
    case = found.case
    again = {Step.PLAN_VISIT} if case.state is State.VISIT_PLANNED else set[Step]()
    steps = [step for step in _NEXT if step in found.steps and step not in again]
    st.subheader(t("zaak.volgende" if steps else "zaak.niets"), anchor=False)
    for step in steps:
        with st.container(border=True, key=f"stap_{step.value}"):
            _NEXT[step](viewer, case)
    if again & set(found.steps):
        with st.expander(t("stap_doen.verzetten")):
            visit_form.show(viewer, case)
    for step in [step for step in _FOLDED if step in found.steps]:
        with st.expander(t(f"stap_doen.{step.value}")):
            _FOLDED[step](viewer, case)


def _take_up(viewer: Viewer, case: Case) -> None:
    st.markdown(t("zaak.opnemen_uitleg"))
    _button(Step.TAKE_UP, case, lambda: writes.take_up(viewer, case))


def _outcome(viewer: Viewer, case: Case) -> None:
    visit_form.download(case)
    chosen = st.radio(
        t("zaak.uitkomst"),
        list(Outcome),
        index=None,
        format_func=lambda one: t(f"uitkomst_bezoek.{one.value}"),
        key=f"uitkomst_{case.number}",
    )
    _button(Step.SETTLE, case, lambda: writes.visited(viewer, case, str(chosen or "")))


def _refer(viewer: Viewer, case: Case) -> None:
    st.markdown(t("zaak.verwijzen_uitleg"))
    agrees = st.checkbox(t("zaak.verwijzen_goed"), key=f"verwijzen_{case.number}")
    _button(Step.REFER, case, lambda: writes.refer(viewer, case, consent=agrees))


def _answered(step: Step) -> Draw:
    def draw(viewer: Viewer, case: Case) -> None:
        st.markdown(t(f"zaak.{step.value}_uitleg"))
        _button(step, case, lambda: writes.answer(viewer, case, step))

    return draw


def _decline(viewer: Viewer, case: Case) -> None:
    reason = _select("zaak.reden", list(Decline), "reden_stap", f"teruggeven_{case.number}")
    _button(Step.DECLINE, case, lambda: writes.answer(viewer, case, Step.DECLINE, reason), main=False)


def _close(viewer: Viewer, case: Case) -> None:
    st.markdown(t("zaak.afronden_uitleg"))
    _button(Step.CLOSE, case, lambda: writes.close(viewer, case))


def _join(viewer: Viewer, case: Case) -> None:
    lines = reads.inbox(viewer)
    beside = next((line.beside for line in lines if line.case.number == case.number), ())
    numbers = [*beside, *(line.case.number for line in lines if line.case.number not in (*beside, case.number))]
    names = {number: t("zaak.zelfde_plaats", nummer=number) if number in beside else number for number in numbers}
    into = st.selectbox(
        t("zaak.samen_met"),
        numbers,
        index=0 if beside else None,
        format_func=lambda number: names[number],
        key=f"samen_{case.number}",
        placeholder=t("signalen.kies"),
    )
    _button(Step.JOIN, case, lambda: writes.join(viewer, case, str(into or "")), main=False)


def _dismiss(viewer: Viewer, case: Case) -> None:
    reason = _select("zaak.reden", list(Dismissal), "reden_stap", f"terzijde_{case.number}")
    _button(Step.DISMISS, case, lambda: writes.dismiss(viewer, case, reason), main=False)


def _assign(viewer: Viewer, case: Case) -> None:
    people = {one.person: one for one in reads.colleagues(viewer, case) if one.person not in case.people}
    person = st.selectbox(
        t("zaak.collega"),
        list(people),
        index=None,
        format_func=lambda one: f"{people[one].name} ({t(f'partij_signaal.{people[one].party.value}')})",
        key=f"toewijzen_{case.number}",
        placeholder=t("signalen.kies"),
    )
    _button(Step.ASSIGN, case, lambda: writes.assign(viewer, case, str(person or "")), main=False)


def _note(viewer: Viewer, case: Case) -> None:
    text = st.text_area(
        t("zaak.notitie"), key=f"notitie_{case.number}_{case.version}", placeholder=t("melden.woorden_voorbeeld")
    )
    hand_in.warn_medical(text)
    _button(Step.NOTE, case, lambda: writes.note(viewer, case, text), main=False)


def _correct(viewer: Viewer, case: Case) -> None:
    key = f"verbeteren_{case.number}"
    kind = hand_in.what(key, case.kind)
    urgency = st.selectbox(
        t("melden.haast"),
        list(Urgency),
        index=list(Urgency).index(case.urgency),
        format_func=lambda one: t(f"urgentie.{one.value}"),
        key=f"{key}_haast",
    )
    place = place_picker.search(viewer, key)
    moved = (place.level, place.unit_id) if place else None
    _button(Step.CORRECT, case, lambda: writes.correct(viewer, case, kind, str(urgency), moved), main=False)


def _reopen(viewer: Viewer, case: Case) -> None:
    _button(Step.REOPEN, case, lambda: writes.reopen(viewer, case), main=False)


def _select(label: str, options: list[Decline] | list[Dismissal], texts: str, key: str) -> str:
    chosen = st.selectbox(
        t(label),
        options,
        index=None,
        format_func=lambda one: t(f"{texts}.{one.value}"),
        key=key,
        placeholder=t("signalen.kies"),
    )
    return str(chosen or "")


def _button(step: Step, case: Case, write: Callable[[], str | None], *, main: bool = True) -> None:
    label, key = t(f"stap_doen.{step.value}"), f"doe_{step.value}_{case.number}"
    if st.button(label, key=key, type="primary" if main else "secondary"):
        parts.stored(write())


_NEXT: dict[Step, Draw] = {
    Step.TAKE_UP: _take_up,
    Step.SETTLE: _outcome,
    Step.PLAN_VISIT: visit_form.show,
    Step.REFER: _refer,
    Step.ACCEPT: _answered(Step.ACCEPT),
    Step.START_HELP: _answered(Step.START_HELP),
    Step.END_HELP: _answered(Step.END_HELP),
    Step.CLOSE: _close,
}
_FOLDED: dict[Step, Draw] = {
    Step.DECLINE: _decline,
    Step.JOIN: _join,
    Step.DISMISS: _dismiss,
    Step.ASSIGN: _assign,
    Step.NOTE: _note,
    Step.CORRECT: _correct,
    Step.REOPEN: _reopen,
}
