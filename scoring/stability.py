"""A colour that holds: worse at once, better only when it lasts (SCORING 2.7).

Each threshold is a switch with a memory of its own. A unit is green above both, red below both, amber between; since
the margin is at most half the distance between the thresholds, nobody is ever above the second and below the first.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.domain.lights import Light
from scoring.columns import Floats, beside, numbers
from scoring.shape import ScoringModel
from scoring.tree import Mask

SWITCHES = ("t1", "t2")
STATE = ("known", "grey", *(f"{part}_{t}" for t in SWITCHES for part in ("above", "clear", "narrow")))
"""Columns of a state: whether there is a past, meetings grey in a row, and per threshold whether the unit counts as
above it and for how many meetings in a row it has been clearly (T + h) and narrowly (T) above it while it does not."""


def margin(se: pd.Series, model: ScoringModel) -> pd.Series:
    """Give h of every unit: the standard error of its score, at least ``h_min``, at most half of T2 - T1.

    An unknown error (NaN) gives the least margin.
    """
    half = (model.thresholds.t2 - model.thresholds.t1) / 2
    return se.astype("float64").fillna(0.0).clip(lower=model.stability.h_min).clip(upper=half)


def fresh(index: pd.Index) -> pd.DataFrame:
    """Give the state of units that have no past."""
    return pd.DataFrame(0, index=index, columns=list(STATE), dtype="int64")


def advance(state: pd.DataFrame, score: pd.Series, se: pd.Series, model: ScoringModel) -> pd.DataFrame:
    """Take every unit one meeting further.

    Parameters
    ----------
    state
        State after the meeting before (`fresh` or an earlier result); units it does not have are new.
    score, se
        S and SE(S) of the units at this meeting; NaN score = grey.
    model
        Thresholds and stability keys.

    Returns
    -------
    state
        Index and order of ``score``. Grey keeps state and streaks for ``memory`` meetings, then all is forgotten.
    """
    old = state.reindex(score.index).fillna(0).astype("int64")
    figures, h = numbers(score)[:, 0], numbers(margin(pd.Series(beside(se, score.index)), model))[:, 0]
    grey = np.isnan(figures)
    new = old.copy()
    for name in SWITCHES:
        limit, first = getattr(model.thresholds, name), ~old["known"].to_numpy(dtype=bool)
        parts = _switched(old[[f"{part}_{name}" for part in ("above", "clear", "narrow")]], figures, limit, h, model)
        parts[first] = np.column_stack([figures >= limit, np.zeros((len(figures), 2))])[first]
        new.loc[~grey, [f"{part}_{name}" for part in ("above", "clear", "narrow")]] = parts[~grey].astype("int64")
    new["grey"] = np.where(grey, old["grey"] + old["known"], 0)
    new["known"] = np.where(grey, old["known"], 1)
    new.loc[new["grey"] > model.stability.memory] = 0
    return new


def lights(state: pd.DataFrame, score: pd.Series) -> pd.Series:
    """Give the light of every unit after a meeting: grey where it has no score now, otherwise what its state says."""
    colour = np.select(
        [score.isna(), state["above_t1"].eq(0), state["above_t2"].eq(0)],
        [Light.GREY.value, Light.RED.value, Light.AMBER.value],
        Light.GREEN.value,
    )
    return pd.Series(colour, index=score.index, name="light", dtype="object")


def replay(scores: pd.DataFrame, errors: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Give the light of every unit at every meeting, from the first on.

    Parameters
    ----------
    scores, errors
        Units x meetings, old to new: S and SE(S).

    Returns
    -------
    lights
        Same index, columns and order.
    """
    state, shown = fresh(scores.index), {}
    for meeting in scores.columns:
        state = advance(state, scores[meeting], errors[meeting], model)
        shown[meeting] = lights(state, scores[meeting])
    return pd.DataFrame(shown, index=scores.index, columns=scores.columns)


def _switched(parts: pd.DataFrame, figures: Floats, limit: float, h: Floats, model: ScoringModel) -> Floats:
    """Move one switch: above, clear and narrow streak of every unit."""
    above, clear, narrow = (parts.iloc[:, place].to_numpy(dtype="float64") for place in range(3))
    clear, narrow = np.where(figures >= limit + h, clear + 1, 0), np.where(figures >= limit, narrow + 1, 0)
    risen = (clear >= model.stability.clear) | (narrow >= model.stability.narrow)
    now: Mask = np.where(above > 0, figures >= limit - h, risen)
    return np.column_stack([now, np.where(now, 0, clear), np.where(now, 0, narrow)])
