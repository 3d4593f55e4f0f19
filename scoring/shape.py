"""The shape of a scoring model: what its keys are called, what they may hold, and how it is asked for frames.

A model is data. Every number that a light depends on stands here, none in a scoring function.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, Self

import pandas as pd

from data.domain.areas import Level
from data.domain.indicators import Indicator
from data.domain.lights import Light

INFINITE = float("inf")
MAX_VETOES = 5
"""SCORING 2.8: more than five vetoes and the light is no longer the score's."""


class Axis(StrEnum):
    """The two sides of the balance: draagkracht and draaglast."""

    CAPACITY = "capacity"
    BURDEN = "burden"


def number(low: float = 0.0, high: float = INFINITE, *, positive: bool = False) -> Any:  # noqa: ANN401 (dataclass field)
    """Declare a numeric key with the bounds that the reader checks; ``positive`` leaves the low bound itself out."""
    return field(metadata={"low": low, "high": high, "positive": positive})


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Scores at which the colour turns: red below ``t1``, amber below ``t2``, green from there."""

    t1: float = number(high=100)
    t2: float = number(high=100)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What must be known: shares of a dimension's and an axis's weight, indicators an axis at the least.

    ``homes`` is the share of an area's homes behind a published figure that is rolled up from the areas below.
    """

    dimension: float = number(high=1)
    axis: float = number(high=1)
    indicators: int = number(low=1)
    homes: float = number(high=1)


@dataclass(frozen=True, slots=True)
class Stability:
    """How a colour holds: smallest margin, meetings in a row to recover clearly or narrowly, periods grey remembers."""

    h_min: float = number(high=50)
    clear: int = number(low=1)
    narrow: int = number(low=1)
    memory: int = number()


@dataclass(frozen=True, slots=True)
class Sizes:
    """Households that a rate needs, and homes that a colour of its own needs; indicative below that many times more."""

    rate: int = number()
    street: int = number()
    estate: int = number()
    building: int = number()
    indicative: float = number(low=1)


@dataclass(frozen=True, slots=True)
class Smoothing:
    """Empirical Bayes: the most that the parent's rate may count for, in households."""

    prior_max: float = number()


@dataclass(frozen=True, slots=True)
class Certainty:
    """When a colour is on the border, and what the seeded draws vary."""

    border: float = number(high=1)
    draws: int = number(low=1)
    seed: int = number()
    weight_sigma: float = number()
    goalpost_shift: float = number(high=0.49)
    balance_low: float = number(high=1)
    balance_high: float = number(high=1)
    low: float = number(high=1)
    high: float = number(high=1)


@dataclass(frozen=True, slots=True)
class Hotspots:
    """Getis-Ord Gi*: units needed, false discovery rate, and the confidence of each ring on the map."""

    units: int = number(low=3)
    level: float = number(high=1)
    confidence: tuple[float, ...] = number(high=1)


@dataclass(frozen=True, slots=True)
class Brandhaard:
    """When a red place below gets a badge: share of households in red, or households in one red unit."""

    extent: float = number(high=1)
    minimum: int = number()


@dataclass(frozen=True, slots=True)
class DwellingRules:
    """The light of a home: NEN 2767 score and periods vacant from which it is amber and red."""

    amber_condition: float = number(low=1, high=6)
    red_condition: float = number(low=1, high=6)
    amber_vacant: int = number(low=1)
    red_vacant: int = number(low=1)


@dataclass(frozen=True, slots=True)
class Reference:
    """What an explanation compares with: an area code or ``municipality``; a period key, ``first`` or ``same``."""

    area: str
    period: str


@dataclass(frozen=True, slots=True)
class Veto:
    """An indicator whose raw score below ``below``, over ``minimum`` or more, holds the light at ``floor`` or worse."""

    indicator: str
    below: float = number(high=100)
    minimum: float = number()
    floor: Light = Light.AMBER


