"""The inbox of an organisation: pilot lights, open cases with late ones at the top, and what is finished."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.lights import Light, State
from data.domain.signals import Urgency
from pages.ui import listing, notation
from pages.ui.listing import Cell, Column, Listing
from pages.ui.listing import Line as Row
from pages.ui.markup import literal
from pages.ui.signals import list_files, parts, reads, writes
from pages.ui.signals.reads import Case, Glow, Line
from pages.ui.text import counted, t

ABREAST = 3
"""Pilot lights in one row."""


def show(viewer: Viewer) -> None:
    """Draw the inbox."""
    parts.say_stored()
    list_files.say_taken_in()
    if viewer.role is not Role.CARE:
        _pilots(viewer, sorted(reads.burning(viewer), key=lambda glow: glow.mine))
    lines = reads.inbox(viewer)
    if not lines:
        st.info(t("postvak.leeg"))
    else:
        late = sum(line.light is Light.RED for line in lines)
        st.markdown(f"**{t('postvak.telling', n=notation.number(len(lines)), laat=notation.number(late))}**")
        listing.show(_listing(viewer, lines), key="postvak", on_open=lambda row: _open(lines[row].case))
    _finished(viewer)
    list_files.show(viewer)


def _open(case: Case) -> None:
    parts.open_case(case.number)


def _listing(viewer: Viewer, lines: list[Line]) -> Listing:
    names = ("signaal", "haast", "buurt", "stand", "wacht_op")
    columns = (
        Column(t("postvak.licht"), symbol=True),
        *(Column(t(f"postvak.{name}"), head=name == "signaal") for name in names),
    )
    rows = tuple(_row(viewer, line, place) for place, line in enumerate(lines))
    return Listing(f"postvak {len(lines)} {hash(rows)}", t("postvak.titel"), columns, rows, even=True)


def _row(viewer: Viewer, line: Line, place: int) -> Row:
    case = line.case
    state_ = State(line.light.value)
    where = reads.area_name(viewer, Level.NEIGHBOURHOOD, case.areas[0])
    what = f"{case.number} {t(f'thema_signaal.{case.theme.value}')}: {t(f'soort_signaal.{case.kind}')}"
    if line.beside:
        what = f"{what} ({counted('postvak.erbij', len(line.beside), notation.number(len(line.beside)))})"
    waits = t("postvak.voor", wat=t(f"termijn_signaal.{line.term.value}"), dag=notation.day(line.due))
    texts = (
        (case.number, what),
        (list(Urgency).index(case.urgency), t(f"urgentie_kort.{case.urgency.value}")),
        (where, where),
        (case.state.value, t(f"stand_signaal.{case.state.value}")),
        (line.due.timestamp(), waits),
    )
    light: Cell = (place + 0.0, t(f"werklicht.{line.light.value}"))
    note = t("postvak.niemand_meer") if line.alone else ""
    return Row(case.number, state_, pale=False, cells=(light, *texts), note=note)


def _pilots(viewer: Viewer, glows: list[Glow]) -> None:
    """Draw the pilot lights side by side, those that ask for somebody first."""
    for start in range(0, len(glows), ABREAST):
        for column, glow in zip(st.columns(ABREAST), glows[start : start + ABREAST], strict=False):
            with column, st.container(border=True, key=f"waakvlam_{glow.pilot.number}", gap="small"):
                _pilot(viewer, glow)


def _pilot(viewer: Viewer, glow: Glow) -> None:
    """Draw a pilot light: its rule and reasons, and nothing that leads to a home."""
    pilot = glow.pilot
    where = reads.area_name(viewer, Level.NEIGHBOURHOOD, pilot.areas[0])
    sentence = t(
        f"waakvlam.zin_{pilot.level.value}", n=notation.number(pilot.count), dagen=str(pilot.days), buurt=literal(where)
    )
    st.markdown(f"**{t('waakvlam.titel', nummer=pilot.number)}** {sentence}")
    themes = ", ".join(
        f"{notation.number(count)} {t(f'thema_signaal.{theme.value}').lower()}" for theme, count in glow.themes.items()
    )
    told = ", ".join(sorted(t(f"partij_signaal.{party.value}") for party in glow.parties)) or t("waakvlam.niemand")
    taking_part = f" {t('waakvlam.mee')}" if glow.mine else ""
    st.caption(t("waakvlam.redenen", themas=themes, open=notation.number(glow.open), partijen=told) + taking_part)
    if not glow.mine and st.button(t("waakvlam.doe_mee"), key=f"doe_mee_{pilot.number}"):
        parts.stored(writes.take_part(viewer, pilot.number))


def _finished(viewer: Viewer) -> None:
    found = reads.finished(viewer)
    if not found:
        return
    with st.expander(counted("postvak.klaar", len(found), notation.number(len(found)))):
        for case in found:
            label = f"{case.number} · {t(f'stand_signaal.{case.state.value}')} · {notation.day(case.since)}"
            if st.button(label, key=f"klaar_{case.number}", type="tertiary"):
                parts.open_case(case.number)
                parts.redraw()
