"""Figures of the layers, through the gate; kept as those of ``pages.ui.reads``, by release, role and areas."""

from __future__ import annotations

import pandas as pd

from data import release_layers
from data.domain.access import Viewer
from data.domain.areas import Level
from data.release import Store
from data.released import Unit
from geo.mass import merged
from pages.ui import reads
from pages.ui.kept import kept

MOST = 256
"""Answers that are kept of one question."""


@kept(MOST)
def figures(store: Store, viewer: Viewer, child: Level) -> tuple[str, ...]:
    """Give the indicators that this viewer can have as a layer at a level."""
    return release_layers.figures(store, viewer, child)


@kept(MOST)
def figure(store: Store, viewer: Viewer, unit: Unit, child: Level, period: str, indicator: str) -> pd.DataFrame:
    """One indicator of every unit inside a unit."""
    return release_layers.figure(store, viewer, unit.level, unit.unit_id, child, period, indicator)


@kept(MOST)
def theme(store: Store, viewer: Viewer, unit: Unit, child: Level, period: str, dimension: str) -> pd.DataFrame:
    """Score of one theme of every unit inside a unit."""
    return release_layers.theme(store, viewer, unit.level, unit.unit_id, child, period, dimension)


@kept(MOST)
def certainty(store: Store, viewer: Viewer, unit: Unit, child: Level, period: str) -> pd.DataFrame:
    """Chance of the colour that is shown, of every unit inside a unit."""
    return release_layers.certainty(store, viewer, unit.level, unit.unit_id, child, period)


@kept(MOST)
def extent(store: Store, viewer: Viewer, unit: Unit, child: Level, period: str) -> pd.DataFrame:
    """Share of homes in red places below, of every unit inside a unit."""
    return release_layers.extent(store, viewer, unit.level, unit.unit_id, child, period)


@kept(MOST)
def mass(_: Store, viewer: Viewer, unit: Unit, period: str) -> pd.DataFrame:
    """All buildings inside a unit, merged by light: ``state``, ``inherited``, ``wkb`` (EPSG:4326)."""
    lights = reads.units(viewer, unit, Level.BUILDING, period)
    return merged(lights, reads.shapes(viewer, unit, Level.BUILDING))
