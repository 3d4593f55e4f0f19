"""A thousand variants of the model: seeded, indifferent to order, and about what they should be about."""

from __future__ import annotations

import dataclasses
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from scoring.aggregate import balance
from scoring.model import shipped
from scoring.normalise import goalposts
from scoring.robustness import draws, leave_one_out, robustness
from scoring.shape import ScoringModel

NAN = float("nan")


def certain(model: ScoringModel, **keys: float) -> ScoringModel:
    still = {"weight_sigma": 0.0, "goalpost_shift": 0.0, "balance_low": 0.5, "balance_high": 0.5}
    return dataclasses.replace(model, certainty=dataclasses.replace(model.certainty, **still | keys))


def drawn(model: ScoringModel, units: int, seed: int = 1) -> pd.DataFrame:
    rng, about = np.random.default_rng(seed), model.indicator_frame()
    names = pd.Index([f"u{number:05d}" for number in rng.permutation(units)])
    beyond = {one.indicator_id: (one.hi - one.lo) / 5 for one in about.itertuples()}
    columns = {
        one.indicator_id: rng.uniform(one.lo - beyond[one.indicator_id], one.hi + beyond[one.indicator_id], units)
        for one in about.itertuples()
    }
    return pd.DataFrame(columns, index=names)


def scored(figures: pd.DataFrame, model: ScoringModel) -> pd.Series:
    column = model.column
    values = goalposts(figures, column("lo"), column("hi"), direction=column("direction"))
    return balance(values, model)["score"]


def test_without_anything_to_vary_every_draw_is_the_score(model: ScoringModel) -> None:
    figures = drawn(model, 40).mask(np.random.default_rng(2).random((40, 4)) < 0.15)
    still = certain(model)
    got = robustness(figures, pd.Series(0.0, index=figures.index), still)
    score = scored(figures, still)
    assert score.isna().any()
    for name in ("low", "median", "high"):
        np.testing.assert_allclose(got[name], score, atol=1e-4)
    rank = score.rank(ascending=False, method="min")
    np.testing.assert_allclose(got[["rank_low", "rank_high"]], np.column_stack([rank, rank]))
    assert got.isna().all(axis=1).equals(score.isna())


def test_draws_repeat_and_do_not_depend_on_the_order_of_rows(model: ScoringModel) -> None:
    figures = drawn(model, 60).mask(np.random.default_rng(3).random((60, 4)) < 0.1)
    se = pd.Series(3.0, index=figures.index)
    got = robustness(figures, se, model)
    assert_frame_equal(robustness(figures, se, model), got)
    mixed = figures.sample(frac=1, random_state=4)
    assert_frame_equal(robustness(mixed, se, model).loc[got.index], got)
    other = dataclasses.replace(model, certainty=dataclasses.replace(model.certainty, seed=1))
    assert not np.allclose(robustness(figures, se, other)["low"], got["low"], equal_nan=True)


def test_noise_has_the_size_of_the_error(model: ScoringModel) -> None:
    figures = drawn(model, 50)
    scores = draws(figures, pd.Series(4.0, index=figures.index), certain(model, draws=2000))
    assert (scores - scored(figures, model).to_numpy()[:, None]).std() == pytest.approx(4.0, rel=0.02)


def test_the_balance_is_drawn_between_its_bounds(model: ScoringModel) -> None:
    figures = pd.DataFrame({"lbm_fys": [10.0], "lbm_vrz": [10.0], "lbm_onv": [0.0], "low_income": [20.0]}, index=["a"])
    scores = draws(figures, pd.Series({"a": 0.0}), certain(model, balance_low=0.4, balance_high=0.6))
    assert scores.min() == pytest.approx(40, abs=0.2)
    assert scores.max() == pytest.approx(60, abs=0.2)
    assert scores.mean() == pytest.approx(50, abs=0.6)


def test_goalposts_shift_by_a_share_of_their_range(model: ScoringModel) -> None:
    figures = pd.DataFrame({"lbm_fys": [5.0], "lbm_vrz": [5.0], "lbm_onv": [5.0], "low_income": [10.0]}, index=["a"])
    scores = draws(figures, pd.Series({"a": 0.0}), certain(model, goalpost_shift=0.1, draws=5000))
    assert 40 < scores.min() < 50 < scores.max() < 60
    assert scores.mean() == pytest.approx(50, abs=0.2)
    assert scores.std() == pytest.approx(100 * 0.1 / np.sqrt(6) * np.sqrt(1 / 9 + 1 / 36 + 9 / 64 + 1 / 64), rel=0.05)


def test_weights_vary_log_normally_around_what_they_are(model: ScoringModel) -> None:
    figures = pd.DataFrame({"lbm_fys": [10.0], "lbm_vrz": [0.0], "lbm_onv": [0.0], "low_income": [20.0]}, index=["a"])
    scores = draws(figures, pd.Series({"a": 0.0}), certain(model, weight_sigma=0.25, draws=20_000)).ravel()
    share = scores.astype("float64") / 50  # of lbm_fys in place: 2 z / (2 z + z')
    odds = np.log(share / (1 - share))
    assert odds.mean() == pytest.approx(np.log(2), abs=0.01)
    assert odds.std() == pytest.approx(0.25 * np.sqrt(2), rel=0.03)


def test_shares_of_colours_and_intervals_hang_together(model: ScoringModel) -> None:
    figures = drawn(model, 200)
    got = robustness(figures, pd.Series(2.0, index=figures.index), model)
    assert got[["red", "amber", "green"]].sum(axis=1).to_numpy() == pytest.approx(1.0)
    assert (got["low"] <= got["median"]).all()
    assert (got["median"] <= got["high"]).all()
    assert got["rank_low"].min() >= 1
    assert got["rank_high"].max() <= 200
    assert (got["red"][got["high"] < model.thresholds.t1] >= 0.95).all()
    assert got["median"].corr(scored(figures, model)) > 0.99


def test_a_unit_that_is_not_scored_takes_no_rank(model: ScoringModel) -> None:
    figures = drawn(model, 3)
    figures.iloc[1] = NAN
    got = robustness(figures, pd.Series(1.0, index=figures.index), model)
    assert got.iloc[1].isna().all()
    assert got["rank_high"].max() <= 2
    assert robustness(figures.iloc[[1]], pd.Series(dtype="float64"), model).isna().all(axis=None)


def test_leaving_one_out_gives_its_weight_to_the_others(model: ScoringModel) -> None:
    values = pd.DataFrame({"lbm_fys": [60.0], "lbm_vrz": [30.0], "lbm_onv": [70.0], "low_income": [50.0]}, index=["a"])
    got = leave_one_out(values, model)
    assert got.loc["a"].to_dict() == pytest.approx(
        {
            "lbm_fys": (30 + 65) / 2,
            "lbm_vrz": (60 + 65) / 2,
            "lbm_onv": (50 + 50) / 2,
            "low_income": (50 + 70) / 2,
        }
    )


def test_a_whole_country_of_draws_is_never_held_in_memory_at_once() -> None:
    """14,000 units, 20 indicators, 1,000 draws: held together they would take more than 2 GB."""
    model = shipped()["corporation-1"]
    figures = drawn(model, 14_000)
    tracemalloc.start()
    robustness(figures, pd.Series(3.0, index=figures.index), model)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1 << 30
