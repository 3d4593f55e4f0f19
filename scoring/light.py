"""The colour of a score, and the rules that may hold it back (SCORING 2.6, 2.8, 2.9 and 5)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.domain.areas import Level
from data.domain.lights import Light
from scoring.columns import numbers
from scoring.shape import ScoringModel

WORST_FIRST = (Light.RED.value, Light.AMBER.value, Light.GREEN.value)


def threshold(score: pd.Series, model: ScoringModel) -> pd.Series:
    """Give the plain light of a score: red below T1, amber below T2, green from there; grey where there is no score."""
    figures = numbers(score)[:, 0]
    steps = [np.isnan(figures), figures < model.thresholds.t1, figures < model.thresholds.t2]
    lights = np.select(steps, [Light.GREY.value, Light.RED.value, Light.AMBER.value], Light.GREEN.value)
    return pd.Series(lights, index=score.index, name="light", dtype="object")


def sizes(homes: pd.Series, level: Level, model: ScoringModel) -> pd.DataFrame:
    """Tell of every unit whether it is large enough for a colour of its own.

    Parameters
    ----------
    homes
        Number of homes; NaN = unknown, which is never enough.
    level
        Level of all units given.

    Returns
    -------
    sizes
        Same index and order: ``own`` (large enough), ``indicative`` (large enough, but not by much: drawn hatched).
    """
    count, minimum = numbers(homes)[:, 0], model.minimum_size(level)
    own = count >= minimum
    return pd.DataFrame({"own": own, "indicative": own & (count < minimum * model.sizes.indicative)}, index=homes.index)


def inherit(own: pd.Series, *above: pd.Series) -> pd.DataFrame:
    """Give a building that is too small the light of the smallest unit above it that has one.

    Parameters
    ----------
    own
        Light of every building that is large enough; missing where it is not.
    above
        The same per building for what stands above it, nearest first: the complex, then the street; missing where there
        is none or where it is too small itself.

    Returns
    -------
    shown
        Same index and order: ``light`` (grey when nothing above has one), ``source`` (0 its own, 1 the first above, and
        so on; NA for none). Only what has source 0 counts as a building.
    """
    shown = own.copy()
    source = pd.Series(0, index=own.index, dtype="Int64").where(own.notna())
    for step, light in enumerate(above, 1):
        empty = shown.isna() & light.notna()
        shown, source = shown.where(~empty, light), source.where(~empty, step)
    return pd.DataFrame({"light": shown.fillna(Light.GREY.value), "source": source})


def veto(light: pd.Series, raw: pd.DataFrame, denominators: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Hold the light at a floor where one thing is too bad for the rest to make up for.

    Parameters
    ----------
    light
        Light after stability.
    raw
        Units x indicators: scores (0-100) of the *raw* figures, before smoothing; NaN = missing.
    denominators
        Units x indicators: what the raw figures are over; NaN = none (an area's figure): meets no minimum above 0.
    model
        Its vetoes.

    Returns
    -------
    held
        Same index and order: ``light`` (never better than it was; grey stays grey), ``reason`` (the indicator that
        changed the light, in the model's order; None where nothing changed).
    """
    held = light.astype("object")
    reason = pd.Series([None] * len(light), index=light.index, dtype="object")
    for rule in model.veto:
        if rule.indicator not in raw:
            continue
        over = denominators[rule.indicator].fillna(0) if rule.indicator in denominators else 0.0
        hit = (raw[rule.indicator] < rule.below) & (over >= rule.minimum) & better(held, rule.floor)
        held, reason = held.mask(hit, rule.floor.value), reason.mask(hit, rule.indicator)
    return pd.DataFrame({"light": held, "reason": reason})


def spare_single_address(light: pd.Series, without: pd.Series) -> pd.DataFrame:
    """Make a red amber that would not be red without a single address: reporting effort is not burden.

    Parameters
    ----------
    light
        Light after the vetoes.
    without
        The best light of the same unit, computed through the same steps, with one address at a time left out.

    Returns
    -------
    spared
        Same index and order: ``light``, ``spared`` (whether it was changed).
    """
    spared = light.eq(Light.RED.value) & without.isin([Light.AMBER.value, Light.GREEN.value])
    return pd.DataFrame({"light": light.astype("object").mask(spared, Light.AMBER.value), "spared": spared})


def better(light: pd.Series, floor: Light) -> pd.Series:
    """Tell whether a light is better than another; grey is neither better nor worse."""
    return light.isin(WORST_FIRST[WORST_FIRST.index(floor.value) + 1 :])
