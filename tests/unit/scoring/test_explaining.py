"""Explanations add up to what they explain."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from scoring.aggregate import balance, unit_weights
from scoring.explain import Stage, contributions, difference, reasons, smallest_change, taken_apart
from scoring.light import threshold
from scoring.shape import ScoringModel

NAN = float("nan")
IDS = ["lbm_fys", "lbm_vrz", "lbm_onv", "low_income"]


def stage(model: ScoringModel, rows: dict[str, list[float]], raw: dict[str, list[float]] | None = None) -> Stage:
    scores = pd.DataFrame.from_dict(rows, orient="index", columns=IDS)
    smooth = None if raw is None else pd.DataFrame.from_dict(raw, orient="index", columns=IDS)
    return Stage(unit_weights(scores, model), scores, smooth)


def test_contributions_by_hand_and_in_order(model: ScoringModel) -> None:
    start = stage(model, {"b": [60, 30, 70, 50], "a": [NAN, NAN, 70, 50]})
    got = contributions(start, pd.Series({"lbm_fys": 30.0, "lbm_onv": 78.0, "low_income": 50.0}))
    # W = 1/3, 1/6, 3/8, 1/8; lbm_vrz can't be compared
    assert got.loc["b"].to_dict() == pytest.approx(
        {"lbm_fys": 10.0, "lbm_vrz": 0.0, "lbm_onv": -3.0, "low_income": 0.0}
    )
    assert got.loc["a"].isna().all()
    assert reasons(got).to_dict("list") == {
        "unit": ["b", "b"],
        "indicator": ["lbm_onv", "lbm_fys"],
        "contribution": pytest.approx([-3.0, 10.0]),
    }


def test_a_change_of_values_by_hand(model: ScoringModel) -> None:
    got = difference(stage(model, {"a": [60, 30, 70, 50]}), stage(model, {"a": [60, 36, 62, 50]}))
    assert got.value.loc["a"].to_dict() == pytest.approx({"lbm_fys": 0, "lbm_vrz": 1, "lbm_onv": -3, "low_income": 0})
    assert got.coverage.abs().max(axis=None) == pytest.approx(0)


def test_an_indicator_that_one_side_lacks_counts_wholly_as_coverage(model: ScoringModel) -> None:
    got = difference(stage(model, {"a": [60, 30, 70, 50]}), stage(model, {"a": [60, NAN, 70, 50]}))
    # lbm_vrz leaves with 1/6 x 30; its weight goes to lbm_fys: 60 x (1/2 - 1/3)
    assert got.coverage.loc["a"].to_dict() == pytest.approx(
        {"lbm_fys": 10, "lbm_vrz": -5, "lbm_onv": 0, "low_income": 0}
    )
    assert got.value.loc["a"].tolist() == pytest.approx([0, 0, 0, 0])


def test_a_unit_that_one_side_does_not_score_has_no_difference(model: ScoringModel) -> None:
    before = stage(model, {"a": [NAN, NAN, 70, 50], "b": [60, 30, 70, 50]})
    after = stage(model, {"c": [1, 1, 1, 1], "b": [61, 30, 70, 50], "a": [60, 30, 70, 50]})
    got = difference(before, after)
    assert got.total("value").index.tolist() == ["c", "b", "a"]
    for part in ("value", "coverage", "own"):
        assert got.total(part).isna().tolist() == [True, False, True]


def test_four_steps_add_up_and_smoothing_stands_apart(model: ScoringModel) -> None:
    start = stage(model, {"a": [60, 30, 70, 50]}, {"a": [70, 30, 70, 50]})
    delivery = stage(model, {"a": [60, 33, 70, 50]}, {"a": [70, 33, 70, 50]})
    borders = stage(model, {"a": [60, 33, 70, NAN]}, {"a": [70, 33, 70, NAN]})
    new_model = Stage(borders.weights * 0 + [0.25, 0.25, 0.5, 0.0], borders.scores, borders.raw)
    values = Stage(
        new_model.weights,
        pd.DataFrame({"a": [64, 33, 70, NAN]}, index=IDS).T,
        pd.DataFrame({"a": [78, 33, 70, NAN]}, index=IDS).T,
    )
    got = taken_apart(start, {"delivery": delivery, "borders": borders, "model": new_model, "values": values})
    assert got.columns.tolist() == ["delivery", "borders", "model", "coverage", "own_data", "smoothing"]
    assert got.loc["a"].tolist() == pytest.approx(
        [0.5, 70 * 0.5 - 70 * 3 / 8 - 50 / 8, (60 + 33) / 4 - 60 / 3 - 33 / 6, 0, 0.25 * 8, 0.25 * (4 - 8)]
    )
    first, last = ((one.weights * one.scores).sum(axis=1) for one in (start, values))
    assert got.sum(axis=1).tolist() == pytest.approx((last - first).tolist())


def test_a_value_whose_score_stays_because_smoothing_offsets_it_is_told_so(model: ScoringModel) -> None:
    before = stage(model, {"a": [60, 30, 70, 50]}, {"a": [60, 30, 70, 50]})
    after = stage(model, {"a": [60, 30, 70, 50]}, {"a": [60, 30, 78, 50]})
    got = taken_apart(before, {"values": after}).loc["a"]
    assert got.to_dict() == pytest.approx({"coverage": 0, "own_data": 3, "smoothing": -3})


def test_the_smallest_change_is_exactly_enough(model: ScoringModel) -> None:
    rows = {"b": [50, 50, 50, 50], "a": [30, 30, 50, 30], "g": [NAN] * 4, "c": [80, 80, 60, 90], "d": [60] * 4}
    start = stage(model, rows)
    score = balance(start.scores, model)["score"]
    light = threshold(score, model)
    assert light.tolist() == ["amber", "red", "grey", "green", "green"]
    got = smallest_change(start, light, pd.Series(3.0, index=score.index), model)
    assert set(got["unit"]) == {"b", "a", "c", "d"}
    assert set(zip(got["unit"], got["towards"], strict=True)) == {
        ("b", "green"),
        ("b", "red"),
        ("a", "amber"),
        ("c", "amber"),
        ("d", "amber"),
    }
    for row in got.itertuples():
        assert 0 <= start.scores.loc[row.unit, row.indicator] + row.ds <= 100
        moved = start.scores.copy()
        moved.loc[row.unit, row.indicator] += row.ds
        assert balance(moved, model).loc[row.unit, "score"] == pytest.approx(row.target)
        assert row.target in {63.0, 57.0, 48.0, 42.0}
        span = (model.column("hi") - model.column("lo"))[row.indicator]
        assert row.dx == pytest.approx(row.ds * span / 100 * model.column("direction")[row.indicator])
    income = got[(got["unit"] == "d") & (got["indicator"] == "low_income")]
    assert income[["ds", "dx"]].to_numpy().tolist() == [[pytest.approx(-24.0), pytest.approx(4.8)]]  # more is worse
    sizes = got.groupby(["unit", "towards"])["ds"].apply(lambda ds: ds.abs().is_monotonic_increasing)
    assert sizes.all()
    # b to green: 13 points of S; only lbm_fys (39) and lbm_onv (34.7) have the room for it
    assert got[got["towards"] == "green"]["indicator"].tolist() == ["lbm_onv", "lbm_fys"]


@pytest.mark.parametrize(
    ("held", "score", "towards", "target"),
    [
        ("green", 58.0, "amber", 57.0),  # not yet worse: 60 - 3 is still to come
        ("amber", 61.0, "green", 63.0),  # not recovered: just above 60 is not enough
        ("amber", 61.0, "red", 42.0),
        ("amber", 44.0, "red", 42.0),
        ("red", 46.0, "amber", 48.0),
    ],
)
def test_a_colour_that_is_held_is_counted_from_the_colour_not_from_the_score(
    model: ScoringModel, held: str, score: float, towards: str, target: float
) -> None:
    start = stage(model, {"a": [score] * 4})
    got = smallest_change(start, pd.Series({"a": held}), pd.Series({"a": 3.0}), model)
    told = got[got["towards"].eq(towards)]
    assert told["target"].tolist() == pytest.approx([target] * len(told))
    weights = start.weights.loc["a", told["indicator"]].to_numpy()
    assert len(told) > 0
    assert (weights * told["ds"]).tolist() == pytest.approx([target - score] * len(told), abs=1e-6)
    assert held not in set(got["towards"])


def test_a_red_that_only_has_to_last_needs_no_change(model: ScoringModel) -> None:
    start = stage(model, {"a": [50, 50, 50, 50]})
    got = smallest_change(start, pd.Series({"a": "red"}), pd.Series({"a": 0.0}), model)
    assert got.empty
    assert np.isclose((start.weights * start.scores).sum(axis=1), 50).all()
