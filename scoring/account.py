"""The parts that explain one unit's light, made from the steps that a publication stored; they add up exactly.

Meetings take the place of units here: one unit's steps at several meetings are a frame of meetings x indicators.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from data.domain.lights import Light
from scoring.columns import numbers
from scoring.explain import Stage, contributions, difference, smallest_change
from scoring.normalise import goalposts
from scoring.shape import ScoringModel

CAUSES = ("delivery", "borders", "model")
"""What another publication replaces, in the order in which its parts are taken."""

ROUNDING = 1e-10
"""Points below which a part is rounding of the machine."""


class Why(StrEnum):
    """Why an indicator that is valid at the level does not count."""

    NEVER = "never"
    OLD = "old"
    SMALL = "small"
    THEME = "theme"


class Sureness(StrEnum):
    """How sure a colour is, in words."""

    SURE = "sure"
    FAIRLY = "fairly"
    BORDER = "border"


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The way from the benchmark to the score.

    Parameters
    ----------
    start, end
        B and S, 0-100.
    parts
        One row an indicator that counts, in the model's order: ``indicator``, ``dimension``, ``axis``, ``weight``
        (W_i), ``score`` (s_i), ``reference`` (b_i; NaN = no benchmark), ``contribution`` (c_i). They add up to
        ``end - start``.
    """

    start: float
    end: float
    parts: pd.DataFrame

    def themes(self) -> pd.DataFrame:
        """Add the contributions up per theme, in the model's order: ``dimension``, ``axis``, ``contribution``."""
        columns = ["dimension", "axis"]
        return self.parts.groupby(columns, sort=False)["contribution"].sum().reset_index()


def stage(steps: pd.DataFrame, model: ScoringModel) -> Stage:
    """Lay the steps of one unit out.

    Parameters
    ----------
    steps
        One row a meeting and indicator: ``period``, ``indicator_id``, ``raw``, ``score``, ``weight``.
    model
        Model of the publication.

    Returns
    -------
    stage
        Meetings x indicators of the model. A meeting without any weight had no score: its weights are NaN.
    """
    ids = [one.id for one in model.indicators]
    weights, scores, raw = (_laid(steps, name, ids) for name in ("weight", "score", "raw"))
    about = model.indicator_frame().set_index("indicator_id")
    lo, hi, direction = (about[name] for name in ("lo", "hi", "direction"))
    scored = weights.notna().any(axis=1)
    full = weights.fillna(0.0).mask(~scored, np.nan)
    return Stage(full, scores, goalposts(raw, lo, hi, direction=direction))


def at(meetings: Stage, period: str) -> Stage:
    """Keep one meeting; an unknown one has no score. The row is called ``unit``, so that meetings can be compared."""
    raw = None if meetings.raw is None else _row(meetings.raw, period)
    return Stage(_row(meetings.weights, period), _row(meetings.scores, period), raw)


def waterfall(now: Stage, benchmark: pd.Series, model: ScoringModel) -> Waterfall | None:
    """Take S - B apart; None when the unit has no score.

    Parameters
    ----------
    now
        One meeting (`at`).
    benchmark
        b_i by indicator id, 0-100.
    model
        Themes and axes.
    """
    weights = now.weights.iloc[0]
    if weights.isna().any():
        return None
    table = pd.DataFrame({
        "weight": weights,
        "score": now.scores.iloc[0],
        "reference": benchmark.reindex(weights.index),
        "contribution": contributions(now, benchmark).iloc[0],
    })  # fmt: skip
    about = model.indicator_frame().set_index("indicator_id")[["dimension", "axis"]]
    parts = about.join(table).loc[table["weight"].gt(0)].rename_axis("indicator").reset_index()
    end = float((parts["weight"] * parts["score"]).sum())
    return Waterfall(end - float(parts["contribution"].sum()), end, parts)


def change(before: Stage, after: Stage) -> pd.DataFrame:
    """Take S' - S between two meetings apart.

    Within one publication delivery, borders and model are the same at both meetings, so that values and coverage are
    all there is.

    Returns
    -------
    change
        One row an indicator that moved the score: ``indicator``, ``own_data``, ``smoothing``, ``coverage``, points;
        they add up to S' - S. Empty when one of the meetings has no score.
    """
    way = difference(before, after)
    table = pd.DataFrame({
        "own_data": way.own.iloc[0],
        "smoothing": way.value.iloc[0] - way.own.iloc[0],
        "coverage": way.coverage.iloc[0],
    })  # fmt: skip
    moved = table.dropna().loc[lambda rows: rows.ne(0).any(axis=1)]
    return moved.rename_axis("indicator").reset_index()


