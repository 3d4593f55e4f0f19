"""How sure a colour is: intervals, standard errors and chances (SCORING 4)."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Any, TypeAlias, overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.domain.lights import Light
from scoring.columns import Floats, beside, numbers
from scoring.shape import ScoringModel

Reals: TypeAlias = npt.NDArray[np.floating[Any]]


def rank_intervals(scores: pd.DataFrame, low: float = 0.05, high: float = 0.95) -> pd.DataFrame:
    """Give the interval of every unit's rank over many draws.

    Parameters
    ----------
    scores
        Units x draws; NaN = not scored in that draw. Within a draw the highest has rank 1; equal units share the best
        rank they cover.
    low, high
        Quantiles of the ranks, 0-1, read off linearly between neighbouring draws (type 7 of Hyndman and Fan).

    Returns
    -------
    intervals
        Same index and order: ``low``, ``high``, ranks that need not be whole; NaN for a unit without any draw.
    """
    table = quantiles(ranks(numbers(scores)), (low, high))
    return pd.DataFrame(table, index=scores.index, columns=["low", "high"])


def ranks(scores: Reals) -> Reals:
    """Rank units (rows) within every draw (column), 1 the highest, equals at their best; NaN stays NaN."""
    falling = np.ascontiguousarray(np.negative(scores).T)  # the scores of one draw lie beside each other in memory
    ranked = np.empty_like(falling)
    place = np.arange(1, len(scores) + 1, dtype=scores.dtype)
    for draw, row in zip(falling, ranked, strict=True):
        order = np.argsort(draw)
        row[order] = _shared(draw[order], place)
    return np.ascontiguousarray(ranked.T)


def _shared(ordered: Reals, place: Reals) -> Reals:
    """Give equal neighbours the place of the first of them; NaN stays NaN."""
    first = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    best: Reals = np.maximum.accumulate(np.where(first, place, place.dtype.type(0)))
    best[np.isnan(ordered)] = np.nan
    return best


def quantiles(draws: Reals, levels: tuple[float, ...]) -> Floats:
    """Give quantiles of every row over its draws that are not NaN: rows x levels, linear between draws (type 7)."""
    if not draws.size:
        return np.full((len(draws), len(levels)), np.nan)
    ordered = np.sort(draws, axis=1)
    count = np.isfinite(ordered).sum(axis=1)
    table = np.empty((len(draws), len(levels)))
    rows = np.arange(len(draws))
    for column, level in enumerate(levels):
        place = np.maximum(count - 1, 0) * level
        below = np.floor(place).astype(int)
        above = np.minimum(below + 1, np.maximum(count - 1, 0))
        table[:, column] = ordered[rows, below] + (place - below) * (ordered[rows, above] - ordered[rows, below])
    return table


@overload
def wilson(events: float, n: float, level: float = 0.95) -> tuple[float, float]: ...
@overload
def wilson(events: pd.Series, n: pd.Series | float, level: float = 0.95) -> pd.DataFrame: ...
def wilson(events: pd.Series | float, n: pd.Series | float, level: float = 0.95) -> pd.DataFrame | tuple[float, float]:
    """Give the interval of Wilson for a raw proportion, without continuity correction.

    E. B. Wilson, *Journal of the American Statistical Association* 22 (1927):
    (p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n).

    Parameters
    ----------
    events, n
        Numerator and denominator of every unit; NaN = missing.
    level
        Chance that the interval holds the true proportion, 0-1.

    Returns
    -------
    interval
        ``low``, ``high`` (0-1), with the index and order of ``events``; NaN where a figure is missing or ``n`` is 0.
        Two plain numbers give two plain numbers.
    """
    index = pd.Series(events).index
    size = beside(n, index)
    size = np.where(size > 0, size, np.nan)
    share, z = beside(events, index) / size, NormalDist().inv_cdf((1 + level) / 2)
    middle = share + z**2 / (2 * size)
    half = z * np.sqrt(np.maximum(share * (1 - share), 0) / size + z**2 / (4 * size**2))
    low, high = np.maximum(middle - half, 0.0) / (1 + z**2 / size), (middle + half) / (1 + z**2 / size)
    if np.ndim(events):
        return pd.DataFrame({"low": low, "high": np.minimum(high, 1.0)}, index=index)
    return float(low[0]), float(min(high[0], 1.0))


def score_error(weights: pd.DataFrame, errors: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Give SE(S) of every unit: SE(S)^2 = sum (W_i 100 / (hi_i - lo_i))^2 SE_i^2.

    Errors of different indicators are taken as independent, and an unknown one as none: both must be said wherever the
    result is shown, which is what ``unknown`` is for.

    Parameters
    ----------
    weights
        Units x indicators, W_i (`scoring.aggregate.unit_weights`).
    errors
        Units x indicators, SE* in the unit of the indicator; NaN = unknown. A column that is absent is unknown.
    model
        Goalposts.

    Returns
    -------
    error
        Same index and order as ``weights``: ``se`` (points of S; NaN for a unit without a score), ``unknown`` (a tuple
        of the indicators that weigh in the score and have no known error).
    """
    names = list(weights.columns)
    known = numbers(errors.reindex(index=weights.index, columns=names))
    slope = 100.0 / (model.column("hi") - model.column("lo")).reindex(names).to_numpy(dtype="float64")
    own = numbers(weights)
    se = np.sqrt((np.nan_to_num(own * slope * known) ** 2).sum(axis=1))
    se[np.isnan(own).any(axis=1)] = np.nan
    silent = np.isnan(known) & (own > 0)
    unknown = [tuple(name for name, one in zip(names, row, strict=True) if one) for row in silent]
    return pd.DataFrame({"se": se, "unknown": pd.Series(unknown, index=weights.index, dtype="object")})


def chances(score: pd.Series, se: pd.Series, model: ScoringModel) -> pd.DataFrame:
    """Give the chance of each colour: P(red) = Phi((T1 - S) / SE), P(green) = 1 - Phi((T2 - S) / SE), amber the rest.

    Parameters
    ----------
    score, se
        S and SE(S) of every unit, same index; NaN = no score. With an error of 0 the colour is certain.

    Returns
    -------
    chances
        Same index and order: ``red``, ``amber``, ``green``, 0-1, adding up to 1; NaN without a score.
    """
    below = [_below(limit, score, se) for limit in (model.thresholds.t1, model.thresholds.t2)]
    table = np.column_stack([below[0], below[1] - below[0], 1 - below[1]])
    return pd.DataFrame(table, index=score.index, columns=[Light.RED.value, Light.AMBER.value, Light.GREEN.value])


def on_the_border(light: pd.Series, chance: pd.DataFrame, model: ScoringModel) -> pd.Series:
    """Tell whether the chance of the shown colour is below the model's limit ("op de grens"); never so for grey."""
    shown = pd.Series(np.nan, index=light.index)
    for colour in chance.columns:
        shown = shown.mask(light.eq(colour), chance[colour])
    return shown < model.certainty.border


def _below(limit: float, score: pd.Series, se: pd.Series) -> Floats:
    figures, error = numbers(score)[:, 0], numbers(se)[:, 0]
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(error > 0, (limit - figures) / error, np.where(figures < limit, np.inf, -np.inf))
    steps[np.isnan(figures) | np.isnan(error)] = np.nan
    return phi(steps)


def phi(z: Floats) -> Floats:
    """Give the standard normal distribution function."""
    return np.array([0.5 * math.erfc(-one / math.sqrt(2)) for one in z.tolist()], dtype="float64")
