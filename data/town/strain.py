"""What lies behind the figures: how vulnerable each let home's surroundings are, period by period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from data.domain.periods import Period
from data.town.curves import Floats
from data.town.plan import Plan

PERIODS: tuple[Period, ...] = tuple(Period(2024, 6).shift(step) for step in range(12))
ESTATE_SPREAD = 0.10
BUILDING_SPREAD = 0.06
DRIFT = 0.05


@dataclass(frozen=True, slots=True)
class Story:
    """A place that stands out, so that there is something to find.

    Parameters
    ----------
    worse, better
        The estate that declines, and the one that is turned round; names.
    street
        The street with nuisance in an otherwise quiet neighbourhood; its 16-digit id.
    silent
        The estate that delivered no arrears in two periods.
    """

    worse: str
    better: str
    street: str
    silent: str


def choose(homes: pd.DataFrame) -> Story:
    """Pick the places of the story by what they are, not by their name.

    Parameters
    ----------
    homes
        Let homes: ``estate_name``, ``neighbourhood``, ``street_id``, ``kind``.
    """
    flats = homes[(homes["kind"] == "gallery") & (homes["neighbourhood"] == "BU99990304")]
    turned = homes[(homes["kind"] == "portiek") & (homes["neighbourhood"] == "BU99990402")]
    green = homes[homes["neighbourhood"].isin(["BU99990603", "BU99990604", "BU99990602"])]
    other = homes[(homes["neighbourhood"] == "BU99990404") & homes["estate_name"].notna()]
    return Story(
        worse=_largest(flats["estate_name"]),
        better=_largest(turned["estate_name"]),
        street=_largest(green["street_id"]),
        silent=_largest(other["estate_name"]),
    )


def _largest(values: pd.Series) -> str:
    counts = values.dropna().value_counts()
    return str(min(counts.index[counts == counts.max()]))


def strain(homes: pd.DataFrame, plan: Plan, story: Story, rng: Generator) -> Floats:
    """Add up neighbourhood, complex, building, drift and story to strain (homes x periods): 0 calm, 1 vulnerable."""
    base = homes["neighbourhood"].map({area.code: area.strain for area in plan.neighbourhoods}).to_numpy(dtype=float)
    estate = _by(homes["estate_name"].fillna(homes["street_id"]), ESTATE_SPREAD, rng)
    building = _by(homes["building_id"], BUILDING_SPREAD, rng)
    slope = _by(homes["neighbourhood"], DRIFT, rng)[:, None] * np.linspace(-0.5, 1.0, len(PERIODS))
    total = (base + estate + building)[:, None] + slope
    time = np.linspace(0.0, 1.0, len(PERIODS))
    total = np.where(_is(homes, "estate_name", story.worse), 0.35 + 0.90 * time, total)
    total = np.where(_is(homes, "estate_name", story.better), turning(1.05, 0.12), total)
    return np.clip(total, 0.0, 1.4)


def turning(start: float, end: float) -> Floats:
    """Give the course of what is turned round: two bad periods, then steadily to its end in the last but one."""
    share = np.clip((np.arange(len(PERIODS)) - 2) / (len(PERIODS) - 4), 0.0, 1.0)
    return start + (end - start) * share


def _is(homes: pd.DataFrame, column: str, value: str) -> np.ndarray:
    found: np.ndarray = (homes[column] == value).to_numpy(dtype=bool)[:, None]
    return found


def _by(keys: pd.Series, spread: float, rng: Generator) -> Floats:
    """Draw one deviation a key, the same for every home that has it."""
    codes, found = pd.factorize(keys)
    drawn: Floats = rng.normal(0.0, spread, len(found))[codes]
    return drawn
