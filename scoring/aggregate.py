"""Weigh indicators together: three means for notebooks, and the balance of capacity and burden that the light uses.

Means: OECD and JRC, *Handbook on Constructing Composite Indicators* (2008), chapter 6. Balance: SCORING 2.2 and 2.5.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.domain.errors import ModelError
from scoring.columns import Floats, PerColumn, names, numbers, per_column, refuse
from scoring.shape import ScoringModel
from scoring.tree import EPSILON, Tree


def arithmetic(s: pd.DataFrame, weights: PerColumn, *, min_share: float = 0.0) -> pd.Series:
    """Weighted arithmetic mean of every unit over the indicators it has: sum(w s) / sum(w).

    Parameters
    ----------
    s
        Units x indicators; NaN = missing.
    weights
        One number for all indicators, or one an indicator; not negative; only their proportions matter.
    min_share
        Share of the *number* of indicators (0-1, columns of ``s``, whatever their weight) that a unit needs.

    Returns
    -------
    mean
        One value a unit, same index and order; NaN below ``min_share``, or when nothing with a weight is known.

    Raises
    ------
    ModelError
        A weight is missing or negative; every such indicator is named.
    """
    return _mean(s, weights, min_share, lambda x: x, lambda mean: mean)


def geometric(s: pd.DataFrame, weights: PerColumn, *, min_share: float = 0.0) -> pd.Series:
    """Weighted geometric mean, exp(sum(w log s) / sum(w)); as `arithmetic`, but one zero makes the mean zero.

    Raises
    ------
    ModelError
        A weight is missing or negative, or a figure is negative: then the mean has no meaning.
    """
    _refuse_negative(s, "geometric")
    return _mean(s, weights, min_share, np.log, np.exp)


def harmonic(s: pd.DataFrame, weights: PerColumn, *, min_share: float = 0.0) -> pd.Series:
    """Weighted harmonic mean, sum(w) / sum(w / s); as `arithmetic`, but one zero makes the mean zero.

    Raises
    ------
    ModelError
        A weight is missing or negative, or a figure is negative: then the mean has no meaning.
    """
    _refuse_negative(s, "harmonic")
    return _mean(s, weights, min_share, lambda x: 1 / x, lambda mean: 1 / mean)


def effective_weights(model: ScoringModel) -> pd.Series:
    """Give W_i at full coverage: the product of the normalised weights up the tree.

    Returns
    -------
    weights
        By indicator id, in the model's order; they add up to 1 when both axes have indicators. For one level, ask
        ``effective_weights(model.at(level))``.
    """
    tree = Tree.of(model)
    known = np.ones((1, len(tree.ids)), dtype=bool)
    weights = tree.weights(known, np.ones((1, len(tree.dimensions)), dtype=bool))
    return pd.Series(weights[0], index=pd.Index(tree.ids, name="indicator_id"), name="weight")


def unit_weights(values: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Give W_i of every unit over what it has, so that S = sum(W_i s_i) exactly.

    Parameters
    ----------
    values
        Units x indicators, scores 0-100; NaN = missing. Columns the model does not weigh are ignored.
    model
        Ask it ``at(level)`` when the units are of a level where not every indicator is valid.

    Returns
    -------
    weights
        Units x indicators of the model, same index and order; adds up to 1 a unit; 0 for what is missing or stands in a
        dimension of which too little is known; NaN throughout for a unit without a score.

    Raises
    ------
    ModelError
        The model weighs an indicator that ``values`` does not have.
    """
    tree, known = _known(values, model)
    weights = tree.weights(known, tree.sufficient(known))
    weights[~tree.scored(known)] = np.nan
    return pd.DataFrame(weights, index=values.index, columns=pd.Index(tree.ids))


def dimension_scores(values: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Give D, the score of every dimension, 0-100; NaN where under the model's share of its weight is known.

    Parameters and errors as `unit_weights`; the columns are the model's dimensions.
    """
    tree, known = _known(values, model)
    scores = tree.dimension_scores(_columns(values, tree), known)
    scores[~tree.sufficient(known)] = np.nan
    return pd.DataFrame(scores, index=values.index, columns=pd.Index(tree.dimensions))


def balance(values: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Weigh every unit's capacity (draagkracht) against its burden (draaglast).

    Parameters
    ----------
    values
        One row a unit, indexed by ``unit_id`` (unique); one column an indicator, 0-100, 100 favourable; NaN = not
        measured. Columns the model does not weigh are ignored.
    model
        Weights, and the coverage a unit needs to be scored. Coverage counts every indicator of the model: for units of
        one level ask it ``at(level)`` first.

    Returns
    -------
    balance
        Same index and order: ``capacity``, ``burden`` (0-100), ``score`` (0-100), ``coverage`` (0-1: the part of
        the model's weight that is known). A dimension counts from the model's share of its weight; an axis from the
        share of its dimensions' weight and from the number of indicators in those dimensions. When either axis falls
        short, the first three are NaN.

    Raises
    ------
    ModelError
        The model weighs an indicator that ``values`` does not have.
    """
    tree, known = _known(values, model)
    enough = tree.sufficient(known)
    scores = tree.dimension_scores(_columns(values, tree), known)
    sides = tree.axis_scores(scores, enough)
    table = np.column_stack([sides[:, 0], 100 - sides[:, 1], sides @ tree.share])
    table[~tree.scored(known)] = np.nan
    frame = pd.DataFrame(table, index=values.index, columns=["capacity", "burden", "score"])
    return frame.assign(coverage=known @ effective_weights(model).to_numpy())


def _known(values: pd.DataFrame, model: ScoringModel) -> tuple[Tree, npt.NDArray[np.bool_]]:
    tree = Tree.of(model)
    missing = [one for one in tree.ids if one not in values.columns]
    if missing:
        raise ModelError(
            model.id, [f"indicators.{one}: the figures have no such column; deliver it" for one in missing]
        )
    return tree, ~np.isnan(_columns(values, tree))


def _columns(values: pd.DataFrame, tree: Tree) -> Floats:
    return numbers(values.loc[:, list(tree.ids)])


def _mean(
    s: pd.DataFrame,
    weights: PerColumn,
    min_share: float,
    there: Callable[[Floats], Floats],
    back: Callable[[Floats], Floats],
) -> pd.Series:
    figures, weight = numbers(s), per_column(weights, s, "weights")
    refuse("weights", names(s), weight < 0, "must not be negative")
    known = ~np.isnan(figures)
    own = known * weight
    with np.errstate(divide="ignore"):
        parts = np.where(own > 0, own * there(np.where(own > 0, figures, 1.0)), 0.0)
        total = own.sum(axis=1)
        mean = back(np.where(total > 0, parts.sum(axis=1), np.nan) / np.where(total > 0, total, 1.0))
    enough = known.sum(axis=1) >= min_share * figures.shape[1] - EPSILON
    return pd.Series(np.where(enough, mean, np.nan), index=s.index)


def _refuse_negative(s: pd.DataFrame, name: str) -> None:
    refuse(name, names(s), np.asarray((numbers(s) < 0).any(axis=0)), "holds a negative figure")
