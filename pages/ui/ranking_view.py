"""What one run of the hotspots page is about: the open area, the level that is ranked in it, and its units in order."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from data.domain.access import Viewer
from data.domain.areas import AREA_LEVELS, Level
from data.released import Unit
from pages.ui import notation, reads, state
from pages.ui.controls import level_switch, period_slider
from pages.ui.rows import figure, records
from pages.ui.situation import Situation
from pages.ui.state import View, World
from pages.ui.text import t

AREA_WIDGET = "hotspots_gebied"

INSIDE: dict[Level, tuple[Level, ...]] = {
    Level.MUNICIPALITY: (Level.STREET, Level.ESTATE, Level.BUILDING, Level.NEIGHBOURHOOD),
    Level.DISTRICT: (Level.STREET, Level.ESTATE, Level.BUILDING, Level.NEIGHBOURHOOD),
    Level.NEIGHBOURHOOD: (Level.STREET, Level.ESTATE, Level.BUILDING),
}
"""What can be ranked inside an area: places, never households."""


def ranking_of(viewer: Viewer) -> Situation:
    """Find out what this run is about, from the address and through the gate; its units come in order."""
    view, remarks = state.nearest(state.asked(), _world(viewer))
    unit = reads.locate(viewer, view.level, view.unit_id)
    if unit is None:  # the place itself is outside this viewer's areas
        unit = Unit(view.level, view.unit_id, reads.place(viewer).name, None, 0)
    return Situation(viewer, view, unit, reads.ranking(viewer, unit, view.child, view.period).units, remarks)


def levels(viewer: Viewer, level: Level) -> tuple[Level, ...]:
    """Give the levels that are ranked inside an area of this level; where only areas have figures, these first."""
    present = reads.place(viewer).levels
    found = [one for one in INSIDE.get(level, ()) if one in present]
    return tuple(found if Level.ESTATE in present else sorted(found, key=lambda one: one not in AREA_LEVELS))


def others_words(now: Situation) -> str:
    """Say how many places of the level are not in the list, and why; empty when all are."""
    others = reads.ranking(now.viewer, now.unit, now.view.child, now.view.period).others
    what = t(f"niveaus.{now.view.child.value}").lower()
    return t("hotspots.buiten", n=notation.number(others), wat=what) if others else t("hotspots.compleet", wat=what)


def choices(now: Situation) -> None:
    """Draw what can be chosen: the area, the level that is ranked in it, and the period."""
    where, when = st.columns([62, 38], gap="medium", vertical_alignment="center")
    with where, st.container(horizontal=True, vertical_alignment="center"):
        _area_choice(now)
        level_switch(now.view, levels(now.viewer, now.unit.level))
    with when:
        period_slider(now.view, reads.place(now.viewer).periods)


def _area_choice(now: Situation) -> None:
    """Draw the choice of the area: the whole place, a district or a neighbourhood."""
    areas = _areas(now)
    st.session_state[AREA_WIDGET] = now.unit.unit_id
    st.selectbox(
        t("hotspots.gebied"),
        list(areas),
        format_func=lambda code: f"{areas[code].name} ({t(f'niveau.{areas[code].level.value}').lower()})",
        key=AREA_WIDGET,
        on_change=_go_to_area,
        args=(now.view, areas),
        label_visibility="collapsed",
        width=290,
    )


def _areas(now: Situation) -> dict[str, Unit]:
    """Give the areas that can be chosen, by code: the whole place, its districts and neighbourhoods."""
    root = reads.locate(now.viewer, Level.MUNICIPALITY, reads.place(now.viewer).root)
    if root is None:
        return {now.unit.unit_id: now.unit}
    below = [
        Unit(level, str(row["unit_id"]), str(row["name"]), root.unit_id, int(figure(row, "homes") or 0))
        for level in (Level.DISTRICT, Level.NEIGHBOURHOOD)
        for row in records(reads.units(now.viewer, root, level, now.view.period))
    ]
    return {unit.unit_id: unit for unit in (root, *below, now.unit)}


def _go_to_area(view: View, areas: dict[str, Unit]) -> None:
    area = areas[str(st.session_state[AREA_WIDGET])]
    child = view.child if view.child in INSIDE[area.level] else INSIDE[area.level][0]
    state.go(replace(view, level=area.level, unit_id=area.unit_id, child=child, selected=None))


def _world(viewer: Viewer) -> World:
    place = reads.place(viewer)
    return World(
        place.root,
        place.periods,
        lambda level, unit_id: reads.locate(viewer, level, unit_id),
        lambda level: levels(viewer, level),
        lambda unit, child, period: set(reads.ranking(viewer, unit, child, period).units["unit_id"]),
    )
