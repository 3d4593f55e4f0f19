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
RENOVATED = 5
"""Period, from 0, in which the complex that is turned round is renovated and its tenants make a garden plan."""
ESTATE_SPREAD = 0.10
BUILDING_SPREAD = 0.06
DRIFT = 0.05
"""Standard deviations of what a complex, a building and the course of a neighbourhood add to the strain."""
STREET_STRAIN = 1.05
"""What the street of the story ends at, above its neighbourhood."""


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


def choose(homes: pd.DataFrame, plan: Plan) -> Story:
    """Pick the places of the story: the largest of their kind in the neighbourhoods that the plan names.

    Parameters
    ----------
    homes
        Let homes: ``estate_name``, ``neighbourhood``, ``street_id``, ``kind``.
    plan
        Names the neighbourhoods under ``[story]``.
    """
    where = plan.story

    def flats(kind: str, part: str) -> pd.Series:
        return homes["estate_name"][(homes["kind"] == kind) & (homes["neighbourhood"] == str(where[part]))]

    return Story(
        worse=_largest(flats("gallery", "worse")),
        better=_largest(flats("portiek", "better")),
        street=_largest(_quiet(homes, plan)),
        silent=_largest(flats("portiek", "silent")),
    )


def _quiet(homes: pd.DataFrame, plan: Plan) -> pd.Series:
    """Give the streets of the let homes in quiet neighbourhoods that run through one neighbourhood only."""
    quiet = [area.code for area in plan.neighbourhoods if area.strain <= plan.story["quiet"]]
    pairs = homes[["street_id", "neighbourhood"]].drop_duplicates()["street_id"]
    through = pairs[pairs.duplicated()]
    streets = homes["street_id"]
    return streets[homes["neighbourhood"].isin(quiet) & ~streets.isin(through)]


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
    total = total + np.where(_is(homes, "street_id", story.street), STREET_STRAIN * rising(), 0.0)
    total = np.where(_is(homes, "estate_name", story.worse), 0.35 + 0.90 * time, total)
    total = np.where(_is(homes, "estate_name", story.better), turning(1.05, 0.04), total)
    return np.clip(total, 0.0, 1.4)


def turning(start: float, end: float) -> Floats:
    """Give the course of what is turned round: three bad periods, then steadily to its end, four before the last."""
    share = np.clip((np.arange(len(PERIODS)) - 2) / (len(PERIODS) - 6), 0.0, 1.0)
    return start + (end - start) * share


def rising() -> Floats:
    """Give the course of what goes wrong in the last year and a half: 0, then up to 1 in the ninth period."""
    share: Floats = np.clip((np.arange(len(PERIODS)) - 4) / 4, 0.0, 1.0)
    return share


def _is(homes: pd.DataFrame, column: str, value: str) -> np.ndarray:
    found: np.ndarray = (homes[column] == value).to_numpy(dtype=bool)[:, None]
    return found


def _by(keys: pd.Series, spread: float, rng: Generator) -> Floats:
    """Draw one deviation a key, the same for every home that has it."""
    codes, found = pd.factorize(keys)
    drawn: Floats = rng.normal(0.0, spread, len(found))[codes]
    return drawn
