"""The invented town looks and counts like a Dutch town of thirty thousand, and is the same every time."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
import shapely

from data.demo import town
from data.sources.tables import COLUMNS, RD, Delivery

LAND_SHARE_TOLERANCE = 1.0


@pytest.fixture(scope="module")
def made() -> Delivery:
    return town()


def level(made: Delivery, name: str) -> pd.DataFrame:
    return made.areas[made.areas["level"] == name].reset_index(drop=True)


def fact(made: Delivery, name: str, year: int) -> pd.Series:
    facts = made.area_facts[(made.area_facts["fact"] == name) & (made.area_facts["year"] == year)]
    return facts.set_index("area_id")["value"]


def test_every_table_has_the_columns_of_the_contract_in_order(made: Delivery) -> None:
    for table, columns in COLUMNS.items():
        assert tuple(getattr(made, table).columns) == columns, table


def test_everything_drawn_lies_within_three_kilometres_of_the_middle_in_rd(made: Delivery) -> None:
    for table in ("areas", "buildings", "addresses", "ground"):
        frame = getattr(made, table)
        assert frame.crs == RD
        xmin, ymin, xmax, ymax = frame.total_bounds
        assert xmin > 147_000
        assert xmax < 153_000
        assert ymin > 517_000
        assert ymax < 523_000


def test_the_town_has_the_size_that_was_asked_for(made: Delivery) -> None:
    assert 28_000 <= fact(made, "inhabitants", 2026)["GM9999"] <= 32_000
    assert 11_000 <= made.addresses["residential"].sum() <= 13_500
    assert 8_500 <= len(made.buildings) <= 10_500
    assert 5 <= len(level(made, "district")) <= 8
    assert 25 <= len(level(made, "neighbourhood")) <= 40


def test_two_builds_are_equal_to_the_last_coordinate(made: Delivery) -> None:
    again = town()
    for table in COLUMNS:
        first, second = getattr(made, table), getattr(again, table)
        if "geometry" in COLUMNS[table]:
            assert shapely.equals_exact(first.geometry.to_numpy(), second.geometry.to_numpy()).all(), table
            first, second = pd.DataFrame(first.drop(columns="geometry")), pd.DataFrame(second.drop(columns="geometry"))
        pd.testing.assert_frame_equal(first, second)


def test_progress_is_told_step_by_step() -> None:
    class StopHereError(Exception):
        pass

    def tell(step: str) -> None:
        told.append(step)
        if len(told) == 2:
            raise StopHereError

    told: list[str] = []
    with pytest.raises(StopHereError):
        town(tell)
    assert told == ["plan", "streets and buildings"]


def test_neighbourhoods_tile_districts_and_districts_the_municipality(made: Delivery) -> None:
    for parent_level, child_level in (("municipality", "district"), ("district", "neighbourhood")):
        children = level(made, child_level)
        for parent in level(made, parent_level).itertuples():
            own = children[children["parent_id"] == parent.area_id]
            joined = shapely.union_all(own.geometry.to_numpy())
            assert joined.symmetric_difference(parent.geometry).area < LAND_SHARE_TOLERANCE
            assert abs(own.geometry.area.sum() - parent.geometry.area) < LAND_SHARE_TOLERANCE


def test_neighbours_share_their_border_corner_by_corner(made: Delivery) -> None:
    parts = shapely.get_parts(level(made, "neighbourhood").geometry.to_numpy())
    assert shapely.coverage_is_valid(parts)


def test_one_district_is_water_and_nobody_lives_there(made: Delivery) -> None:
    water = made.areas[made.areas["is_water"]]
    assert set(water["level"]) == {"district", "neighbourhood"}
    lake = shapely.union_all(water.geometry.to_numpy())
    assert not made.addresses.intersects(lake).any()
    assert not set(water["area_id"]) & set(made.area_facts["area_id"])


def test_no_two_buildings_overlap(made: Delivery) -> None:
    shapes = made.buildings.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = left < right
    assert pairs.sum() > 1000
    shared = shapely.area(shapely.intersection(shapes[left[pairs]], shapes[right[pairs]]))
    assert shared.max() < 0.5


def test_no_building_stands_in_water_or_on_a_road(made: Delivery) -> None:
    shapes = made.buildings.geometry.to_numpy()
    closed = made.ground[made.ground["kind"].isin(["water", "road"])].geometry.to_numpy()
    building, ground = shapely.STRtree(closed).query(shapes, predicate="intersects")
    wet = shapely.area(shapely.intersection(shapes[building], closed[ground]))
    squares = made.buildings.geometry.area.to_numpy()[building][wet > 0.5]
    assert len(squares) <= 2, "only the church and the town hall stand on a square"


def test_every_building_lies_in_exactly_one_neighbourhood(made: Delivery) -> None:
    shapes = made.buildings.geometry.to_numpy()
    found, _ = shapely.STRtree(level(made, "neighbourhood").geometry.to_numpy()).query(shapes, predicate="within")
    assert np.array_equal(np.sort(found), np.arange(len(shapes)))


def test_every_address_stands_inside_its_own_building(made: Delivery) -> None:
    own = made.address_buildings.drop_duplicates("dwelling_id").merge(made.buildings, on="building_id")
    joined = made.addresses.merge(own, on="dwelling_id", suffixes=("", "_building"), validate="1:1")
    assert len(joined) == len(made.addresses)
    assert shapely.contains(joined["geometry_building"].to_numpy(), joined["geometry"].to_numpy()).all()


def test_ids_are_unique_and_of_sixteen_digits(made: Delivery) -> None:
    for ids, start in (
        (made.buildings["building_id"], "9999100"),
        (made.addresses["dwelling_id"], "9999010"),
        (made.addresses["street_id"].drop_duplicates(), "9999300"),
    ):
        assert ids.is_unique
        assert ids.str.fullmatch(start + r"\d{9}").all()
    assert made.areas["area_id"].is_unique
    assert made.areas["area_id"].map(lambda code: bool(re.fullmatch(r"GM9999|WK9999\d{2}|BU9999\d{4}", code))).all()


def test_every_street_has_one_name_and_every_name_one_street(made: Delivery) -> None:
    pairs = made.addresses[["street_id", "street_name"]].drop_duplicates()
    assert pairs["street_id"].is_unique
    assert pairs["street_name"].is_unique
    assert pairs["street_name"].str.len().min() > 1


def test_some_streets_run_through_two_neighbourhoods(made: Delivery) -> None:
    joined = made.addresses.sjoin(level(made, "neighbourhood")[["area_id", "geometry"]])
    pairs = joined[["street_id", "area_id"]].drop_duplicates()
    assert (pairs["street_id"].value_counts() > 1).sum() >= 5


def test_no_two_addresses_are_the_same(made: Delivery) -> None:
    keys = ["street_id", "house_number", "house_letter", "addition"]
    assert not made.addresses[keys].duplicated().any()
    assert (made.addresses["house_number"] >= 1).all()
    assert made.addresses["postcode"].str.fullmatch(r"0\d{3}[A-Z]{2}").all()


def test_the_oddities_of_real_registers_occur(made: Delivery) -> None:
    addresses, links = made.addresses, made.address_buildings
    assert links["dwelling_id"].duplicated().sum() >= 10
    assert addresses["uses"].eq("woonfunctie,winkelfunctie").sum() >= 5
    assert (~addresses["residential"]).sum() > 100
    assert (~made.buildings["building_id"].isin(links["building_id"])).sum() > 200
    assert 5 <= made.buildings["construction_year"].isna().sum() <= 100
    assert addresses["residential"].equals(addresses["uses"].str.contains("woonfunctie"))


def test_counts_are_rounded_to_five_so_that_they_do_not_add_up(made: Delivery) -> None:
    assert (made.area_facts["value"] % 5 == 0).all()
    low = made.area_facts["area_id"].str.startswith("BU")
    keys = ["fact", "year"]
    parts = made.area_facts[low].groupby(keys)["value"].sum()
    whole = made.area_facts[made.area_facts["area_id"] == "GM9999"].set_index(keys)["value"]
    assert (parts - whole).abs().gt(0).sum() >= 5
    assert (parts - whole).abs().max() < 100


def test_the_ground_is_drawn_without_overlap(made: Delivery) -> None:
    by_kind = {kind: shapely.union_all(rows.geometry.to_numpy()) for kind, rows in made.ground.groupby("kind")}
    assert set(by_kind) == {"water", "green", "road"}
    for one, other in (("water", "green"), ("water", "road"), ("green", "road")):
        assert by_kind[one].intersection(by_kind[other]).area < 0.01 * by_kind[other].area


def test_every_report_accounts_for_its_table(made: Delivery) -> None:
    assert {report.table: report.accepted for report in made.reports} == {
        table: len(getattr(made, table)) for table in COLUMNS
    }
    assert {report.file for report in made.reports} == {"demo"}
