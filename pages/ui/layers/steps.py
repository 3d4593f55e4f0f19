"""Layers in five fixed steps: what a figure looks like, and what the legend says of each step."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from data.domain.lights import State
from geo.scales import STEPS, Ramp, step
from pages.ui import notation
from pages.ui.layers.shape import Key, Painted
from pages.ui.situation import Situation
from pages.ui.text import t

Write = Callable[[float], str]
"""Writes a figure, with or without its unit."""


def fifth(value: float) -> int:
    """Fifth of a scale of 0-100 in which a figure lies: 0 below 20, 4 from 80."""
    return min(STEPS - 1, int(value // (100 / STEPS)))


def stepped(
    now: Situation,
    values: pd.Series,
    number: pd.Series,
    words: Sequence[tuple[str, str]],
    *,
    mark: Write,
    said: Write,
    name: str,
    listed: bool = True,
    ramp: Ramp = Ramp.POINTS,
) -> Painted:
    """Paint figures in steps.

    Parameters
    ----------
    now
        The situation.
    values
        Figure of each unit, in the order of the units; NaN where it is not known or not for this viewer.
    number
        Step of each figure, 0 the darkest; of no meaning where the figure is missing.
    words
        Limits and meaning of each step, the darkest first; a step with empty limits does not occur.
    mark, said
        Write a figure on the map and in the tooltip and list.
    name
        What the figure is called, in the title and as a heading in the list.
    listed
        Whether it needs a column of its own in the list.
    ramp
        Colours.
    """
    known = values.notna()
    absent = now.units["state"].where(now.units["state"].eq(State.WITHHELD.value), State.GREY.value)
    looks = [step(ramp, int(one)) if here else other for one, here, other in zip(number, known, absent, strict=True)]
    words_ = [said(one) if here else t(f"laag.{why}") for one, here, why in zip(values, known, absent, strict=True)]
    units = pd.DataFrame({
        "look": looks,
        "said": words_,
        "mark": [mark(one) if here else "" for one, here in zip(values, known, strict=True)],
        "value": values.to_numpy(dtype="float64"),
    })  # fmt: skip
    return Painted(
        units, (*_steps(units, words, ramp), *_absent(units)), _summary(values, mark, name), name if listed else ""
    )


def aligned(now: Situation, figures: pd.DataFrame, column: str) -> pd.Series:
    """Put a column of the gate beside the units, in their order."""
    found = now.units[["unit_id"]].merge(figures[["unit_id", column]], on="unit_id", how="left", validate="one_to_one")
    return found[column].astype("float64")


def _steps(units: pd.DataFrame, words: Sequence[tuple[str, str]], ramp: Ramp) -> list[Key]:
    looks = units["look"].value_counts()
    rows = [(step(ramp, number), *pair) for number, pair in enumerate(words)]
    return [Key(look, limits, meaning, int(looks.get(look, 0))) for look, limits, meaning in rows if limits]


def _absent(units: pd.DataFrame) -> list[Key]:
    looks = units["look"].value_counts()
    rows = [(state, int(looks.get(state.value, 0))) for state in (State.GREY, State.WITHHELD)]
    return [Key(state.value, t(f"laag.{state.value}"), "", number) for state, number in rows if number]


def _summary(values: pd.Series, mark: Write, name: str) -> str:
    known = values.dropna()
    said = name[:1].lower() + name[1:]
    if known.empty:
        return t("laag.niets_bekend", naam=said)
    low, high = mark(float(known.min())), mark(float(known.max()))
    if low == high:
        return t("laag.een_cijfer", naam=said, n=low)
    return t("laag.van_tot", naam=said, laag=low, hoog=high)


def whole(value: float) -> str:
    """Write a figure without decimals."""
    return notation.number(value)


def points(value: float) -> str:
    """Write a figure as points."""
    return t("laag.punten", n=notation.number(value))
