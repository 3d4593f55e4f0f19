"""One place out of a larger file, and the levels that nobody delivered."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from data.domain.errors import SourceError
from data.sources import cbs, tables

EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "sources" / "voorbeelden"


@pytest.fixture
def neighbourhoods() -> gpd.GeoDataFrame:
    return cbs.areas(EXAMPLES / "cbs_buurten_2024.geojson")[0]


@pytest.fixture
def districts() -> gpd.GeoDataFrame:
    return cbs.areas(EXAMPLES / "cbs_wijken_2024.geojson")[0]


def joined(*frames: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), geometry="geometry", crs=tables.RD)


def test_a_missing_municipality_is_drawn_from_its_districts(
    neighbourhoods: gpd.GeoDataFrame, districts: gpd.GeoDataFrame
) -> None:
    areas, report = cbs.complete(joined(districts, neighbourhoods), "Voorbeeldstad")
    drawn = areas.iloc[-1]
    assert (drawn.area_id, drawn.level, drawn["name"], drawn.year) == ("GM9901", "municipality", "Voorbeeldstad", 2024)
    assert pd.isna(drawn.parent_id)
    assert drawn.geometry.geom_type in {"Polygon", "MultiPolygon"}
    assert drawn.geometry.area == pytest.approx(districts.union_all().area)
    assert (report.read, report.accepted) == (1, 1)
    assert report.warnings[0].reason == "drawn_from_children"
    assert report.warnings[0].examples == ("GM9901",)


def test_missing_districts_are_drawn_from_their_neighbourhoods_and_called_by_their_code(
    neighbourhoods: gpd.GeoDataFrame,
) -> None:
    areas, report = cbs.complete(neighbourhoods, "Voorbeeldstad")
    assert areas["area_id"].tolist()[4:] == ["WK990101", "WK9901A1", "GM9901"]
    assert areas.set_index("area_id")["name"]["WK990101"] == "WK990101"
    assert areas.set_index("area_id")["parent_id"]["WK990101"] == "GM9901"
    assert report.accepted == 3
    assert tuple(areas.columns) == tables.COLUMNS["areas"]


def test_water_does_not_make_a_drawn_district_larger(neighbourhoods: gpd.GeoDataFrame) -> None:
    areas, _ = cbs.complete(neighbourhoods, "Voorbeeldstad")
    lettered = areas.set_index("area_id").loc["WK9901A1"]
    assert lettered.geometry.area == pytest.approx(1e6)
    assert not lettered.is_water


def test_a_complete_tree_stays_as_it_is(neighbourhoods: gpd.GeoDataFrame) -> None:
    once, _ = cbs.complete(neighbourhoods, "Voorbeeldstad")
    twice, report = cbs.complete(once, "Anders")
    pd.testing.assert_frame_equal(once, twice)
    assert report.read == 0


def test_completing_never_changes_its_argument(neighbourhoods: gpd.GeoDataFrame) -> None:
    before = neighbourhoods.copy()
    cbs.complete(neighbourhoods, "Voorbeeldstad")
    pd.testing.assert_frame_equal(neighbourhoods, before)


def test_one_name_is_not_given_to_two_municipalities(districts: gpd.GeoDataFrame) -> None:
    other = districts.assign(parent_id=["GM9901", "GM9902"])
    with pytest.raises(SourceError, match=r"areas of \['GM9901', 'GM9902'\] stand together; choose one municipality"):
        cbs.complete(other, "Voorbeeldstad")


def test_children_of_different_years_make_a_parent_without_year(districts: gpd.GeoDataFrame) -> None:
    for years in ([2023, 2024], [2023, pd.NA]):
        mixed = districts.assign(year=pd.array(years, dtype="Int64"))
        areas, _ = cbs.complete(mixed, "Voorbeeldstad")
        assert pd.isna(areas["year"].iloc[-1])


def test_one_municipality_is_kept_with_all_that_lies_in_it(
    neighbourhoods: gpd.GeoDataFrame, districts: gpd.GeoDataFrame
) -> None:
    assert len(cbs.within(joined(districts, neighbourhoods), "GM9901")) == 6
    assert cbs.within(neighbourhoods, "GM0001").empty


def test_a_district_that_is_left_out_takes_its_neighbourhoods_along(neighbourhoods: gpd.GeoDataFrame) -> None:
    whole, _ = cbs.complete(neighbourhoods, "Voorbeeldstad")
    kept = cbs.within(whole, "GM9901", without=["WK9901A1"])
    assert kept["area_id"].tolist() == ["BU99010101", "BU99010102", "WK990101"]


def test_a_choice_of_districts_is_not_the_municipality_until_it_is_drawn_anew(neighbourhoods: gpd.GeoDataFrame) -> None:
    whole, _ = cbs.complete(neighbourhoods, "Voorbeeldstad")
    kept = cbs.within(whole, "GM9901", only=["WK990101"])
    assert "GM9901" not in set(kept["area_id"])
    anew, _ = cbs.complete(kept, "Alleen de kern")
    assert anew.set_index("area_id").loc["GM9901"].geometry.area == pytest.approx(2e6)
