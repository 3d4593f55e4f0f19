"""Why a score is what it is, why it changed, what would change its colour: parts that add up exactly (SCORING 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.domain.lights import Light
from scoring.columns import Floats, beside, numbers
from scoring.shape import ScoringModel
from scoring.stability import margin
from scoring.tree import Mask

BEYOND = 1e-10
"""Points that a change goes past its target: on T - h a colour still holds, and rounding must not undo a change."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A score with everything recomputed up to one point: units x indicators.

    Parameters
    ----------
    weights
        W_i (`scoring.aggregate.unit_weights`).
    scores
        s_i, 0-100; NaN = missing.
    raw
        s_i of the raw figures, before smoothing; None when nothing was smoothed.
    """

    weights: pd.DataFrame
    scores: pd.DataFrame
    raw: pd.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """S' - S of every unit, taken apart per indicator; the first two parts of all indicators add up to it.

    Parameters
    ----------
    value
        Units x indicators: by another score of what both sides have.
    coverage
        Units x indicators: by another weight, or because one side lacks it.
    own
        Units x indicators: what ``value`` would have been without smoothing.
    """

    value: pd.DataFrame
    coverage: pd.DataFrame
    own: pd.DataFrame

    def total(self, part: str) -> pd.Series:
        """Add one part up over the indicators; NaN for a unit that one side does not score."""
        frame: pd.DataFrame = getattr(self, part)
        return frame.sum(axis=1, skipna=False)


def contributions(stage: Stage, benchmark: pd.Series) -> pd.DataFrame:
    """Give c_i = W_i (s_i - b_i): what every indicator adds to or takes from the benchmark's score.

    Parameters
    ----------
    stage
        The score to explain.
    benchmark
        b_i by indicator id, 0-100. What it does not have can't be compared and contributes nothing (b_i = s_i).

    Returns
    -------
    contributions
        Units x indicators, index and order of the weights; per unit they add up to S - B, where B = sum W_i b_i. NaN
        for a unit without a score.
    """
    weights, scores = numbers(stage.weights), _there(stage.scores, stage.weights)
    against = np.where(np.isnan(scores), 0.0, beside(benchmark, stage.weights.columns))
    gap = np.nan_to_num(np.nan_to_num(scores) - against)
    return pd.DataFrame(weights * gap, index=stage.weights.index, columns=stage.weights.columns)


def reasons(parts: pd.DataFrame) -> pd.DataFrame:
    """Put the contributions of every unit in order, what weighs most against it first.

    Returns
    -------
    reasons
        One row a unit and indicator that contributes: ``unit``, ``indicator``, ``contribution``; units in their order.
    """
    table = parts.rename_axis(index="unit", columns=None).reset_index()
    table["place"] = range(len(table))
    long = table.melt(["unit", "place"], var_name="indicator", value_name="contribution")
    there = long[long["contribution"].notna() & (long["contribution"] != 0)]
    ordered = there.sort_values(["place", "contribution", "indicator"], kind="stable")
    return ordered[["unit", "indicator", "contribution"]].reset_index(drop=True)


def difference(before: Stage, after: Stage) -> Difference:
    """Take S' - S apart: (W + W')/2 (s' - s) is value, (s + s')/2 (W' - W) is coverage and weight.

    An indicator that one side lacks (no score, or no weight) counts wholly as coverage. NaN for a unit that one of the
    sides does not score. Index and order of ``after``.
    """
    index, columns = after.weights.index, before.weights.columns.union(after.weights.columns, sort=False)
    (w, s, raw, here), (w2, s2, raw2, there) = (_laid(stage, index, columns) for stage in (before, after))
    both, unscored = here & there, np.isnan(w) | np.isnan(w2)
    value, own = ((w + w2) / 2 * change for change in (s2 - s, raw2 - raw))
    coverage = np.where(both, (s + s2) / 2 * (w2 - w), w2 * s2 - w * s)
    parts = (np.where(both | unscored, value, 0.0), coverage, np.where(both | unscored, own, 0.0))
    return Difference(*(pd.DataFrame(part, index=index, columns=columns) for part in parts))


def bridged(start: pd.Series, steps: Mapping[str, pd.Series]) -> pd.DataFrame:
    """Take the difference between two scores of the same units apart by what was replaced, one thing after the other.

    Parameters
    ----------
    start
        S as it was; NaN = no score.
    steps
        Name -> S recomputed with that replaced as well, in order; the last is S as it is now.

    Returns
    -------
    parts
        Index and order of the last step; one column a step, points. They add up to the whole difference. A step that
        leaves a unit without a score is told with the next one that gives it one. NaN for a unit that the start or
        the end does not score.
    """
    index = [*steps.values()][-1].index
    stood = start.reindex(index)
    unscored, parts = stood.isna(), {}
    for name, score in steps.items():
        now = score.reindex(index)
        parts[name] = (now - stood).fillna(0.0)
        stood, last = now.fillna(stood), now
    return pd.DataFrame(parts, index=index).mask(unscored | last.isna())


def taken_apart(start: Stage, steps: Mapping[str, Stage]) -> pd.DataFrame:
    """Take the way from one meeting to the next apart, step by step.

    Parameters
    ----------
    start
        The score as it was.
    steps
        Name -> the score recomputed with that step taken and all later ones held, in order: data delivery, borders,
        model, and last the new values.

    Returns
    -------
    parts
        One row a unit of the last stage: one column a step before the last (its whole difference), then ``coverage``,
        ``own_data`` and ``smoothing``, the last step taken apart. They add up to S' - S.
    """
    *replaced, last = steps
    held = {name: steps[name] for name in replaced}
    way = difference([start, *held.values()][-1], steps[last])
    own = way.total("own")
    parts = {"coverage": way.total("coverage"), "own_data": own, "smoothing": way.total("value") - own}
    if not held:
        return pd.DataFrame(parts)
    bridge = bridged(_total(start), {name: _total(stage) for name, stage in held.items()})
    return bridge.reindex(steps[last].weights.index).assign(**parts)


def smallest_change(stage: Stage, light: pd.Series, se: pd.Series, model: ScoringModel) -> pd.DataFrame:
    """Give, one indicator at a time, the change that brings a unit to another colour, counting from the one it has.

    Parameters
    ----------
    stage
        The score to start from.
    light
        Stable light of every unit; grey units get no row.
    se
        SE(S), for the margin h.
    model
        Thresholds, goalposts.

    Returns
    -------
    changes
        One row a unit, direction and indicator that can do it alone (s_i + ds_i within 0-100): ``unit``, ``towards``
        (the light), ``target`` (T + h to improve, T - h to get worse), ``indicator``, ``ds`` (points of its score),
        ``dx`` (in its natural unit); smallest ds first within unit and direction. No row where S is already there and
        only has to last.
    """
    weights, scores = numbers(stage.weights), np.nan_to_num(_there(stage.scores, stage.weights))
    score, h = (weights * scores).sum(axis=1), margin(pd.Series(beside(se, stage.weights.index)), model).to_numpy()
    span = (model.column("hi") - model.column("lo")) / 100 * model.column("direction")
    frames = []
    for start, towards, limit, way in _turns(model):
        target = limit + way * h
        way_to_go = (target + way * BEYOND - score)[:, None]
        step = np.where(weights > 0, way_to_go / np.where(weights > 0, weights, 1.0), np.nan)
        fits = (step * way > 0) & (scores + step >= 0) & (scores + step <= 100)  # noqa: PLR2004 (ends of the scale)
        rows, columns = np.nonzero(fits & light.reindex(stage.weights.index).eq(start).to_numpy()[:, None])
        names = stage.weights.columns[columns]
        ds = step[rows, columns]
        table = {"unit": stage.weights.index[rows], "towards": towards, "target": target[rows], "indicator": names}
        frames.append(pd.DataFrame(table | {"ds": ds, "dx": ds * span.reindex(names).to_numpy(), "place": rows}))
    long = pd.concat(frames, ignore_index=True)
    order = long.assign(size=long["ds"].abs()).sort_values(["place", "towards", "size", "indicator"], kind="stable")
    return order.drop(columns=["place", "size"]).reset_index(drop=True)


def _turns(model: ScoringModel) -> list[tuple[str, str, float, int]]:
    t1, t2 = model.thresholds.t1, model.thresholds.t2
    red, amber, green = Light.RED.value, Light.AMBER.value, Light.GREEN.value
    return [(red, amber, t1, 1), (amber, green, t2, 1), (amber, red, t1, -1), (green, amber, t2, -1)]


def _laid(stage: Stage, index: pd.Index, columns: pd.Index) -> tuple[Floats, Floats, Floats, Mask]:
    """Give weights, scores, raw scores and whether the indicator counts; weights are NaN for a unit without a score."""
    weights = stage.weights.reindex(index=index)
    w = numbers(weights.reindex(columns=columns).fillna(0.0))
    w[weights.isna().any(axis=1).to_numpy()] = np.nan
    s = _there(stage.scores, weights.reindex(columns=columns))
    raw = s if stage.raw is None else _there(stage.raw, weights.reindex(columns=columns))
    return w, np.nan_to_num(s), np.nan_to_num(np.where(np.isnan(raw), s, raw)), ~np.isnan(s) & (w > 0)


def _total(stage: Stage) -> pd.Series:
    """Give S of every unit; NaN without a score."""
    return (stage.weights * stage.scores.fillna(0.0)).sum(axis=1, skipna=False)


def _there(scores: pd.DataFrame, weights: pd.DataFrame) -> Floats:
    return numbers(scores.reindex(index=weights.index, columns=weights.columns))
