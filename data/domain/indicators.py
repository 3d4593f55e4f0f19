"""The catalogue of indicators: what is measured, in which unit, from which source, at which levels."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from data.domain.access import DataClass
from data.domain.areas import Level

CATALOGUE = Path(__file__).with_name("indicators.toml")


class Kind(StrEnum):
    """How a figure is made of its numerator and denominator; ``AREA`` has neither."""

    COUNT = "count"
    PROPORTION = "proportion"
    MEAN = "mean"
    AREA = "area"


class Base(StrEnum):
    """Where the denominator comes from (the meanings stand at the head of the catalogue)."""

    OWN = "own"
    REGISTER = "register"
    HOME_YEARS = "home_years"
    HOUSEHOLDS = "households"
    INHABITANT_YEARS = "inhabitant_years"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measured quantity; the keys are explained at the head of ``indicators.toml``."""

    id: str
    nl: str
    en: str
    unit_nl: str
    unit_en: str
    kind: Kind
    direction: int
    levels: tuple[Level, ...]
    base: Base
    max_age: int
    minimum: float
    data_class: DataClass
    source: str
    scale: float
    decimals: int
    context: bool = False
    signal: bool = False

    def label(self, language: str) -> str:
        """Name in ``nl`` or ``en``."""
        return self.en if language == "en" else self.nl

    def unit(self, language: str) -> str:
        """Give the unit in ``nl`` or ``en``."""
        return self.unit_en if language == "en" else self.unit_nl


def parse(text: str) -> dict[str, Indicator]:
    """Read a catalogue from TOML text; raises KeyError, TypeError or ValueError on a malformed entry."""
    return {key: _indicator(key, dict(entry)) for key, entry in tomllib.loads(text).items()}


@cache
def catalogue() -> dict[str, Indicator]:
    """Give the catalogue that ships with the product, by indicator id."""
    return parse(CATALOGUE.read_text(encoding="utf-8"))


def _indicator(key: str, entry: dict[str, object]) -> Indicator:
    levels = tuple(Level(str(name)) for name in entry.pop("levels"))  # type: ignore[attr-defined]
    return Indicator(
        id=key,
        levels=levels,
        kind=Kind(str(entry.pop("kind"))),
        base=Base(str(entry.pop("base"))),
        data_class=DataClass(str(entry.pop("class"))),
        **entry,  # type: ignore[arg-type]
    )
