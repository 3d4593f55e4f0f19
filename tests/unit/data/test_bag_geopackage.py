"""``bag-light.gpkg``: a small one made here in PDOK's columns, then the same spoilt."""

from __future__ import annotations

import warnings
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import LineString, MultiPolygon, Point, box

from data.domain.errors import SourceError
from data.sources import bag
from data.sources.tables import COLUMNS

PANDEN = gpd.GeoDataFrame(
    {
        "identificatie": ["0000100000000001", "0000100000000002", "0000100000000003"],
        "bouwjaar": [1950, 9999, 1930],
        "status": ["Pand in gebruik", "Verbouwing pand", "Pand gesloopt"],
    },
    geometry=[box(200000, 500000, 200010, 500008), box(200010, 500000, 200020, 500008), box(0, 0, 1, 1)],
    crs="EPSG:28992",
)
OBJECTS = gpd.GeoDataFrame(
    {
        "identificatie": ["0000010000000001", "0000010000000002", "0000010000000003", "0000010000000004"],
        "oppervlakte": [80, 999999, 60, 70],
        "status": [
            "Verblijfsobject in gebruik",
            "Verbouwing verblijfsobject",
            "Verblijfsobject gevormd",
            "Verblijfsobject ingetrokken",
        ],
        "gebruiksdoel": ["woonfunctie", "woonfunctie,kantoorfunctie", "winkelfunctie", "woonfunctie"],
        "openbare_ruimte_naam": ["Voorbeeldlaan", "Voorbeeldlaan", "Proefkade", "Proefkade"],
        "huisnummer": [1, 3, 2, 4],
        "huisletter": ["a", None, None, None],
        "toevoeging": [None, "bis", None, None],
        "postcode": ["9999ZZ", "9999 zz", "99ZZ", None],
        "woonplaats_naam": "Voorbeeldstad",
        "pand_identificatie": ["0000100000000001", "0000100000000001", "0000100000000002", "0000100000000001"],
        "openbare_ruimte_identificatie": [f"000030000000000{n}" for n in (1, 1, 2, 2)],
        "pand_aantal": [1, 2, 1, 1],
    },
    geometry=[Point(200005, 500004), Point(200006, 500004), Point(200015, 500004), Point(200005, 500004)],
    crs="EPSG:28992",
)


def test_present_rows_are_read_in_the_columns_of_the_contract(tmp_path: Path) -> None:
    delivered = bag.read(geopackage(tmp_path))
    for table in ("buildings", "addresses", "address_buildings"):
        assert tuple(getattr(delivered, table).columns) == COLUMNS[table]
    assert delivered.buildings["building_id"].tolist() == ["0000100000000001", "0000100000000002"]
    assert [(report.read, report.accepted) for report in delivered.reports] == [(3, 2), (4, 3), (3, 3)]
    assert delivered.buildings.crs.to_epsg() == delivered.addresses.crs.to_epsg() == 28992


def test_doubtful_cells_are_missing_and_warned(tmp_path: Path) -> None:
    delivered = bag.read(geopackage(tmp_path))
    assert delivered.addresses["postcode"].fillna("").tolist() == ["9999ZZ", "9999ZZ", ""]
    assert delivered.addresses["floor_area"].isna().tolist() == [False, True, False]
    assert delivered.addresses["residential"].tolist() == [True, True, False]
    assert warned(delivered, 0) == {"construction_year_unknown": 1}
    assert warned(delivered, 1) == {
        "floor_area_unknown": 1,
        "postcode_malformed": 1,
        "not_in_use_yet": 1,
        "buildings_left_out": 1,
    }


def test_buildings_named_together_are_all_linked(tmp_path: Path) -> None:
    both = OBJECTS.assign(pand_identificatie="0000100000000001, 0000100000000002")
    delivered = bag.read(geopackage(tmp_path, objects=both))
    assert len(delivered.address_buildings) == 6
    assert "buildings_left_out" not in warned(delivered, 1)


def test_a_link_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    twice = OBJECTS.assign(pand_identificatie="0000100000000001,0000100000000001")
    delivered = bag.read(geopackage(tmp_path, objects=twice))
    assert [(each.reason, each.rows) for each in delivered.reports[2].rejections] == [("link_twice", 3)]
    assert not delivered.address_buildings.duplicated().any()


@pytest.mark.parametrize("kind", ["int64", "float64"])
def test_ids_that_lost_their_zeros_get_them_back(tmp_path: Path, kind: str) -> None:
    numbers = OBJECTS.assign(identificatie=OBJECTS["identificatie"].astype("int64").astype(kind))
    delivered = bag.read(geopackage(tmp_path, objects=numbers))
    assert delivered.addresses["dwelling_id"].tolist() == OBJECTS["identificatie"].tolist()[:3]
    assert warned(delivered, 1)["id_padded"] == 3


def test_the_columns_may_be_of_another_coordinate_system_than_rd(tmp_path: Path) -> None:
    delivered = bag.read(geopackage(tmp_path, panden=PANDEN.to_crs(4326), objects=OBJECTS.to_crs(4326)))
    assert delivered.addresses.geometry.iloc[0].distance(Point(200005, 500004)) < 0.01


