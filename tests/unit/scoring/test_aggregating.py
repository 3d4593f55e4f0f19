"""Means and the balance: by hand, at the edges, and as COINr published them."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_series_equal

from data.domain.areas import Level
from data.domain.errors import ModelError
from scoring.aggregate import (
    arithmetic,
    balance,
    dimension_scores,
    effective_weights,
    geometric,
    harmonic,
    unit_weights,
)
from scoring.model import shipped
from scoring.shape import Axis, Coverage, ScoringModel

NAN = float("nan")
MEANS = (arithmetic, geometric, harmonic)
Table = Callable[[str], pd.DataFrame]
each_mean = pytest.mark.parametrize("mean", MEANS)


def frame(*rows: list[float]) -> pd.DataFrame:
    names = ["a", "b", "c"][: len(rows[0])]
    return pd.DataFrame(list(rows), columns=names, index=[f"u{n}" for n in range(len(rows), 0, -1)], dtype="float64")


def scores(**columns: list[float]) -> pd.DataFrame:
    return pd.DataFrame(columns, index=[f"u{n}" for n in range(len(next(iter(columns.values()))), 0, -1)])


def covering(model: ScoringModel, dimension: float, axis: float, indicators: int = 1) -> ScoringModel:
    return dataclasses.replace(model, coverage=Coverage(dimension, axis, indicators, 0.0))


def test_means_by_hand_with_weights_in_any_order() -> None:
    row = frame([1, 2, 4])
    weights = {"c": 2.0, "a": 1.0, "b": 1.0, "elsewhere": 9.0}
    assert arithmetic(row, weights).iloc[0] == pytest.approx(11 / 4)
    assert geometric(row, weights).iloc[0] == pytest.approx(2 ** (5 / 4))
    assert harmonic(row, pd.Series(weights)).iloc[0] == pytest.approx(4 / 2)


@each_mean
def test_a_mean_is_over_what_is_available(mean: Callable[..., pd.Series]) -> None:
    got = mean(frame([3, NAN, 3], [NAN, NAN, NAN]), 1.0)
    assert got.index.tolist() == ["u2", "u1"]
    assert got.iloc[0] == pytest.approx(3.0)
    assert np.isnan(got.iloc[1])


@each_mean
def test_min_share_is_of_the_number_of_indicators_not_of_their_weight(mean: Callable[..., pd.Series]) -> None:
    heavy = {"a": 100.0, "b": 1.0, "c": 1.0}
    got = mean(frame([5, NAN, NAN], [NAN, 5, 5]), heavy, min_share=2 / 3)
    assert np.isnan(got.iloc[0])
    assert got.iloc[1] == pytest.approx(5.0)


@each_mean
def test_a_share_exactly_at_the_minimum_is_enough(mean: Callable[..., pd.Series]) -> None:
    many = pd.DataFrame([[1.0] * 3 + [NAN] * 7])
    share = 0.1 * 3  # a rounding error above three tenths
    assert share > 3 / 10
    assert mean(many, 1.0, min_share=share).notna().all()


@each_mean
def test_without_any_weight_there_is_no_mean(mean: Callable[..., pd.Series]) -> None:
    assert mean(frame([1, 2, 3]), 0.0).isna().all()
    assert np.isnan(mean(frame([NAN, 2, 3]), {"a": 1, "b": 0, "c": 0}).iloc[0])


@each_mean
def test_a_negative_or_missing_weight_is_refused(mean: Callable[..., pd.Series]) -> None:
    with pytest.raises(ModelError, match="weights: b: must not be negative"):
        mean(frame([1, 2]), {"a": 1, "b": -1})
    with pytest.raises(ModelError, match="weights: b: has no finite number"):
        mean(frame([1, 2]), {"a": 1})


@pytest.mark.parametrize("mean", [geometric, harmonic])
def test_one_zero_makes_these_means_zero_unless_it_weighs_nothing(mean: Callable[..., pd.Series]) -> None:
    assert mean(frame([0, 8, 8]), 1.0).iloc[0] == 0.0
    assert mean(frame([0, 8, 8]), {"a": 0, "b": 1, "c": 1}).iloc[0] == pytest.approx(8.0)


@pytest.mark.parametrize("mean", [geometric, harmonic])
def test_negative_figures_have_no_such_mean(mean: Callable[..., pd.Series]) -> None:
    with pytest.raises(ModelError, match="b: holds a negative figure"):
        mean(frame([1, -1]), 1.0)


@each_mean
def test_a_mean_changes_nothing_and_warns_of_nothing(
    mean: Callable[..., pd.Series], recwarn: pytest.WarningsRecorder
) -> None:
    figures = frame([0, 1, NAN], [NAN, NAN, NAN])
    before = figures.copy(deep=True)
    mean(figures, 1.0)
    assert_frame_equal(figures, before)
    assert not recwarn.list


# --- the balance by hand


def test_the_balance_by_hand(model: ScoringModel) -> None:
    values = scores(low_income=[50.0], lbm_onv=[70.0], lbm_vrz=[30.0], lbm_fys=[60.0], other=[1.0])
    # K = (2 x 60 + 30) / 3 = 50; F = (3 x 70 + 50) / 4 = 65; S = 57.5
    got = balance(values, model)
    expected = pd.DataFrame(
        {"capacity": [50.0], "burden": [35.0], "score": [57.5], "coverage": [1.0]}, index=values.index
    )
    assert_frame_equal(got, expected)
    assert_frame_equal(
        dimension_scores(values, model),
        pd.DataFrame({"place": [50.0], "safety": [70.0], "money": [50.0]}, index=values.index),
    )


def test_effective_weights_by_hand(model: ScoringModel) -> None:
    expected = {"lbm_fys": 1 / 3, "lbm_vrz": 1 / 6, "lbm_onv": 3 / 8, "low_income": 1 / 8}
    assert effective_weights(model).to_dict() == pytest.approx(expected)


def test_the_weight_of_what_is_missing_goes_to_the_rest_of_its_dimension(model: ScoringModel) -> None:
    values = scores(low_income=[50.0], lbm_onv=[70.0], lbm_vrz=[NAN], lbm_fys=[60.0])
    weights = unit_weights(values, model)
    assert weights.iloc[0].to_dict() == pytest.approx(
        {"lbm_fys": 1 / 2, "lbm_vrz": 0.0, "lbm_onv": 3 / 8, "low_income": 1 / 8}
    )
    got = balance(values, model).iloc[0]
    assert got["score"] == pytest.approx((60 + 65) / 2)
    assert got["coverage"] == pytest.approx(1 - 1 / 6)


def test_too_little_of_a_dimension_or_an_axis_is_not_judged(model: ScoringModel) -> None:
    values = scores(
        lbm_fys=[NAN, 60.0, 60.0],  # u3: a third of the place is known
        lbm_vrz=[30.0, 30.0, 30.0],
        lbm_onv=[70.0, NAN, 70.0],  # u2: a quarter of the burden is known
        low_income=[50.0, 50.0, NAN],  # u1: three quarters of it
    )
    got = balance(values, model)
    assert got["score"].isna().tolist() == [True, True, False]
    assert got[["capacity", "burden"]].isna().all(axis=1).tolist() == [True, True, False]
    assert got["coverage"].tolist() == pytest.approx([2 / 3, 5 / 8, 7 / 8])
    assert unit_weights(values, model).isna().all(axis=1).tolist() == [True, True, False]
    assert dimension_scores(values, model)["place"].isna().tolist() == [True, False, False]


def test_a_share_of_weight_exactly_at_the_minimum_is_enough(model: ScoringModel) -> None:
    values = scores(lbm_fys=[60.0], lbm_vrz=[NAN], lbm_onv=[70.0], low_income=[NAN])
    assert balance(values, covering(model, 2 / 3, 0.75)).notna().all(axis=None)
    assert balance(values, covering(model, 0.67, 0.75))["score"].isna().all()
    assert balance(values, covering(model, 2 / 3, 0.76))["score"].isna().all()


def test_an_axis_needs_its_number_of_indicators_in_dimensions_that_count(model: ScoringModel) -> None:
    about = next(one for one in shipped()["open-1"].indicators if one.id == "social_assistance")
    third = dataclasses.replace(about, dimension="money", weight=2.0)
    wider = dataclasses.replace(model, indicators=(*model.indicators, third))
    values = scores(
        lbm_fys=[60.0, 60.0],
        lbm_vrz=[30.0, 30.0],
        lbm_onv=[70.0, 70.0],
        low_income=[50.0, 50.0],
        social_assistance=[NAN, 50.0],  # u2: a third of money is known, so its indicator does not count
    )
    assert balance(values, covering(wider, 0.65, 0.65, 2))["score"].isna().tolist() == [True, False]
    assert balance(values, covering(wider, 0.65, 0.65, 1))["score"].notna().all()


def test_nothing_known_is_grey_and_covers_nothing(model: ScoringModel) -> None:
    values = scores(lbm_fys=[NAN], lbm_vrz=[NAN], lbm_onv=[NAN], low_income=[NAN])
    got = balance(values, covering(model, 0.0, 0.0))
    assert got["score"].isna().all()
    assert got["coverage"].tolist() == [0.0]


def test_a_column_that_the_model_weighs_must_be_there(model: ScoringModel) -> None:
    with pytest.raises(ModelError) as caught:
        balance(scores(lbm_fys=[1.0], low_income=[1.0]), model)
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["indicators.lbm_vrz", "indicators.lbm_onv"]


def test_coverage_counts_only_what_is_valid_at_the_level() -> None:
    corporation = shipped()["corporation-1"]
    building = corporation.at(Level.BUILDING)
    valid = [one.id for one in building.indicators]
    assert "lbm_onv" not in valid
    assert "refusals" not in valid
    assert {one.id for one in building.dimensions} == {"residents", "home", "livelihood", "care", "safety", "moving"}
    values = scores(**{one: [80.0] for one in valid})
    assert balance(values, building)["coverage"].tolist() == pytest.approx([1.0])
    assert balance(values, building)["score"].tolist() == pytest.approx([80.0])


def test_no_level_has_a_score_where_nothing_is_valid() -> None:
    nothing = shipped()["open-1"].at(Level.BUILDING)
    got = balance(pd.DataFrame(index=["a", "b"]), nothing)
    assert got["score"].isna().all()
    assert got["coverage"].tolist() == [0.0, 0.0]


def test_the_open_model_gives_a_light_from_leefbaarometer_alone() -> None:
    model = shipped()["open-1"].at(Level.NEIGHBOURHOOD)
    lbm = {one.id: [50.0] for one in model.indicators if one.id.startswith("lbm_")}
    rest = {one.id: [NAN] for one in model.indicators if one.id not in lbm}
    got = balance(scores(**lbm, **rest), model)
    assert got["score"].tolist() == pytest.approx([50.0])
    for one in lbm:
        if one == "lbm_onv":
            less = scores(**lbm | {one: [NAN]}, **rest)
            assert balance(less, model)["score"].isna().all()


# --- published cases


def test_literal_cases_of_coinr(cases: Path) -> None:
    literal = json.loads((cases / "micro" / "micro_cases.json").read_text())
    for name, mean in (("gmean", geometric), ("hmean", harmonic)):
        for one in literal[name]:
            got = mean(frame(one["x"]), dict(zip("abc", one["w"], strict=True)))
            assert got.iloc[0] == pytest.approx(one["y"], rel=1e-9)
    one = literal["harmonic_row"]
    row = pd.DataFrame([one["x"]])
    assert float(f"{harmonic(row, dict(enumerate(one['w']))).iloc[0]:.3g}") == one["y_3sig"]
    one = literal["dat_thresh"]
    got = arithmetic(pd.DataFrame(one["X"], dtype="float64"), 1.0, min_share=one["thresh"])
    assert got.tolist() == pytest.approx([NAN if y is None else y for y in one["y"]], rel=1e-9, nan_ok=True)


def test_asem_effective_weights(asem: Table, asem_model: ScoringModel) -> None:
    published = asem("exp_effective_weights")["EffWeight"]
    got = effective_weights(asem_model)
    assert_series_equal(got, published.loc[got.index], rtol=1e-9, check_names=False)


def test_asem_goes_up_the_whole_tree(asem: Table, asem_model: ScoringModel) -> None:
    published = asem("exp_stage_aggregated")
    normalised = asem("exp_stage_normalised")
    assert np.allclose(dimension_scores(normalised, asem_model), published[list(_pillars(asem_model))], rtol=1e-9)
    got = balance(normalised, asem_model)
    assert got["capacity"].to_numpy() == pytest.approx(published["Conn"].to_numpy(), rel=1e-9)
    assert (100 - got["burden"]).to_numpy() == pytest.approx(published["Sust"].to_numpy(), rel=1e-9)
    assert got["score"].to_numpy() == pytest.approx(published["Index"].to_numpy(), rel=1e-9)


def test_asem_results_to_two_decimals(asem: Table, asem_model: ScoringModel) -> None:
    published = asem("exp_results_ranked")
    got = balance(asem("exp_stage_normalised").loc[published.index], asem_model)["score"]
    assert (got - published["Index"]).abs().max() <= 0.005 + 1e-9
    assert got.rank(ascending=False, method="min").tolist() == published["Rank"].tolist()


@pytest.mark.parametrize(
    ("published", "share"), [("exp_missing_agg_nothresh", 0.0), ("exp_missing_agg_thresh_075", 0.75)]
)
def test_asem_with_missing_figures(asem: Table, asem_model: ScoringModel, published: str, share: float) -> None:
    expected, normalised = asem(published), asem("exp_missing_normalised_raw")
    covered = covering(asem_model, share, share)
    pillars = expected[list(_pillars(asem_model))]
    assert_frame_equal(dimension_scores(normalised, covered), pillars, rtol=1e-9, check_names=False)
    got = balance(normalised, covered)["score"]
    assert_series_equal(got, expected["Index"], rtol=1e-9, check_names=False)
    for pillar in pillars:
        own = [one.id for one in asem_model.indicators if one.dimension == pillar]
        mean = arithmetic(normalised[own], 1.0, min_share=share)
        assert_series_equal(mean, expected[pillar], rtol=1e-9, check_names=False)
    for axis, name in ((Axis.CAPACITY, "Conn"), (Axis.BURDEN, "Sust")):
        own = [one.id for one in asem_model.dimensions if one.axis is axis]
        assert_series_equal(
            arithmetic(pillars[own], 1.0, min_share=share), expected[name], rtol=1e-9, check_names=False
        )


def test_asem_coverage_of_the_pillars(asem: Table, asem_model: ScoringModel) -> None:
    published, normalised = asem("exp_missing_avail_bygroup"), asem("exp_missing_normalised_raw")
    weight = effective_weights(asem_model)
    expected = sum(
        published[one.id] * weight[[i.id for i in asem_model.indicators if i.dimension == one.id]].sum()
        for one in asem_model.dimensions
    )
    assert balance(normalised, asem_model)["coverage"].to_numpy() == pytest.approx(np.asarray(expected), rel=1e-9)


def _pillars(model: ScoringModel) -> tuple[str, ...]:
    return tuple(one.id for one in model.dimensions)
