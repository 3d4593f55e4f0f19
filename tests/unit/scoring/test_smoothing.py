"""Empirical Bayes: as esda published it, by hand, and on drawn figures whose truth is known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from data.domain.errors import ModelError
from data.domain.indicators import Kind
from scoring.smooth import empirical_bayes

NAN = float("nan")


def column(*figures: float) -> pd.Series:
    return pd.Series(figures, index=[f"u{n}" for n in range(len(figures), 0, -1)], dtype="float64")


def test_one_parent_by_hand() -> None:
    # r = .1, .3; m = .25; v = (10 x .0225 + 30 x .0025 - 2 x .25) / 40 < 0: the parent counts for the most it may
    got = empirical_bayes(column(1, 9), column(10, 30), None, kind="count", prior_max=10)
    assert got["prior"].tolist() == [10.0, 10.0]
    assert got["rate"].tolist() == pytest.approx([3.5 / 20, 11.5 / 40])
    assert got["se"].tolist() == pytest.approx([np.sqrt(0.175 / 20), np.sqrt(0.2875 / 40)])


def test_one_parent_with_spread_by_hand() -> None:
    # r = .1, .9; m = .5; scatter 100 x .16 x 2 = 32
    events, base = column(10, 90), column(100, 100)
    count = empirical_bayes(events, base, "all", kind="count", prior_max=400)
    v = (32 - 2 * 0.5) / 200
    assert count["prior"].tolist() == pytest.approx([0.5 / v] * 2)
    assert count["rate"].tolist() == pytest.approx(
        [(10 + 0.5 * 0.5 / v) / (100 + 0.5 / v), (90 + 0.25 / v) / (100 + 0.5 / v)]
    )
    share = empirical_bayes(events, base, "all", kind=Kind.PROPORTION, prior_max=400)
    v = (32 - 2 * 0.25) / 200
    prior = 0.25 / v - 1
    rate = (10 + 0.5 * prior) / (100 + prior)
    assert share["prior"].tolist() == pytest.approx([prior] * 2)
    assert share["se"].iloc[0] == pytest.approx(np.sqrt(rate * (1 - rate) / (100 + prior + 1)))


def test_a_mean_is_drawn_by_its_sum_of_squares() -> None:
    # values 1, 3 and 7, 9: means 2 and 8, variance within units 2; m = 5; v = (2 x 9 x 2 - 2 x 2) / 4 = 8; M = 1/4
    got = empirical_bayes(column(4, 16), column(2, 2), None, kind="mean", prior_max=400, squares=column(10, 130))
    assert got["prior"].tolist() == pytest.approx([0.25, 0.25])
    assert got["rate"].tolist() == pytest.approx([5.25 / 2.25, 17.25 / 2.25])
    assert got["se"].tolist() == pytest.approx([np.sqrt(2 / 2.25)] * 2)


def test_a_mean_without_squares_stays_raw_with_an_unknown_error() -> None:
    got = empirical_bayes(column(4, 16), column(2, 2), None, kind="mean", prior_max=400)
    assert got["rate"].tolist() == [2.0, 8.0]
    assert got["se"].isna().all()
    assert got["prior"].tolist() == [0.0, 0.0]


def test_each_unit_is_drawn_to_its_own_parent() -> None:
    events = column(*[0] * 4, *[20] * 4)
    got = empirical_bayes(events, column(*[40] * 8), list("aaaabbbb"), kind="proportion", prior_max=400)
    # within each parent nobody differs: all weight that is allowed goes to the parents, which differ very much
    assert got["prior"].tolist() == [400.0] * 8
    assert (got["rate"].iloc[:4] < 0.01).all()
    assert got["rate"].iloc[4:].between(0.48, 0.5).all()


def test_labels_may_come_as_series_mapping_or_list_and_may_be_missing() -> None:
    events, base = column(1, 5, 2, 9, 4, 4), column(10, 20, 30, 40, 15, 25)
    labels = ["a", "b", "a", "b", None, None]
    whole = empirical_bayes(events, base, labels, kind="count", prior_max=50)
    series = pd.Series(labels, index=events.index).sample(frac=1, random_state=1)
    mapping = dict(zip(events.index, labels, strict=True))
    group = ["a", "b", "a", "b", "c", "c"]
    for parent in (series, mapping, group):
        assert_frame_equal(empirical_bayes(events, base, parent, kind="count", prior_max=50), whole)


def test_missing_units_stay_missing_and_count_for_nothing() -> None:
    events, base = column(1, NAN, 9, 5), column(10, 50, 30, NAN)
    got = empirical_bayes(events, base, None, kind="count", prior_max=400)
    assert got.isna().all(axis=1).tolist() == [False, True, False, True]
    without = empirical_bayes(events.iloc[[0, 2]], base.iloc[[0, 2]], None, kind="count", prior_max=400)
    assert_frame_equal(got.dropna(), without)


def test_an_empty_base_gets_the_rate_of_its_parent_and_adds_nothing() -> None:
    got = empirical_bayes(column(1, 9, 0), column(10, 30, 0), None, kind="count", prior_max=400)
    assert got["rate"].iloc[2] == pytest.approx(10 / 40)
    alone = empirical_bayes(column(1, 9), column(10, 30), None, kind="count", prior_max=400)
    np.testing.assert_allclose(got.iloc[:2], alone)


def test_without_any_event_rate_and_error_are_zero() -> None:
    got = empirical_bayes(column(0, 0), column(10, 30), None, kind="proportion", prior_max=400)
    assert got["rate"].tolist() == [0.0, 0.0]
    assert got["se"].tolist() == [0.0, 0.0]
    assert got["prior"].tolist() == [400.0, 400.0]


def test_no_units_give_an_empty_frame_and_one_unit_keeps_its_rate() -> None:
    none = empirical_bayes(column(), column(), None, kind="count", prior_max=400)
    assert none.shape == (0, 3)
    one = empirical_bayes(column(3), column(10), None, kind="count", prior_max=400)
    assert one["rate"].tolist() == pytest.approx([0.3])


def test_equal_rates_of_few_and_many_differ_in_their_error() -> None:
    got = empirical_bayes(column(2, 200, 30), column(6, 600, 90), None, kind="proportion", prior_max=400)
    assert got["rate"].tolist() == pytest.approx([1 / 3] * 3)
    assert got["se"].iloc[0] > got["se"].iloc[2] > got["se"].iloc[1] > 0


def test_a_published_figure_of_an_area_is_not_smoothed() -> None:
    with pytest.raises(ModelError, match="area has no numerator"):
        empirical_bayes(column(1), column(1), None, kind="area", prior_max=400)


def test_arguments_are_never_changed() -> None:
    events, base = column(1, NAN, 9), column(10, 50, 30)
    before = events.copy(), base.copy()
    empirical_bayes(events, base, list("aab"), kind="count", prior_max=400)
    pd.testing.assert_series_equal(events, before[0])
    pd.testing.assert_series_equal(base, before[1])


@pytest.mark.parametrize("kind", ["count", "proportion"])
@pytest.mark.parametrize(("parents", "children", "homes"), [(60, 2, 30), (40, 5, 25), (1, 100, 30)])
def test_the_variance_is_right_on_average_however_few_units_a_parent_has(
    kind: str, parents: int, children: int, homes: int
) -> None:
    """Without a degree of freedom a parent the estimate is negative for two buildings a street."""
    rng = np.random.default_rng(2767)
    found = [_variance(kind, parents, children, homes, rng) for _ in range(150)]
    assert np.mean(found) == pytest.approx(0.03**2, rel=0.2)


def _variance(kind: str, parents: int, children: int, homes: int, rng: np.random.Generator) -> float:
    label = np.repeat(np.arange(parents), children)
    mean = np.clip(0.08 + 0.02 * rng.standard_normal(parents), 0.02, 0.2)[label]
    base = rng.poisson(homes, parents * children) + 5
    if kind == "count":
        events = rng.poisson(base * rng.gamma(mean**2 / 0.03**2, 0.03**2 / mean))
    else:
        prior = mean * (1 - mean) / 0.03**2 - 1
        events = rng.binomial(base, rng.beta(mean * prior, (1 - mean) * prior))
    got = empirical_bayes(pd.Series(events), pd.Series(base), pd.Series(label), kind=kind, prior_max=np.inf)
    if np.isinf(got["prior"]).any():  # v <= 0: read the shortfall as nothing between units
        return 0.0
    spread = got["prior"] + (kind == "proportion")
    drawn = (got["rate"] * (base + got["prior"]) - events) / got["prior"]  # m, from r* = (e + M m) / (b + M)
    u = drawn if kind == "count" else drawn * (1 - drawn)
    return float((u / spread).median())


# --- published cases


@pytest.mark.parametrize(
    ("file", "events", "base", "rate"),
    [("sids2", "SID74", "BIR74", "eb_rate74"), ("stl", "HC7984", "PO7984", "eb_rate_7984")],
)
def test_rates_of_esda(cases: Path, file: str, events: str, base: str, rate: str) -> None:
    table = pd.read_csv(cases / "esda" / f"{file}.csv", index_col="id")
    got = empirical_bayes(table[events], table[base], None, kind="count", prior_max=np.inf)
    assert got.index.equals(table.index)
    np.testing.assert_allclose(got["rate"], table[rate], rtol=1e-9)


def test_the_cap_on_the_parent_leaves_more_to_the_unit(cases: Path) -> None:
    table = pd.read_csv(cases / "esda" / "sids2.csv", index_col="id")
    free = empirical_bayes(table["SID74"], table["BIR74"], None, kind="count", prior_max=np.inf)
    capped = empirical_bayes(table["SID74"], table["BIR74"], None, kind="count", prior_max=400)
    raw = table["SID74"] / table["BIR74"]
    assert (free["prior"] > 2000).all()
    assert (capped["prior"] == 400).all()
    assert ((capped["rate"] - raw).abs() <= (free["rate"] - raw).abs() + 1e-15).all()
