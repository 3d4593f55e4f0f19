"""Who opened which case at ``/inzage``: the whole log for the privacy officer, and for everybody their own lines."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Viewer
from data.domain.openings import Opening
from pages.ui import notation
from pages.ui.gate import guarded
from pages.ui.markup import table
from pages.ui.people import reads
from pages.ui.text import t

LINES = 200
"""Newest lines that are shown; who looks for an older one types a name or number."""


def page(viewer: Viewer) -> None:
    """Show the newest lines, or those that hold what was typed."""
    others = viewer.may(Permission.SEE_ACCESS_LOG) or viewer.may(Permission.SEE_LOG_OUTLINE)
    st.title(t("inzage.titel" if others else "inzage.titel_eigen"), anchor=False)
    st.caption(t(f"inzage.uitleg_{_kind(viewer)}"))
    lines = [_line(one) for one in reads.openings(viewer)]
    if not lines:
        st.info(t("inzage.leeg"))
        return
    asked = st.text_input(t("inzage.zoek"), key="inzage_zoek", max_chars=80, width=420).strip().casefold()
    found = [line for line in lines if asked in " ".join(line).casefold()]
    heads = [t(f"inzage.{head}") for head in ("wanneer", "wie", "rol", "waarom", "dossier")]
    if _kind(viewer) == "omtrek":
        heads, found = heads[:-1], [line[:-1] for line in found]
    st.html(table(t("inzage.telling", getoond=min(len(found), LINES), totaal=len(found)), heads, found[:LINES]))


def _kind(viewer: Viewer) -> str:
    if viewer.may(Permission.SEE_ACCESS_LOG):
        return "heel"
    return "omtrek" if viewer.may(Permission.SEE_LOG_OUTLINE) else "eigen"


def _line(one: Opening) -> list[str]:
    return [notation.moment(one.at), one.name, t(f"rol.{one.role}"), t(f"doel.{one.purpose}"), one.record]


guarded(page, needs=Permission.SEE_OWN_LOG)
