"""How many units have which light, as numbers and in words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.domain.lights import SHOWN_ORDER, State
from pages.ui import notation
from pages.ui.text import counted, t

INHERITED = "inherited"
"""Reason of a light that is borrowed from the complex or street."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Units by the light of their own; ``inherited`` have none and borrow it from the complex or street."""

    own: dict[State, int]
    inherited: int

    @property
    def total(self) -> int:
        """All units that are drawn."""
        return sum(self.own.values()) + self.inherited


def count(units: pd.DataFrame) -> Counts:
    """Count units by state; a borrowed light is not counted as a light.

    Parameters
    ----------
    units
        One row a unit with ``state`` and ``reason``, or one row a home with ``light`` and ``reason``.
    """
    borrowed = units["reason"].eq(INHERITED)
    own = units.loc[~borrowed, "light" if "light" in units else "state"].value_counts()
    return Counts({state: int(own.get(state.value, 0)) for state in SHOWN_ORDER}, int(borrowed.sum()))


def in_words(counts: Counts) -> str:
    """Say how many have which light: ``1 rood, 3 oranje, 2 groen``; what does not occur is left out."""
    if not counts.total:
        return t("kaart.niets")
    shown = {state: number for state, number in counts.own.items() if number}
    parts = [t(f"aantal.{state.value}", n=notation.number(number)) for state, number in shown.items()]
    if counts.inherited:
        parts.append(counted("aantal.geleend", counts.inherited, notation.number(counts.inherited)))
    return ", ".join(parts)
