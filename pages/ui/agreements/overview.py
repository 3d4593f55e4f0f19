"""The list of agreements: what needs attention first, each with its standing, and a button that opens it."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Viewer
from data.domain.agreements import Sort, Stage
from data.domain.progress import Standing
from pages.ui import notation
from pages.ui.agreements import reads, words
from pages.ui.agreements.address import show
from pages.ui.agreements.files import files
from pages.ui.agreements.forms import new_agreement
from pages.ui.agreements.forms import told as said
from pages.ui.agreements.reads import AgreementLine
from pages.ui.markup import literal
from pages.ui.markup import words as encoded
from pages.ui.text import counted, t

ORDER = (
    Standing.MISSED,
    Standing.BEHIND,
    Standing.NOT_MEASURABLE,
    Standing.ON_COURSE,
    Standing.REACHED,
)
"""What needs attention comes first."""

LIVE = (Stage.PROPOSED, Stage.RUNNING)


def overview(viewer: Viewer) -> None:
    """Draw the list, focus agreements first, and below it the form for a new one."""
    told = reads.lines(viewer)
    st.title(headline(told), anchor=False)
    said()
    for sort in (Sort.FOCUS, Sort.REGULAR):
        rows = [one for one in told if one.sort == sort and one.stage in LIVE]
        if rows:
            st.header(t(f"afspraken.{sort.value}", n=str(len(rows))), anchor=False)
            st.caption(t(f"afspraken.{sort.value}_uitleg"))
            for one in sorted(rows, key=lambda row: ORDER.index(Standing(row.standing))):
                _row(one)
    ended = [one for one in told if one.stage not in LIVE]
    if ended:
        with st.expander(t("afspraken.voorbij", n=str(len(ended)))):
            for one in ended:
                _row(one)
    if reads.may_keep(viewer, viewer.party.value if viewer.party else ""):
        with st.expander(t("afspraken.nieuw")):
            new_agreement(viewer)
    files(viewer)


def headline(told: list[AgreementLine]) -> str:
    """Say how many agreements there are, and how many need attention."""
    running = [one.standing for one in told if one.stage in LIVE]
    if not running:
        return t("afspraken.geen")
    parts = [t(f"stand.aantal_{one.value}", n=str(running.count(one))) for one in ORDER if one in running]
    return f"{counted('afspraken.titel', len(running), str(len(running)))}: {', '.join(parts)}"


def _row(line: AgreementLine) -> None:
    with st.container(key=f"afspraak_rij_{line.number}", border=True):
        left, right = st.columns([70, 30], vertical_alignment="center")
        with left:
            st.button(literal(line.title or line.number), key=f"open_{line.number}", type="tertiary",
                      on_click=show, args=(line.number,))  # fmt: skip
            st.html(f'<p class="bs-note">{encoded(_facts(line))}</p>')
        with right:
            st.html(words.standing_badge(line.standing) + _beside(line))


def _facts(line: AgreementLine) -> str:
    where = line.place or t("afspraak.overal")
    due = t("afspraak.uiterlijk", dag=notation.day(line.due)) if line.due else t("afspraak.zonder_datum")
    return " · ".join((line.number, where, words.party(line.owner), due, words.measure_name(line)))


def _beside(line: AgreementLine) -> str:
    """Write under the standing what it rests on, and what the meeting agreed beside it."""
    said = f'<p class="bs-note">{encoded(words.progress_sentence(line))}</p>'
    if not line.agreed:
        return said
    agreed = t("afspraak.afgesproken", stand=t(f"stand.{line.agreed}"), waarom=line.agreed_why)
    return f'{said}<p class="bs-note"><b>{encoded(agreed)}</b></p>'