def test_only_the_box_is_read_and_the_rest_counted(tmp_path: Path) -> None:
    for crs in (28992, 4326):
        path = geopackage(tmp_path, panden=PANDEN.to_crs(crs), objects=OBJECTS.to_crs(crs))
        delivered = bag.read(path, box=(200_001, 500_001, 200_008, 500_006))
        assert delivered.buildings["building_id"].tolist() == ["0000100000000001"]
        assert {each.reason: each.rows for each in delivered.reports[0].rejections} == {"outside_box": 2}


def test_a_building_in_parts_keeps_its_largest_and_one_without_surface_is_left_out(tmp_path: Path) -> None:
    large = box(200000, 500000, 200010, 500010)
    odd = PANDEN.set_geometry([MultiPolygon([large, box(200020, 500000, 200021, 500001)]), large, None])
    odd.loc[1, "geometry"] = LineString([(200000, 500000), (200001, 500001)])
    odd["status"] = "Pand in gebruik"
    delivered = bag.read(geopackage(tmp_path, panden=odd))
    assert delivered.buildings.geometry.iloc[0].equals(large)
    assert {each.reason: each.rows for each in delivered.reports[0].rejections} == {"no_geometry": 2}


def test_an_address_drawn_as_a_surface_becomes_a_point_inside_it(tmp_path: Path) -> None:
    surfaces = OBJECTS.set_geometry(OBJECTS.buffer(2, cap_style="square"))
    drawn = bag.read(geopackage(tmp_path, objects=surfaces)).addresses.geometry
    assert set(drawn.geom_type) == {"Point"}
    assert drawn.iloc[0].distance(Point(200005, 500004)) < 2


def test_every_missing_column_is_named(tmp_path: Path) -> None:
    path = geopackage(tmp_path, panden=PANDEN.drop(columns=["status", "bouwjaar"]))
    fails(path, r"bag-light\.gpkg: layer 'pand' lacks the columns \['bouwjaar', 'status'\]; it has")


def test_a_missing_layer_is_named(tmp_path: Path) -> None:
    path = tmp_path / "bag-light.gpkg"
    PANDEN.to_file(path, layer="panden")
    fails(path, r"there is no layer 'pand'; it has \['panden'\]")


def test_ids_that_are_not_of_the_bag_are_named_with_their_row(tmp_path: Path) -> None:
    wrong = OBJECTS.assign(identificatie=["0000010000000001", "home two", "0000010000000003", "0000010000000004"])
    fails(geopackage(tmp_path, objects=wrong), r"column 'identificatie': 1 values .*\(row 2 has 'home two'\)")


def test_ids_that_occur_twice_are_named(tmp_path: Path) -> None:
    path = geopackage(tmp_path, objects=pd.concat([OBJECTS, OBJECTS.head(1)], ignore_index=True))
    fails(path, r"addresses, column 'identificatie': 1 ids occur more than once \(0000010000000001\); leave one row")


def test_metres_called_degrees_are_refused(tmp_path: Path) -> None:
    fails(geopackage(tmp_path, panden=PANDEN.set_crs(4326, allow_override=True)), r"\(degrees\) but holds metres")


def test_a_file_that_states_no_coordinate_system_is_refused(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        path = geopackage(tmp_path, panden=PANDEN.set_crs(None, allow_override=True))
    fails(path, "no coordinate system is stated; say it")
    assert len(bag.read(path, crs="EPSG:28992").buildings) == 2


def test_a_layer_without_rows_is_refused(tmp_path: Path) -> None:
    fails(geopackage(tmp_path, panden=PANDEN.head(0)), "layer 'pand' has no rows")


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_file_that_is_cut_off_is_refused(tmp_path: Path, share: float) -> None:
    path = geopackage(tmp_path)
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    fails(path, r"can't be (opened|read) .*deliver")


def test_an_empty_file_and_another_kind_of_file_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bag.gpkg"
    path.write_bytes(b"")
    fails(path, "the file is empty")
    path.write_text("<OGRVRTDataSource><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTDataSource>")
    fails(path, "neither a GeoPackage nor a zip")
    fails(path.rename(tmp_path / "bag.csv"), "files of kind '.csv' can't be read")


def geopackage(folder: Path, panden: gpd.GeoDataFrame = PANDEN, objects: gpd.GeoDataFrame = OBJECTS) -> Path:
    path = folder / "bag-light.gpkg"
    path.unlink(missing_ok=True)
    panden.to_file(path, layer="pand", geometry_type="Unknown")
    objects.to_file(path, layer="verblijfsobject")
    return path


def warned(delivered: bag.Bag, index: int) -> dict[str, int]:
    return {each.reason: each.rows for each in delivered.reports[index].warnings}


def fails(path: Path, sentence: str) -> None:
    with pytest.raises(SourceError, match=sentence):
        bag.read(path)
