"""The view in the address: which area, what is listed in it, which period, what is selected; codes, never labels."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

import streamlit as st
from streamlit.errors import StreamlitAPIException

from data.domain.areas import Level, parent_level
from data.released import Unit
from pages.ui import picture
from pages.ui.picture import Picture
from pages.ui.text import LANGUAGE_KEY, LANGUAGES, language

LEVEL, AREA, CHILD, PERIOD, SELECTED = "niveau", "gebied", "toon", "periode", "keuze"
LANGUAGE = "taal"
"""Names of the query parameters."""


@dataclass(frozen=True, slots=True)
class View:
    """What the map page shows.

    Parameters
    ----------
    level, unit_id
        Level and code of the area that is opened.
    child
        Level that is listed inside it.
    period
        Key of a period, such as ``2026-5``.
    selected
        Code of the unit inside it that the panel explains; None: the panel explains the area itself.
    picture
        How the map is drawn.
    """

    level: Level
    unit_id: str
    child: Level
    period: str
    selected: str | None = None
    picture: Picture = field(default_factory=Picture)


@dataclass(frozen=True, slots=True)
class World:
    """What a view is checked against: the roads to the data, for one viewer.

    Parameters
    ----------
    root
        Code of the whole place.
    periods
        Keys of the published periods, old to new; at least one.
    locate
        Gives the unit of a level and code, or None when it is unknown or not for this viewer.
    children
        Gives the levels that this viewer can list inside a level.
    members
        Gives the codes listed inside a unit at a level.
    layers
        Gives the codes of the layers inside a unit at a level; None on a page without layers, which leaves what the
        address says of them alone.
    """

    root: str
    periods: tuple[str, ...]
    locate: Callable[[Level, str], Unit | None]
    children: Callable[[Level], tuple[Level, ...]]
    members: Callable[[Unit, Level, str], Collection[str]]
    layers: Callable[[Unit, Level], Collection[str]] | None = None


def nearest(asked: Mapping[str, str], world: World) -> tuple[View, tuple[str, ...]]:
    """Find the valid view that is nearest to what an address asks for.

    Parameters
    ----------
    asked
        Query parameters; anything may stand in them.
    world
        What exists, for this viewer.

    Returns
    -------
    view, remarks
        The view, and what of the address was not followed (``gebied``, ``periode``, ``niveau``, ``keuze``, ``dicht``
        for an area that does not open, and those of ``picture.nearest``); none when the address was valid.
    """
    period, remarks = _period(asked.get(PERIOD, ""), world.periods)
    unit = _unit(asked, world)
    if unit is None:
        return _inside(_root(world), _drawn(asked), period, world, [*remarks, "gebied"])
    if not world.children(unit.level) and unit.unit_id != world.root:
        closed = {CHILD: unit.level.value, SELECTED: unit.unit_id} | _drawn(asked)
        return _inside(_above(unit, world), closed, period, world, [*remarks, "dicht"])
    return _inside(unit, asked, period, world, remarks)


def _inside(
    unit: Unit, asked: Mapping[str, str], period: str, world: World, remarks: list[str]
) -> tuple[View, tuple[str, ...]]:
    levels = world.children(unit.level) or (Level.DISTRICT,)
    wanted = asked.get(CHILD, "")
    child = next((level for level in levels if level.value == wanted), levels[0])
    if wanted and child.value != wanted:
        remarks = [*remarks, "niveau"]
    selected = asked.get(SELECTED) or None
    if selected and selected not in world.members(unit, child, period):
        selected, remarks = None, [*remarks, "keuze"]
    if world.layers is None:
        return View(unit.level, unit.unit_id, child, period, selected), tuple(remarks)
    told = picture.LAYER in asked or picture.BESIDE in asked
    shown, unshown = picture.nearest(asked, world.layers(unit, child) if told else (), world.periods)
    return View(unit.level, unit.unit_id, child, period, selected, shown), (*remarks, *unshown)


def _drawn(asked: Mapping[str, str]) -> dict[str, str]:
    """Give what an address says of how the map is drawn."""
    return {name: asked[name] for name in picture.NAMES if name in asked}


def _unit(asked: Mapping[str, str], world: World) -> Unit | None:
    if AREA not in asked:
        return _root(world)
    level = asked.get(LEVEL, "")
    return world.locate(Level(level), asked[AREA]) if level in list(Level) else None


def _above(unit: Unit, world: World) -> Unit:
    """Find the unit around one that does not open: a building can hang under a street or a neighbourhood."""
    level = parent_level(unit.level)
    tried = [step for step in (level, Level.NEIGHBOURHOOD) if step and unit.parent_id]
    found = (world.locate(step, str(unit.parent_id)) for step in tried)
    return next((parent for parent in found if parent), None) or _root(world)


def _root(world: World) -> Unit:
    return world.locate(Level.MUNICIPALITY, world.root) or Unit(Level.MUNICIPALITY, world.root, "", None, 0)


def _period(wanted: str, periods: tuple[str, ...]) -> tuple[str, list[str]]:
    if not wanted or wanted in periods:
        return wanted or periods[-1], []
    return periods[-1], ["periode"]


def address(view: View) -> dict[str, str]:
    """Query parameters of a view; the language is among them, so that the browser's *back* brings it back too."""
    parts = _area(view.level, view.unit_id) | {CHILD: view.child.value, PERIOD: view.period}
    return parts | ({SELECTED: view.selected} if view.selected else {}) | view.picture.address() | _spoken()


def _area(level: Level, unit_id: str) -> dict[str, str]:
    return {LEVEL: level.value, AREA: unit_id}


def _spoken() -> dict[str, str]:
    return {LANGUAGE: language()}


def asked() -> dict[str, str]:
    """Query parameters of this run, one value a name."""
    names = (LEVEL, AREA, CHILD, PERIOD, SELECTED, *picture.NAMES)
    return {name: st.query_params[name] for name in names if name in st.query_params}


def go(view: View) -> None:
    """Put a view in the address: one entry in the browser's history, none when nothing changes."""
    wanted = address(view)
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)


def select(view: View, unit_id: str | None) -> None:
    """Select a unit inside the area in view; None lets the selection go."""
    go(replace(view, selected=unit_id))


def redraw() -> None:
    """Draw the page again for what was just stored; the page alone where it was running alone."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:  # the whole app was running, header and all
        st.rerun()


def opened(view: View, level: Level, unit_id: str) -> None:
    """Open an area: one level down, or up along the breadcrumb; the period and the picture stay."""
    st.query_params.from_dict(_area(level, unit_id) | {PERIOD: view.period} | view.picture.address() | _spoken())


def settle_language() -> None:
    """Take the language from the address when it names one; from then on the session keeps it."""
    wanted = st.query_params.get(LANGUAGE, "")
    if wanted in LANGUAGES:
        st.session_state[LANGUAGE_KEY] = wanted


def speak(wanted: str) -> None:
    """Switch the language of this session, in the address too."""
    st.session_state[LANGUAGE_KEY] = wanted
    st.query_params[LANGUAGE] = wanted
