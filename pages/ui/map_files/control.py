"""The control that saves the map: one button that unfolds the kinds of files."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial

import streamlit as st

from pages.ui.layers import signals
from pages.ui.map_files.content import content
from pages.ui.map_files.files import KINDS, names
from pages.ui.situation import Situation
from pages.ui.text import t


def save_as(now: Situation) -> None:
    """Draw the control; what is saved is gathered when it is unfolded, and a file is made when it is asked for."""
    if now.homes or signals.kept_out(now):
        why = t("kaartbestand.woningen" if now.homes else "kaartbestand.signalen")
        st.popover(t("kaartbestand.knop"), key="kaart_bewaren", disabled=True, help=why, width="content")
        return
    unfolded = st.popover(t("kaartbestand.knop"), key="kaart_bewaren", on_change="rerun", width="content")
    if not unfolded.open:
        return
    saved, chosen = content(now, datetime.now(UTC)), names()
    with unfolded:
        st.caption(t("kaartbestand.uitleg"))
        for kind in KINDS:
            st.download_button(
                t(f"kaartbestand.als_{kind.key}"),
                partial(kind.make, saved, chosen),
                f"{saved.stem}.{kind.ending}",
                kind.media_type,
                key=f"kaart_bewaren_{kind.key}",
                on_click="ignore",
                width="stretch",
            )
