"""The lights of a country, written straightforwardly with pandas: one column at a time, no loop over places.

What the bulk SQL is held against. The counts of the lights below every place and the badge for a red place below are
left out here: they make no difference to the time.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from scoring.certainty import chances
from scoring.shape import ScoringModel

UNIT = ["level", "unit_id", "slot"]
KEY = [*UNIT, "indicator_id"]
SUMS = ["numerator", "denominator", "squares"]
GROUP = ["level", "municipality_id", "parent_id", "indicator_id", "slot"]
WHOLE = ["level", "municipality_id", "indicator_id", "slot"]
REGISTER = ("register", "home_years")
LIGHTS = np.array(["red", "amber", "green"])


def publish(measurements: pd.DataFrame, units: pd.DataFrame, model: ScoringModel, slots: range, folder: Path) -> None:
    """Compute steps, dimension scores and lights of all units and periods, and store them."""
    about = model.indicator_frame().assign(base=[str(one.about.base) for one in model.indicators])
    known = figures(measurements, units, about, slots, model)
    scored = known[known["value"].notna()].copy()
    up = (scored["value"] - scored["lo"]) / (scored["hi"] - scored["lo"])
    scored["score"] = 100 * up.where(scored["direction"] == 1, 1 - up).clip(0, 1)
    parts, balance = weighed(scored, about, model)
    scored = scored.merge(parts[[*UNIT, "dimension", "factor"]], on=[*UNIT, "dimension"])
    scored["effective"] = scored["factor"] * scored["weight"]
    lights = judged(balance, certainty(scored), units, slots, model)
    lights = vetoed(lights, known, model)
    shown = lights.loc[lights["reason"] == "scored", UNIT]
    effective = scored[[*KEY, "effective"]].merge(shown, on=UNIT)
    steps = known.merge(scored[[*KEY, "score"]], on=KEY, how="left").merge(effective, on=KEY, how="left")
    steps = steps[steps["denominator"].notna() | steps["value"].notna()]
    columns = [*KEY, *SUMS[:2], "raw", "value", "se", "own_share", "score", "effective", "ends", "carried"]
    steps[columns].to_parquet(folder / "steps.parquet")
    parts.to_parquet(folder / "dimensions.parquet")
    lights.to_parquet(folder / "lights.parquet")


def figures(
    measurements: pd.DataFrame, units: pd.DataFrame, about: pd.DataFrame, slots: range, model: ScoringModel
) -> pd.DataFrame:
    """Give every figure of every unit and period: measured, added up, drawn towards its parent's and carried over."""
    rolled = _measured(measurements, units, about, slots)
    for child in ("neighbourhood", "district"):
        rolled = pd.concat([rolled, _added(rolled, units, child, model.coverage.homes)], ignore_index=True)
    known = rolled.merge(about.drop(columns="levels"), on="indicator_id")
    own = known[~known["base"].isin(REGISTER)]
    known = pd.concat([own, _counted(known[known["base"].isin(REGISTER)], units, about)], ignore_index=True)
    enough = (known["denominator"] >= known["minimum"]) & (known["denominator"] > 0)
    rate = (known["numerator"] / known["denominator"]).where(enough)
    known["raw"] = rate.mask(known["kind"] == "area", known["value"])
    known = known.drop(columns="value").merge(
        units[["level", "unit_id", "parent_id", "municipality_id"]], on=["level", "unit_id"]
    )
    known = smoothed(known, model.smoothing.prior_max).assign(carried=False)
    later = known[known["raw"].notna() & (known["slot"] < slots[-1])].assign(carried=True)
    later["slot"] += 1
    there = later[KEY].merge(known[KEY], on=KEY, how="left", indicator="found")["found"].eq("both").to_numpy()
    return pd.concat([known, later[~there]], ignore_index=True)


