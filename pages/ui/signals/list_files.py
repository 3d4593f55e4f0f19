"""Signals as a file, out and in: a spreadsheet, csv or VERA JSON; in a folded part under the inbox."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from data.domain.access import Viewer
from data.domain.signal_lists import COLUMNS, Cells, Fault, ListRefusedError
from data.domain.signal_vera import signalering
from pages.ui import notation
from pages.ui.export import TYPE, Sheet, harmless, workbook
from pages.ui.markup import literal
from pages.ui.signals import parts, reads, writes
from pages.ui.text import counted, in_this_language, t

TAKEN_IN = "signalen_lijst_ingelezen"
"""Where the session keeps what was said of the list that was just taken in, to be said once."""

TURN = "signalen_lijst_beurt"
"""Where the session counts the lists that were taken in: each gets an empty field to choose a file in."""

NAME = "signalen"
"""Of the file and of its sheet: the file is Dutch in every language, as its columns are."""

FAULTS = 12
"""Faults that are written out; who mends those sees the rest."""


def say_taken_in() -> None:
    """Say once what came of the list that was just taken in."""
    said = st.session_state.pop(TAKEN_IN, None)
    if said:
        st.success(said)


def show(viewer: Viewer) -> None:
    """Draw the downloads, and for who works on cases the upload."""
    with st.expander(t("signalenlijst.titel")):
        st.caption(t("signalenlijst.opslaan_uitleg"))
        with st.container(horizontal=True):
            for ending, (write, mime) in FORMS.items():
                st.download_button(
                    t(f"signalenlijst.opslaan_{ending}"),
                    in_this_language(partial(_made, viewer, write)),
                    f"{NAME}.{ending}",
                    mime,
                    key=f"lijst_{ending}",
                    on_click="ignore",
                )
        if reads.may_take_in(viewer):
            _take_in(viewer)


def spreadsheet(rows: Sequence[Cells]) -> bytes:
    """Write rows as an xlsx file."""
    return workbook((Sheet(NAME, [[*COLUMNS], *([one[name] for name in COLUMNS] for one in _flat(rows))]),))


def text(rows: Sequence[Cells]) -> bytes:
    """Write rows as csv that opens in a Dutch spreadsheet: semicolons, and a mark that says it is UTF-8."""
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([harmless(one[name]) for name in COLUMNS] for one in _flat(rows))
    return written.getvalue().encode("utf-8-sig")


def vera(rows: Sequence[Cells]) -> bytes:
    """Write rows as a list of VERA *Signalering*."""
    return json.dumps([signalering(one) for one in rows], ensure_ascii=False, indent=1).encode("utf-8")


FORMS: dict[str, tuple[Callable[[Sequence[Cells]], bytes], str]] = {
    "xlsx": (spreadsheet, TYPE),
    "csv": (text, "text/csv"),
    "json": (vera, "application/json"),
}
"""How each kind of file is written, and its type."""


def _made(viewer: Viewer, write: Callable[[Sequence[Cells]], bytes]) -> bytes:
    """Make the file when it is asked for: only then something is opened, and stands in the access log."""
    return write(reads.listed(viewer))


def _flat(rows: Sequence[Cells]) -> list[Cells]:
    """Give every text on one line, as a cell has it."""
    return [{name: " ".join(cell.split()) for name, cell in one.items()} for one in rows]


def _take_in(viewer: Viewer) -> None:
    """Take a list in; with any fault nothing is recorded, all faults are told, and the file stays chosen."""
    turn = st.session_state.setdefault(TURN, 0)
    given = st.file_uploader(t("signalenlijst.bestand"), type=["xlsx", "csv", "json"], key=f"lijst_in_{turn}")
    st.caption(t("signalenlijst.inlezen_uitleg"))
    if given is None or not st.button(t("signalenlijst.inlezen"), key="lijst_inlezen", type="primary"):
        return
    try:
        done = writes.take_in(viewer, given.name, given.getvalue())
    except ListRefusedError as error:
        st.error(_told(given.name, error.faults))
        return
    if done is not None:
        new = counted("signalenlijst.nieuw", len(done.numbers), notation.number(len(done.numbers)))
        others = t("signalenlijst.overgeslagen", er_al=notation.number(done.known), klaar=notation.number(done.over))
        st.session_state[TAKEN_IN] = f"{new} {others}" if done.known or done.over else new
        st.session_state[TURN] = turn + 1
        parts.redraw()


def _told(name: str, faults: Sequence[Fault]) -> str:
    """Say what is wrong: file, row, column and mend, a line each."""
    told = [t("signalenlijst.niets_opgeslagen", bestand=literal(name)), *(_fault(one) for one in faults[:FAULTS])]
    if len(faults) > FAULTS:
        told.append(t("signalenlijst.meer_fouten", n=notation.number(len(faults) - FAULTS)))
    return "\n\n".join(told)


def _fault(fault: Fault) -> str:
    where = t("signalenlijst.rij", rij=str(fault.row), kolom=literal(fault.column)) if fault.row else ""
    return f"{where} {t(f'signalenlijst_fout.{fault.reason}')}".strip()