def replaced(revisions: pd.DataFrame, period: str) -> pd.Series:
    """Say what later publications made of the score that a meeting saw.

    Parameters
    ----------
    revisions
        ``period`` and ``delivery``, ``borders``, ``model``, points; old to new.
    period
        Meeting.

    Returns
    -------
    replaced
        Points by cause, without what is rounding of the machine; they add up to the score of that meeting as it is now,
        minus what it saw. Empty when nothing changed, or when there is no score at one side.
    """
    told = revisions[revisions["period"].eq(period)][list(CAUSES)]
    parts = told.sum(skipna=False)
    return parts[parts.abs().gt(ROUNDING)]


def missing(steps: pd.DataFrame, period: str, model: ScoringModel) -> pd.DataFrame:
    """Say what does not count at a meeting, and why.

    Parameters
    ----------
    steps
        As for `stage`, with ``value``, ``denominator``; all meetings.
    period
        Meeting.
    model
        Model at the level of the unit.

    Returns
    -------
    missing
        One row an indicator of the model that does not count: ``indicator``, ``dimension``, ``why`` (`Why`: never
        delivered, too old by now, of too few homes, or, where the unit has a score, known but in a theme of which
        too little is known).
    """
    rows = steps[steps["period"].eq(period)].to_dict("records")
    now = {str(row["indicator_id"]): {str(key): value for key, value in row.items()} for row in rows}
    scored = any(_number(row["weight"]) for row in now.values())
    earlier = set(steps.loc[steps["period"].lt(period) & steps["value"].notna(), "indicator_id"])
    table = [
        (one.id, one.dimension, why.value)
        for one in model.indicators
        if (why := _why(one.id, now, earlier, one.about.minimum)) is not None and (scored or why is not Why.THEME)
    ]
    return pd.DataFrame(table, columns=["indicator", "dimension", "why"])


def steps_to_turn(now: Stage, light: str, se: float, model: ScoringModel) -> pd.DataFrame:
    """Give the smallest changes of one indicator that bring one unit to another colour (`explain.smallest_change`)."""
    index = now.weights.index
    return smallest_change(now, pd.Series(light, index=index), pd.Series(se, index=index), model)


def sureness(light: str, rule: str, plain: str, chance: dict[str, float], model: ScoringModel) -> Sureness | None:
    """Put the chance of a colour in words.

    Parameters
    ----------
    light, rule, plain
        The colour, what held it, and the colour by the thresholds alone. A veto or a single address decides by itself:
        then it is the plain colour of which the chance is told.
    chance
        Chance of ``red``, ``amber`` and ``green``, 0-1; NaN without a score.
    model
        Below ``certainty.border`` a colour is on the border, from ``certainty.high`` it is sure.
    """
    told = chance.get(plain if decided(rule) else light, float("nan"))
    if np.isnan(told) or light == Light.GREY.value:
        return None
    if told < model.certainty.border:
        return Sureness.BORDER
    return Sureness.SURE if told >= model.certainty.high else Sureness.FAIRLY


def decided(rule: str) -> bool:
    """Whether a rule sets the colour whatever the score is."""
    return rule in ("veto", "single_address")


def _laid(steps: pd.DataFrame, column: str, ids: list[str]) -> pd.DataFrame:
    rows, periods = pd.factorize(steps["period"])
    places = pd.Index(ids).get_indexer(pd.Index(steps["indicator_id"]))
    known = places >= 0
    table = np.full((len(periods), len(ids)), np.nan)
    table[rows[known], places[known]] = numbers(steps[column])[known, 0]
    return pd.DataFrame(table, index=pd.Index(periods), columns=pd.Index(ids))


def _row(frame: pd.DataFrame, period: str) -> pd.DataFrame:
    return frame.reindex([period]).set_axis(["unit"])


def _why(indicator: str, now: Mapping[str, Mapping[str, object]], earlier: set[str], minimum: float) -> Why | None:
    row = now.get(indicator, {})
    value, denominator, weight = (_number(row.get(name)) for name in ("value", "denominator", "weight"))
    if value is None:
        if denominator is not None and denominator < minimum:
            return Why.SMALL
        return Why.OLD if indicator in earlier else Why.NEVER
    return None if weight else Why.THEME


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not np.isnan(value) else None
