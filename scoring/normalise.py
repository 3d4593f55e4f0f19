"""Bring figures of different units to one scale; each function as published, missing stays missing.

The light uses ``goalposts`` only: fixed ends, so that every place can improve. The others are for notebooks and for
comparing with other indices. Formulas: OECD and JRC, *Handbook on Constructing Composite Indicators* (2008), chapter 5;
W. Becker, COINr. Every function takes a DataFrame of units x indicators or a Series (one indicator), and returns the
same kind with the same index, columns and order.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from scoring.columns import Floats, PerColumn, T, like, names, numbers, per_column, refuse, signs


def goalposts(x: T, lo: PerColumn, hi: PerColumn, *, direction: PerColumn = 1, scale: PerColumn = 100.0) -> T:
    """Place figures between two fixed ends; the favourable end becomes ``scale``, beyond an end counts as the end.

    Parameters
    ----------
    x
        Figures in their natural unit; NaN = missing.
    lo, hi
        Ends of the scale in the same unit, ``lo`` below ``hi`` whatever the direction; a number or one a column.
    direction
        1: high is favourable; -1: low is favourable; a number or one a column.
    scale
        Value of the favourable end; 100 for scores.

    Returns
    -------
    scores
        ``scale * clip((x - lo) / (hi - lo), 0, 1)``, or ``scale * clip((hi - x) / (hi - lo), 0, 1)`` for direction -1.

    Raises
    ------
    ModelError
        ``lo`` is not below ``hi``, an end is missing, or a direction is not 1 or -1; every such column is named.
    """
    low, high = per_column(lo, x, "lo"), per_column(hi, x, "hi")
    refuse("goalposts", names(x), low >= high, "lo must lie below hi")
    figures = numbers(x)
    distance = np.where(signs(direction, x), figures - low, high - figures)
    return like(x, per_column(scale, x, "scale") * np.clip(distance / (high - low), 0.0, 1.0))


def minmax(x: T, *, direction: PerColumn = 1, low: float = 0.0, high: float = 100.0) -> T:
    """Stretch each column between its own extremes: the least favourable unit gets ``low``, the most ``high``.

    Missing units play no part. A column without spread (constant, or one unit) has no scale and becomes NaN.
    """
    figures = numbers(x)
    least, most = _extremes(figures)
    distance = np.where(signs(direction, x), figures - least, most - figures)
    return like(x, low + (high - low) * distance / _spread(least, most))


def zscore(x: T, *, direction: PerColumn = 1, mean: float = 0.0, sd: float = 1.0) -> T:
    """Centre each column on ``mean`` with sample standard deviation (n - 1) ``sd``.

    Direction -1 mirrors the column first. A column without spread (constant, or one unit) becomes NaN.
    """
    figures = numbers(x) * np.where(signs(direction, x), 1.0, -1.0)
    frame = pd.DataFrame(figures)
    flat = np.isnan(_spread(*_extremes(figures)))
    deviation = np.where(flat, np.nan, frame.std(ddof=1).to_numpy())
    return like(x, mean + sd * (figures - frame.mean().to_numpy()) / deviation)


def percentile_rank(x: T, *, direction: PerColumn = 1) -> T:
    """Give the share of the other units that a unit surpasses, 0-1: (min rank - 1) / (N - 1), N the non-missing units.

    Equal units share the lowest rank. Direction -1 gives 1 - PR(x), so that both directions add up to 1; that is not
    PR(-x), which COINr takes: they differ where units are equal. A single unit has no others: NaN.
    """
    figures = pd.DataFrame(numbers(x))
    others = (figures.notna().sum() - 1).to_numpy(dtype="float64")
    rank = (figures.rank(method="min").to_numpy() - 1) / np.where(others > 0, others, np.nan)
    return like(x, np.where(signs(direction, x), rank, 1 - rank))


def distance_to_target(x: T, target: PerColumn, *, direction: PerColumn = 1, cap: bool = False) -> T:
    """Give how far each unit has come from the least favourable unit (0) to the target (1).

    Parameters
    ----------
    x
        Figures in their natural unit; NaN = missing, and plays no part in the extremes.
    target
        The figure to reach; a number or one a column.
    direction
        1: ``(x - min) / (target - min)``; -1: ``(max - x) / (max - target)``.
    cap
        Whether units beyond the target count as 1.

    Returns
    -------
    distance
        NaN for a whole column whose least favourable unit is at or beyond the target: then there is no way to measure.
    """
    figures, goal, up = numbers(x), per_column(target, x, "target"), signs(direction, x)
    least, most = _extremes(figures)
    way = np.where(up, goal - least, most - goal)
    distance = np.where(up, figures - least, most - figures) / np.where(way > 0, way, np.nan)
    return like(x, np.minimum(distance, 1.0) if cap else distance)


def _extremes(figures: Floats) -> tuple[Floats, Floats]:
    frame = pd.DataFrame(figures)
    return frame.min().to_numpy(dtype="float64"), frame.max().to_numpy(dtype="float64")


def _spread(least: Floats, most: Floats) -> Floats:
    return np.where(most > least, most - least, np.nan)
