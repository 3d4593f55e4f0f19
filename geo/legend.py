"""The legend: every state in its fixed order, in words, with its count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from data.domain.lights import SHOWN_ORDER, State


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One line of the legend; ``count`` is the number of units in view with that state."""

    state: State
    word: str
    count: int


def legend(counts: Mapping[State, int], words: Mapping[State, str]) -> tuple[LegendRow, ...]:
    """Rows of the legend, red on top.

    Parameters
    ----------
    counts
        Number of units a state; a state that is absent counts 0.
    words
        Word a state, in the viewer's language.

    Returns
    -------
    rows
        Always the three lights and *no data*, so that the legend does not jump; *withheld* only where it occurs.
    """
    return tuple(
        LegendRow(state, words[state], counts.get(state, 0))
        for state in SHOWN_ORDER
        if state is not State.WITHHELD or counts.get(state, 0)
    )
