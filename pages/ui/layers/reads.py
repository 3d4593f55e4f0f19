"""Figures of the layers, through the gate; kept as those of ``pages.ui.reads``, by release, role and areas."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data import release_layers
from data.domain.access import Viewer
from data.domain.areas import Level
from data.released import Unit
from geo.mass import merged
from pages.ui.reads import Who, _open, _shapes, _units, _viewer, _who, live

_KEPT = 256


def figures(viewer: Viewer, child: Level) -> tuple[str, ...]:
    """Give the indicators that this viewer can have as a layer at a level."""
    return _figures(live(), _who(viewer), child.value)


def figure(viewer: Viewer, unit: Unit, child: Level, period: str, indicator: str) -> pd.DataFrame:
    """One indicator of every unit inside a unit."""
    return _figure(live(), _who(viewer), unit.level.value, unit.unit_id, child.value, period, indicator)


def theme(viewer: Viewer, unit: Unit, child: Level, period: str, dimension: str) -> pd.DataFrame:
    """Score of one theme of every unit inside a unit."""
    return _theme(live(), _who(viewer), unit.level.value, unit.unit_id, child.value, period, dimension)


def certainty(viewer: Viewer, unit: Unit, child: Level, period: str) -> pd.DataFrame:
    """Chance of the colour that is shown, of every unit inside a unit."""
    return _certainty(live(), _who(viewer), unit.level.value, unit.unit_id, child.value, period)


def extent(viewer: Viewer, unit: Unit, child: Level, period: str) -> pd.DataFrame:
    """Share of homes in red places below, of every unit inside a unit."""
    return _extent(live(), _who(viewer), unit.level.value, unit.unit_id, child.value, period)


def mass(viewer: Viewer, unit: Unit, period: str) -> pd.DataFrame:
    """All buildings inside a unit, merged by light: ``state``, ``inherited``, ``wkb`` (EPSG:4326)."""
    return _mass(live(), _who(viewer), unit.level.value, unit.unit_id, period)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _figures(live: str, who: Who, child: str) -> tuple[str, ...]:
    return release_layers.figures(_open(live), _viewer(who), Level(child))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _figure(live: str, who: Who, level: str, unit_id: str, child: str, period: str, indicator: str) -> pd.DataFrame:
    asked = (_open(live), _viewer(who), Level(level), unit_id, Level(child), period)
    return release_layers.figure(*asked, indicator)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _theme(live: str, who: Who, level: str, unit_id: str, child: str, period: str, dimension: str) -> pd.DataFrame:
    asked = (_open(live), _viewer(who), Level(level), unit_id, Level(child), period)
    return release_layers.theme(*asked, dimension)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _certainty(live: str, who: Who, level: str, unit_id: str, child: str, period: str) -> pd.DataFrame:
    return release_layers.certainty(_open(live), _viewer(who), Level(level), unit_id, Level(child), period)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _extent(live: str, who: Who, level: str, unit_id: str, child: str, period: str) -> pd.DataFrame:
    return release_layers.extent(_open(live), _viewer(who), Level(level), unit_id, Level(child), period)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _mass(live: str, who: Who, level: str, unit_id: str, period: str) -> pd.DataFrame:
    lights = _units(live, who, level, unit_id, Level.BUILDING.value, period)
    return merged(lights, _shapes(live, who, level, unit_id, Level.BUILDING.value))
