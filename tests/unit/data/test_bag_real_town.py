"""The whole BAG of a real town, from both kinds of file; skipped where the open data are not beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.sources import bag
from data.sources.report import Report

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "weesp"
EXTRACT = SHARED / "BAGGEM0457L-15102021.zip"
LIGHT = SHARED / "weesp_bag_light_style_2021-10-15.gpkg"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not EXTRACT.exists(), reason="../shared is absent: the BAG of a real town can't be read"),
]


@pytest.fixture(scope="module")
def extract() -> bag.Bag:
    return bag.read(EXTRACT)


@pytest.fixture(scope="module")
def light() -> bag.Bag:
    return bag.read(LIGHT)


def test_both_files_give_the_same_counts(extract: bag.Bag, light: bag.Bag) -> None:
    for delivered in (extract, light):
        homes = delivered.addresses
        assert (len(delivered.buildings), len(homes)) == (12_227, 11_858)
        assert (homes["residential"].sum(), homes["street_name"].nunique()) == (10_280, 272)
        assert (homes["residential"] & bag.lived_in(homes["status"])).sum() == 9_520


def test_every_row_of_the_extract_is_accounted_for(extract: bag.Bag) -> None:
    buildings, addresses, links = extract.reports
    assert rejected(buildings) == {"history": 10_192, "not_existing": 672}
    assert rejected(addresses) == {"history": 13_576, "not_existing": 651}
    assert (buildings.read, addresses.read, links.read, links.accepted) == (23_091, 26_085, 12_040, 12_040)
    assert {each.reason: each.rows for each in addresses.warnings} == {"not_in_use_yet": 812}


def test_the_light_file_warns_that_buildings_are_left_out(extract: bag.Bag, light: bag.Bag) -> None:
    several = extract.address_buildings["dwelling_id"].value_counts()
    assert ((several > 1).sum(), several.max()) == (168, 4)
    assert {each.reason: each.rows for each in light.reports[1].warnings}["buildings_left_out"] == 168


@pytest.mark.parametrize(("table", "key"), [("buildings", "building_id"), ("addresses", "dwelling_id")])
def test_both_files_agree_id_by_id(extract: bag.Bag, light: bag.Bag, table: str, key: str) -> None:
    one, other = (getattr(each, table).set_index(key).sort_index() for each in (extract, light))
    assert one.index.equals(other.index)
    assert one.geometry.geom_equals(other.geometry).all()
    for column in one.columns.drop("geometry"):
        assert one[column].equals(other[column]), column


def test_the_links_of_the_light_file_are_among_those_of_the_extract(extract: bag.Bag, light: bag.Bag) -> None:
    both = light.address_buildings.merge(extract.address_buildings)
    assert len(both) == len(light.address_buildings) == 11_858


def rejected(report: Report) -> dict[str, int]:
    return {each.reason: each.rows for each in report.rejections}
