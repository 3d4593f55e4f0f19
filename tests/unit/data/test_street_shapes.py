"""Shapes of streets: on small streets of our own, and on a real town where the open data are beside the project."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from data.sources import bag
from data.warehouse.streets import shapes

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "weesp"
LIGHT = SHARED / "weesp_bag_light_style_2021-10-15.gpkg"
BORDERS = SHARED / "weesp_buurten_2023.geojson"


def test_a_street_with_houses_on_both_sides_covers_the_road_between_them() -> None:
    drawn = shapes(houses(A=[*row(0, 0), *row(0, 30)]), area())
    road = LineString([(0, 20), (80, 20)])
    assert drawn.geometry.iloc[0].covers(road)
    assert drawn.geometry.iloc[0].area < 1.6 * box(0, 0, 80, 40).area


def test_an_l_shaped_street_is_no_hull() -> None:
    corner = [*row(0, 0, count=20), *row(0, 12, count=20, upward=True)]
    shape = shapes(houses(A=corner), area()).geometry.iloc[0]
    assert shape.area < 0.5 * shape.convex_hull.area
    assert shape.geom_type == "Polygon"


def test_a_street_around_a_large_court_leaves_the_court_open() -> None:
    ring = [*row(0, 0, count=10), *row(0, 90, count=10), *row(0, 10, upward=True), *row(70, 10, upward=True)]
    shape = shapes(houses(A=ring), area()).geometry.iloc[0]
    assert len(shape.interiors) == 1
    assert not shape.covers(Point(40, 50))


def test_streets_do_not_overlap_and_meet_halfway() -> None:
    drawn = shapes(houses(A=row(0, 0), B=row(0, 20)), area()).set_index("street_id").geometry
    assert drawn["A"].intersection(drawn["B"]).area < 1e-6
    assert drawn["A"].covers(Point(40, 14))
    assert drawn["B"].covers(Point(40, 16))


def test_a_building_stays_in_its_own_street_however_close_the_next_one_stands() -> None:
    drawn = shapes(houses(A=row(0, 0), B=[box(80, 0, 83, 3)]), area()).set_index("street_id").geometry
    assert drawn["B"].covers(box(80, 0, 83, 3).buffer(-0.01))
    assert drawn["A"].covers(box(72, 0, 80, 10).buffer(-0.01))
    assert drawn["A"].intersection(drawn["B"]).area < 1e-6


def test_shapes_stay_within_their_neighbourhood() -> None:
    narrow = area(box(-5, 2, 200, 200))
    shape = shapes(houses(A=row(0, 0)), narrow).geometry.iloc[0]
    assert shape.difference(narrow.geometry.iloc[0]).area < 1e-6
    assert shape.area > 0


def test_parts_that_lie_close_are_joined_and_parts_far_away_stay_apart() -> None:
    near = shapes(houses(A=[box(0, 0, 10, 10), box(60, 0, 70, 10)]), area())
    far = shapes(houses(A=[box(0, 0, 10, 10), box(200, 0, 210, 10)]), area())
    assert near.geometry.iloc[0].geom_type == "Polygon"
    assert isinstance(far.geometry.iloc[0], MultiPolygon)


def test_parts_are_not_joined_through_another_street() -> None:
    drawn = shapes(houses(A=[box(0, 0, 10, 10), box(60, 0, 70, 10)], B=row(30, -40, upward=True, count=16)), area())
    alone = shapes(houses(A=[box(0, 0, 10, 10)]), area()).geometry.iloc[0]
    parts = drawn.set_index("street_id").geometry["A"]
    assert parts.geom_type == "MultiPolygon"
    assert parts.area == pytest.approx(2 * alone.area, rel=0.03)


def test_one_building_gets_a_margin_around_it() -> None:
    shape = shapes(houses(A=[box(0, 0, 10, 10)]), area()).geometry.iloc[0]
    assert shape.buffer(-5).covers(box(0, 0, 10, 10).buffer(-1))
    assert shape.area < 26 * 26


def test_a_street_in_two_neighbourhoods_has_a_shape_in_each() -> None:
    two = houses(A=row(0, 0))
    two["neighbourhood_id"] = np.where(two.geometry.centroid.x < 40, "N", "M")
    borders = gpd.GeoDataFrame(
        {"area_id": ["N", "M"]}, geometry=[box(-50, -50, 40, 90), box(40, -50, 130, 90)], crs="EPSG:28992"
    )
    drawn = shapes(two, borders)
    assert drawn[["street_id", "neighbourhood_id"]].to_numpy().tolist() == [["A", "M"], ["A", "N"]]
    assert drawn.geometry.iloc[0].distance(drawn.geometry.iloc[1]) < 1


def test_rows_without_street_or_outside_the_borders_are_left_out() -> None:
    some = houses(A=row(0, 0), B=row(0, 30), C=[box(2000, 2000, 2010, 2010)], D=row(0, 60))
    some.loc[some["street_id"] == "B", "street_id"] = None
    some.loc[some["street_id"] == "D", "neighbourhood_id"] = "elsewhere"
    assert shapes(some, area())["street_id"].tolist() == ["A"]
    assert shapes(some[some["street_id"].isna()], area()).empty


def test_a_building_drawn_twice_goes_to_the_first_street() -> None:
    drawn = shapes(houses(A=[box(0, 0, 10, 10)], B=[box(0, 0, 10, 10)], C=[box(60, 0, 70, 10)]), area())
    assert drawn["street_id"].tolist() == ["A", "C"]


def test_no_buildings_give_an_empty_table() -> None:
    drawn = shapes(houses(), area())
    assert drawn.columns.tolist() == ["street_id", "neighbourhood_id", "geometry"]
    assert drawn.empty
    assert drawn.crs.to_epsg() == 28992


def test_the_buildings_given_are_not_changed() -> None:
    given = houses(A=row(0, 0), B=row(0, 30))
    before = given.copy()
    shapes(given, area())
    assert given.equals(before)


@pytest.mark.shared
@pytest.mark.skipif(not LIGHT.exists(), reason="../shared is absent: the streets of a real town can't be drawn")
def test_the_streets_of_a_real_town_keep_every_law() -> None:
    buildings, borders = real_town()
    drawn = shapes(buildings, borders)
    assert len(drawn) == len(buildings.groupby(["street_id", "neighbourhood_id"]))
    assert drawn.geometry.is_valid.all()
    assert set(drawn.geom_type) <= {"Polygon", "MultiPolygon"}
    assert overlap(drawn) < 1e-3
    around = borders.set_index("area_id").geometry.reindex(drawn["neighbourhood_id"]).to_numpy()
    assert shapely.area(shapely.difference(drawn.geometry.to_numpy(), around)).max() < 1e-3
    paired = buildings.merge(drawn, on=["street_id", "neighbourhood_id"], suffixes=("", "_street"))
    assert shapely.intersects(paired["geometry"].to_numpy(), paired["geometry_street"].to_numpy()).all()
    assert (drawn.area / drawn.convex_hull.area).median() < 0.85


def houses(**streets: list[Polygon]) -> gpd.GeoDataFrame:
    pairs = [(street, shape) for street, shapes_ in streets.items() for shape in shapes_]
    return gpd.GeoDataFrame(
        {
            "building_id": [f"{number:016d}" for number in range(len(pairs))],
            "street_id": [street for street, _ in pairs],
            "neighbourhood_id": "N",
        },
        geometry=[shape for _, shape in pairs],
        crs="EPSG:28992",
    )


def row(x: float, y: float, *, count: int = 10, upward: bool = False) -> list[Polygon]:
    """Terraced houses of 8 m wide and 10 m deep, to the right of (x, y) or above it."""
    if upward:
        return [box(x, y + 8 * each, x + 10, y + 8 * each + 8) for each in range(count)]
    return [box(x + 8 * each, y, x + 8 * each + 8, y + 10) for each in range(count)]


def area(shape: Polygon | None = None) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"area_id": ["N"]}, geometry=[shape or box(-300, -300, 500, 500)], crs="EPSG:28992")


def overlap(drawn: gpd.GeoDataFrame) -> float:
    surfaces, place = drawn.geometry.to_numpy(), drawn["neighbourhood_id"].to_numpy()
    one, other = shapely.STRtree(surfaces).query(surfaces, predicate="intersects")
    same = (one < other) & (place[one] == place[other])
    return float(shapely.area(shapely.intersection(surfaces[one[same]], surfaces[other[same]])).max())


def real_town() -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Give buildings the street of most of their addresses, and the neighbourhood where most of those stand."""
    delivered = bag.read(LIGHT)
    borders = gpd.read_file(BORDERS).to_crs("EPSG:28992").rename(columns={"buurtcode": "area_id"})
    placed = delivered.addresses[["dwelling_id", "street_id", "geometry"]].sjoin(borders[["area_id", "geometry"]])
    pairs = delivered.address_buildings.merge(placed, on="dwelling_id")
    counted = pairs.groupby(["building_id", "street_id", "area_id"]).size().rename("homes").reset_index()
    most = counted.sort_values("homes", kind="stable").drop_duplicates("building_id", keep="last")
    buildings = delivered.buildings.merge(most.rename(columns={"area_id": "neighbourhood_id"}), on="building_id")
    return buildings[["building_id", "street_id", "neighbourhood_id", "geometry"]], borders[["area_id", "geometry"]]
