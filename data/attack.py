"""A linear-programming attack on counts that are not shown: how far can they be narrowed by what is shown (TRUST 16).

The attacker knows for how many homes each count stands, and linear facts: bands of sums, rounded sums, what a light
says. Solved with HiGHS. Looking from many sides at once first settles nearly every count as safe; only the rest is
solved for its least and its most.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

WIDTH = 3
"""A count that can be narrowed to fewer than this many steps from its least to its most is recovered."""

SIDES = 8
"""Random directions in which a first look is taken; each is solved both ways."""

SLACK = 1e-6
SEED = 16


class ContradictionError(Exception):
    """What the attacker is said to know can't be true together."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the attacker knows.

    Parameters
    ----------
    most
        Largest possible value of each unknown; the least is 0. Unknowns are counts of homes, and then whatever helps.
    facts
        One row a fact, one column an unknown.
    low, high
        Between which the facts lie.
    """

    most: np.ndarray
    facts: sparse.csr_array
    low: np.ndarray
    high: np.ndarray


def reach(knowledge: Knowledge, cells: sparse.csr_array, need: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Find how far each protected count can be narrowed.

    Parameters
    ----------
    knowledge
        What the attacker knows.
    cells
        One row a protected count: which unknowns it is the sum of.
    need
        Width from which a count is safe.

    Returns
    -------
    least, most
        Whole numbers between which each count lies. Exact where they are less than ``need`` apart; elsewhere at least
        so far apart.

    Raises
    ------
    ContradictionError
        No counts at all agree with what is known.
    """
    solver = _Solver(knowledge, cells)
    chance = np.random.default_rng(SEED)
    solver.look(np.ones(cells.shape[0]))
    for _ in range(SIDES):
        open_ = solver.width() < need
        if not open_.any():
            break
        solver.look(np.where(open_, chance.choice([-1.0, 1.0], cells.shape[0]), 0.0))
    for cell in np.flatnonzero(solver.width() < need):
        if solver.width()[cell] < need[cell]:
            solver.look((np.arange(cells.shape[0]) == cell).astype(float))
    return solver.whole()


class _Solver:
    """Keeps the least and the most that any solution has shown of each count."""

    def __init__(self, knowledge: Knowledge, cells: sparse.csr_array) -> None:
        self._cells = cells
        self._bounds = optimize.Bounds(0.0, knowledge.most)
        self._facts = optimize.LinearConstraint(knowledge.facts, knowledge.low, knowledge.high)
        self._least = np.full(cells.shape[0], np.inf)
        self._most = np.full(cells.shape[0], -np.inf)

    def look(self, weights: np.ndarray) -> None:
        """Solve for the least and the most of a weighed sum of the counts, and remember what the solutions show."""
        direction = weights @ self._cells
        for sign in (1.0, -1.0):
            found = optimize.milp(sign * direction, constraints=self._facts, bounds=self._bounds)
            if found.x is None:
                message = f"no counts agree with what is known: {found.message}"
                raise ContradictionError(message)
            shown = self._cells @ found.x
            self._least, self._most = np.minimum(self._least, shown), np.maximum(self._most, shown)

    def whole(self) -> tuple[np.ndarray, np.ndarray]:
        """Give the least and the most as whole numbers."""
        return np.ceil(self._least - SLACK), np.floor(self._most + SLACK)

    def width(self) -> np.ndarray:
        """Give how far the two are apart."""
        least, most = self.whole()
        return np.asarray(most - least)
