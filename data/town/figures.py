"""The corporation's figures: what it would deliver of every let home, in the form of the measurements table."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator

from data.town.curves import Floats
from data.town.figure_rows import rows
from data.town.plan import Plan
from data.town.strain import PERIODS, RENOVATED, Story, rising, strain
from data.town.tenancies import Tenancies, follow
from data.town.upkeep import building_year, condition, labels

FIRST_YEAR = 2024.83
STREET_NUISANCE = 0.5
"""Strain that the street of the story has more, where nuisance is concerned."""
ARREARS = (-1.88, 1.02)
NUISANCE = (-2.42, 1.12)
SUPPORT = (-2.46, 0.92)
"""Level at no strain and rise with strain of three figures, in standard deviations of a normal latent quantity."""


def corporation(homes: pd.DataFrame, plan: Plan, story: Story, rng: Generator) -> pd.DataFrame:
    """Give the measurements of the let homes over all periods.

    Parameters
    ----------
    homes
        Let homes with ``dwelling_id``, ``building_id``, ``estate_name``, ``street_id``, ``neighbourhood``, ``year``.
    plan
        Gives the strain of each neighbourhood.
    story
        The places that stand out.
    rng
        Source of chance.
    """
    burden = strain(homes, plan, story, rng)
    age = FIRST_YEAR - building_year(homes)
    lived = follow(burden, age, rng)
    parts = [
        _stays(homes, lived),
        _flags(homes, "vacancy", lived.vacant, np.ones_like(lived.vacant)),
        _flags(homes, "guided_letting", lived.guided, np.ones_like(lived.vacant)),
        _arrears(homes, burden, lived, story, rng),
        _events(homes, "nuisance", _nuisance(homes, burden, story, rng)),
        _events(homes, "support_signals", _latent(burden, SUPPORT, 0.6, 0.05, rng)),
        _events(homes, "turnover", lived.left),
        _refusals(homes, lived),
        _willing(homes, burden, lived, story, rng),
        condition(homes, age, story, rng),
        labels(homes, story, rng),
    ]
    return pd.concat(parts, ignore_index=True)


def _at(homes: pd.DataFrame, mask: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    home, period = np.nonzero(mask)
    return home, period, homes["dwelling_id"].to_numpy()[home]


def _stays(homes: pd.DataFrame, lived: Tenancies) -> pd.DataFrame:
    home, period, units = _at(homes, ~lived.vacant)
    return rows("length_of_stay", units, period, np.round(lived.years[home, period], 2), squares=True)


def _flags(homes: pd.DataFrame, indicator: str, flags: np.ndarray, known: np.ndarray) -> pd.DataFrame:
    home, period, units = _at(homes, known.astype(bool))
    return rows(indicator, units, period, flags[home, period])


def _events(homes: pd.DataFrame, indicator: str, flags: np.ndarray) -> pd.DataFrame:
    home, period, units = _at(homes, flags)
    return rows(indicator, units, period, np.ones(len(home)), counted=False)


def _refusals(homes: pd.DataFrame, lived: Tenancies) -> pd.DataFrame:
    home, period, units = _at(homes, lived.let)
    return rows("refusals", units, period, lived.refusals[home, period])


def _latent(burden: Floats, level: tuple[float, float], memory: float, season: float, rng: Generator) -> np.ndarray:
    """Draw yes or no by home and period: a household that is in trouble now often still is two months later.

    A first-order autoregressive normal quantity per home, compared with a level that rises with strain; ``season``
    is added in the two winter periods when positive, in the two summer periods when negative.
    """
    homes, periods = burden.shape
    state = rng.normal(size=homes)
    states = []
    for _ in range(periods):
        state = memory * state + np.sqrt(1 - memory**2) * rng.normal(size=homes)
        states.append(state)
    winter = np.array([period.number in {1, 6} for period in PERIODS])
    summer = np.array([period.number in {3, 4} for period in PERIODS])
    wave = np.where(winter, max(season, 0.0), 0.0) + np.where(summer, max(-season, 0.0), 0.0)
    flags: np.ndarray = np.column_stack(states) < level[0] + level[1] * burden + wave
    return flags


def _arrears(homes: pd.DataFrame, burden: Floats, lived: Tenancies, story: Story, rng: Generator) -> pd.DataFrame:
    """Give the arrears of the homes that are lived in; one complex is missing from two deliveries."""
    flags = _latent(burden, ARREARS, 0.9, 0.07, rng)
    silent = (homes["estate_name"] == story.silent).to_numpy()[:, None] & np.isin(np.arange(len(PERIODS)), [6, 7])
    return _flags(homes, "rent_arrears", flags, ~lived.vacant & ~silent)


def _nuisance(homes: pd.DataFrame, burden: Floats, story: Story, rng: Generator) -> np.ndarray:
    """Draw reports of nuisance by address; in one street of a quiet neighbourhood they rise over the last year."""
    street = (homes["street_id"] == story.street).to_numpy()[:, None]
    return _latent(burden + street * STREET_NUISANCE * rising(), NUISANCE, 0.55, -0.10, rng)


def _willing(homes: pd.DataFrame, burden: Floats, lived: Tenancies, story: Story, rng: Generator) -> pd.DataFrame:
    """Ask part of the tenants once a year, and every new one when the home is let."""
    size = len(homes)
    asked = rng.uniform(size=size) < 0.42  # noqa: PLR2004 - share that answers
    turn = rng.integers(0, 6, size)
    due = asked[:, None] & (np.arange(len(PERIODS)) % 6 == turn[:, None])
    chance = 0.52 - 0.36 * np.clip(burden, 0, 1.2)
    better = (homes["estate_name"] == story.better).to_numpy()[:, None]
    jump = np.where(np.arange(len(PERIODS)) >= RENOVATED, 0.80, 0.14)
    yes = rng.uniform(size=burden.shape) < np.where(better, jump, chance)
    due |= better & (np.arange(len(PERIODS)) == RENOVATED) & (rng.uniform(size=size) < 0.6)[:, None]  # noqa: PLR2004
    return _flags(homes, "willing_to_contribute", yes, (due | lived.let) & ~lived.vacant)
