"""What leaves the disclosure gate, apart from plain tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data.domain.areas import Level


@dataclass(frozen=True, slots=True)
class Place:
    """What is said of the place as a whole; ``built_at`` and ``published_at`` are UTC without zone."""

    name: str
    demo: bool
    root: str
    periods: tuple[str, ...]
    built_at: datetime
    model_id: str
    levels: tuple[Level, ...]


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
    """What the map draws around the units: outline (WKB, EPSG:4326), bounds and ground (``kind``, ``wkb``)."""

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
