"""The layer of all buildings at once: merged by light, under the borders of the units in view."""

from __future__ import annotations

import pandas as pd

from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.lights import State
from data.released import Unit
from geo.scales import CLEAR
from pages.ui import notation, reads
from pages.ui.counts import count
from pages.ui.layers import lights
from pages.ui.layers import reads as layer_reads
from pages.ui.layers.shape import Painted
from pages.ui.situation import Situation
from pages.ui.text import t

_LIGHTS = {"rood": State.RED, "oranje": State.AMBER, "groen": State.GREEN}

WIDE = (Level.MUNICIPALITY, Level.DISTRICT)
"""Levels of which the buildings are too many to draw one by one."""


def members(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:
    """Offer it where the buildings can't be listed, and there are any."""
    shown = unit.level in WIDE and child not in (Level.BUILDING, Level.DWELLING)
    return ("",) if shown and Level.BUILDING in reads.place(viewer).levels else ()


def name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer."""
    return t("laag.gebouwen")


def paint(now: Situation, member: str) -> Painted:  # noqa: ARG001 - every layer is painted alike
    """Paint the buildings as one picture; the units stay clear, so that they can be chosen."""
    buildings = now.of(Level.BUILDING, now.view.period)
    said = [t(f"stoplicht.{one}") for one in now.units["state"]]
    units = pd.DataFrame({"look": CLEAR, "said": said, "mark": "", "value": float("nan")}, index=now.units.index)
    beneath = layer_reads.mass(now.viewer, now.unit, now.view.period)
    own = count(buildings.units).own
    counts = {light: notation.number(own[state]) for light, state in _LIGHTS.items()}
    summary = t("laag.gebouwen_licht", **counts)
    return Painted(units, lights.keys(buildings), summary, beneath=beneath)
