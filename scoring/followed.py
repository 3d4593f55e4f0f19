"""A place followed over the meetings: which way its score goes, and whether a measure made a difference (SCORING 7)."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from scoring.effect import Effect, difference_in_differences, most_alike, trend_p


@dataclass(frozen=True, slots=True)
class Design:
    """How places are followed.

    Parameters
    ----------
    alike
        Similar places to compare with, at the most.
    after
        Meetings after the start that it takes to say anything.
    trend
        Independent meetings that a direction needs.
    level
        Confidence, 0-1: where nothing happened, something is seen in 1 - level of the cases.
    """

    alike: int
    after: int
    trend: int
    level: float


STANDARD = Design(alike=20, after=3, trend=5, level=0.95)
"""Five periods stand in SCORING 7; with the others the simulations of ``make bench`` see a difference that is not there
in 4 to 5 % of the cases."""


class Direction(StrEnum):
    """Which way a score goes, in words."""

    TOO_FEW = "too_few"
    NONE = "none"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Places of a measure against the similar ones.

    Parameters
    ----------
    effect
        Difference in differences of the places themselves.
    nearby
        The same for their neighbours, which may get what moved away (waterbed).
    alike
        The similar places, chosen before the start.
    course
        One row a meeting, old to new: ``period``, ``ours``, ``theirs`` (mean scores; NaN = none), ``after``.
    """

    effect: Effect
    nearby: Effect
    alike: tuple[str, ...]
    course: pd.DataFrame


def direction(scores: pd.Series, design: Design = STANDARD) -> Direction:
    """Say which way the scores of one place go.

    Parameters
    ----------
    scores
        One a meeting, old to new, of independent periods: no rolling sums; NaN = none.
    design
        Meetings and confidence it takes.
    """
    known = scores.dropna()
    if len(known) < design.trend:
        return Direction.TOO_FEW
    p = trend_p(known, periods=design.trend)
    if math.isnan(p) or p >= 1 - design.level:
        return Direction.NONE
    ranks = known.rank().to_numpy()
    falling = sum(float((ranks[place] - ranks[:place]).sum()) for place in range(1, len(ranks))) < 0
    return Direction.DOWN if falling else Direction.UP


def compared(
    scores: pd.DataFrame,
    ours: Sequence[str],
    start: str,
    neighbours: Collection[str] = (),
    design: Design = STANDARD,
) -> Comparison:
    """Compare how places changed after a start with how the places did that were most like them before it.

    Parameters
    ----------
    scores
        Units x meetings, old to new; NaN = no score.
    ours
        Units of the measure; those that ``scores`` does not have are left out.
    start
        First meeting after the start, a column of ``scores``.
    neighbours
        Units around them: never compared with, and looked at apart.
    design
        How many places and meetings it takes.
    """
    place = list(scores.columns).index(start)
    before, after = scores.iloc[:, :place], scores.iloc[:, place:]
    there = [unit for unit in ours if unit in scores.index]
    around = [unit for unit in neighbours if unit in scores.index and unit not in there]
    alike = most_alike(before, there, number=design.alike, excluded=frozenset(around)) if place and there else []
    effects = [
        difference_in_differences(before, after, units, alike, periods=design.after, level=design.level)
        for units in (there, around)
    ]
    course = pd.DataFrame({
        "period": list(scores.columns),
        "ours": scores.reindex(there).mean().to_numpy(),
        "theirs": scores.reindex(alike).mean().to_numpy(),
        "after": [number >= place for number in range(scores.shape[1])],
    })  # fmt: skip
    return Comparison(effects[0], effects[1], tuple(alike), course)


def by_meeting(steps: pd.DataFrame) -> pd.DataFrame:
    """Give the scores of units x meetings, old to new, from stored steps: S = sum of weight times points.

    Parameters
    ----------
    steps
        One row a unit, meeting and indicator: ``unit_id``, ``period``, ``slot``, ``score``, ``weight``.
    """
    parts = steps.assign(part=steps["weight"].astype("float64") * steps["score"].astype("float64"))
    sums = parts.groupby(["unit_id", "slot"])["part"].sum(min_count=1).unstack("slot")  # noqa: PD010 (summed already)
    names = steps.drop_duplicates("slot").set_index("slot")["period"]
    return pd.DataFrame(sums.to_numpy(), index=sums.index, columns=[str(names[slot]) for slot in sums.columns])
