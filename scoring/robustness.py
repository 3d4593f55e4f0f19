"""How a score holds when the model's choices are drawn at random around what they are (SCORING 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.aggregate import balance
from scoring.certainty import quantiles, ranks
from scoring.columns import numbers
from scoring.shape import ScoringModel
from scoring.tree import Mask, Tree

Singles: TypeAlias = npt.NDArray[np.float32]

BLOCK = 1 << 16
"""Figures worked on at once: what a processor's cache holds; no result depends on it."""
COLUMNS = ("low", "median", "high", "rank_low", "rank_high", "red", "amber", "green")


def robustness(figures: pd.DataFrame, se: pd.Series, model: ScoringModel) -> pd.DataFrame:
    """Score every unit under many random variants of the model.

    In every draw the weights of indicators and dimensions are multiplied by log-normal factors and renormalised, the
    ends of the goalposts shift uniformly within a share of their range, the balance is uniform between the model's
    bounds, and S gets normal noise of its own standard error. All draws come from the model's seed and are dealt out in
    the order of the index, so that the order of rows makes no difference.

    Parameters
    ----------
    figures
        Units x indicators in their natural unit (as scored: smoothed); NaN = missing. The units of one level of one
        municipality that are large enough to be ranked: ranks are among them.
    se
        SE(S) of every unit; NaN counts as none.
    model
        Weights, goalposts, and what the draws vary. Ask it ``at(level)``.

    Returns
    -------
    robustness
        Same index and order: ``low``, ``median``, ``high`` (quantiles of S: P5, P50, P95), ``rank_low``, ``rank_high``
        (interval of the rank, 1 = highest S), ``red``, ``amber``, ``green`` (share of the draws). NaN for a unit that
        the model itself does not score.

    Raises
    ------
    ModelError
        The model weighs an indicator that ``figures`` does not have.
    """
    whole = np.isfinite(balance(figures, model)["score"].to_numpy())
    place = np.argsort(figures.index.to_numpy(), kind="stable")
    place = place[whole[place]]
    table = np.full((len(figures), len(COLUMNS)), np.nan)
    if len(place):
        scores = draws(figures.iloc[place], se.reindex(figures.index).iloc[place], model)
        table[place] = _summary(scores, model)
    return pd.DataFrame(table, index=figures.index, columns=list(COLUMNS))


def draws(figures: pd.DataFrame, se: pd.Series, model: ScoringModel) -> Singles:
    """Give S of every unit (rows) in every draw (columns), in single precision; every unit must have a score."""
    tree, rng = Tree.of(model), np.random.default_rng(model.certainty.seed)
    variants = _Variants.drawn(tree, rng)
    values = numbers(figures.loc[:, list(tree.ids)])
    scores = np.empty((len(values), model.certainty.draws), dtype="float32")
    for rows, known in _patterns(~np.isnan(values)):
        _score(scores, values, rows, variants.pattern(tree, known))
    noise = rng.standard_normal(scores.shape, dtype="float32")
    noise *= np.nan_to_num(numbers(se)[:, 0]).astype("float32")[:, None]
    scores += noise
    return scores


def leave_one_out(values: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Score every unit without each indicator in turn, its weight gone from the model.

    Parameters
    ----------
    values
        Units x indicators, scores 0-100; NaN = missing.

    Returns
    -------
    scores
        Units x indicators: S without that indicator; NaN where too little is left.
    """
    columns = {one.id: balance(values, model.without(one.id))["score"] for one in model.indicators}
    return pd.DataFrame(columns, index=values.index)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Draws x known indicators: score = clip(slope x + start, 0, 100), weighed by W."""

    columns: npt.NDArray[np.intp]
    slope: Singles
    start: Singles
    weight: Singles


@dataclass(frozen=True, slots=True)
class _Variants:
    """The random models: draws x indicators, and draws x dimensions and axes for the weights above."""

    slope: npt.NDArray[np.float64]
    start: npt.NDArray[np.float64]
    weight: npt.NDArray[np.float64]
    dimension: npt.NDArray[np.float64]
    share: npt.NDArray[np.float64]

    @classmethod
    def drawn(cls, tree: Tree, rng: np.random.Generator) -> _Variants:
        keys, model = tree.model.certainty, tree.model
        n, m, d = keys.draws, len(tree.ids), len(tree.dimensions)
        lo, hi, up = (model.column(name).to_numpy(dtype="float64") for name in ("lo", "hi", "direction"))
        shift = rng.uniform(-keys.goalpost_shift, keys.goalpost_shift, (2, n, m)) * (hi - lo)
        low, high = lo + shift[0], hi + shift[1]
        slope = 100.0 * up / (high - low)
        capacity = rng.uniform(keys.balance_low, keys.balance_high, (n, 1))
        return cls(
            slope,
            -slope * np.where(up > 0, low, high),
            tree.weight * np.exp(keys.weight_sigma * rng.standard_normal((n, m))),
            tree.dimension_weight * np.exp(keys.weight_sigma * rng.standard_normal((n, d))),
            np.hstack([capacity, 1 - capacity]),
        )

    def pattern(self, tree: Tree, known: Mask) -> _Pattern:
        """Renormalise the weights over what units with this pattern of missing figures have."""
        enough = tree.sufficient(known[None, :])
        own, held = self.weight * known, self.dimension * enough
        in_dimension = own / np.maximum((own @ tree.member) @ tree.member.T, np.finfo(float).tiny)
        in_axis = held / np.maximum((held @ tree.side) @ tree.side.T, np.finfo(float).tiny)
        weight = in_dimension * ((in_axis * (self.share @ tree.side.T)) @ tree.member.T)
        columns = np.flatnonzero(weight.any(axis=0))
        return _Pattern(columns, *(part[:, columns].astype("float32") for part in (self.slope, self.start, weight)))


def _patterns(known: Mask) -> Iterator[tuple[npt.NDArray[np.intp], Mask]]:
    """Group units by which of their figures are missing: they share their weights."""
    kinds, kind = np.unique(known, axis=0, return_inverse=True)
    order = np.argsort(kind.ravel(), kind="stable")
    starts = np.searchsorted(kind.ravel()[order], np.arange(len(kinds) + 1))
    for number, pattern in enumerate(kinds):
        yield order[starts[number] : starts[number + 1]], pattern


def _score(scores: Singles, values: npt.NDArray[np.float64], rows: npt.NDArray[np.intp], pattern: _Pattern) -> None:
    """Fill the scores of these rows, a block of units and draws at a time."""
    width = max(len(pattern.columns), 1)
    tall = min(len(rows), max(BLOCK // width, 1))
    for first in range(0, len(rows), tall):
        block = rows[first : first + tall]
        figures = values[np.ix_(block, pattern.columns)].astype("float32")
        step = max(BLOCK // (width * len(block)), 1)
        for start in range(0, len(pattern.slope), step):
            part = slice(start, start + step)
            scaled = figures * pattern.slope[part, None, :]
            scaled += pattern.start[part, None, :]
            np.clip(scaled, 0.0, 100.0, out=scaled)
            scores[block, part] = np.matmul(scaled, pattern.weight[part, :, None])[:, :, 0].T


def _summary(scores: Singles, model: ScoringModel) -> npt.NDArray[np.float64]:
    keys, limits = model.certainty, model.thresholds
    red, green = (scores < limits.t1).mean(axis=1), (scores >= limits.t2).mean(axis=1)
    spread = quantiles(scores, (keys.low, 0.5, keys.high))
    placed = quantiles(ranks(scores), (keys.low, keys.high))
    return np.column_stack([spread, placed, red, 1 - red - green, green])
