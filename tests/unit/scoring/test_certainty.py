"""Intervals, errors and chances: by hand, at the edges, and as COINr published them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from scoring.aggregate import unit_weights
from scoring.certainty import chances, on_the_border, rank_intervals, score_error, wilson
from scoring.shape import ScoringModel

NAN = float("nan")
Table = Callable[[str], pd.DataFrame]


def test_ranks_count_from_the_highest_and_equals_share_the_best() -> None:
    scores = pd.DataFrame([[9.0], [5.0], [9.0], [NAN], [1.0]], index=list("vwxyz"))
    got = rank_intervals(scores)
    assert got.index.tolist() == list("vwxyz")
    assert got.columns.tolist() == ["low", "high"]
    assert got["low"].tolist() == pytest.approx([1, 3, 1, NAN, 4], nan_ok=True)
    assert got["high"].equals(got["low"])


def test_rank_intervals_are_linear_between_draws_and_skip_missing_draws() -> None:
    scores = pd.DataFrame({"d1": [3.0, 2.0, 1.0], "d2": [1.0, 2.0, 3.0], "d3": [3.0, 2.0, NAN]}, index=list("abc"))
    got = rank_intervals(scores, low=0.25, high=0.75)
    assert got.loc["a"].tolist() == [1.0, 2.0]
    assert got.loc["b"].tolist() == [2.0, 2.0]
    assert got.loc["c"].tolist() == [1.5, 2.5]


def test_rank_intervals_of_nobody_and_of_no_draw() -> None:
    assert rank_intervals(pd.DataFrame(columns=["d1"], dtype="float64")).shape == (0, 2)
    assert rank_intervals(pd.DataFrame(index=["a"])).isna().all(axis=None)


def test_scores_are_left_as_they_were() -> None:
    scores = pd.DataFrame([[3.0, NAN], [2.0, 5.0]])
    before = scores.copy(deep=True)
    rank_intervals(scores)
    assert_frame_equal(scores, before)


@pytest.mark.parametrize(
    ("events", "n", "low", "high"),
    [
        # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_is_as_published(events: int, n: int, low: float, high: float) -> None:
    assert wilson(events, n) == pytest.approx((low, high), abs=5e-5)


def test_wilson_solves_its_own_equation_at_another_level() -> None:
    low, high = wilson(3, 10, level=0.90)
    for limit in (low, high):
        assert abs(0.3 - limit) / np.sqrt(limit * (1 - limit) / 10) == pytest.approx(1.6448536269514722, rel=1e-9)


def test_wilson_keeps_the_index_and_knows_nothing_of_nobody() -> None:
    events = pd.Series([3, None, 0, 5], index=list("dcba"), dtype="Int64")
    n = pd.Series({"a": 5, "b": 0, "c": 10, "d": 10})
    got = wilson(events, n)
    assert got.index.tolist() == list("dcba")
    assert got["low"].isna().tolist() == [False, True, True, False]
    assert tuple(got.loc["d"]) == pytest.approx(wilson(3, 10))
    assert got.loc["a", "high"] == pytest.approx(1.0)
    assert 0 < got.loc["a", "low"] < 1


def test_the_error_of_a_score_by_hand_says_what_it_does_not_know(model: ScoringModel) -> None:
    values = pd.DataFrame(
        {"lbm_fys": [60.0, NAN], "lbm_vrz": [30.0, 30.0], "lbm_onv": [70.0, 70.0], "low_income": [50.0, 50.0]},
        index=["b", "a"],
    )
    errors = pd.DataFrame({"low_income": [2.0, 2.0], "lbm_onv": [0.4, 0.4], "lbm_fys": [NAN, 1.0]}, index=["b", "a"])
    got = score_error(unit_weights(values, model), errors, model)
    # W x 100 / (hi - lo) x SE: 3/8 x 10 x 0.4 = 1.5; 1/8 x 5 x 2 = 1.25
    assert got["se"].iloc[0] == pytest.approx(np.hypot(1.5, 1.25))
    assert got["unknown"].iloc[0] == ("lbm_fys", "lbm_vrz")
    assert np.isnan(got["se"].iloc[1])


def test_what_weighs_nothing_in_the_score_is_not_listed_as_unknown(model: ScoringModel) -> None:
    values = pd.DataFrame({"lbm_fys": [60.0], "lbm_vrz": [NAN], "lbm_onv": [70.0], "low_income": [50.0]}, index=["a"])
    weights = unit_weights(values, model)
    assert weights.loc["a", "lbm_vrz"] == 0
    got = score_error(weights, pd.DataFrame({"lbm_onv": {"a": 0.4}}), model)
    assert got.loc["a", "unknown"] == ("lbm_fys", "low_income")


def test_chances_are_those_of_the_normal_distribution(model: ScoringModel) -> None:
    score = pd.Series([45.0, 52.5, 60.0, NAN, 30.0], index=list("edcba"))
    se = pd.Series([5.0, 5.0, 5.0, 5.0, NAN], index=list("edcba"))
    got = chances(score, se, model)
    assert got.columns.tolist() == ["red", "amber", "green"]
    assert got.loc["e"].tolist() == pytest.approx([0.5, 0.4986501019683699, 0.0013498980316301])
    assert got.loc["d"].tolist() == pytest.approx([0.06680720126885807, 0.8663855974622838, 0.06680720126885807])
    assert got.loc["c", "green"] == pytest.approx(0.5)
    assert got.loc[["b", "a"]].isna().all(axis=None)


def test_without_error_a_colour_is_certain(model: ScoringModel) -> None:
    score = pd.Series([44.999, 45.0, 59.999, 60.0])
    got = chances(score, pd.Series(0.0, index=score.index), model)
    assert got.to_numpy().tolist() == [[1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 0, 1]]


def test_on_the_border_looks_at_the_colour_that_is_shown(model: ScoringModel) -> None:
    score = pd.Series([45.0, 40.0, 40.0, NAN])
    chance = chances(score, pd.Series(5.0, index=score.index), model)
    shown = pd.Series(["amber", "red", "amber", "grey"])
    assert on_the_border(shown, chance, model).tolist() == [True, False, True, False]
    strict = dataclasses.replace(model, certainty=dataclasses.replace(model.certainty, border=0.9))
    assert on_the_border(shown, chance, strict).tolist() == [True, True, True, False]


def test_asem_rank_intervals(asem: Table) -> None:
    scores, published = asem("exp_unc_index_scores_200"), asem("exp_unc_rank_intervals")
    got = rank_intervals(scores)
    assert got["low"].tolist() == pytest.approx(published["Q5"].loc[scores.index].tolist(), rel=1e-9)
    assert got["high"].tolist() == pytest.approx(published["Q95"].loc[scores.index].tolist(), rel=1e-9)
    middle = rank_intervals(scores, 0.5, 0.5)["low"]
    assert middle.tolist() == pytest.approx(published["Median"].loc[scores.index].tolist(), rel=1e-9)
