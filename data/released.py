"""What leaves the disclosure gate, apart from plain tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data.domain.areas import Level


@dataclass(frozen=True, slots=True)
class Place:
    """What is said of the place as a whole.

    Parameters
    ----------
    name, demo, root, periods, model_id, levels
        As ``data.release.place`` found them.
    built_at
        UTC, without zone.
    sensitive
        Whether it holds real figures about homes or households: nobody may see those without signing in.
    """

    name: str
    demo: bool
    root: str
    periods: tuple[str, ...]
    built_at: datetime
    model_id: str
    levels: tuple[Level, ...]
    sensitive: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """One place in the tree."""

    level: Level
    unit_id: str
    name: str
    parent_id: str | None
    homes: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What the map draws around the units: outline (WKB, EPSG:4326), bounds and ground.

    The ground is ``kind``, ``wkb`` and, of a building, ``unit_id``.
    """

    outline: bytes | None
    bounds: tuple[float, float, float, float]
    ground: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the side panel shows of one unit.

    Parameters
    ----------
    unit
        The unit as a row of ``units``.
    dimensions
        ``dimension``, ``axis``, ``score``, ``coverage``; score NaN where this viewer gets no exact figures.
    indicators
        One row an indicator that is valid at the level, as ``data.disclosure.figures`` gives it.
    """

    unit: dict[str, object]
    dimensions: pd.DataFrame
    indicators: pd.DataFrame
