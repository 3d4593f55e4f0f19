"""Steady the rates of small units by the rate of their parent (empirical Bayes, SCORING 2.3).

A unit with numerator e and denominator b gets r* = (e + M m) / (b + M): its own data count for b / (b + M). The moments
follow R. J. Marshall, "Mapping disease and mortality rates using empirical Bayes estimators", *Applied Statistics* 40
(1991), widened from one whole to units within parents; with a single parent they are his.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.domain.errors import ModelError
from data.domain.indicators import Kind
from scoring.columns import Floats


def empirical_bayes(
    events: pd.Series,
    base: pd.Series,
    parent: pd.Series | Mapping[object, object] | object,
    *,
    kind: Kind | str,
    prior_max: float,
    squares: pd.Series | None = None,
) -> pd.DataFrame:
    """Draw the rate of every unit towards its parent's, the more the less the unit's own data say.

    All units given are of one indicator, level and period, and together form the whole (the municipality).

    Parameters
    ----------
    events, base
        Numerator and denominator of every unit, in the same order; NaN = missing. For ``mean``: sum and number of
        values. A base of 0 has no data of its own and gets the parent's rate: whether that is shown is for the minimum
        sizes to say, not for this function.
    parent
        Label of the parent of every unit: a Series by the index of ``events``, a mapping from index to label, or a list
        in its order. A single label (or None): the whole is the parent. Units without a label are one group.
    kind
        ``count``, ``proportion`` or ``mean``.
    prior_max
        Most that the parent may count for, in units of the denominator.
    squares
        Sum of squared values, for ``mean`` only; without it the noise of a mean is unknown and nothing is smoothed.

    Returns
    -------
    smoothed
        Same index and order: ``rate`` (r*), ``se`` (SE*, NaN where unknown), ``prior`` (M). NaN where a unit is missing.

        * m: the parent's rate, itself drawn towards the rate of the whole by the same formula, with the variance between
          parents.
        * u, the sampling variance of one unit of base: m for ``count``, m (1 - m) for ``proportion``, the pooled
          variance within units for ``mean``.
        * v = (sum b (r - r_p)^2 - sum_p (n_p - 1) u(r_p) - u(r_0)) / (sum_p (b_p - sum b^2 / b_p) + sum b^2 / b_0),
          over the units of each parent p and of the whole 0: the weighted variance within parents, with the sampling
          variance taken off and one degree of freedom for every parent beyond the first. With one parent it is
          Marshall's: sum b (r - r_0)^2 / b_0 - n u / b_0.
        * M = u(m) / v, for ``proportion`` less 1, between 0 and ``prior_max``; ``prior_max`` when v <= 0.
        * SE*^2 = r* / (b + M), r* (1 - r*) / (b + M + 1), or u / (b + M).

    Raises
    ------
    ModelError
        ``kind`` is ``area``: a published figure has no numerator to smooth.
    """
    counted = Kind(kind)
    if counted is Kind.AREA:
        raise ModelError(
            "smoothing", ["kind: area has no numerator and can't be smoothed; keep the figure as published"]
        )
    table = _table(events, base, parent)
    noise = _Noise.of(counted, table, squares)
    labels = table.groupby("parent", dropna=False)[["events", "base"]].sum().assign(parent=0)
    whole = _ratio(table["events"].sum(), table["base"].sum())
    above = noise.prior(np.full(len(labels), whole), _between(labels, noise), prior_max)
    parents = pd.Series(_shrunk(labels, whole, above), index=labels.index)
    mean = parents.reindex(table["parent"]).to_numpy()
    prior = noise.prior(mean, _between(table, noise), prior_max)
    rate = _shrunk(table, mean, prior)
    se = noise.error(rate, table["base"].to_numpy() + prior)
    smoothed = pd.DataFrame({"rate": rate, "se": se, "prior": prior}, index=pd.Series(events).index)
    return smoothed.where(table[["events", "base"]].notna().all(axis=1).to_numpy()[:, None].repeat(3, axis=1))


@dataclass(frozen=True, slots=True)
class _Noise:
    """How figures of one kind scatter by chance."""

    kind: Kind
    within: float

    @classmethod
    def of(cls, kind: Kind, table: pd.DataFrame, squares: pd.Series | None) -> Self:
        if kind is not Kind.MEAN or squares is None:
            return cls(kind, np.nan)
        n, total = table["base"].to_numpy(), table["events"].to_numpy()
        spread = np.maximum(np.asarray(squares, dtype="float64") - total**2 / np.where(n > 0, n, np.nan), 0.0)
        known = np.isfinite(spread) & (n > 1)
        return cls(kind, float(_ratio(spread[known].sum(), (n[known] - 1).sum())))

    def variance(self, rate: Floats) -> Floats:
        """Sampling variance of one unit of base."""
        if self.kind is Kind.MEAN:
            return np.full_like(rate, self.within)
        return rate if self.kind is Kind.COUNT else np.maximum(rate * (1 - rate), 0.0)

    def prior(self, mean: Floats, between: float, most: float) -> Floats:
        """M of every unit: how many units of base the parent's rate counts for."""
        if self.kind is Kind.MEAN and np.isnan(self.within):
            return np.zeros_like(mean)
        if not between > 0:
            return np.full_like(mean, most)
        prior = self.variance(mean) / between - (self.kind is Kind.PROPORTION)
        return np.clip(prior, 0.0, most)

    def error(self, rate: Floats, weight: Floats) -> Floats:
        """Standard error of a smoothed rate."""
        spread = weight + (self.kind is Kind.PROPORTION)
        return np.sqrt(_ratio(self.variance(rate), spread))


