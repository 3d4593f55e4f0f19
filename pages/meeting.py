"""The two-monthly meeting at ``/overleg``: prepared by the parties, held on the projector, and shown again."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Permission, Viewer
from data.domain.meetings import Stage
from pages.ui.gate import guarded
from pages.ui.meeting import address, reads
from pages.ui.meeting.overview import overview
from pages.ui.meeting.past import past
from pages.ui.meeting.prepare import prepare
from pages.ui.meeting.present import present
from pages.ui.text import t


def page(viewer: Viewer) -> None:
    """Show the screen of the open meeting where this session is it, otherwise one meeting or the list."""
    there = reads.meetings(viewer)
    held = there.get(address.screen())
    if held is not None and held.stage is Stage.OPEN:
        present(viewer, held.number)
        return
    if address.screen():
        address.become_screen("")
        st.rerun()
    one(viewer)


def one(viewer: Viewer) -> None:
    """Show the meeting of the address, or the list."""
    asked = reads.meetings(viewer).get(address.number()) if address.number() else None
    if asked is None or asked.stage is Stage.CANCELLED:
        if address.number():
            st.info(t("overleg.onbekend"))
        overview(viewer)
    elif asked.stage is Stage.PLANNED:
        prepare(viewer, asked)
    else:
        past(viewer, asked.number)


guarded(page, needs=Permission.SEE_MEETINGS)
