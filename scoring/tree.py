"""A model as arrays, so that a whole frame of units goes up its tree at once (SCORING 2.2 and 2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from scoring.columns import Floats
from scoring.shape import Axis, ScoringModel

Mask = npt.NDArray[np.bool_]

EPSILON = 1e-12
"""Room for rounding when a share is held against a minimum; not a setting."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Indicators, dimensions and axes of a model, and who belongs to whom.

    Parameters
    ----------
    model
        Where the arrays come from.
    ids, dimensions
        Names, in the order of the arrays.
    weight, dimension_weight
        As the model has them.
    member
        Indicators x dimensions, 1 where the indicator belongs to the dimension.
    side
        Dimensions x (capacity, burden), 1 where the dimension belongs to the axis.
    """

    model: ScoringModel
    ids: tuple[str, ...]
    dimensions: tuple[str, ...]
    weight: Floats
    member: Floats
    dimension_weight: Floats
    side: Floats

    @classmethod
    def of(cls, model: ScoringModel) -> Self:
        """Lay a model out."""
        rows, dimensions = model.indicators, model.dimensions
        return cls(
            model,
            tuple(one.id for one in rows),
            tuple(one.id for one in dimensions),
            np.array([one.weight for one in rows], dtype="float64"),
            _matrix([[one.dimension == dimension.id for dimension in dimensions] for one in rows], len(dimensions)),
            np.array([one.weight for one in dimensions], dtype="float64"),
            _matrix([[dimension.axis is axis for axis in Axis] for dimension in dimensions], len(Axis)),
        )

    @property
    def share(self) -> Floats:
        """Weight of capacity and of freedom from burden in S."""
        return np.array([self.model.balance, 1 - self.model.balance])

    def sufficient(self, known: Mask) -> Mask:
        """Units x dimensions: whether enough of the dimension's weight is known."""
        there, total = known @ (self.weight[:, None] * self.member), self.weight @ self.member
        return (there > 0) & (there >= (self.model.coverage.dimension - EPSILON) * total)

    def scored(self, known: Mask) -> Mask:
        """Units: whether both axes have enough dimensions and indicators."""
        enough = self.sufficient(known)
        there, total = (enough * self.dimension_weight) @ self.side, self.dimension_weight @ self.side
        count = (((known & (self.weight > 0)) @ self.member) * enough) @ self.side
        share = (there > 0) & (there >= (self.model.coverage.axis - EPSILON) * total)
        return np.asarray((share & (count >= self.model.coverage.indicators)).all(axis=1))

    def weights(self, known: Mask, enough: Mask) -> Floats:
        """Units x indicators: share of the dimension, times share of the axis, times share of the axis in S."""
        own = known * self.weight
        in_dimension = _divide(own, (own @ self.member) @ self.member.T)
        held = enough * self.dimension_weight
        in_axis = _divide(held, (held @ self.side) @ self.side.T)
        return np.asarray(in_dimension * ((in_axis * (self.side @ self.share)) @ self.member.T))

    def dimension_scores(self, scores: Floats, known: Mask) -> Floats:
        """Units x dimensions: weighted mean of the scores over what is known; NaN among the scores does no harm."""
        own = known * self.weight
        return _divide((own * np.nan_to_num(scores)) @ self.member, own @ self.member)

    def axis_scores(self, scores: Floats, enough: Mask) -> Floats:
        """Units x (capacity, freedom from burden): weighted mean of the dimensions of which enough is known."""
        held = enough * self.dimension_weight
        return _divide((held * scores) @ self.side, held @ self.side)


def _matrix(rows: list[list[bool]], width: int) -> Floats:
    return np.array(rows, dtype="float64").reshape(len(rows), width)


def _divide(part: Floats, whole: Floats) -> Floats:
    return np.divide(part, whole, out=np.zeros(np.broadcast_shapes(part.shape, whole.shape)), where=whole > 0)
