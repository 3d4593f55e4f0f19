"""What one run of the page of the own area is about: the buurt, its lights now and before, and the reasons in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.explained import Explanation
from data.released import Card, Unit
from pages.ui import reads, state


@dataclass(frozen=True, slots=True)
class Looked:
    """The own area as the tenants' organisation sees it.

    Parameters
    ----------
    viewer
        Through whose eyes: the tenants' organisation, whoever looks.
    choices
        The buurten of the own area.
    unit
        The buurt that is told of.
    period
        The newest period that was released.
    card, explanation
        Of the buurt.
    streets, estates
        The places in it, as ``data.release.units`` gives them.
    """

    viewer: Viewer
    choices: tuple[Unit, ...]
    unit: Unit
    period: str
    card: Card
    explanation: Explanation
    streets: pd.DataFrame
    estates: pd.DataFrame

    @property
    def places(self) -> pd.DataFrame:
        """Streets and complexes together."""
        return pd.concat([self.streets, self.estates], ignore_index=True)


def looked(viewer: Viewer, asked: Mapping[str, str]) -> Looked | None:
    """Find out what is told, of the buurt that the address asks for or the first; None when there is nothing to tell.

    Parameters
    ----------
    viewer
        Who looks; others than the tenants' organisation see what it would see.
    asked
        Query parameters; anything may stand in them.
    """
    eyes = viewer if viewer.role is Role.TENANTS else replace(viewer, role=Role.TENANTS, within=viewer.role)
    periods, choices = reads.place(eyes).periods, own(eyes)
    if not periods or not choices:
        return None
    period = periods[-1]
    unit = next((one for one in choices if one.unit_id == asked.get(state.AREA)), choices[0])
    return Looked(
        eyes,
        choices,
        unit,
        period,
        reads.card(eyes, unit, period),
        reads.explanation(eyes, unit, period),
        reads.units(eyes, unit, Level.STREET, period),
        reads.units(eyes, unit, Level.ESTATE, period),
    )


def own(viewer: Viewer) -> tuple[Unit, ...]:
    """Give the buurten of the viewer's own area, by name: those that were given, and all of a wijk or town."""
    place = reads.place(viewer)
    found: dict[str, Unit] = {}
    for code in sorted(viewer.areas):
        for level in (Level.NEIGHBOURHOOD, Level.DISTRICT, Level.MUNICIPALITY):
            unit = reads.locate(viewer, level, code)
            if unit is None:
                continue
            inside = [unit] if level is Level.NEIGHBOURHOOD else _buurten(viewer, unit, place.periods[-1:])
            found |= {one.unit_id: one for one in inside}
    return tuple(sorted(found.values(), key=lambda one: one.name))


def _buurten(viewer: Viewer, unit: Unit, periods: tuple[str, ...]) -> list[Unit]:
    listed = [reads.units(viewer, unit, Level.NEIGHBOURHOOD, period) for period in periods]
    codes = [str(code) for frame in listed for code in frame["unit_id"]]
    located = [reads.locate(viewer, Level.NEIGHBOURHOOD, code) for code in codes]
    return [one for one in located if one is not None and one.homes]
