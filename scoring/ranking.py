"""Where first: the order in which places ask for attention, and how sure a place in that order is (SCORING 4, 5)."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import pandas as pd

from data.domain.lights import State
from scoring.certainty import rank_intervals
from scoring.columns import Floats, numbers
from scoring.hotspots import gi_star, rings
from scoring.shape import ScoringModel

_ORDER = {State.RED.value: 0, State.AMBER.value: 1, State.GREEN.value: 2}


class Group(IntEnum):
    """What comes first; ``RED`` only where falling can't be told, since no exact figures are known."""

    NEW_RED = 0
    FALLING_RED = 1
    RED = 2
    REST = 3


def ranked(units: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Put places in the order in which they ask for attention.

    First what is newly red, then what is red and has a lower score than a period before, then the rest; within each by
    size of effect times homes: how far the score lies below that of the municipality, over the same indicators. Unless
    every unit has exact figures the order tells nothing but the lights: newly red, red, the others by light; within
    each by name.

    Parameters
    ----------
    units
        One row a unit with a light of its own: ``unit_id`` (unique), ``name``, ``state`` (red, amber, green),
        ``previous`` (state a period before, missing when there was none), ``homes``, ``score`` and ``se`` (points; NaN
        without exact figures), ``change`` (points since the period before), ``gap`` (points below 0 where the
        municipality does better).
    model
        Seed, number and quantiles of the draws.

    Returns
    -------
    ranked
        The same rows in order, index from 0, and ``group`` (a `Group`), ``rank_low``, ``rank_high`` (whole numbers from
        1; NaN without exact figures).
    """
    exact = bool(len(units)) and bool(units[["score", "gap"]].notna().all(axis=None))
    table = units.assign(group=_groups(units, exact=exact), rank_low=np.nan, rank_high=np.nan)
    if not exact:
        light = table["state"].map(_ORDER)
        order = table.assign(_light=light).sort_values(["group", "_light", "name", "unit_id"], kind="stable").index
        return table.loc[order].reset_index(drop=True)
    table[["rank_low", "rank_high"]] = _intervals(table, model)
    urgent = table.assign(_effect=-table["gap"] * table["homes"])
    order = urgent.sort_values(["group", "_effect", "name", "unit_id"], ascending=[True, False, True, True]).index
    return table.loc[order].reset_index(drop=True)


def clusters(units: pd.DataFrame, neighbours: pd.DataFrame, model: ScoringModel) -> pd.Series:
    """Give the confidence with which a unit and its neighbours together score low.

    Parameters
    ----------
    units
        With ``unit_id`` and ``score``; NaN = not known.
    neighbours
        One row a pair of codes: unit, neighbour.
    model
        Units needed, false discovery rate and confidences.

    Returns
    -------
    clusters
        Same index and order: the highest of the model's confidences reached (0-1), 0 for none; NaN throughout with
        fewer scores than the model needs.
    """
    hot = rings(gi_star(units.set_index("unit_id")["score"], neighbours), model)
    low = hot["significant"] & (hot["confidence"] < 0)
    confidence = (-hot["confidence"]).where(low, hot["confidence"] * 0.0).fillna(0.0)
    if not hot["confidence"].notna().any():
        confidence[:] = np.nan
    return pd.Series(confidence.to_numpy(), index=units.index, name="cluster")


def _groups(units: pd.DataFrame, *, exact: bool) -> pd.Series:
    red = units["state"] == State.RED.value
    before = units["previous"].isin([State.AMBER.value, State.GREEN.value, State.GREY.value])
    stays = Group.FALLING_RED if exact else Group.RED
    falling = (units["change"] < 0) if exact else red
    group = pd.Series(Group.REST.value, index=units.index)
    group = group.mask(red & falling, stays.value)
    return group.mask(red & before, Group.NEW_RED.value)


def _intervals(table: pd.DataFrame, model: ScoringModel) -> Floats:
    """Draw every score with its own error and see which place the unit takes in the order of its group."""
    keys, place = model.certainty, np.argsort(table["unit_id"].to_numpy(), kind="stable")
    noise = np.zeros((len(table), keys.draws))
    noise[place] = np.random.default_rng(keys.seed).standard_normal(noise.shape)
    noise *= np.nan_to_num(numbers(table["se"]))
    effect = (noise - numbers(table["gap"])) * numbers(table["homes"])
    ahead = effect - table["group"].to_numpy()[:, None] * (2 * np.abs(effect).max() + 1)
    drawn = rank_intervals(pd.DataFrame(ahead, index=table.index), keys.low, keys.high)
    return np.column_stack([np.floor(drawn["low"]), np.ceil(drawn["high"])])
