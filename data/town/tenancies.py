"""Who moves, which homes stand empty, how often a home is refused: every let home followed through the periods."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from data.domain.periods import PER_YEAR
from data.town.curves import Floats

Flags = np.ndarray


@dataclass(frozen=True, slots=True)
class Tenancies:
    """What happened in each let home (rows) in each period (columns).

    Parameters
    ----------
    vacant
        Empty at the end of the period.
    left
        A household moved out in the period.
    let
        A household moved in.
    years
        Length of stay at the end of the period, years; NaN while empty.
    refusals
        Refusals before the letting; 0 where none was let.
    guided
        Let with guidance.
    """

    vacant: Flags
    left: Flags
    let: Flags
    years: Floats
    refusals: Floats
    guided: Flags


def follow(strain: Floats, age: Floats, rng: Generator) -> Tenancies:
    """Follow the homes through the periods.

    Parameters
    ----------
    strain
        Homes x periods: the higher, the more people leave, the longer a home stands empty, the more refuse it.
    age
        Age of each building in years at the start; nobody lives longer in a home than it stands.
    rng
        Source of chance.
    """
    homes, periods = strain.shape
    yearly = 0.05 + 0.075 * strain
    years = np.minimum(rng.gamma(1.3, (17.0 - 10.5 * np.clip(strain[:, 0], 0, 1)) / 1.3, homes), np.maximum(age, 0.2))
    vacant = rng.uniform(size=homes) < 0.008 + 0.018 * strain[:, 0]
    guided = rng.uniform(size=homes) < 0.015 + 0.10 * strain[:, 0]
    columns: list[tuple[np.ndarray, ...]] = []
    for period in range(periods):
        s = strain[:, period]
        let = vacant & (rng.uniform(size=homes) < 0.78 - 0.30 * np.clip(s, 0, 1))
        left = ~vacant & (rng.uniform(size=homes) < yearly[:, period] / PER_YEAR)
        quick = left & (rng.uniform(size=homes) < 0.45 - 0.30 * np.clip(s, 0, 1))
        vacant = (vacant & ~let) | (left & ~quick)
        let |= quick
        refused = np.where(let, rng.poisson(0.4 + 2.6 * s), 0)
        years = np.where(let, rng.uniform(0.02, 0.16, homes), years + 1 / PER_YEAR)
        guided = np.where(let, rng.uniform(size=homes) < 0.04 + 0.14 * s, guided)
        columns.append((vacant, left, let, np.where(vacant, np.nan, years), refused, guided & ~vacant))
    return Tenancies(*(np.column_stack(column) for column in zip(*columns, strict=True)))
