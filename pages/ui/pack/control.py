"""The control that gives the pack: one button that unfolds the kinds of files; each is made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module

import streamlit as st

from data.domain.access import Viewer
from pages.ui import export
from pages.ui.meeting.reads import Held
from pages.ui.pack.content import Pack, pack_of
from pages.ui.text import in_this_language, t


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its key in the texts, the end of its name, its media type, and the module and function."""

    key: str
    ending: str
    media_type: str
    made_by: str

    def make(self, pack: Pack) -> bytes:
        """Write the file; what writes it is loaded now, since few visitors ask for it."""
        module, function = self.made_by.split(":")
        write: Callable[[Pack], bytes] = getattr(import_module(f"pages.ui.pack.{module}"), function)
        return write(pack)


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: tuple[Kind, ...] = (
    Kind("pdf", ".pdf", "application/pdf", "pdf:pdf"),
    Kind("pdf_a3", "_a3.pdf", "application/pdf", "pdf:pdf_a3"),
    Kind("pptx", ".pptx", f"{_OFFICE}.presentationml.presentation", "slides:pptx"),
    Kind("html", ".html", "text/html", "web_page:html"),
    Kind("docx", "_verslag.docx", f"{_OFFICE}.wordprocessingml.document", "minutes:docx"),
    Kind("xlsx", "_acties.xlsx", export.TYPE, "deeds:xlsx"),
    Kind("ics", "_acties.ics", "text/calendar", "deeds:ics"),
)
"""In the order in which they are offered."""


def take_home(viewer: Viewer, held: Held) -> None:
    """Draw the control of a meeting that was opened."""
    unfolded = st.popover(t("pakket.knop"), key="pakket", on_change="rerun", width="content")
    if not unfolded.open:
        return
    pack = pack_of(viewer, held)
    with unfolded:
        st.caption(t("pakket.uitleg"))
        for kind in KINDS:
            st.download_button(
                t(f"pakket.als_{kind.key}"),
                in_this_language(partial(kind.make, pack)),
                f"{pack.stem}{kind.ending}",
                kind.media_type,
                key=f"pakket_{kind.key}",
                on_click="ignore",
                width="stretch",
            )
