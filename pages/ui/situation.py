"""What one run of the map page is about: the view, the open unit, its units inside, and the explained one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from data.domain.access import Viewer
from data.domain.areas import Level
from data.released import Unit
from pages.ui import reads, state
from pages.ui.state import View, World


@dataclass(frozen=True, slots=True)
class Situation:
    """One view, with what belongs to it.

    Parameters
    ----------
    viewer
        For whom.
    view
        What is looked at.
    unit
        The open unit.
    units
        The units inside, one row each, as ``data.release.units`` gives them; for homes, one row a home.
    remarks
        What of the address was not followed.
    """

    viewer: Viewer
    view: View
    unit: Unit
    units: pd.DataFrame
    remarks: tuple[str, ...]

    @property
    def homes(self) -> bool:
        """Whether homes are listed, which have no code in the address and no shape of their own."""
        return self.view.child is Level.DWELLING

    @property
    def selected(self) -> int | None:
        """Row of the selected unit; None when nothing is selected."""
        if self.view.selected is None or self.homes:
            return None
        return list(self.units["unit_id"]).index(self.view.selected)

    @property
    def explained(self) -> Unit:
        """The unit that the panel explains: the selected one, otherwise the open one."""
        chosen = self.view.selected and reads.locate(self.viewer, self.view.child, self.view.selected)
        return chosen or self.unit

    def code(self, row: int) -> str:
        """Code of the unit in a row."""
        return str(self.units["unit_id"].iloc[row])

    def opens(self, level: Level) -> bool:
        """Whether units of a level open for this viewer."""
        return bool(reads.children(self.viewer, level))


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
    return reads.units(viewer, unit, view.child, view.period)


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
    )