@dataclass(frozen=True, slots=True)
class Dimension:
    """A theme (thema) on one axis."""

    id: str
    axis: Axis
    nl: str
    en: str
    weight: float = number(positive=True)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An indicator as the model weighs it: its dimension, weight and goalposts, and what the catalogue says of it."""

    id: str
    dimension: str
    weight: float = number(positive=True)
    lo: float = number(low=-INFINITE)
    hi: float = number(low=-INFINITE)
    about: Indicator = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class ScoringModel:
    """Everything that a light depends on besides the figures; change a copy with ``dataclasses.replace``."""

    id: str
    nl: str
    en: str
    balance: float
    thresholds: Thresholds
    coverage: Coverage
    stability: Stability
    sizes: Sizes
    smoothing: Smoothing
    certainty: Certainty
    hotspots: Hotspots
    brandhaard: Brandhaard
    dwelling: DwellingRules
    reference: Reference
    veto: tuple[Veto, ...]
    dimensions: tuple[Dimension, ...]
    indicators: tuple[Weighed, ...]
    toml: str = field(default="", compare=False)

    @property
    def hash(self) -> str:
        """SHA-256 over the content and the catalogue entries it uses; layout, comments and order don't matter."""
        parts = {key: part for key, part in asdict(self).items() if key != "toml"}
        content = json.dumps(_canonical(parts), sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(content.encode("ascii")).hexdigest()

    def at(self, level: Level) -> Self:
        """Keep only what is valid at a level: coverage counts nothing else (SCORING 2.2)."""
        return self._keeping(tuple(one for one in self.indicators if level in one.about.levels))

    def without(self, indicator: str) -> Self:
        """Leave one indicator out, and its dimension with it when it was the last; for leave-one-out."""
        return self._keeping(tuple(one for one in self.indicators if one.id != indicator))

    def minimum_size(self, level: Level) -> int:
        """Homes that a unit of this level needs for a colour of its own."""
        own = {Level.STREET: self.sizes.street, Level.ESTATE: self.sizes.estate, Level.BUILDING: self.sizes.building}
        return own.get(level, self.sizes.rate)

    def indicator_frame(self) -> pd.DataFrame:
        """One row an indicator: ids, axis, weight and goalposts, and the keys of the catalogue that scoring needs."""
        return _indicator_frame(self).copy()

    def dimension_frame(self) -> pd.DataFrame:
        """One row a dimension: ``dimension``, ``axis``, ``weight``."""
        rows = [(one.id, one.axis.value, one.weight) for one in self.dimensions]
        return pd.DataFrame(rows, columns=["dimension", "axis", "weight"])

    def column(self, name: str) -> pd.Series:
        """One column of the indicator frame by indicator id: ``weight``, ``lo``, ``hi``, ``direction`` and so on."""
        column: pd.Series = self.indicator_frame().set_index("indicator_id")[name]
        return column

    def _keeping(self, indicators: tuple[Weighed, ...]) -> Self:
        used = {one.dimension for one in indicators}
        return replace(self, indicators=indicators, dimensions=tuple(one for one in self.dimensions if one.id in used))


INDICATOR_COLUMNS = (
    "indicator_id",
    "dimension",
    "axis",
    "weight",
    "lo",
    "hi",
    "direction",
    "kind",
    "data_class",
    "minimum",
    "max_age",
    "levels",
)
"""Columns of ``ScoringModel.indicator_frame``, in order; ``levels`` is a tuple of level names."""


WORDING = ("nl", "en", "unit_nl", "unit_en", "scale", "decimals")
"""Keys of a catalogue entry that say how a figure is written, not what it is."""


@lru_cache(maxsize=64)
def _indicator_frame(model: ScoringModel) -> pd.DataFrame:
    axes = {one.id: one.axis.value for one in model.dimensions}
    rows = [{**_weighed(one), "axis": axes[one.dimension]} for one in model.indicators]
    return pd.DataFrame(rows, columns=list(INDICATOR_COLUMNS))


def _weighed(one: Weighed) -> dict[str, object]:
    about = one.about
    return {
        "indicator_id": one.id,
        "dimension": one.dimension,
        "weight": one.weight,
        "lo": one.lo,
        "hi": one.hi,
        "direction": about.direction,
        "kind": about.kind.value,
        "data_class": about.data_class.value,
        "minimum": about.minimum,
        "max_age": about.max_age,
        "levels": tuple(level.value for level in about.levels),
    }


def _canonical(value: object) -> object:
    """Make 1 and 1.0 the same, and lists of records independent of their order."""
    if isinstance(value, Mapping):
        worded = WORDING if "data_class" in value else ()
        return {key: _canonical(part) for key, part in value.items() if key not in worded}
    if isinstance(value, list | tuple):
        return sorted((_canonical(part) for part in value), key=lambda part: json.dumps(part, sort_keys=True))
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
