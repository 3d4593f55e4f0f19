"""The buttons that give all agreements as a file, and take new ones from one."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui.agreements import reads, sheet, writes
from pages.ui.agreements.forms import SAVED
from pages.ui.export import TYPE
from pages.ui.markup import literal
from pages.ui.text import t


def files(viewer: Viewer) -> None:
    """Draw the download, and for who may write every agreement the upload."""
    made = sheet.sheet(reads.agreements(viewer), reads.lines(viewer))
    st.download_button(t("afspraken.bestand"), made, "afspraken.xlsx", TYPE, key="afspraken_bestand", on_click="ignore")
    if viewer.may(Permission.MANAGE_ALL_AGREEMENTS):
        with st.expander(t("inlezen.titel")):
            take_in(viewer)


def take_in(viewer: Viewer) -> None:
    """Read new agreements from a file; with any fault nothing is recorded, and all faults are told."""
    st.caption(t("inlezen.uitleg"))
    given = st.file_uploader(t("inlezen.bestand"), type="xlsx", key="afspraken_in")
    if given is None or not st.button(t("inlezen.knop"), key="afspraken_inlezen"):
        return
    terms, faults = sheet.read(given.getvalue())
    for fault in faults:
        st.error(literal(fault))
    if not terms and not faults:
        st.info(t("inlezen.niets"))
    if terms and not faults:
        number = writes.propose_all(viewer, "afspraken_in", terms)
        if number:
            st.session_state[SAVED] = number
            st.rerun()
