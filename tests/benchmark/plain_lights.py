"""The lights, written straightforwardly with pandas, step by step; what the bulk SQL is held against."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data.domain.indicators import catalogue
from data.domain.periods import Period
from data.sources.tables import Delivery
from scoring.bulk import PERIODS, ROLL_UPS
from scoring.shape import ScoringModel
from scoring.smooth import empirical_bayes

UNIT = ["level", "unit_id", "slot"]
KEY = [*UNIT, "indicator_id"]
SUMS = ["numerator", "denominator", "squares"]
REGISTER = ("register", "home_years")
INDICATORS = pd.DataFrame(
    [
        (one.id, str(one.kind), one.direction, str(one.base), one.max_age // 2, one.minimum)
        for one in catalogue().values()
    ],
    columns=["indicator_id", "kind", "direction", "base", "reach", "minimum"],
)
ALLOWED = pd.DataFrame(
    [(one.id, str(level)) for one in catalogue().values() for level in one.levels], columns=["indicator_id", "level"]
)


def slot(day: pd.Series) -> pd.Series:
    """Give each day the number of its period."""
    return day.dt.year * 6 + (day.dt.month + 1) // 2 - 1


def periods(spoken: pd.Series) -> pd.DataFrame:
    """Give the newest periods with their numbers."""
    keys = [Period.parse(key) for key in spoken][-PERIODS:]
    numbers = [one.year * 6 + one.number - 1 for one in keys]
    return pd.DataFrame({"period": [str(one) for one in keys], "slot": numbers})


def figures(
    delivery: Delivery, dwellings: pd.DataFrame, units: pd.DataFrame, slots: pd.DataFrame, model: ScoringModel
) -> pd.DataFrame:
    """Give every figure of every unit and period: added up, then drawn towards its parent's."""
    share = model.coverage.homes
    rolled = _measured(delivery, dwellings, units, slots)
    for child, parent in (map(str, step) for step in ROLL_UPS):
        rolled = pd.concat([rolled, _added(rolled, _nesting(dwellings, units, child, parent), child, parent, share)])
    joined = rolled.merge(INDICATORS, on="indicator_id").merge(ALLOWED, on=["indicator_id", "level"])
    own = joined[~joined["base"].isin(REGISTER) & (joined["level"] != "dwelling")]
    known = pd.concat([own, _counted(joined, rolled, units, slots)], ignore_index=True)
    enough = (known["denominator"] >= known["minimum"]) & (known["denominator"] > 0)
    rate = (known["numerator"] / known["denominator"]).where(enough)
    known["raw"] = rate.mask(known["kind"] == "area", known["value"])
    known = known.merge(units[["level", "unit_id", "parent_id", "municipality_id"]], on=["level", "unit_id"])
    known["value"] = _smoothed(known, model.smoothing.prior_max)
    return _carried(known[[*KEY, *SUMS, "raw", "value", "direction"]], slots)


