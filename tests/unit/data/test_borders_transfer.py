"""Figures carried over to other borders: counts are split, rates are averaged, what is unknown stays missing."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point, box

from data.domain.errors import BuurtstoplichtError
from data.sources import borders, cbs, tables

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "cbs"


def areas(**squares: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    """Rectangles of 100 m units, by code."""
    shapes = [box(*(150_000 + 100 * x for x in bounds)) for bounds in squares.values()]
    return gpd.GeoDataFrame({"area_id": list(squares)}, geometry=shapes, crs=tables.RD)


def values(**figures: float) -> pd.DataFrame:
    return pd.DataFrame({"area_id": list(figures), "value": list(figures.values())})


OLD = areas(BU00010001=(0, 0, 4, 1), BU00010002=(4, 0, 8, 1))
NEW = areas(BU00020001=(0, 0, 1, 1), BU00020002=(1, 0, 6, 1), BU00020003=(6, 0, 8, 1))


def test_a_count_is_split_by_surface() -> None:
    carried = borders.transfer(values(BU00010001=40, BU00010002=80), OLD, NEW, kind="count")
    assert carried["value"].tolist() == pytest.approx([10, 70, 40])
    assert carried["covered"].tolist() == pytest.approx([1, 1, 1])
    assert carried["area_id"].tolist() == NEW["area_id"].tolist()
    assert carried["transferred"].all()


def test_a_rate_is_the_mean_weighted_by_surface() -> None:
    carried = borders.transfer(values(BU00010001=10, BU00010002=20), OLD, NEW, kind="rate")
    assert carried["value"].tolist() == pytest.approx([10, (3 * 10 + 2 * 20) / 5, 20])


def test_homes_weigh_instead_of_surface() -> None:
    points = [(0.5, 0.5), (2.5, 0.5), (3.5, 0.5), (4.5, 0.5)]
    homes = gpd.GeoDataFrame(geometry=[Point(150_000 + 100 * x, 150_000 + 100 * y) for x, y in points], crs=tables.RD)
    counts = borders.transfer(values(BU00010001=30, BU00010002=80), OLD, NEW, homes=homes, kind="count")
    assert counts["value"].tolist()[:2] == pytest.approx([10, 20 + 80])
    assert np.isnan(counts["value"][2])
    assert counts["covered"].tolist() == [1, 1, 0]
    rates = borders.transfer(values(BU00010001=10, BU00010002=40), OLD, NEW, homes=homes, kind="rate")
    assert rates["value"].tolist()[:2] == pytest.approx([10, 20])


def test_what_is_missing_stays_missing_and_is_not_zero() -> None:
    carried = borders.transfer(values(BU00010001=np.nan, BU00010002=80), OLD, NEW, kind="count")
    assert carried["value"].isna().tolist() == [True, True, False]
    assert carried["covered"].tolist() == pytest.approx([0, 2 / 5, 1])


def test_how_much_must_be_covered_is_up_to_the_caller() -> None:
    figures = values(BU00010001=np.nan, BU00010002=80)
    carried = borders.transfer(figures, OLD, NEW, kind="count", least_covered=0.4)
    assert carried["value"].tolist()[1:] == pytest.approx([40, 40])


def test_a_count_outside_the_new_areas_is_not_pressed_into_them() -> None:
    carried = borders.transfer(values(BU00010001=40, BU00010002=80), OLD, NEW.iloc[:1], kind="count")
    assert carried["value"].tolist() == pytest.approx([10])


def test_a_sliver_outside_is_a_difference_in_drawing() -> None:
    drawn_smaller = areas(BU00020001=(0, 0, 3.9, 1))
    figures = values(BU00010001=40, BU00010002=80)
    assert borders.transfer(figures, OLD, drawn_smaller, kind="count")["value"].tolist() == pytest.approx([40])
    exact = borders.transfer(figures, OLD, drawn_smaller, kind="count", slack=0)
    assert exact["value"].tolist() == pytest.approx([39])


def test_several_figures_are_carried_at_once_each_with_its_own_gaps() -> None:
    figures = values(BU00010001=40, BU00010002=80).assign(other=[np.nan, 8.0])
    carried = borders.transfer(figures, OLD, NEW, kind="count")
    assert carried["value"].tolist() == pytest.approx([10, 70, 40])
    assert carried["other"].isna().tolist() == [True, True, False]


def test_arguments_are_never_changed() -> None:
    figures = values(BU00010001=40, BU00010002=80)
    copies = figures.copy(), OLD.copy(), NEW.copy()
    borders.transfer(figures, OLD, NEW, kind="count")
    for before, after in zip(copies, (figures, OLD, NEW), strict=True):
        pd.testing.assert_frame_equal(before, after)


def test_degrees_and_doubles_are_refused() -> None:
    figures = values(BU00010001=40, BU00010002=80)
    with pytest.raises(BuurtstoplichtError, match="'new' must be in EPSG:28992; it is in EPSG:4326"):
        borders.transfer(figures, OLD, NEW.to_crs(4326), kind="count")
    with pytest.raises(BuurtstoplichtError, match="'values' must have each area once; it has BU00010001 twice"):
        borders.transfer(pd.concat([figures, figures]), OLD, NEW, kind="count")
    with pytest.raises(ValueError, match="'mean' is not a valid Quantity"):
        borders.transfer(figures, OLD, NEW, kind="mean")


def test_measurements_are_carried_by_what_they_are_and_say_so() -> None:
    old, _ = cbs.areas(SAMPLES / "buurt_2015_upper.geojson")
    new = gpd.GeoDataFrame(
        {"area_id": ["BU99019901", "BU99019902"]}, geometry=[old.union_all(), box(0, 0, 1, 1)], crs=tables.RD
    )
    _, measured, _ = cbs.figures(SAMPLES / "buurt_2015_upper.geojson")
    carried = borders.carry(measured, old, new)
    assert tuple(carried.columns) == tables.COLUMNS["measurements"]
    assert set(carried["unit_id"]) == {"BU99019901"}
    assert set(carried["level"]) == {"neighbourhood"}
    assert carried["transferred"].all()
    by_id = carried.set_index("indicator_id")
    assert by_id["numerator"]["social_assistance"] == pytest.approx(30)
    assert by_id["value"]["single_households"] == pytest.approx((38 + 22) / 2)
    assert by_id["starts"]["single_households"] == pd.Timestamp(2015, 1, 1)


def test_measurements_of_other_places_are_not_carried() -> None:
    _, measured, _ = cbs.figures(SAMPLES / "buurt_2015_upper.geojson")
    carried = borders.carry(measured, OLD, NEW)
    assert carried.empty
    assert tuple(carried.columns) == tables.COLUMNS["measurements"]
