"""What a benchmark is: a function that measures, put in the list by a decorator."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass


class AbsentError(Exception):
    """What a benchmark needs is not on this machine; says what, and how to get it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure.

    Parameters
    ----------
    name
        What was measured, and of what.
    value
        The figure; None when it was not measured.
    unit
        Such as ``s``, ``MB`` or ``x`` (times).
    against
        What it was held against, with its figure; or why there is none.
    goal
        Such as ``<= 0.17`` or ``>= 4``; None when nothing was promised.
    """

    name: str
    value: float | None
    unit: str
    against: str
    goal: str | None = None

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without a goal or a figure."""
        if self.goal is None or self.value is None:
            return None
        sign, bound = self.goal.split()
        return bool({"<=": operator.le, ">=": operator.ge}[sign](self.value, float(bound)))

    def as_dict(self) -> dict[str, object]:
        """Give the figure as it stands in ``var/bench.json``."""
        return asdict(self) | {"met": self.met}


Benchmark = Callable[[], Iterable[Figure]]
REGISTERED: list[Benchmark] = []


def benchmark(measure: Benchmark) -> Benchmark:
    """Put a benchmark in the list; its docstring is what the progress line says."""
    REGISTERED.append(measure)
    return measure
