"""Laws of carrying figures over: nobody appears or disappears, and a rate stays between its sources."""

from __future__ import annotations

import itertools

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, box

from data.sources import borders, tables

WIDTH = 1000.0
cuts = st.lists(st.integers(1, 99), min_size=1, max_size=6, unique=True).map(sorted)
figures = st.lists(st.floats(0, 10_000), min_size=7, max_size=7)


def strips(inner: list[int], prefix: str) -> gpd.GeoDataFrame:
    """Cut one rectangle into strips at these hundredths of its width."""
    edges = [0, *inner, 100]
    shapes = [
        box(150_000 + WIDTH * a / 100, 460_000, 150_000 + WIDTH * b / 100, 460_500)
        for a, b in itertools.pairwise(edges)
    ]
    codes = [f"BU{prefix}{number:04d}" for number in range(len(shapes))]
    return gpd.GeoDataFrame({"area_id": codes}, geometry=shapes, crs=tables.RD)


def valued(old: gpd.GeoDataFrame, numbers: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"area_id": old["area_id"], "value": numbers[: len(old)]})


@settings(deadline=None, max_examples=60)
@given(before=cuts, after=cuts, numbers=figures)
def test_counts_are_conserved_by_surface(before: list[int], after: list[int], numbers: list[float]) -> None:
    old, new = strips(before, "0001"), strips(after, "0002")
    carried = borders.transfer(valued(old, numbers), old, new, kind="count")
    assert carried["value"].sum() == pytest.approx(sum(numbers[: len(old)]), rel=1e-9, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(before=cuts, after=cuts, numbers=figures, seed=st.integers(0, 1000))
def test_counts_are_conserved_by_homes(before: list[int], after: list[int], numbers: list[float], seed: int) -> None:
    old, new = strips(before, "0001"), strips(after, "0002")
    middles = old.geometry.centroid
    spread = np.random.default_rng(seed).uniform(0, WIDTH, 30)
    points = [*middles, *(Point(150_000 + x, 460_100) for x in spread)]
    homes = gpd.GeoDataFrame(geometry=points, crs=tables.RD)
    carried = borders.transfer(valued(old, numbers), old, new, homes=homes, kind="count", least_covered=0)
    assert carried["value"].sum() == pytest.approx(sum(numbers[: len(old)]), rel=1e-9, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(before=cuts, after=cuts, numbers=figures)
def test_a_rate_stays_between_the_lowest_and_the_highest(
    before: list[int], after: list[int], numbers: list[float]
) -> None:
    old, new = strips(before, "0001"), strips(after, "0002")
    carried = borders.transfer(valued(old, numbers), old, new, kind="rate")
    used = numbers[: len(old)]
    assert carried["value"].between(min(used) - 1e-6, max(used) + 1e-6).all()


@settings(deadline=None, max_examples=30)
@given(inner=cuts, numbers=figures, kind=st.sampled_from(borders.Quantity))
def test_the_same_borders_change_nothing(inner: list[int], numbers: list[float], kind: borders.Quantity) -> None:
    old, new = strips(inner, "0001"), strips(inner, "0002")
    carried = borders.transfer(valued(old, numbers), old, new, kind=kind)
    assert carried["value"].tolist() == pytest.approx(numbers[: len(old)])


@settings(deadline=None, max_examples=30)
@given(before=cuts, after=cuts, numbers=figures, order=st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    before: list[int], after: list[int], numbers: list[float], order: np.random.RandomState
) -> None:
    old, new = strips(before, "0001"), strips(after, "0002")
    rows = list(range(len(old)))
    order.shuffle(rows)
    plain = borders.transfer(valued(old, numbers), old, new, kind="count")
    shuffled = borders.transfer(valued(old, numbers).iloc[rows], old.iloc[rows], new, kind="count")
    pd.testing.assert_frame_equal(plain, shuffled)
