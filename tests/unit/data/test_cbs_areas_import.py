"""Borders from CBS files: naming styles, levels, water, foreign ground, and every way a file can be wrong."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from shapely.geometry import Point, box

from data.domain.errors import SourceError
from data.sources import cbs, cbs_columns, tables

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "cbs"
EXAMPLES = Path(__file__).resolve().parents[3] / "docs" / "sources" / "voorbeelden"
NEIGHBOURHOODS = EXAMPLES / "cbs_buurten_2024.geojson"
DISTRICTS = EXAMPLES / "cbs_wijken_2024.geojson"


def unchanged(_: gpd.GeoDataFrame) -> None:
    """Change nothing: only the format differs."""


def changed(path: Path, target: Path, change: Callable[[gpd.GeoDataFrame], Any], **options: str) -> Path:
    """Write a sample again with something changed in it."""
    frame = gpd.read_file(path)
    result = change(frame)
    (frame if result is None else result).to_file(target, **options)
    return target


def sentence(path: Path, **options: Any) -> str:
    """Read a spoilt file; give what the user is told."""
    with pytest.raises(SourceError) as raised:
        cbs.areas(path, **options)
    return str(raised.value)


def reasons(report: Any) -> dict[str, int]:
    return {rejection.reason: rejection.rows for rejection in report.rejections}


def warnings(report: Any) -> dict[str, int]:
    return {warning.reason: warning.rows for warning in report.warnings}


@pytest.mark.parametrize(
    ("file", "year"),
    [
        (SAMPLES / "buurt_2015_upper.geojson", 2015),
        (NEIGHBOURHOODS, 2024),
        (SAMPLES / "buurten_2024_camel.geojson", 2024),
    ],
    ids=["UPPER of 2015", "snake_case", "camelCase of the web service"],
)
def test_every_naming_style_gives_the_same_table(file: Path, year: int) -> None:
    areas, report = cbs.areas(file)
    assert tuple(areas.columns) == tables.COLUMNS["areas"]
    assert areas.crs == tables.RD
    assert set(areas.geom_type) == {"MultiPolygon"}
    first = areas.iloc[0]
    assert (first.area_id, first.level, first["name"], first.parent_id, first.year) == (
        "BU99010101",
        "neighbourhood",
        "Oude Kern",
        "WK990101",
        year,
    )
    assert areas.geometry.iloc[0].area == pytest.approx(1e6, rel=1e-3)
    assert report.read == report.accepted + sum(reasons(report).values())


def test_codes_with_letters_are_codes_like_any_other() -> None:
    areas, _ = cbs.areas(NEIGHBOURHOODS)
    lettered = areas.set_index("area_id").loc["BU9901A1B2"]
    assert (lettered.level, lettered.parent_id) == ("neighbourhood", "WK9901A1")


def test_water_is_kept_and_marked_and_a_land_name_with_water_in_it_is_land() -> None:
    areas, _ = cbs.areas(NEIGHBOURHOODS)
    assert areas.set_index("area_id")["is_water"].to_dict() == {
        "BU99010101": False,
        "BU99010102": False,
        "BU9901A1B2": False,
        "BU9901A199": True,
    }


def test_without_a_water_column_name_and_missing_figures_together_make_water() -> None:
    areas, report = cbs.areas(SAMPLES / "wijken_2024_no_water_column.geojson")
    assert areas.set_index("name")["is_water"].to_dict() == {
        "Wijk 01 Oude Kern": False,
        "Groot water": True,
        "Aan het Water": False,
        "Stille Hoek": False,
    }
    assert warnings(report) == {"water_by_name": 1}


def test_the_mark_of_the_file_goes_before_the_name(tmp_path: Path) -> None:
    def dry(frame: gpd.GeoDataFrame) -> None:
        frame["water"] = "NEE"

    areas, report = cbs.areas(changed(NEIGHBOURHOODS, tmp_path / "x.geojson", dry))
    assert "Groot water" in set(areas["name"])
    assert not areas["is_water"].any()
    assert not warnings(report)


def test_codes_in_small_letters_are_the_same_codes(tmp_path: Path) -> None:
    def small(frame: gpd.GeoDataFrame) -> None:
        frame["buurtcode"] = frame["buurtcode"].str.lower() + " "

    areas, _ = cbs.areas(changed(NEIGHBOURHOODS, tmp_path / "x.geojson", small))
    assert areas["area_id"].tolist()[2] == "BU9901A1B2"


def test_foreign_ground_points_and_rows_without_shape_or_code_are_left_out_with_their_reason() -> None:
    areas, report = cbs.areas(SAMPLES / "buurten_hard_cases.geojson", municipality="GM9901")
    assert areas["area_id"].tolist() == ["BU99010101", "BU99010104"]
    assert reasons(report) == {
        "foreign_ground": 1,
        "outside_municipality": 1,
        "no_code": 1,
        "no_geometry": 1,
        "not_polygon": 1,
    }
    assert report.read == 7


def test_a_crossed_border_is_mended_with_a_warning() -> None:
    areas, report = cbs.areas(SAMPLES / "buurten_hard_cases.geojson", municipality="GM9901")
    mended = areas.set_index("area_id").loc["BU99010104"].geometry
    assert mended.is_valid
    assert mended.area == pytest.approx(500_000)
    assert warnings(report)["geometry_mended"] == 1


def test_parents_are_derived_from_the_code_where_the_file_has_no_column_for_them() -> None:
    areas, report = cbs.areas(SAMPLES / "buurten_hard_cases.geojson", municipality="GM9901")
    assert areas["parent_id"].tolist() == ["WK990101", "WK990101"]
    assert warnings(report)["parent_derived"] == 2
    assert areas["year"].isna().all()


def test_the_water_part_of_a_municipality_does_not_make_it_occur_twice() -> None:
    areas, report = cbs.areas(SAMPLES / "gemeenten_2024_two_parts.geojson")
    assert areas["area_id"].tolist() == ["GM9901"]
    assert not areas["is_water"].iloc[0]
    assert areas.area.iloc[0] == pytest.approx(4e6)
    assert pd.isna(areas["parent_id"].iloc[0])
    assert reasons(report) == {"water_part": 1}


def test_a_geopackage_gives_all_its_levels_with_a_report_each(tmp_path: Path) -> None:
    path = tmp_path / "wijkenbuurten_2024_v1.gpkg"
    for source, layer in (
        (SAMPLES / "gemeenten_2024_two_parts.geojson", "gemeenten"),
        (DISTRICTS, "wijken"),
        (NEIGHBOURHOODS, "buurten"),
    ):
        changed(source, path, unchanged, driver="GPKG", layer=layer)
    areas, reports = cbs.area_levels(path)
    assert areas["level"].value_counts().to_dict() == {"municipality": 1, "district": 2, "neighbourhood": 4}
    assert set(areas["year"]) == {2024}
    assert [(report.file, report.read) for report in reports] == [
        ("wijkenbuurten_2024_v1.gpkg (gemeenten)", 2),
        ("wijkenbuurten_2024_v1.gpkg (wijken)", 2),
        ("wijkenbuurten_2024_v1.gpkg (buurten)", 4),
    ]
    one, _ = cbs.areas(path, layer="wijken")
    assert one["area_id"].tolist() == ["WK990101", "WK9901A1"]
    assert "there are 3 layers of areas; name one of" in sentence(path)
    assert "there is no layer 'straten'; it has ['gemeenten', 'wijken', 'buurten']" in sentence(path, layer="straten")


def test_a_shapefile_and_a_zip_of_it_read_alike(tmp_path: Path) -> None:
    shape = changed(SAMPLES / "buurt_2015_upper.geojson", tmp_path / "buurt_2015.shp", unchanged)
    archive = tmp_path / "buurt_2015.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for part in tmp_path.glob("buurt_2015.*"):
            if part.suffix != ".zip":
                file.write(part, part.name)
    plain, _ = cbs.areas(shape)
    zipped, _ = cbs.areas(archive)
    pd.testing.assert_frame_equal(plain, zipped)
    assert plain["area_id"].tolist() == ["BU99010101", "BU99010102"]


def test_the_argument_of_the_caller_is_the_year() -> None:
    areas, _ = cbs.areas(SAMPLES / "buurten_hard_cases.geojson", municipality="GM9901", year=2023)
    assert set(areas["year"]) == {2023}
    areas, _ = cbs.areas(NEIGHBOURHOODS, year=2023)
    assert set(areas["year"]) == {2023}


@pytest.mark.parametrize(
    ("name", "year"),
    [("kwb-2024.xlsx", 2024), ("wijkenbuurten_2015_v3.gpkg", 2015), ("levering-15102021.gpkg", None), ("a.csv", None)],
)
def test_a_year_in_the_name_stands_by_itself(name: str, year: int | None) -> None:
    assert cbs_columns.year_in_name(name) == year


def test_a_file_that_is_not_there() -> None:
    assert sentence(SAMPLES / "buurten_2030.geojson").startswith("buurten_2030.geojson: there is no such file in ")


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "buurten.geojson"
    path.touch()
    assert sentence(path) == "buurten.geojson: the file is empty; ask for the delivery again"


def test_a_file_of_another_kind(tmp_path: Path) -> None:
    path = tmp_path / "buurten.vrt"
    path.write_text("<OGRVRTDataSource/>")
    assert "buurten.vrt: files of kind '.vrt' can't be read; deliver .gpkg, .shp" in sentence(path)


def test_a_virtual_file_under_the_name_of_a_geojson_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "buurten.geojson"
    path.write_text(f'<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>{NEIGHBOURHOODS}</SrcDataSource>'
                    "</OGRVRTLayer></OGRVRTDataSource>")  # fmt: skip
    assert sentence(path).startswith("buurten.geojson: ")


@pytest.mark.parametrize("share", [0.05, 0.5, 0.95])
def test_a_geopackage_that_was_cut_off(tmp_path: Path, share: float) -> None:
    path = changed(NEIGHBOURHOODS, tmp_path / "buurten.gpkg", unchanged, driver="GPKG", layer="buurten")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    told = sentence(path)
    assert told.startswith("buurten.gpkg: ")
    assert told.endswith("again")


def test_a_zip_that_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "buurten.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.write(NEIGHBOURHOODS, "buurten.geojson")
    path.write_bytes(path.read_bytes()[:900])
    assert sentence(path).startswith("buurten.zip: the zip is cut off or damaged (")
    assert sentence(path).endswith("download it again")


def test_a_geojson_that_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "buurten.geojson"
    path.write_bytes(NEIGHBOURHOODS.read_bytes()[:1500])
    assert sentence(path).startswith("buurten.geojson: the file can't be opened (")


def test_a_shapefile_that_was_cut_off(tmp_path: Path) -> None:
    path = changed(SAMPLES / "buurt_2015_upper.geojson", tmp_path / "buurt.shp", unchanged)
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[: size - 100])
    assert sentence(path) == f"buurt.shp: cut off: {size - 100} of {size} bytes are there; download it again"


def test_a_shapefile_without_its_table(tmp_path: Path) -> None:
    path = changed(SAMPLES / "buurt_2015_upper.geojson", tmp_path / "buurt.shp", unchanged)
    path.with_suffix(".dbf").unlink()
    assert sentence(path) == (
        "buurt.shp: ['.dbf'] must stand beside it with the same name; deliver the whole set, or a zip"
    )


def test_a_file_without_coordinate_system_asks_for_it_and_takes_it(tmp_path: Path) -> None:
    path = changed(SAMPLES / "buurt_2015_upper.geojson", tmp_path / "buurt.shp", unchanged)
    path.with_suffix(".prj").unlink()
    assert sentence(path) == "buurt.shp: no coordinate system is stated; say it with --crs, for instance EPSG:28992"
    assert "'EPSG:1' is no coordinate system" in sentence(path, crs="EPSG:1")
    areas, _ = cbs.areas(path, crs="EPSG:28992")
    assert areas.geometry.iloc[0].area == pytest.approx(1e6)


def test_metres_that_call_themselves_degrees(tmp_path: Path) -> None:
    text = NEIGHBOURHOODS.read_text(encoding="utf-8").replace("EPSG::28992", "EPSG::4326")
    path = tmp_path / "buurten.geojson"
    path.write_text(text, encoding="utf-8")
    assert sentence(path) == (
        "buurten.geojson: states EPSG:4326 (degrees) but holds metres; mend its .prj or --crs"
    )  # fmt: skip


def test_degrees_that_call_themselves_metres(tmp_path: Path) -> None:
    path = changed(
        SAMPLES / "buurten_2024_camel.geojson",
        tmp_path / "buurten.gpkg",
        lambda frame: frame.set_crs("EPSG:28992", allow_override=True),
        driver="GPKG",
    )
    assert "states EPSG:28992 (metres) but holds degrees" in sentence(path)


def test_latitude_and_longitude_swapped(tmp_path: Path) -> None:
    def swap(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        bounds = frame.bounds
        return frame.set_geometry(
            [box(row.miny, row.minx, row.maxy, row.maxx) for row in bounds.itertuples()], crs="EPSG:4326"
        )

    path = changed(SAMPLES / "buurten_2024_camel.geojson", tmp_path / "buurten.geojson", swap)
    assert sentence(path) == (
        "buurten.geojson: row 1: the shape of BU99010101 lies outside the Netherlands; the coordinate system is "
        "another (say it with --crs) or latitude and longitude are swapped"
    )


def test_columns_without_codes(tmp_path: Path) -> None:
    path = changed(NEIGHBOURHOODS, tmp_path / "x.geojson", lambda frame: frame[["buurtnaam", "geometry"]])
    assert sentence(path) == (
        "x.geojson: no column holds area codes; needed is one of buurtcode, wijkcode, gemeentecode, BU_CODE, WK_CODE, "
        "GM_CODE, gwb_code_10 or WijkenEnBuurten, it has ['buurtnaam', 'geometry']"
    )


def test_a_code_that_occurs_twice_names_its_rows(tmp_path: Path) -> None:
    path = changed(NEIGHBOURHOODS, tmp_path / "x.geojson", lambda frame: pd.concat([frame, frame.iloc[[1]]]))
    assert sentence(path) == "x.geojson: rows 2, 5: BU99010102 occurs 2 times; leave one of them"


def test_a_code_in_another_form_names_row_and_column(tmp_path: Path) -> None:
    def spoil(frame: gpd.GeoDataFrame) -> None:
        frame.loc[2, "buurtcode"] = "99010101"

    path = changed(NEIGHBOURHOODS, tmp_path / "x.geojson", spoil)
    assert sentence(path) == (
        "x.geojson: row 3: column 'buurtcode' holds '99010101'; write it as GM0405, WK040501 or BU04050101"
    )


def test_an_unknown_mark_for_water_names_row_and_column(tmp_path: Path) -> None:
    def spoil(frame: gpd.GeoDataFrame) -> None:
        frame.loc[1, "water"] = "MISSCHIEN"

    path = changed(NEIGHBOURHOODS, tmp_path / "x.geojson", spoil)
    assert sentence(path) == "x.geojson: row 2: column 'water' holds 'MISSCHIEN'; write JA, NEE or B"


def test_a_year_that_is_none_names_row_and_column(tmp_path: Path) -> None:
    def spoil(frame: gpd.GeoDataFrame) -> None:
        frame["jaar"] = ["2024", "onbekend", "2024", "2024"]

    path = changed(NEIGHBOURHOODS, tmp_path / "x.geojson", spoil)
    assert sentence(path) == "x.geojson: row 2: column 'jaar' holds 'onbekend'; write a year such as 2024"


def test_a_municipality_that_is_not_in_the_file() -> None:
    assert sentence(NEIGHBOURHOODS, municipality="GM0001") == (
        "cbs_buurten_2024.geojson: no row of GM0001 remains (4 outside_municipality); deliver the file of this place"
    )


def test_a_municipality_by_name_is_not_guessed() -> None:
    assert sentence(NEIGHBOURHOODS, municipality="Voorbeeldstad") == (
        "cbs_buurten_2024.geojson: 'Voorbeeldstad' is not the code of a municipality; write it as GM0405"
    )


def test_a_file_of_points_is_no_file_of_areas(tmp_path: Path) -> None:
    path = changed(
        NEIGHBOURHOODS,
        tmp_path / "x.geojson",
        lambda frame: frame.set_geometry([Point(1.5e5, 4.6e5)] * 4, crs=tables.RD),
    )
    assert sentence(path) == "x.geojson: no row has the shape of an area; deliver polygons"


def test_a_geopackage_of_other_things_names_its_layers(tmp_path: Path) -> None:
    path = tmp_path / "x.gpkg"
    for layer in ("wegen", "panden"):
        changed(NEIGHBOURHOODS, path, unchanged, driver="GPKG", layer=layer)
    assert sentence(path) == (
        "x.gpkg: none of the layers ['wegen', 'panden'] is called gemeenten, wijken or buurten; name the one to read"
    )


def test_a_layer_without_rows(tmp_path: Path) -> None:
    path = changed(NEIGHBOURHOODS, tmp_path / "x.gpkg", lambda frame: frame.iloc[:0], driver="GPKG", layer="buurten")
    assert sentence(path) == "x.gpkg: layer 'buurten' has no rows; ask for the delivery again"


def test_reading_changes_nothing_on_disk(tmp_path: Path) -> None:
    copy = tmp_path / NEIGHBOURHOODS.name
    shutil.copy(NEIGHBOURHOODS, copy)
    cbs.areas(copy)
    assert [path.name for path in tmp_path.iterdir()] == [NEIGHBOURHOODS.name]
    assert pyogrio.read_info(copy)["features"] == 4
