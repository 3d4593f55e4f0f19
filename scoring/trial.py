"""What other weights would do to the lights: computed beside the published ones, which stay, and kept nowhere.

All published meetings are replayed under both weights, so that stability works as it does in a publication. A unit that
was spared a red because of a single address is spared in a trial as well; that rule is not computed again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

import numpy as np
import pandas as pd

from data.domain.lights import Light
from scoring.aggregate import balance, unit_weights
from scoring.certainty import score_error
from scoring.light import veto
from scoring.normalise import goalposts
from scoring.shape import Dimension, ScoringModel, Weighed
from scoring.stability import replay

SPARED = "single_address"
One = TypeVar("One", Dimension, Weighed)


class Part(StrEnum):
    """What of a model has a weight; a theme and an indicator may have the same id."""

    THEME = "theme"
    INDICATOR = "indicator"


@dataclass(frozen=True, slots=True)
class Weights:
    """Another weight for one theme or one indicator.

    Parameters
    ----------
    part, subject
        Which: a dimension or an indicator of the model, by its id.
    weight
        What it weighs in the trial; above 0.
    """

    part: Part
    subject: str
    weight: float


def reweighed(model: ScoringModel, change: Weights) -> ScoringModel:
    """Give the model with one other weight; it has no hash that was ever published."""
    if change.part is Part.THEME:
        themes = (_with(one, change) for one in model.dimensions)
        return replace(model, dimensions=tuple(themes))
    return replace(model, indicators=tuple(_with(one, change) for one in model.indicators))


def outcome(steps: pd.DataFrame, published: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Compare the lights of the newest meeting in the steps with those under other weights.

    Parameters
    ----------
    steps
        As for `judged`.
    published
        By ``unit_id`` (unique index): ``light``, ``score`` and ``rule`` at the newest meeting, each with a light of its
        own; ``replayed``, the light that `judged` gives under the published weights: it may differ from ``light`` by
        what was remembered from before the first meeting, and a trial counts only what the weights do.
    model
        The model that is tried, at the level of the units.

    Returns
    -------
    outcome
        Index and order of ``published``: ``score``, ``light`` as published; ``trial_score``, ``trial_light``; NaN and
        grey where the other weights leave no score; ``changed``.
    """
    tried = judged(steps, published, model)
    light = published["light"].mask(published["replayed"].ne(tried["light"]), tried["light"])
    table = published[["score", "light"]].assign(trial_score=tried["score"], trial_light=light)
    return table.assign(changed=light.ne(published["light"]))


def judged(steps: pd.DataFrame, published: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Replay the meetings under a model.

    Parameters
    ----------
    steps
        One row a unit, meeting and indicator: ``unit_id``, ``slot`` (order of the meetings), ``indicator_id``,
        ``denominator``, ``raw``, ``score``, ``se``.
    published
        By ``unit_id``: ``rule`` at the newest meeting.
    model
        At the level of the units.

    Returns
    -------
    judged
        Index and order of ``published``: ``score`` and ``light`` at the newest meeting.
    """
    weighed = [one.id for one in model.indicators]
    known = steps[steps["indicator_id"].isin(weighed) & steps["score"].notna()]
    scores, errors = (_wide(known, name, ["slot", "unit_id"], weighed) for name in ("score", "se"))
    balanced = balance(scores, model)["score"]
    error = score_error(unit_weights(scores, model), errors, model)["se"]
    meetings, slips = (
        one.unstack("slot").reindex(published.index)  # noqa: PD010 (nothing to aggregate)
        for one in (balanced, error)
    )
    held = replay(meetings, slips, model)[meetings.columns[-1]]
    vetoed = veto(held, *_raw(steps, published.index, model), model)["light"]
    spared = published["rule"].eq(SPARED) & vetoed.eq(Light.RED.value)
    return pd.DataFrame(
        {"score": meetings[meetings.columns[-1]], "light": vetoed.mask(spared, Light.AMBER.value)},
        index=published.index,
    )


def _raw(steps: pd.DataFrame, units: pd.Index, model: ScoringModel) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the scores of the raw figures at the newest meeting, and what they are over."""
    weighed = [one.id for one in model.indicators]
    newest = steps[steps["slot"].eq(steps["slot"].max()) & steps["indicator_id"].isin(weighed)]
    raw, over = (_wide(newest, name, ["unit_id"], weighed).reindex(units) for name in ("raw", "denominator"))
    lo, hi, direction = (model.column(name) for name in ("lo", "hi", "direction"))
    return goalposts(raw.replace([np.inf, -np.inf], np.nan), lo, hi, direction=direction), over


def _with(one: One, change: Weights) -> One:
    return replace(one, weight=change.weight) if one.id == change.subject else one


def _wide(long: pd.DataFrame, name: str, rows: list[str], columns: list[str]) -> pd.DataFrame:
    laid = long.set_index([*rows, "indicator_id"])[name].unstack("indicator_id")  # noqa: PD010 (nothing to aggregate)
    return pd.DataFrame(laid, columns=pd.Index(columns)).astype("float64")
