"""The state of the let homes: condition scores and energy labels."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.random import Generator

from data.town.curves import Floats
from data.town.figure_rows import rows
from data.town.strain import PERIODS, RENOVATED, Story, turning

YEAR_OF_AVERAGE = 1960
"""Building year of a home whose year the register does not know."""
UNSEEN = 0.05
"""Share of the homes whose condition is never looked at."""
INSULATED = 0.4
"""Share of the complexes that were insulated, and how many labels that brings."""
LABELS_WON = 2.2
UNLABELLED = 0.02


def building_year(homes: pd.DataFrame) -> Floats:
    """Give building years; where the register has none, that of the average home."""
    return np.asarray(homes["year"].astype("Float64").fillna(YEAR_OF_AVERAGE), dtype=np.float64)


def condition(homes: pd.DataFrame, age: Floats, story: Story, rng: Generator) -> pd.DataFrame:
    """Give NEN 2767 scores, one a year: mostly the same within a building; some homes are never looked at."""
    code, found = pd.factorize(homes["building_id"])
    noise = rng.normal(0, 0.55, len(found))[code]
    estate = pd.factorize(homes["estate_name"].fillna(homes["street_id"]))[0]
    estate_noise = rng.normal(0, 0.6, estate.max() + 1)[estate]
    base = np.clip(1.2 + age / 34.0, 1, 3.3) + noise + estate_noise
    turn = rng.integers(0, 6, estate.max() + 1)[estate]
    seen = rng.uniform(size=len(homes)) > UNSEEN
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


def labels(homes: pd.DataFrame, story: Story, rng: Generator) -> pd.DataFrame:
    """Give energy labels, 1 (A or better) to 7 (G): by building year, better where a complex was insulated.

    Half of the complex that is turned round gets its label when it is renovated, not before.
    """
    estate = pd.factorize(homes["estate_name"].fillna(homes["street_id"]))[0]
    insulated = rng.uniform(size=estate.max() + 1)[estate] < INSULATED
    year = building_year(homes)
    base = np.interp(year, [1900, 1950, 1970, 1985, 1995, 2005, 2015], [6.4, 6.0, 5.0, 3.6, 2.6, 1.6, 1.0])
    value = np.clip(np.round(base - LABELS_WON * insulated + rng.normal(0, 0.45, len(homes))), 1, 7)
    late = (homes["estate_name"] == story.better).to_numpy() & (np.arange(len(homes)) % 2 == 0)
    value, period = np.where(late, 2, value), np.where(late, RENOVATED, 0)
    known = rng.uniform(size=len(homes)) > UNLABELLED
    return rows(
        "energy_label",
        homes["dwelling_id"].to_numpy()[known],
        period[known],
        value[known],
        squares=True,
    )
