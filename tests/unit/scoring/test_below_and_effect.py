"""What lies below a unit, and whether an agreement made a difference."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from scoring.children import children
from scoring.effect import Verdict, difference_in_differences, most_alike, student_quantile, trend_p
from scoring.shape import ScoringModel

NAN = float("nan")


def test_a_green_district_does_not_hide_a_red_building(model: ScoringModel) -> None:
    table = pd.DataFrame(
        [
            ("green", 300.0, "d"),
            ("red", 50.0, "d"),
            ("amber", 20.0, "d"),
            ("red", 26.0, "e"),
            ("grey", 74.0, "e"),
            ("red", 49.0, "f"),
            ("green", 147.0, "f"),
            (None, 999.0, "f"),
            ("red", 999.0, None),
            ("grey", 0.0, "g"),
        ],
        columns=["light", "households", "parent"],
    )
    got = children(table["light"], table["households"], table["parent"], model)
    assert got.index.tolist() == ["d", "e", "f", "g"]
    assert got[["red", "amber", "green", "grey"]].to_numpy().tolist() == [
        [1, 1, 1, 0],
        [1, 0, 0, 1],
        [1, 0, 1, 0],
        [0, 0, 0, 1],
    ]
    assert got["extent"].tolist() == pytest.approx([50 / 370, 0.26, 0.25, NAN], nan_ok=True)
    assert got["brandhaard"].tolist() == [True, True, False, False]


def test_students_quantiles_are_those_of_the_tables() -> None:
    for freedom, value in (
        (1, 12.7062),
        (2, 4.3027),
        (3, 3.1824),
        (4, 2.7764),
        (9, 2.2622),
        (10, 2.2281),
        (30, 2.0423),
    ):
        assert student_quantile(0.975, freedom) == pytest.approx(value, abs=5e-5)
    assert student_quantile(0.95, 5) == pytest.approx(2.0150, abs=5e-5)


def test_a_trend_needs_enough_periods_and_something_that_moves() -> None:
    rising = pd.Series([1.0, 2.0, 3.0, 4.0])
    assert math.isnan(trend_p(rising, periods=5))
    assert math.isnan(trend_p(pd.Series([2.0] * 8), periods=5))
    longer = pd.Series([1.0, NAN, 2.0, 3.0, 4.0, 5.0])
    # S = 10, variance 5 x 4 x 15 / 18; z = 9 / sqrt(16.667)
    assert trend_p(longer, periods=5) == pytest.approx(math.erfc(9 / math.sqrt(2 * 50 / 3)))
    assert trend_p(-longer, periods=5) == trend_p(longer, periods=5)
    assert trend_p(pd.Series([1.0, 5.0, 2.0, 4.0, 3.0]), periods=5) > 0.5


def test_a_trend_is_seen_in_at_most_five_percent_when_there_is_none() -> None:
    rng = np.random.default_rng(1)
    seen = [trend_p(pd.Series(rng.normal(size=6)), periods=5) < 0.05 for _ in range(2000)]
    assert np.mean(seen) <= 0.05


def test_the_most_alike_have_the_same_level_and_the_same_trend() -> None:
    before = pd.DataFrame(
        {
            "ours": [50, 51, 52],
            "same": [50, 51, 52.1],
            "falling": [53, 51, 49],
            "far": [90, 91, 92],
            "gap": [50, NAN, 52],
            "near": [50, 51, 52],
        },
        dtype="float64",
    ).T
    got = most_alike(before, ["ours"], number=2, excluded=frozenset({"near"}))
    assert got[0] == "same"
    assert "gap" not in got
    assert "near" not in got
    assert len(most_alike(before, ["ours"], number=9)) == 4


def test_an_effect_by_hand() -> None:
    before = pd.DataFrame({"p1": [10.0, 10, 10, 10], "p2": [12.0, 12, 12, 12]}, index=list("tabc"))
    after = pd.DataFrame({"p3": [21.0, 11, 12, 13], "p4": [21.0, 11, 12, 13]}, index=list("tabc"))
    got = difference_in_differences(before, after, ["t"], ["a", "b", "c"], periods=2, level=0.95)
    # changes: 10; 0, 1, 2, spread 1; interval 9 +- 4.3027 x sqrt(1 + 1/3)
    assert got.estimate == pytest.approx(9.0)
    assert got.high - got.estimate == pytest.approx(4.302653 * math.sqrt(4 / 3), rel=1e-6)
    assert got.verdict is Verdict.VISIBLE_DIFFERENCE
    assert difference_in_differences(before, after + 0, ["a"], ["t", "b", "c"], periods=2, level=0.95).verdict is (
        Verdict.NO_VISIBLE_DIFFERENCE
    )


@pytest.mark.parametrize(
    ("periods", "treated", "chosen"), [(3, ["t"], ["a", "b", "c"]), (2, [], ["a", "b", "c"]), (2, ["t"], ["a", "b"])]
)
def test_too_early_to_say(periods: int, treated: list[str], chosen: list[str]) -> None:
    frame = pd.DataFrame(np.arange(8.0).reshape(4, 2), index=list("tabc"))
    got = difference_in_differences(frame, frame + 1, treated, chosen, periods=periods, level=0.95)
    assert got.verdict is Verdict.TOO_EARLY
    assert math.isnan(got.estimate)


@pytest.mark.parametrize("treated", [1, 3])
def test_without_an_effect_a_difference_is_seen_in_at_most_five_percent(treated: int) -> None:
    """Units that were chosen because they did badly come back by themselves; so do the units most like them."""
    rng = np.random.default_rng(2767)
    rounds, seen = 600, 0
    for _ in range(rounds):
        level = rng.normal(50, 10, 120)[:, None] + rng.normal(0, 3, (120, 10))
        frame = pd.DataFrame(level, index=[f"u{number:03d}" for number in range(120)])
        before, after = frame.iloc[:, :6], frame.iloc[:, 6:]
        ours = list(before.iloc[:, -1].nsmallest(treated).index)
        chosen = most_alike(before, ours, number=20)
        found = difference_in_differences(before, after, ours, chosen, periods=3, level=0.95)
        seen += found.verdict is Verdict.VISIBLE_DIFFERENCE
    assert seen / rounds <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / rounds)


def test_an_effect_that_is_there_is_seen() -> None:
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(50 + rng.normal(0, 2, (40, 10)), index=[f"u{number:02d}" for number in range(40)])
    frame.loc["u00", 6:] += 12
    before, after = frame.iloc[:, :6], frame.iloc[:, 6:]
    got = difference_in_differences(
        before, after, ["u00"], most_alike(before, ["u00"], number=20), periods=3, level=0.95
    )
    assert got.verdict is Verdict.VISIBLE_DIFFERENCE
    assert got.low < 12 < got.high