def _measured(measurements: pd.DataFrame, units: pd.DataFrame, about: pd.DataFrame, slots: range) -> pd.DataFrame:
    rows = measurements.merge(about[["indicator_id", "base", "max_age"]], on="indicator_id")
    rows = rows.merge(units[["level", "unit_id", "households"]], on=["level", "unit_id"])
    rows["denominator"] = rows["denominator"].mask(rows["base"] == "households", rows["households"])
    rows["slot"] = rows["ends"].dt.year * 6 + (rows["ends"].dt.month + 1) // 2 - 1
    grouped = rows.sort_values("ends").groupby([*KEY, "max_age"], sort=False)
    dated = grouped[SUMS].sum(min_count=1).assign(value=grouped["value"].last(), ends=grouped["ends"].max())
    dated = dated.reset_index().sort_values("slot")
    until = dated.groupby(["level", "unit_id", "indicator_id"])["slot"].shift(-1) - 1
    dated["until"] = np.fmin(until, dated["slot"] + dated["max_age"] // 2)
    valid = [dated[(dated["slot"] <= one) & (one <= dated["until"])].assign(slot=one) for one in slots]
    return pd.concat(valid, ignore_index=True)[[*KEY, *SUMS, "value", "ends"]]


def _added(rolled: pd.DataFrame, units: pd.DataFrame, child: str, share: float) -> pd.DataFrame:
    homes = units.loc[units["level"] == child, ["unit_id", "parent_id", "homes"]]
    below = rolled[rolled["level"] == child].merge(homes, on="unit_id")
    below["weighted"] = below["value"] * below["homes"]
    below["known"] = below["homes"].where(below["value"].notna())
    grouped = below.groupby(["parent_id", "slot", "indicator_id"])
    sums = grouped[[*SUMS, "weighted", "known"]].sum(min_count=1).assign(ends=grouped["ends"].max()).reset_index()
    sums["homes"] = sums["parent_id"].map(homes.groupby("parent_id")["homes"].sum())
    enough = (sums["known"] > 0) & (sums["known"] >= share * sums["homes"])
    sums["value"] = (sums["weighted"] / sums["known"]).where(enough)
    level = {"neighbourhood": "district", "district": "municipality"}[child]
    return sums.rename(columns={"parent_id": "unit_id"}).assign(level=level)[[*KEY, *SUMS, "value", "ends"]]


def _counted(reported: pd.DataFrame, units: pd.DataFrame, about: pd.DataFrame) -> pd.DataFrame:
    """Count events over every home of the register, in every period from the first delivered to the last."""
    spans = reported[["indicator_id", "slot", "ends"]].drop_duplicates(["indicator_id", "slot"])
    every = spans.merge(units.loc[units["let_homes"] > 0, ["level", "unit_id", "let_homes"]], how="cross")
    every = every.merge(about.drop(columns="levels"), on="indicator_id")
    every = every.merge(reported[[*KEY, "numerator"]], on=KEY, how="left").fillna({"numerator": 0.0})
    every["denominator"] = every["let_homes"] * np.where(every["base"] == "home_years", 1 / 6, 1.0)
    return every.drop(columns="let_homes")


def smoothed(known: pd.DataFrame, most: float) -> pd.DataFrame:
    """Draw every rate towards its parent's, itself drawn towards the municipality's (empirical Bayes)."""
    counts = (known["kind"] != "area") & (known["level"] != "municipality") & (known["denominator"] > 0)
    rows = known.loc[counts & known["numerator"].notna(), [*GROUP, "kind", *SUMS]]
    e, b = rows["numerator"], rows["denominator"]
    wide = rows["squares"].notna() & (b > 1)
    rows = rows.assign(bb=b**2, brr=e**2 / b, n=1)
    rows["within"] = (rows["squares"] - e**2 / b).clip(lower=0).where(wide)
    rows["room"] = (b - 1).where(wide)
    sums = ["numerator", "denominator", "bb", "brr", "n", "within", "room"]
    parents = rows.groupby([*GROUP, "kind"], sort=False)[sums].sum().reset_index()
    parents = _priors(parents, most)
    drawn = known.merge(parents[[*GROUP, "m", "prior", "variance"]], on=GROUP, how="left")
    prior = drawn["prior"].fillna(0)
    weight = drawn["denominator"] + prior
    pulled = (drawn["numerator"] + prior * drawn["m"].fillna(0)) / weight
    value = pulled.where(drawn["prior"].notna(), drawn["raw"]).where(drawn["raw"].notna())
    u = _noise(drawn["kind"], value, drawn["variance"])
    drawn["value"] = value
    drawn["se"] = np.sqrt(u / (weight + (drawn["kind"] == "proportion"))).where(drawn["kind"] != "area")
    drawn["own_share"] = (drawn["denominator"] / weight).where(weight > 0, 1.0)
    return drawn.drop(columns=["m", "prior", "variance", "parent_id", "municipality_id"])


def _priors(parents: pd.DataFrame, most: float) -> pd.DataFrame:
    """Give m and M of every family of units."""
    e, b = parents["numerator"], parents["denominator"]
    parents["rate"], parents["between"], parents["scatter"] = e / b, e**2 / b, parents["brr"] - e**2 / b
    parents["free"] = b - parents["bb"] / b
    whole = parents.groupby([*WHOLE, "kind"], sort=False)
    sums = ["numerator", "denominator", "bb", "between", "scatter", "free", "within", "room"]
    wholes = whole[sums].sum().assign(parents=whole.size()).reset_index()
    wholes["variance"] = wholes["within"] / wholes["room"].where(wholes["room"] > 0)
    parents = parents.merge(wholes[[*WHOLE, "variance"]], on=WHOLE)
    parents["chance"] = (parents["n"] - 1) * _noise(parents["kind"], parents["rate"], parents["variance"])
    chance = parents.groupby(WHOLE, sort=False)["chance"].sum().reset_index()
    wholes = wholes.merge(chance, on=WHOLE)
    wholes["r0"] = wholes["numerator"] / wholes["denominator"]
    u0, b0 = _noise(wholes["kind"], wholes["r0"], wholes["variance"]), wholes["denominator"]
    v_parents = (wholes["between"] - wholes["numerator"] ** 2 / b0 - wholes["parents"] * u0) / b0
    wholes["v"] = (wholes["scatter"] - wholes["chance"] - u0) / (wholes["free"] + wholes["bb"] / b0)
    wholes["above"] = _prior(wholes["kind"], u0, v_parents, most)
    parents = parents.merge(wholes[[*WHOLE, "r0", "v", "above"]], on=WHOLE)
    weight = parents["denominator"] + parents["above"]
    parents["m"] = (parents["numerator"] + parents["above"] * parents["r0"]) / weight
    u = _noise(parents["kind"], parents["m"], parents["variance"])
    parents["prior"] = _prior(parents["kind"], u, parents["v"], most)
    return parents


def _noise(kind: pd.Series, rate: pd.Series, variance: pd.Series) -> pd.Series:
    binomial = (rate * (1 - rate)).clip(lower=0)
    return rate.mask(kind == "proportion", binomial).mask(kind == "mean", variance.where(rate.notna()))


def _prior(kind: pd.Series, u: pd.Series, v: pd.Series, most: float) -> pd.Series:
    prior = (u / v.where(v > 0) - (kind == "proportion")).clip(0, most).fillna(most)
    return prior.mask((kind == "mean") & u.isna(), 0.0)


def weighed(scored: pd.DataFrame, about: pd.DataFrame, model: ScoringModel) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the dimensions with their weights, and capacity, freedom from burden and score of every unit and period."""
    totals = about.groupby("dimension")["weight"].sum().rename("total").reset_index()
    dimensions = totals.merge(model.dimension_frame().rename(columns={"weight": "counts"}), on="dimension")
    dimensions["axis_total"] = dimensions.groupby("axis")["counts"].transform("sum")
    scored = scored.assign(weighted=scored["weight"] * scored["score"], number=1)
    parts = scored.groupby([*UNIT, "dimension"])[["weight", "weighted", "number"]].sum().reset_index()
    parts = parts.merge(dimensions, on="dimension")
    parts["coverage"], parts["mean"] = parts["weight"] / parts["total"], parts["weighted"] / parts["weight"]
    enough = parts[parts["coverage"] >= model.coverage.dimension - 1e-12].copy()
    enough["mean"] *= enough["counts"]
    axes = enough.groupby([*UNIT, "axis", "axis_total"])[["counts", "mean", "number"]].sum().reset_index()
    whole = axes["counts"] / axes["axis_total"] >= model.coverage.axis - 1e-12
    axes = axes[whole & (axes["number"] >= model.coverage.indicators)]
    axes = axes.assign(mean=axes["mean"] / axes["counts"])
    sides = axes.pivot_table(index=UNIT, columns="axis", values=["mean", "counts"])
    balance = pd.DataFrame({"capacity": sides["mean", "capacity"], "freedom": sides["mean", "burden"]})
    balance["score"] = model.balance * balance["capacity"] + (1 - model.balance) * balance["freedom"]
    known = axes.merge(balance["score"].dropna().reset_index()[UNIT], on=UNIT)
    known["half"] = np.where(known["axis"] == "capacity", model.balance, 1 - model.balance) / known["counts"]
    enough = enough.merge(known[[*UNIT, "axis", "half"]], on=[*UNIT, "axis"])
    enough["factor"] = enough["half"] * enough["counts"] / enough["weight"]
    parts = parts.merge(enough[[*UNIT, "dimension", "factor"]], on=[*UNIT, "dimension"], how="left")
    return parts, balance.reset_index()


def certainty(scored: pd.DataFrame) -> pd.DataFrame:
    """Give the standard error of every score, and the score when one address less had reported."""
    width = scored["hi"] - scored["lo"]
    less = scored["value"] - scored["own_share"] / scored["denominator"]
    up = (less - scored["lo"]) / width
    less = 100 * up.where(scored["direction"] == 1, 1 - up).clip(0, 1)
    alone = (scored["base"] == "register") & (scored["numerator"] >= 1)
    error = (scored["effective"] * 100 / width * scored["se"]) ** 2
    without = scored["effective"] * scored["score"].mask(alone, less)
    sums = scored[UNIT].assign(se=error, without=without)[scored["effective"].notna()].groupby(UNIT).sum()
    return sums.assign(se=np.sqrt(sums["se"])).reset_index()


def judged(
    balance: pd.DataFrame, errors: pd.DataFrame, units: pd.DataFrame, slots: range, model: ScoringModel
) -> pd.DataFrame:
    """Give reason, plain light and the light that holds between meetings, of every unit and period."""
    every = units[["level", "unit_id", "homes", "is_water"]].merge(pd.DataFrame({"slot": list(slots)}), how="cross")
    every = every.merge(balance, on=UNIT, how="left").merge(errors, on=UNIT, how="left")
    steps = [every["is_water"], every["homes"] == 0, every["homes"] < model.sizes.rate, every["score"].isna()]
    every["reason"] = np.select(steps, ["water", "no_homes", "too_few_homes", "coverage"], "scored")
    score = every["score"].where(every["reason"] == "scored")
    t1, t2 = model.thresholds.t1, model.thresholds.t2
    plain = LIGHTS[(score >= t1).astype(int) + (score >= t2).astype(int)]
    every["plain"] = np.where(score.notna(), plain, "grey")
    every = every.assign(score=score).sort_values(["slot", "level", "unit_id"], ignore_index=True)
    every = _held(every, slots, model)
    chance = chances(every["score"], every["se"], model)
    return every.assign(**{f"p_{name}": chance[name] for name in LIGHTS})


def _held(every: pd.DataFrame, slots: range, model: ScoringModel) -> pd.DataFrame:
    keys, t1, t2 = model.stability, model.thresholds.t1, model.thresholds.t2
    size = len(every) // len(slots)
    was, silent = np.full(size, -1), np.zeros(size, dtype=int)
    streaks = {name: np.zeros(size, dtype=int) for name in ("clear_1", "narrow_1", "clear_2", "narrow_2")}
    colours, spared = [], []
    for number in range(len(slots)):
        rows = every.iloc[number * size : (number + 1) * size]
        s, less = rows["score"].to_numpy("float64"), rows["without"].to_numpy("float64")
        h = np.clip(rows["se"].fillna(0).to_numpy("float64"), keys.h_min, (t2 - t1) / 2)
        grey = np.isnan(s)
        silent = np.where(grey, silent + 1, 0)
        for name, reached in (
            ("clear_1", s >= t1 + h),
            ("narrow_1", s >= t1),
            ("clear_2", s >= t2 + h),
            ("narrow_2", s >= t2),
        ):
            streaks[name] = np.where(grey, streaks[name], np.where(reached, streaks[name] + 1, 0))
        earned = [(streaks[f"clear_{n}"] >= keys.clear) | (streaks[f"narrow_{n}"] >= keys.narrow) for n in (1, 2)]
        best = np.maximum(was, np.where(earned[1], 2, np.where(earned[0], 1, 0)))
        held = np.minimum((s >= t1 - h).astype(int) + (s >= t2 - h), best)
        colour = np.where(was < 0, (s >= t1).astype(int) + (s >= t2), held)
        other = np.where(was < 0, less >= t1, np.minimum((less >= t1 - h).astype(int) + (less >= t2 - h), best))
        alone = ~grey & (colour == 0) & (other > 0)
        colour = np.where(grey, np.where(silent <= keys.memory, was, -1), np.where(alone, 1, colour))
        streaks = {name: np.where(colour < 0, 0, streak) for name, streak in streaks.items()}
        was = colour
        colours.append(colour)
        spared.append(alone)
    return every.assign(colour=np.concatenate(colours), spared=np.concatenate(spared))


def vetoed(lights: pd.DataFrame, known: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Lower the light of every unit of which one raw figure is too bad."""
    floors = []
    for rule in model.veto:
        rows = known[(known["indicator_id"] == rule.indicator) & (known["denominator"].fillna(0) >= rule.minimum)]
        up = (rows["raw"] - rows["lo"]) / (rows["hi"] - rows["lo"])
        score = 100 * up.where(rows["direction"] == 1, 1 - up).clip(0, 1)
        floors.append(rows.loc[score < rule.below, UNIT].assign(floor=list(LIGHTS).index(rule.floor)))
    floor = pd.concat(floors).groupby(UNIT)["floor"].min().reset_index()
    lights = lights.merge(floor, on=UNIT, how="left")
    colour = np.fmin(lights["colour"], lights["floor"]).astype(int)
    return lights.assign(light=np.where(lights["reason"] == "scored", LIGHTS[colour], "grey"))
