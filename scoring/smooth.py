"""Steady the rates of small units by the rate of their parent (empirical Bayes, SCORING 2.3).

A unit with numerator e and denominator b gets r* = (e + M m) / (b + M): its own data count for b / (b + M). The moments
follow R. J. Marshall, "Mapping disease and mortality rates using empirical Bayes estimators", *Applied Statistics* 40
(1991), widened from one whole to units within parents; with a single parent they are his.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.domain.errors import ModelError
from data.domain.indicators import Kind
from scoring.columns import Floats, beside

Groups: TypeAlias = npt.NDArray[np.int64]


def empirical_bayes(
    events: pd.Series,
    base: pd.Series,
    parent: object,
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
        Same index and order: ``rate`` (r*), ``se`` (SE*, NaN where unknown), ``prior`` (M). NaN for a missing unit.

        * m: the parent's rate, itself drawn towards the rate of the whole by the same formula, with the variance
          between parents.
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
        faults = ["kind: area has no numerator and can't be smoothed; keep the figure as published"]
        raise ModelError(empirical_bayes.__name__, faults)
    index = pd.Series(events).index
    units = _Units.of(events, base, parent, index)
    noise = _Noise.of(counted, units, None if squares is None else beside(squares, index))
    parents = units.parents()
    above = noise.prior(parents.whole, _between(parents, noise), prior_max)
    mean = _drawn(parents, parents.whole, above)[units.group]
    prior = noise.prior(mean, _between(units, noise), prior_max)
    rate = _drawn(units, mean, prior)
    table = np.column_stack([rate, noise.error(rate, units.base + prior), prior])
    table[units.missing] = np.nan
    return pd.DataFrame(table, index=index, columns=["rate", "se", "prior"])


@dataclass(frozen=True, slots=True)
class _Units:
    """Numerators and denominators with the number of their parent; a missing unit counts for nothing."""

    events: Floats
    base: Floats
    group: Groups
    missing: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, events: pd.Series, base: pd.Series, parent: object, index: pd.Index) -> Self:
        e, b = beside(events, index), beside(base, index)
        missing = np.isnan(e) | np.isnan(b)
        group = pd.factorize(_labels(parent, index), use_na_sentinel=False)[0]
        return cls(np.where(missing, 0.0, e), np.where(missing, 0.0, b), group, missing)

    def parents(self) -> _Units:
        """Add the units up to their parents, which have the whole as theirs."""
        events, base = self.summed(self.events), self.summed(self.base)
        return _Units(events, base, np.zeros(len(base), dtype="int64"), np.zeros(len(base), dtype=bool))

    def summed(self, figures: Floats) -> Floats:
        """Add figures up per parent."""
        parents = int(self.group.max(initial=-1)) + 1
        return np.asarray(np.bincount(self.group, weights=figures, minlength=parents), dtype="float64")

    @property
    def whole(self) -> Floats:
        """The rate of everything together, once a unit."""
        return np.full(len(self.base), _ratio(self.events.sum(), self.base.sum()))


@dataclass(frozen=True, slots=True)
class _Noise:
    """How figures of one kind scatter by chance; ``within`` is the variance of single values, for a mean."""

    kind: Kind
    within: float

    @classmethod
    def of(cls, kind: Kind, units: _Units, squares: Floats | None) -> Self:
        if kind is not Kind.MEAN or squares is None:
            return cls(kind, np.nan)
        spread = np.maximum(squares - units.events * _ratio(units.events, units.base), 0.0)
        known = np.isfinite(spread) & (units.base > 1)
        return cls(kind, float(_ratio(spread[known].sum(), (units.base[known] - 1).sum())))

    def variance(self, rate: Floats) -> Floats:
        """Give u, the sampling variance of one unit of base."""
        if self.kind is Kind.MEAN:
            return np.full_like(rate, self.within)
        return rate if self.kind is Kind.COUNT else np.maximum(rate * (1 - rate), 0.0)

    def prior(self, mean: Floats, between: float, most: float) -> Floats:
        """Give M: how many units of base the parent's rate counts for."""
        if self.kind is Kind.MEAN and np.isnan(self.within):
            return np.zeros_like(mean)
        if not between > 0:
            return np.full_like(mean, most)
        return np.clip(self.variance(mean) / between - (self.kind is Kind.PROPORTION), 0.0, most)

    def error(self, rate: Floats, weight: Floats) -> Floats:
        """Give SE*, the standard error of a smoothed rate."""
        return np.sqrt(_ratio(self.variance(rate), weight + (self.kind is Kind.PROPORTION)))


def _between(units: _Units, noise: _Noise) -> float:
    """Give v, the variance between units within their parents with the sampling variance taken off."""
    there = units.base > 0
    number, twice = units.summed(there.astype("float64")), units.summed(units.base**2)
    base = units.summed(units.base)
    rates = _ratio(units.summed(units.events), base)
    scatter = units.base * (_ratio(units.events, units.base) - rates[units.group]) ** 2
    chance = (number - 1) * noise.variance(rates)
    room = base - _ratio(twice, base)
    top = scatter[there].sum() - chance[base > 0].sum() - noise.variance(units.whole[:1]).sum()
    return float(_ratio(top, room[base > 0].sum() + _ratio(twice.sum(), base.sum())))


def _drawn(units: _Units, mean: Floats, prior: Floats) -> Floats:
    weight = units.base + prior
    return _ratio(units.events, weight) + (1 - _ratio(units.base, weight)) * mean


def _labels(parent: object, index: pd.Index) -> npt.NDArray[np.object_]:
    if isinstance(parent, pd.Series):
        return parent.reindex(index).to_numpy(dtype="object")
    if isinstance(parent, Mapping):
        return np.array([parent.get(one) for one in index], dtype="object")
    if isinstance(parent, str) or not isinstance(parent, Iterable):
        return np.zeros(len(index), dtype="object")
    return np.array(list(parent), dtype="object")


def _ratio(part: npt.ArrayLike, whole: npt.ArrayLike) -> Floats:
    over = np.asarray(whole, dtype="float64")
    return np.asarray(part, dtype="float64") / np.where(over > 0, over, np.nan)
