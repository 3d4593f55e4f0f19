"""What one run of the map page is about: the view, the open unit, its units inside, and the explained one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from data.domain.access import Viewer
from data.domain.areas import Level
from data.released import Unit
from pages.ui import agreed, reads
from pages.ui.state import View


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

    def of(self, level: Level, period: str) -> Situation:
        """Give the same area with the units of a level, in a period; what is selected stays where the level does."""
        selected = self.view.selected if level is self.view.child else None
        view = replace(self.view, child=level, period=period, selected=selected)
        units = reads.units(self.viewer, self.unit, level, period)
        return replace(self, view=view, units=agreed.beside(units, reads.agreed(self.viewer, period)))

    def opens(self, level: Level) -> bool:
        """Whether units of a level open for this viewer."""
        return bool(reads.children(self.viewer, level))
