"""The buttons that give all agreements as a file, and take new ones from one."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Viewer
from data.domain.agreements import Terms
from data.domain.signal_lists import ListRefusedError
from pages.ui import export
from pages.ui.agreements import document, reads, sheet, writes
from pages.ui.agreements.forms import SAVED
from pages.ui.markup import literal
from pages.ui.text import in_this_language, t


def files(viewer: Viewer) -> None:
    """Draw the downloads, and for who may write every agreement the upload."""
    there, lines = reads.agreements(viewer), reads.lines(viewer)
    with st.container(horizontal=True):
        excel = in_this_language(lambda: sheet.sheet(there, lines))
        st.download_button(t("afspraken.bestand"), excel, "afspraken.xlsx", export.TYPE,
                           key="afspraken_bestand", on_click="ignore")  # fmt: skip
        word = in_this_language(lambda: document.document(there, lines))
        st.download_button(t("afspraken.bestand_word"), word, "afspraken.docx", document.TYPE,
                           key="afspraken_word", on_click="ignore")  # fmt: skip
    if viewer.may(Permission.MANAGE_ALL_AGREEMENTS):
        with st.expander(t("inlezen.titel")):
            take_in(viewer)


def take_in(viewer: Viewer) -> None:
    """Read new agreements from a file; with any fault nothing is recorded, and all faults are told."""
    st.caption(t("inlezen.uitleg"))
    given = st.file_uploader(t("inlezen.bestand"), type=["xlsx", "docx"], key="afspraken_in")
    if given is None or not st.button(t("inlezen.knop"), key="afspraken_inlezen"):
        return
    terms, faults = found(viewer, given.name, given.getvalue())
    faults += refusals(viewer, terms)
    for fault in faults:
        st.error(literal(fault))
    if not terms and not faults:
        st.info(t("inlezen.niets"))
    if terms and not faults:
        number = writes.propose_all(viewer, "afspraken_in", terms)
        if number:
            st.session_state[SAVED] = number
            st.rerun()


def found(viewer: Viewer, name: str, content: bytes) -> tuple[list[Terms], list[str]]:
    """Read the agreements of a file, and say what is wrong with it."""
    word = name.lower().endswith(".docx")
    try:
        rows = reads.file(viewer, name, content)
    except ListRefusedError as error:
        kind = "document" if word else "blad"
        reasons = {fault.reason for fault in error.faults} & {"te_groot", "gestopt"}
        return [], [t(f"inlezen.{one}") for one in sorted(reasons)] or [t(f"inlezen.geen_{kind}")]
    return document.read(rows) if word else sheet.read(rows)


def refusals(viewer: Viewer, terms: list[Terms]) -> list[str]:
    """Say of every agreement that would not be recorded what is wrong with it."""
    return [
        t("inlezen.geweigerd", titel=title, reden=t(f"weigering.{error.reason}", **error.facts))
        for title, error in reads.refused(viewer, terms)
    ]
