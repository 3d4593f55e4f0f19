"""The corporation's figures: what it would deliver of every let home, in the form of the measurements table."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator

from data.sources.tables import COLUMNS
from data.town.curves import Floats
from data.town.plan import Plan
from data.town.strain import PERIODS, Story, strain, turning
from data.town.tenancies import Tenancies, follow

SOURCE = "demo"
STARTS = pd.to_datetime([period.start for period in PERIODS])
ENDS = pd.to_datetime([period.end for period in PERIODS])
FIRST_YEAR = 2024.83
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
    age = FIRST_YEAR - _year(homes)
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
        _condition(homes, age, story, rng),
        _labels(homes, rng),
    ]
    return pd.concat(parts, ignore_index=True)


def rows(
    indicator: str,
    units: np.ndarray,
    period: np.ndarray,
    numerator: np.ndarray,
    *,
    counted: bool = True,
    squares: bool = False,
) -> pd.DataFrame:
    """Give measurement rows of dwellings; ``counted`` puts 1 in the denominator, ``squares`` adds them for a mean."""
    value = np.asarray(numerator, dtype=float)
    return pd.DataFrame(
        {
            "indicator_id": indicator,
            "level": "dwelling",
            "unit_id": units,
            "starts": STARTS[period],
            "ends": ENDS[period],
            "numerator": value,
            "denominator": 1.0 if counted else np.nan,
            "squares": value**2 if squares else np.nan,
            "value": np.nan,
            "source": SOURCE,
            "transferred": False,
        }
    )[list(COLUMNS["measurements"])]


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
    rise = np.clip((np.arange(len(PERIODS)) - 4) / 4, 0, 1)
    return _latent(np.where(street, burden + 1.3 * rise, burden), NUISANCE, 0.55, -0.10, rng)


def _willing(homes: pd.DataFrame, burden: Floats, lived: Tenancies, story: Story, rng: Generator) -> pd.DataFrame:
    """Ask part of the tenants once a year, and every new one when the home is let."""
    size = len(homes)
    asked = rng.uniform(size=size) < 0.42  # noqa: PLR2004 - share that answers
    turn = rng.integers(0, 6, size)
    due = asked[:, None] & (np.arange(len(PERIODS)) % 6 == turn[:, None])
    chance = 0.52 - 0.36 * np.clip(burden, 0, 1.2)
    better = (homes["estate_name"] == story.better).to_numpy()[:, None]
    jump = np.where(np.arange(len(PERIODS)) >= 5, 0.72, 0.14)  # noqa: PLR2004 - the period of the garden plan
    yes = rng.uniform(size=burden.shape) < np.where(better, jump, chance)
    due |= better & (np.arange(len(PERIODS)) == 5) & (rng.uniform(size=size) < 0.6)[:, None]  # noqa: PLR2004
    return _flags(homes, "willing_to_contribute", yes, (due | lived.let) & ~lived.vacant)


def _condition(homes: pd.DataFrame, age: Floats, story: Story, rng: Generator) -> pd.DataFrame:
    """Give NEN 2767 scores, one a year: mostly the same within a building; some homes are never looked at."""
    code, found = pd.factorize(homes["building_id"])
    noise = rng.normal(0, 0.55, len(found))[code]
    estate = pd.factorize(homes["estate_name"].fillna(homes["street_id"]))[0]
    estate_noise = rng.normal(0, 0.6, estate.max() + 1)[estate]
    base = np.clip(1.2 + age / 34.0, 1, 4.2) + noise + estate_noise
    turn = rng.integers(0, 6, estate.max() + 1)[estate]
    seen = rng.uniform(size=len(homes)) > 0.05  # noqa: PLR2004 - share that is never looked at
    parts = []
    for period in range(len(PERIODS)):
        due = seen & (turn == period % 6)
        score = np.where(homes["estate_name"] == story.better, turning(5.0, 1.7)[period], base + 0.02 * period)
        score = np.where(homes["estate_name"] == story.worse, 3.6 + 0.14 * period, score)
        own = rng.choice([-1, 0, 1], size=len(homes), p=[0.03, 0.92, 0.05])
        value = np.clip(np.round(score) + own, 1, 6)
        parts.append(
            rows(
                "condition", homes["dwelling_id"].to_numpy()[due], np.full(due.sum(), period), value[due], squares=True
            )
        )
    return pd.concat(parts, ignore_index=True)


def _year(homes: pd.DataFrame) -> Floats:
    """Give building years; where the register has none, that of the average home."""
    return np.asarray(homes["year"].astype("Float64").fillna(1960), dtype=np.float64)


def _labels(homes: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Give energy labels, 1 (A or better) to 7 (G): by building year, better where a complex was insulated."""
    estate = pd.factorize(homes["estate_name"].fillna(homes["street_id"]))[0]
    insulated = rng.uniform(size=estate.max() + 1)[estate] < 0.4  # noqa: PLR2004 - share of complexes
    year = _year(homes)
    base = np.interp(year, [1900, 1950, 1970, 1985, 1995, 2005, 2015], [6.4, 6.0, 5.0, 3.6, 2.6, 1.6, 1.0])
    value = np.clip(np.round(base - 2.2 * insulated + rng.normal(0, 0.45, len(homes))), 1, 7)
    known = rng.uniform(size=len(homes)) > 0.02  # noqa: PLR2004 - share without a label
    return rows(
        "energy_label",
        homes["dwelling_id"].to_numpy()[known],
        np.zeros(known.sum(), dtype=int),
        value[known],
        squares=True,
    )
