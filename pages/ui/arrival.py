"""Where one run of the map arrives: from the address, through the gate, at a view with its units."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from data.domain.access import Viewer
from data.domain.areas import Level
from data.released import Unit
from pages.ui import agreed, reads, state
from pages.ui.layers import registry
from pages.ui.situation import Situation
from pages.ui.state import View, World


def situation(viewer: Viewer) -> Situation:
    """Find out what this run is about, from the address and through the gate."""
    view, remarks = state.nearest(state.asked(), _world(viewer))
    unit = reads.locate(viewer, view.level, view.unit_id)
    if unit is None:  # the place itself is outside this viewer's areas
        unit = Unit(view.level, view.unit_id, reads.place(viewer).name, None, 0)
    return Situation(viewer, view, unit, _listed(viewer, unit, view), remarks)


def _listed(viewer: Viewer, unit: Unit, view: View) -> pd.DataFrame:
    if view.child is Level.DWELLING:
        return reads.dwellings(viewer, unit, view.period)
    units = reads.units(viewer, unit, view.child, view.period)
    return agreed.beside(units, reads.agreed(viewer, view.period))


def _world(viewer: Viewer) -> World:
    def members(unit: Unit, child: Level, period: str) -> Collection[str]:
        return set() if child is Level.DWELLING else set(reads.units(viewer, unit, child, period)["unit_id"])

    place = reads.place(viewer)
    return World(
        place.root,
        place.periods,
        lambda level, unit_id: reads.locate(viewer, level, unit_id),
        lambda level: reads.children(viewer, level),
        members,
        lambda unit, child: registry.offered(viewer, unit, child),
    )
