"""Laws of the score that hold for every figure, weight and gap (SCORING 9), at fixed m and M."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data.domain.areas import Level
from scoring.aggregate import (
    arithmetic,
    balance,
    dimension_scores,
    effective_weights,
    geometric,
    harmonic,
    unit_weights,
)
from scoring.certainty import rank_intervals, score_error, wilson
from scoring.hotspots import gi_star
from scoring.light import threshold
from scoring.model import shipped
from scoring.normalise import distance_to_target, goalposts, minmax, percentile_rank, zscore
from scoring.shape import Coverage, ScoringModel
from scoring.smooth import empirical_bayes

MODELS = tuple(model.at(Level.NEIGHBOURHOOD) for model in shipped().values())
CLOSE = 1e-9
models = st.sampled_from(MODELS)
laws = settings(deadline=None, max_examples=60)


@st.composite
def tables(draw: st.DrawFn, model: ScoringModel, low: float = 0.0, high: float = 100.0) -> pd.DataFrame:
    """Draw units x indicators of a model, with gaps; rows and columns in any order."""
    units = draw(st.integers(1, 6))
    cell = st.one_of(st.floats(low, high), st.just(float("nan")))
    row = st.lists(cell, min_size=len(model.indicators), max_size=len(model.indicators))
    rows = draw(st.lists(row, min_size=units, max_size=units))
    frame = pd.DataFrame(rows, columns=[one.id for one in model.indicators], index=range(units))
    order = draw(st.permutations(list(frame.columns)))
    return frame.loc[draw(st.permutations(list(frame.index))), order]


@st.composite
def settled(draw: st.DrawFn) -> tuple[ScoringModel, pd.DataFrame]:
    model = draw(models)
    cover = Coverage(draw(st.sampled_from([0.0, 0.3, 0.65])), draw(st.sampled_from([0.0, 0.65])), 1, 0.65)
    covered = dataclasses.replace(model, coverage=cover, balance=draw(st.floats(0.05, 0.95)))
    return covered, draw(tables(covered))


def natural(model: ScoringModel, scores: pd.DataFrame) -> pd.DataFrame:
    """Give figures in their natural unit of which these are the scores."""
    lo, hi, up = (model.column(name).loc[scores.columns] for name in ("lo", "hi", "direction"))
    share = scores / 100
    return (lo + (hi - lo) * share).where(pd.Series(up > 0), hi - (hi - lo) * share)


@laws
@given(settled())
def test_the_score_is_the_sum_of_weights_times_scores(drawn: tuple[ScoringModel, pd.DataFrame]) -> None:
    model, values = drawn
    got, weights = balance(values, model), unit_weights(values, model)
    whole = got["score"].notna()
    parts = (weights * values[weights.columns]).sum(axis=1)
    assert (parts - got["score"])[whole].abs().max() < CLOSE or not whole.any()
    assert (weights.sum(axis=1)[whole] - 1).abs().max() < CLOSE or not whole.any()
    a = model.balance
    sides = a * got["capacity"] + (1 - a) * (100 - got["burden"])
    assert (sides - got["score"])[whole].abs().max() < CLOSE or not whole.any()


@laws
@given(settled())
def test_at_half_each_the_balance_is_twice_the_score_less_a_hundred(drawn: tuple[ScoringModel, pd.DataFrame]) -> None:
    model, values = drawn
    got = balance(values, dataclasses.replace(model, balance=0.5)).dropna()
    np.testing.assert_allclose(got["capacity"] - got["burden"], 2 * got["score"] - 100, atol=CLOSE)


@laws
@given(settled(), st.data())
def test_more_of_something_favourable_never_worsens_the_score(
    drawn: tuple[ScoringModel, pd.DataFrame], data: st.DataObject
) -> None:
    model, values = drawn
    figures = natural(model, values)
    column = data.draw(st.sampled_from(list(figures.columns)))
    step = data.draw(st.one_of(st.floats(0, 0.2), st.floats(0, 2))) * (model.column("hi") - model.column("lo"))[column]
    better = figures.assign(**{column: figures[column] + step * model.column("direction")[column]})
    before, after = (balance(_scored(one, model), model)["score"] for one in (figures, better))
    assert before.isna().equals(after.isna())
    assert (after - before).dropna().ge(-CLOSE).all()


@laws
@given(settled(), st.data())
def test_the_order_of_rows_and_columns_is_irrelevant(
    drawn: tuple[ScoringModel, pd.DataFrame], data: st.DataObject
) -> None:
    model, values = drawn
    rows = data.draw(st.permutations(list(values.index)))
    columns = data.draw(st.permutations(list(values.columns)))
    mixed = values.loc[rows, columns]
    for function in (balance, unit_weights, dimension_scores):
        expected, got = function(values, model), function(mixed, model)
        assert got.index.tolist() == rows
        pd.testing.assert_frame_equal(got.loc[expected.index], expected, rtol=1e-12)


@laws
@given(settled(), st.floats(0.001, 1000), st.floats(0.001, 1000))
def test_scaling_all_weights_changes_nothing(drawn: tuple[ScoringModel, pd.DataFrame], low: float, high: float) -> None:
    model, values = drawn
    scaled = dataclasses.replace(
        model,
        indicators=tuple(dataclasses.replace(one, weight=one.weight * low) for one in model.indicators),
        dimensions=tuple(dataclasses.replace(one, weight=one.weight * high) for one in model.dimensions),
    )
    pd.testing.assert_frame_equal(balance(values, scaled), balance(values, model), rtol=1e-9, atol=1e-9)
    pd.testing.assert_series_equal(effective_weights(scaled), effective_weights(model), rtol=1e-9)


@laws
@given(models, st.data())
def test_too_little_coverage_is_grey_and_never_green(model: ScoringModel, data: st.DataObject) -> None:
    values = data.draw(tables(model))
    got = balance(values, model)
    light = threshold(got["score"], model)
    assert light.eq("grey").equals(got["score"].isna())
    enough = dimension_scores(values, model).notna()
    for axis in ("capacity", "burden"):
        own = [one for one in model.dimensions if one.axis == axis]
        there = sum(enough[one.id] * one.weight for one in own)
        short = np.asarray(there) < 0.65 * sum(one.weight for one in own) - 1e-9
        assert light[short].eq("grey").all()
    assert (got["coverage"] >= 0.65 * 0.65 - 1e-9)[light.ne("grey")].all()


@laws
@given(settled())
def test_scores_stay_between_the_worst_and_the_best_part(drawn: tuple[ScoringModel, pd.DataFrame]) -> None:
    model, values = drawn
    got = balance(values, model)
    whole = got["score"].notna()
    used = values[unit_weights(values, model).columns].where(unit_weights(values, model) > 0)
    assert (got["score"] >= used.min(axis=1) - CLOSE)[whole].all()
    assert (got["score"] <= used.max(axis=1) + CLOSE)[whole].all()
    assert got["coverage"].between(0, 1 + CLOSE).all()


columns = st.lists(st.one_of(st.floats(-1e6, 1e6), st.just(float("nan"))), min_size=1, max_size=12)


@laws
@given(columns, st.sampled_from([1, -1]))
def test_normalising_keeps_the_index_the_order_of_units_and_what_is_missing(figures: list[float], way: int) -> None:
    x = pd.Series(figures, index=range(len(figures), 0, -1), name="x")
    before = x.copy()
    span = float(np.nanmax([1.0, *np.abs(x)]))
    results = (
        goalposts(x, -span, span, direction=way),
        minmax(x, direction=way),
        zscore(x, direction=way),
        percentile_rank(x, direction=way),
        distance_to_target(x, way * (span + 1), direction=way),
    )
    for got in results:
        assert got.index.equals(x.index)
        assert got[x.isna()].isna().all()
        there = got.dropna()
        rank = (way * x[there.index]).rank(method="min")
        assert there.loc[rank.sort_values(kind="stable").index].diff().dropna().ge(-CLOSE).all()
    pd.testing.assert_series_equal(x, before)


@laws
@given(columns)
def test_a_reversed_percentile_rank_is_one_less_the_rank(figures: list[float]) -> None:
    x = pd.Series(figures)
    both = percentile_rank(x) + percentile_rank(x, direction=-1)
    assert both.dropna().eq(1).all()
    assert both.notna().equals(x.notna() & (x.notna().sum() > 1))


@laws
@given(st.lists(st.floats(0.01, 100), min_size=2, max_size=6), st.data())
def test_harmonic_is_at_most_geometric_is_at_most_arithmetic(row: list[float], data: st.DataObject) -> None:
    weight = data.draw(st.lists(st.floats(0.01, 10), min_size=len(row), max_size=len(row)))
    frame, weights = pd.DataFrame([row]), dict(enumerate(weight))
    low, middle, high = (mean(frame, weights).iloc[0] for mean in (harmonic, geometric, arithmetic))
    assert low <= middle * (1 + CLOSE) <= high * (1 + 2 * CLOSE)
    assert min(row) * (1 - CLOSE) <= low <= max(row) * (1 + CLOSE)
    assert min(row) * (1 - CLOSE) <= high <= max(row) * (1 + CLOSE)


@st.composite
def deliveries(draw: st.DrawFn) -> pd.DataFrame:
    """Draw events over bases, within parents."""
    row = st.tuples(st.integers(1, 600), st.floats(0, 1), st.sampled_from("abc"))
    rows = draw(st.lists(row, min_size=1, max_size=12))
    return pd.DataFrame(
        [(float(round(base * share)), float(base), parent) for base, share, parent in rows],
        columns=["events", "base", "parent"],
        index=range(len(rows), 0, -1),
    )


@laws
@given(deliveries(), st.sampled_from(["count", "proportion"]), st.floats(0, 400))
def test_a_smoothed_rate_lies_between_the_unit_and_the_extremes_of_all(
    table: pd.DataFrame, kind: str, most: float
) -> None:
    got = empirical_bayes(table["events"], table["base"], table["parent"], kind=kind, prior_max=most)
    raw = table["events"] / table["base"]
    assert got.index.equals(table.index)
    assert got["prior"].between(0, most).all()
    assert got["rate"].between(raw.min() - CLOSE, raw.max() + CLOSE).all()
    assert got["se"].ge(0).all()
    own = table["base"] / (table["base"] + got["prior"])
    assert ((got["rate"] - raw).abs() <= (1 - own) * (raw.max() - raw.min()) + CLOSE).all()


@laws
@given(deliveries(), st.sampled_from(["count", "proportion"]), st.data())
def test_smoothing_does_not_depend_on_the_order_of_units(table: pd.DataFrame, kind: str, data: st.DataObject) -> None:
    mixed = table.loc[data.draw(st.permutations(list(table.index)))]
    first, second = (
        empirical_bayes(one["events"], one["base"], one["parent"], kind=kind, prior_max=400) for one in (table, mixed)
    )
    assume((first["prior"] - second["prior"].loc[first.index]).abs().max() < 1e-6)  # v within rounding of 0 may flip
    pd.testing.assert_frame_equal(second.loc[first.index], first, rtol=1e-7, atol=1e-9)


@laws
@given(st.floats(0.05, 0.95), st.sampled_from(["count", "proportion"]))
def test_equal_rates_of_six_and_six_hundred_differ_in_their_error(rate: float, kind: str) -> None:
    base = pd.Series([6.0, 600.0, 60.0])
    got = empirical_bayes(rate * base, base, None, kind=kind, prior_max=400)
    np.testing.assert_allclose(got["rate"], rate)
    assert got["se"].iloc[0] > got["se"].iloc[2] > got["se"].iloc[1] > 0


@laws
@given(deliveries())
def test_wilson_holds_the_raw_proportion_and_narrows_with_numbers(table: pd.DataFrame) -> None:
    got = wilson(table["events"], table["base"])
    raw = table["events"] / table["base"]
    assert (got["low"] <= raw + CLOSE).all()
    assert (got["high"] >= raw - CLOSE).all()
    assert got.to_numpy().min() >= 0
    assert got.to_numpy().max() <= 1
    more = wilson(table["events"] * 100, table["base"] * 100)
    assert (more["high"] - more["low"] <= got["high"] - got["low"] + CLOSE).all()


@laws
@given(settled(), st.data())
def test_more_error_in_an_indicator_never_makes_the_score_surer(
    drawn: tuple[ScoringModel, pd.DataFrame], data: st.DataObject
) -> None:
    model, values = drawn
    weights = unit_weights(values, model)
    errors = data.draw(tables(model, 0.0, 5.0)).reset_index(drop=True).reindex(values.index)
    before, after = score_error(weights, errors, model), score_error(weights, errors * 2, model)
    np.testing.assert_allclose(after["se"], 2 * before["se"], rtol=1e-9)
    assert before["unknown"].tolist() == after["unknown"].tolist()


@laws
@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=1, max_size=8))
def test_rank_intervals_agree_with_ranking_by_hand(rows: list[list[int]]) -> None:
    scores = pd.DataFrame(rows, dtype="float64")
    by_hand = scores.rank(ascending=False, method="min").quantile([0.05, 0.95], axis=1).T
    np.testing.assert_allclose(rank_intervals(scores), by_hand)


@laws
@given(st.lists(st.floats(-100, 100), min_size=3, max_size=10), st.data())
def test_hot_spots_do_not_depend_on_unit_of_measurement_or_order(figures: list[float], data: st.DataObject) -> None:
    values = pd.Series(figures, index=[f"u{number}" for number in range(len(figures))])
    assume(values.std() > 1e-3)
    bordering = st.lists(st.sampled_from(list(values.index)), max_size=4)
    neighbours = {unit: data.draw(bordering) for unit in values.index}
    first = gi_star(values, neighbours)
    mixed = (3 * values - 7).loc[data.draw(st.permutations(list(values.index)))]
    second = gi_star(mixed, neighbours).loc[values.index]
    np.testing.assert_allclose(second, first, atol=1e-6)
    np.testing.assert_allclose(gi_star(-values, neighbours)["z"], -first["z"], atol=1e-6)
    assert (first["q"] >= first["p"] - CLOSE).all() or first["p"].isna().any()


def _scored(figures: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    return goalposts(figures, model.column("lo"), model.column("hi"), direction=model.column("direction"))