def _table(events: pd.Series, base: pd.Series, parent: object) -> pd.DataFrame:
    index = pd.Series(events).index
    table = pd.DataFrame({"events": _plain(events), "base": _plain(base)})
    table.loc[table.isna().any(axis=1), ["events", "base"]] = np.nan
    if isinstance(parent, pd.Series):
        return table.assign(parent=parent.reindex(index).to_numpy())
    if isinstance(parent, Mapping):
        return table.assign(parent=[parent.get(one) for one in index])
    if isinstance(parent, str) or not np.iterable(parent):
        return table.assign(parent=0)
    return table.assign(parent=list(parent))


def _plain(figures: pd.Series) -> Floats:
    return pd.Series(figures).to_numpy(dtype="float64", na_value=np.nan)


def _between(table: pd.DataFrame, noise: _Noise) -> float:
    """Variance between units within their parents, sampling variance taken off (v); NaN when nothing is known."""
    known = table[table["base"] > 0]
    group = known.groupby("parent", dropna=False)
    rates = (group["events"].transform("sum") / group["base"].transform("sum")).to_numpy()
    base, own = known["base"].to_numpy(), (known["events"] / known["base"]).to_numpy()
    sums = known.assign(twice=base**2).groupby("parent", dropna=False)[["events", "base", "twice"]].agg(["sum", "size"])
    within = noise.variance((sums["events"]["sum"] / sums["base"]["sum"]).to_numpy())
    whole = np.array([_ratio(known["events"].sum(), base.sum())])
    scatter = (base * (own - rates) ** 2).sum() - ((sums["base"]["size"].to_numpy() - 1) * within).sum()
    room = (sums["base"]["sum"] - sums["twice"]["sum"] / sums["base"]["sum"]).sum() + (base**2).sum() / base.sum()
    return float(_ratio(scatter - noise.variance(whole)[0], room))


def _shrunk(table: pd.DataFrame, mean: Floats | float, prior: Floats) -> Floats:
    return _ratio(table["events"].to_numpy() + prior * mean, table["base"].to_numpy() + prior)


def _ratio(part: npt.ArrayLike, whole: npt.ArrayLike) -> Floats:
    over = np.asarray(whole, dtype="float64")
    return np.asarray(part, dtype="float64") / np.where(over > 0, over, np.nan)
