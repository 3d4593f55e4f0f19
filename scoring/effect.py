"""Whether something changed that would not have changed anyway (SCORING 7).

Trend: H. B. Mann, *Econometrica* 13 (1945). Effect: difference in differences against the units that were most alike
before the start, with Student's interval over the changes of the units (one change a unit, so that months of one unit
don't count as separate evidence).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from scoring.columns import Floats, numbers


class Verdict(StrEnum):
    """What may be said of an effect."""

    TOO_EARLY = "too_early"
    NO_VISIBLE_DIFFERENCE = "no_visible_difference"
    VISIBLE_DIFFERENCE = "visible_difference"


@dataclass(frozen=True, slots=True)
class Effect:
    """How the units of an agreement changed beyond the units they are compared with; NaN when it is too early.

    Parameters
    ----------
    estimate
        Mean change of the units less that of the others, in the unit of the values.
    low, high
        Interval around it.
    verdict
        The words that may be used.
    """

    estimate: float
    low: float
    high: float
    verdict: Verdict


def trend_p(values: pd.Series, *, periods: int) -> float:
    """Test one unit's values for a trend (Mann-Kendall, two-sided, normal with correction for ties and continuity).

    Parameters
    ----------
    values
        One value a period, old to new; of independent periods, never rolling sums; NaN = missing.
    periods
        Periods with a value that the test needs.

    Returns
    -------
    p
        NaN with fewer periods, and where all values are equal.
    """
    known = values.dropna().to_numpy(dtype="float64")
    n = len(known)
    rising = float(np.sign(known[None, :] - known[:, None])[np.triu_indices(n, 1)].sum())
    ties = np.unique(known, return_counts=True)[1]
    variance = (n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18
    if n < periods or variance <= 0:
        return math.nan
    return min(1.0, math.erfc(max(abs(rising) - 1, 0) / math.sqrt(2 * variance)))


def most_alike(
    before: pd.DataFrame, treated: list[str], *, number: int, excluded: frozenset[str] = frozenset()
) -> list[str]:
    """Choose the units that were most like the treated ones before the start, by level and prior trend.

    Parameters
    ----------
    before
        Units x periods before the start, old to new; NaN = missing. Units with a gap are not chosen.
    treated
        Units of the agreement.
    number
        How many to choose.
    excluded
        Units not to choose, such as the neighbours, which may feel the agreement (waterbed).

    Returns
    -------
    chosen
        At most ``number`` units, nearest first; equal ones in the order of their ids.
    """
    whole = before.dropna()
    time = np.arange(before.shape[1]) - (before.shape[1] - 1) / 2
    slope = numbers(whole) @ time / max((time**2).sum(), 1.0)
    features = pd.DataFrame({"level": whole.mean(axis=1), "slope": slope}, index=whole.index)
    spread = features.std(ddof=0).replace(0.0, 1.0)
    middle = features[features.index.isin(treated)].mean()
    others = features[~features.index.isin([*treated, *excluded])].sort_index()
    distance = (((others - middle) / spread) ** 2).sum(axis=1)
    return list(distance.sort_values(kind="stable").index[:number])


def difference_in_differences(
    before: pd.DataFrame, after: pd.DataFrame, treated: list[str], chosen: list[str], *, periods: int, level: float
) -> Effect:
    """Compare how treated units changed with how the chosen ones did.

    Parameters
    ----------
    before, after
        Units x periods, before and after the start; NaN = missing. A unit's change is the difference of its means.
    treated, chosen
        Units of the agreement, and those of `most_alike`, chosen before the start. With the neighbours as ``treated``
        the same function gives the look at the waterbed.
    periods
        Periods after the start that it takes to say anything.
    level
        Confidence of the interval, 0-1; with no true effect a difference is seen in 1 - level of the cases.

    Returns
    -------
    effect
        Too early with fewer periods, without treated units, or with fewer than three chosen ones.
    """
    change = after.mean(axis=1) - before.mean(axis=1)
    ours, theirs = (change.reindex(units).dropna().to_numpy() for units in (treated, chosen))
    if after.shape[1] < periods or len(ours) == 0 or len(theirs) < 3:  # noqa: PLR2004 (two units have no spread to speak of)
        return Effect(math.nan, math.nan, math.nan, Verdict.TOO_EARLY)
    estimate = float(ours.mean() - theirs.mean())
    error = float(theirs.std(ddof=1)) * math.sqrt(1 / len(ours) + 1 / len(theirs))
    half = student_quantile((1 + level) / 2, len(theirs) - 1) * error
    visible = abs(estimate) > half
    verdict = Verdict.VISIBLE_DIFFERENCE if visible else Verdict.NO_VISIBLE_DIFFERENCE
    return Effect(estimate, estimate - half, estimate + half, verdict)


def student_quantile(level: float, freedom: int) -> float:
    """Give Student's t at a level above 0.5, by halving; M. Abramowitz and I. Stegun, *Handbook*, 26.7.3 and 26.7.4."""
    low, high = 0.0, 1.0
    while _student(high, freedom) < level:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if _student(middle, freedom) < level else (low, middle)
    return (low + high) / 2


def _student(t: float, freedom: int) -> float:
    angle = math.atan2(t, math.sqrt(freedom))
    odd = freedom % 2 == 1
    steps: Floats = np.arange(3 if odd else 2, freedom - 1, 2, dtype="float64")
    factors = np.cumprod(np.concatenate([[1.0], (steps - 1) / steps * math.cos(angle) ** 2]))
    if odd:
        rest = math.sin(angle) * math.cos(angle) * factors.sum() if freedom > 1 else 0.0
        return 0.5 + (angle + rest) / math.pi
    return 0.5 + math.sin(angle) * float(factors.sum()) / 2
