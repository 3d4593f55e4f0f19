"""The log of roles: who gave or took which role when."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Viewer
from data.domain.people import Logged
from pages.ui import notation
from pages.ui.markup import table
from pages.ui.people import reads
from pages.ui.text import t

LINES = 200
"""Newest changes that are shown."""


def show(viewer: Viewer) -> None:
    """Draw the newest changes."""
    changes = reads.changes(viewer)[:LINES]
    if not changes:
        st.info(t("beheer.geen_wijziging"))
        return
    names = {one.number: one.identity.name for one in reads.listed(viewer)}
    heads = [t(f"beheer.{head}") for head in ("wanneer", "door", "wat", "bij")]
    st.html(table(t("beheer.wijzigingen"), heads, [_line(one, names) for one in changes]))


def _line(one: Logged, names: dict[str, str]) -> list[str]:
    what = t(f"wijziging.{one.change}")
    if one.role is not None:
        what = f"{what}: {t('beheer.rol_voor', rol=t(f'rol.{one.role}'), gebieden=', '.join(sorted(one.areas)))}"
    return [notation.moment(one.at), _who(one.by, names), what, names.get(one.number, one.number)]


def _who(by: str, names: dict[str, str]) -> str:
    return t("beheer.console") if by == "console" else names.get(by, by)