def lights(known: pd.DataFrame, units: pd.DataFrame, slots: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Give score, capacity and burden of every unit and period of which enough is known; the colours are not judged."""
    scored = _scored(known, model)
    balance = _balance(scored, model)
    every = units[["level", "unit_id"]].merge(slots, how="cross")
    return every.merge(balance, on=UNIT, how="left")


def _measured(delivery: Delivery, dwellings: pd.DataFrame, units: pd.DataFrame, slots: pd.DataFrame) -> pd.DataFrame:
    numeric = [*SUMS, "value"]
    rows = delivery.measurements.assign(**delivery.measurements[numeric].astype(float))
    of_building = rows["level"] == "building"
    let = dwellings.loc[dwellings["let"], ["building_id", "dwelling_id"]]
    spread = rows[of_building].merge(let, left_on="unit_id", right_on="building_id")
    spread = spread.assign(level="dwelling", unit_id=spread["dwelling_id"])
    rows = pd.concat([rows[~of_building], spread]).merge(INDICATORS, on="indicator_id")
    rows = rows.merge(units[["level", "unit_id", "households", "inhabitants"]], on=["level", "unit_id"], how="left")
    months = 12 * (rows["ends"].dt.year - rows["starts"].dt.year) + rows["ends"].dt.month - rows["starts"].dt.month
    rows.loc[rows["base"] == "households", "denominator"] = rows["households"]
    rows.loc[rows["base"] == "inhabitant_years", "denominator"] = rows["inhabitants"] * (months + 1) / 12
    grouped = rows.assign(slot=slot(rows["ends"])).sort_values("ends").groupby([*KEY, "reach"], sort=False)
    dated = grouped[SUMS].sum(min_count=1).assign(value=grouped["value"].last()).reset_index().sort_values("slot")
    dated["until"] = dated.groupby(["level", "unit_id", "indicator_id"])["slot"].shift(-1) - 1
    dated["until"] = np.fmin(dated["until"], dated["slot"] + dated["reach"])
    valid = [dated[(dated["slot"] <= one) & (one <= dated["until"])].assign(slot=one) for one in slots["slot"]]
    return pd.concat(valid)[[*KEY, *SUMS, "value"]]


def _nesting(dwellings: pd.DataFrame, units: pd.DataFrame, child: str, parent: str) -> pd.DataFrame:
    if child == "dwelling":
        above = dwellings.assign(unit_id=dwellings["dwelling_id"], homes=1.0, above=dwellings[f"{parent}_id"])
    else:
        of_level = units[(units["level"] == child) & ((units["homes"] > 0) | (child != "building"))]
        skips = (child, parent) == ("building", "neighbourhood")
        above = of_level.assign(above=of_level["neighbourhood_id" if skips else "parent_id"])
    return above.loc[above["above"].notna(), ["unit_id", "homes", "above"]]


def _added(rolled: pd.DataFrame, nesting: pd.DataFrame, child: str, parent: str, share: float) -> pd.DataFrame:
    below = rolled[rolled["level"] == child].merge(nesting, on="unit_id")
    below["weighted"] = below["value"] * below["homes"]
    below["known"] = below["homes"].where(below["value"].notna())
    sums = below.groupby(["above", "slot", "indicator_id"])[[*SUMS, "weighted", "known"]].sum(min_count=1).reset_index()
    sums["homes"] = sums["above"].map(nesting.groupby("above")["homes"].sum()).astype(float)
    enough = (sums["known"] > 0) & (sums["known"] >= share * sums["homes"])
    sums["value"] = (sums["weighted"] / sums["known"]).where(enough)
    sums = sums.rename(columns={"above": "unit_id"}).assign(level=parent)[[*KEY, *SUMS, "value"]]
    own = pd.MultiIndex.from_frame(rolled.loc[rolled["level"] == parent, KEY])
    return sums[~pd.MultiIndex.from_frame(sums[KEY]).isin(own)]


def _counted(joined: pd.DataFrame, rolled: pd.DataFrame, units: pd.DataFrame, slots: pd.DataFrame) -> pd.DataFrame:
    """Count events over every home of the register, in every period from the first delivered to the last."""
    bases = INDICATORS[INDICATORS["base"].isin(REGISTER)]
    spans = rolled.merge(bases, on="indicator_id").groupby("indicator_id")["slot"].agg(["min", "max"])
    every = bases.merge(ALLOWED).merge(spans, left_on="indicator_id", right_index=True).merge(slots, how="cross")
    every = every[(every["min"] <= every["slot"]) & (every["slot"] <= every["max"])]
    every = every.merge(units.loc[units["let_homes"] > 0, ["level", "unit_id", "let_homes"]], on="level")
    every = every.merge(joined[[*KEY, "numerator"]], on=KEY, how="left").fillna({"numerator": 0})
    every["denominator"] = every["let_homes"] * np.where(every["base"] == "home_years", 1 / 6, 1.0)
    return every


def _smoothed(known: pd.DataFrame, prior_max: float) -> pd.Series:
    """Draw every rate towards its parent's, with the function of the product, one indicator and period at a time."""
    counts = (known["kind"] != "area") & (known["level"] != "municipality") & (known["denominator"] > 0)
    drawn = known["raw"].copy()
    for (_, _, _, _, kind), rows in known[counts].groupby(["level", "indicator_id", "slot", "municipality_id", "kind"]):
        squares = rows["squares"] if kind == "mean" else None
        found = empirical_bayes(
            rows["numerator"],
            rows["denominator"],
            rows["parent_id"],
            kind=kind,
            prior_max=prior_max,
            squares=squares,
        )
        drawn[rows.index] = found["rate"]
    return drawn.where(known["raw"].notna())


def _carried(known: pd.DataFrame, slots: pd.DataFrame) -> pd.DataFrame:
    later = known[known["raw"].notna()].assign(slot=lambda frame: frame["slot"] + 1)
    later = later[later["slot"].isin(slots["slot"])]
    there = pd.MultiIndex.from_frame(later[KEY]).isin(pd.MultiIndex.from_frame(known[KEY]))
    return pd.concat([known, later[~there]], ignore_index=True)


def _scored(known: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    weighed = model.indicator_frame()[["indicator_id", "dimension", "axis", "weight", "lo", "hi"]]
    scored = known[known["value"].notna()].merge(weighed)
    up = (scored["value"] - scored["lo"]) / (scored["hi"] - scored["lo"])
    return scored.assign(score=100 * up.where(scored["direction"] == 1, 1 - up).clip(0, 1))


def _balance(scored: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    weights = model.indicator_frame()[["indicator_id", "dimension", "weight"]].merge(ALLOWED)
    weights = weights[weights["level"] != "dwelling"]
    totals = weights.groupby(["level", "dimension"])["weight"].sum().rename("of").reset_index()
    dimensions = totals.merge(model.dimension_frame(), on="dimension").rename(columns={"weight": "counts"})
    dimensions["axis_of"] = dimensions.groupby(["level", "axis"])["counts"].transform("sum")
    scored = scored.assign(weighted=scored["weight"] * scored["score"], number=1)
    parts = scored.groupby([*UNIT, "dimension"])[["weight", "weighted", "number"]].sum().reset_index()
    parts = parts.merge(dimensions, on=["level", "dimension"])
    parts = parts[parts["weight"] / parts["of"] >= model.coverage.dimension - 1e-12]
    parts["mean"] = parts["counts"] * parts["weighted"] / parts["weight"]
    axes = parts.groupby([*UNIT, "axis", "axis_of"])[["counts", "mean", "number"]].sum().reset_index()
    enough = axes["counts"] / axes["axis_of"] >= model.coverage.axis - 1e-12
    axes = axes[enough & (axes["number"] >= model.coverage.indicators)]
    axes = axes.assign(mean=axes["mean"] / axes["counts"])
    sides = (
        axes.pivot_table(index=UNIT, columns="axis", values="mean")
        .reindex(columns=["capacity", "burden"])
        .reset_index()
    )
    sides["score"] = model.balance * sides["capacity"] + (1 - model.balance) * sides["burden"]
    return sides.assign(burden=100 - sides["burden"])
