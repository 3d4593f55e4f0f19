"""Figures on one scale: by hand, at the edges, and as COINr published them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal, assert_series_equal

from data.domain.errors import ModelError
from scoring.normalise import distance_to_target, goalposts, minmax, percentile_rank, zscore

NAN = float("nan")
Table = Callable[[str], pd.DataFrame]


def series(*figures: float) -> pd.Series:
    return pd.Series(figures, index=[f"u{n}" for n in range(len(figures), 0, -1)], name="x", dtype="float64")


def same(one: pd.Series | pd.DataFrame, other: pd.Series | pd.DataFrame) -> None:
    check = assert_frame_equal if isinstance(one, pd.DataFrame) else assert_series_equal
    check(one, other, check_exact=False, rtol=1e-9, atol=1e-12)


def test_goalposts_clip_at_both_ends_and_turn_round() -> None:
    figures = series(-5, 0, 2.5, 10, 12, NAN)
    same(goalposts(figures, 0, 10), series(0, 0, 25, 100, 100, NAN))
    same(goalposts(figures, 0, 10, direction=-1), series(100, 100, 75, 0, 0, NAN))
    same(goalposts(figures, 0, 10, scale=1.0), series(0, 0, 0.25, 1, 1, NAN))


def test_goalposts_take_a_setting_per_column_in_any_order() -> None:
    figures = pd.DataFrame({"up": [1.0, 3.0], "down": [10, 30]}, index=["b", "a"])
    lo = pd.Series({"down": 10.0, "elsewhere": 5.0, "up": 0.0})
    got = goalposts(figures, lo, {"up": 4.0, "down": 50.0}, direction={"up": 1, "down": -1})
    same(got, pd.DataFrame({"up": [25.0, 75.0], "down": [100.0, 50.0]}, index=["b", "a"]))


def test_goalposts_the_wrong_way_round_are_refused_by_name() -> None:
    figures = pd.DataFrame({"a": [1.0], "b": [1.0], "c": [1.0]})
    with pytest.raises(ModelError) as caught:
        goalposts(figures, {"a": 0, "b": 5, "c": 3}, {"a": 1, "b": 5, "c": 2})
    assert [fault.split(":")[0] for fault in caught.value.faults] == ["b", "c"]


def test_a_column_without_setting_or_with_a_wrong_direction_is_refused_by_name() -> None:
    figures = pd.DataFrame({"a": [1.0], "b": [1.0]})
    with pytest.raises(ModelError, match="lo: b: has no finite number"):
        goalposts(figures, {"a": 0}, 1)
    with pytest.raises(ModelError, match="direction: b: must be 1 or -1"):
        minmax(figures, direction={"a": -1, "b": 0})


def test_minmax_stretches_between_the_extremes_of_what_is_known() -> None:
    same(minmax(series(2, NAN, 4, 3)), series(0, NAN, 100, 50))
    same(minmax(series(2, NAN, 4, 3), direction=-1, low=1, high=11), series(11, NAN, 1, 6))


def test_zscore_has_the_asked_mean_and_sample_deviation() -> None:
    got = zscore(series(2, 4, 6, NAN), mean=50, sd=10)
    same(got, series(40, 50, 60, NAN))
    same(zscore(series(2, 4, 6, NAN), direction=-1), series(1, 0, -1, NAN))


def test_percentile_rank_shares_the_lowest_rank_and_turns_round_as_one_minus_itself() -> None:
    figures = series(3, 1, 3, NAN, 7)
    same(percentile_rank(figures), series(1 / 3, 0, 1 / 3, NAN, 1))
    same(percentile_rank(figures, direction=-1), series(2 / 3, 1, 2 / 3, NAN, 0))
    same(percentile_rank(-figures), series(1 / 3, 1, 1 / 3, NAN, 0))


def test_distance_to_target_from_the_least_favourable_unit() -> None:
    same(distance_to_target(series(0, 5, 11), 10), series(0, 0.5, 1.1))
    same(distance_to_target(series(0, 5, 11), 10, cap=True), series(0, 0.5, 1))
    same(distance_to_target(series(-1, 1, 10), 0, direction=-1), series(1.1, 0.9, 0))
    assert distance_to_target(series(3, 4), 3).isna().all()


@pytest.mark.parametrize("function", [minmax, zscore, percentile_rank])
@pytest.mark.parametrize("direction", [1, -1])
def test_what_has_no_spread_has_no_scale(function: Callable[..., pd.Series], direction: int) -> None:
    assert function(series(4), direction=direction).isna().all()
    assert function(series(NAN, NAN), direction=direction).isna().all()
    if function is not percentile_rank:
        assert function(series(0.1, 0.1, 0.1), direction=direction).isna().all()


def test_equal_units_all_have_the_lowest_percentile_rank_and_reversed_the_highest() -> None:
    same(percentile_rank(series(4, 4)), series(0, 0))
    same(percentile_rank(series(4, 4), direction=-1), series(1, 1))


@pytest.mark.parametrize("missing", [None, pd.NA])
def test_missing_is_missing_in_every_kind_of_column(missing: object) -> None:
    kinds = ["object"] if missing is None else ["Int64", "Float64", "object"]
    for kind in kinds:
        got = minmax(pd.Series([1, missing, 3], dtype=kind))
        assert got.dtype == "float64"
        np.testing.assert_array_equal(got, [0, NAN, 100])


def test_frames_keep_shape_and_order_and_arguments_are_never_changed() -> None:
    frame = pd.DataFrame({"b": [3.0, NAN, 1.0], "a": [1, 5, 2]}, index=["z", "x", "y"])
    before = frame.copy(deep=True)
    calls = (
        lambda: goalposts(frame, 0, 10),
        lambda: minmax(frame),
        lambda: zscore(frame),
        lambda: percentile_rank(frame),
        lambda: distance_to_target(frame, 10),
    )
    for call in calls:
        got = call()
        assert list(got.index) == ["z", "x", "y"]
        assert list(got.columns) == ["b", "a"]
        assert_frame_equal(frame, before)


def test_no_units_and_no_indicators_give_empty_frames() -> None:
    assert minmax(pd.DataFrame({"a": pd.Series(dtype="float64")})).shape == (0, 1)
    assert percentile_rank(pd.DataFrame(index=["u"])).shape == (1, 0)


# --- published cases


def test_literal_cases_of_coinr(cases: Path) -> None:
    literal = json.loads((cases / "micro" / "micro_cases.json").read_text())
    for one in literal["goalposts"]:
        got = goalposts(series(one["x"]), one["lo"], one["hi"], direction=one["direction"], scale=one["scale"])
        assert got.iloc[0] == pytest.approx(one["y"], rel=1e-9)
    for one in literal["dist2targ"]:
        got = distance_to_target(series(*one["x"]), one["target"], direction=one["direction"], cap=one["cap"])
        assert got.tolist() == pytest.approx(one["y"], rel=1e-9)


def test_asem_goalposts(asem: Table, asem_meta: pd.DataFrame) -> None:
    posts = asem("in_goalposts")
    raw = asem("in_idata")[posts.index]
    scale = posts["goalpost_scale"]
    got = goalposts(raw, posts["goalpost_lower"], posts["goalpost_upper"], direction=posts["Direction"], scale=scale)
    published = asem("exp_norm_goalposts_raw")
    same(got.loc[published.index, published.columns], published)
    assert int(published.isna().sum().sum()) == 63
    assert set(asem_meta["Direction"].loc[posts.index]) == {-1, 1}


@pytest.mark.parametrize(
    ("source", "published"),
    [("exp_stage_treated", "exp_stage_normalised"), ("in_idata", "exp_missing_normalised_raw")],
)
def test_asem_minmax(asem: Table, asem_meta: pd.DataFrame, source: str, published: str) -> None:
    expected = asem(published)
    got = minmax(asem(source)[expected.columns], direction=asem_meta["Direction"])
    same(got.loc[expected.index], expected)


def test_asem_zscore(asem: Table, asem_meta: pd.DataFrame) -> None:
    expected = asem("exp_norm_zscore_m0_sd1")
    same(zscore(asem("exp_stage_treated")[expected.columns], direction=asem_meta["Direction"]), expected)


def test_asem_percentile_ranks_and_how_reversing_differs_at_ties_only(asem: Table, asem_meta: pd.DataFrame) -> None:
    expected, treated = asem("exp_norm_prank_min"), asem("exp_stage_treated")
    turned = asem_meta["Direction"].loc[expected.columns]
    same(percentile_rank(treated[expected.columns] * turned), expected)
    ours = percentile_rank(treated[expected.columns], direction=turned)
    twice = treated[expected.columns].apply(lambda column: column.duplicated(keep=False))
    differs = (ours - expected).abs() > 1e-9
    assert differs.to_numpy().any()
    assert not (differs & ~(twice & (turned < 0))).to_numpy().any()
