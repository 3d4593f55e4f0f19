"""The importers on real open data: nothing disappears, and the pitfalls that were seen there stay dealt with."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest

from data.sources import borders, cbs, files, leefbaarometer, tables
from data.sources.report import Report

pytestmark = pytest.mark.shared

MAPS = (
    "baarn/baarn_buurten.geojson",
    "hoorn/hoorn_buurten_cbs2015_simplified.geojson",
    "hoorn/hoorn_wijken_cbs2015_simplified.geojson",
    "hoorn/hoorn_wijken_2024.geojson",
    "hoorn/hoorn_gemeente_2022.geojson",
    "hoorn/hoorn_gemeente_2023.geojson",
    "hoorn/hoorn_gemeente_2024.geojson",
    "weesp/weesp_buurten_2023.geojson",
    "weesp/weesp_buurten_cbs2015_simplified.geojson",
    "weesp/weesp_wijken_2024.geojson",
)
LEEFBAAROMETER = "leefbaarometer/leefbaarometer_2024_buurten.csv"
DRIEMOND = "WK0363SA"


def rejected(report: Report) -> int:
    return sum(rejection.rows for rejection in report.rejections)


def weesp(shared: Path) -> gpd.GeoDataFrame:
    """Give the 22 neighbourhoods of Weesp; Driemond lies in the same file but is another place."""
    drawn, _ = cbs.areas(shared / "weesp/weesp_buurten_2023.geojson")
    return cbs.within(drawn, "GM0363", without=[DRIEMOND])


@pytest.mark.parametrize("file", MAPS)
def test_every_row_of_a_map_is_accounted_for(shared: Path, file: str) -> None:
    areas, report = cbs.areas(shared / file)
    assert report.accepted == len(areas) > 0
    assert report.accepted + rejected(report) == report.read
    assert areas.crs == tables.RD
    assert areas.is_valid.all()


@pytest.mark.parametrize("file", [name for name in MAPS if name != "weesp/weesp_buurten_2023.geojson"])
def test_every_row_of_figures_is_accounted_for_and_no_sentinel_comes_through(shared: Path, file: str) -> None:
    facts, measured, report = cbs.figures(shared / file)
    assert report.accepted + rejected(report) == report.read
    assert (facts["value"] >= 0).all()
    assert not (measured["value"] < 0).any()
    assert not (measured["numerator"] < 0).any()
    assert facts["value"].notna().all()


@pytest.mark.parametrize(
    "file",
    [LEEFBAAROMETER, "leefbaarometer/leefbaarometer_2024_gemeenten.csv",
     "amstelveen/leefbaarometer_wijken_amstelveen_2014_2022.csv"],
)  # fmt: skip
def test_every_row_of_the_leefbaarometer_is_accounted_for(shared: Path, file: str) -> None:
    every = set(files.table(shared / file).filter(regex=r"^(?:wk_)?code$").iloc[:, 0])
    measured, report = leefbaarometer.scores(shared / file, every)
    assert report.read == report.accepted
    assert len(measured) == 4 * report.accepted
    _, one = leefbaarometer.scores(shared / file, {"WK036201", "GM0405", "BU04051000"})
    assert one.accepted + rejected(one) == one.read
    assert 0 < one.accepted < one.read


def test_the_full_column_set_of_2024_has_people_but_no_homes_yet(shared: Path) -> None:
    facts, measured, _ = cbs.figures(shared / "baarn/baarn_buurten.geojson")
    assert set(facts["fact"]) == {"inhabitants", "households"}
    assert set(measured["indicator_id"]) == {"single_households"}
    assert len(measured) == 20
    assert set(facts["year"]) == {2024}


def test_the_water_district_of_hoorn_is_the_only_water(shared: Path) -> None:
    areas, _ = cbs.areas(shared / "hoorn/hoorn_wijken_2024.geojson")
    assert areas.loc[areas["is_water"], "area_id"].tolist() == ["WK040599"]


def test_a_neighbourhood_called_waterrijk_is_land(shared: Path) -> None:
    areas, _ = cbs.areas(shared / "weesp/weesp_buurten_2023.geojson")
    assert not areas["is_water"].any()
    assert "Waterrijk" in set(areas["name"])


def test_rounded_neighbourhoods_do_not_add_up_to_their_district_and_both_are_kept(shared: Path) -> None:
    below, _, _ = cbs.figures(shared / "hoorn/hoorn_buurten_cbs2015_simplified.geojson")
    above, _, _ = cbs.figures(shared / "hoorn/hoorn_wijken_cbs2015_simplified.geojson")
    assert below.loc[below["fact"] == "inhabitants", "value"].sum() == 71_750
    assert above.loc[above["fact"] == "inhabitants", "value"].sum() == 71_860


def test_weesp_gets_its_districts_and_a_municipality(shared: Path) -> None:
    areas, report = cbs.complete(weesp(shared), "Weesp")
    assert areas["level"].value_counts().to_dict() == {"neighbourhood": 22, "district": 4, "municipality": 1}
    assert report.accepted == 5
    assert DRIEMOND not in set(areas["area_id"])
    whole = areas.loc[areas["level"] == "municipality"]
    assert whole.area.iloc[0] == pytest.approx(weesp(shared).area.sum(), rel=1e-3)


def test_delivered_districts_of_weesp_are_kept_and_only_the_municipality_is_drawn(shared: Path) -> None:
    districts, _ = cbs.areas(shared / "weesp/weesp_wijken_2024.geojson")
    kept = cbs.within(districts, "GM0363", without=[DRIEMOND])
    areas, report = cbs.complete(kept, "Weesp")
    assert (len(areas), report.accepted) == (5, 1)
    assert areas.iloc[-1]["name"] == "Weesp"


def test_leefbaarometer_and_borders_meet_on_the_code(shared: Path) -> None:
    hoorn, _ = cbs.areas(shared / "hoorn/hoorn_buurten_cbs2015_simplified.geojson")
    drawn, _ = cbs.areas(shared / "weesp/weesp_buurten_2023.geojson")
    assert leefbaarometer.scores(shared / LEEFBAAROMETER, set(hoorn["area_id"]))[1].accepted == 62
    assert leefbaarometer.scores(shared / LEEFBAAROMETER, set(drawn["area_id"]))[1].accepted == 22


def test_benefits_of_2015_move_to_the_borders_of_2023_by_homes_without_loss(shared: Path) -> None:
    old, _ = cbs.areas(shared / "weesp/weesp_buurten_cbs2015_simplified.geojson")
    _, measured, _ = cbs.figures(shared / "weesp/weesp_buurten_cbs2015_simplified.geojson")
    benefits = measured[measured["indicator_id"] == "social_assistance"]
    homes = files.layer(shared / "weesp/weesp_bag_light_style_2021-10-15.gpkg", "verblijfsobject")
    carried = borders.carry(benefits, old, weesp(shared), homes=homes)
    assert benefits["numerator"].sum() == 360
    assert carried["numerator"].sum() == pytest.approx(360, abs=0.5)
    assert carried["transferred"].all()
    assert 15 <= len(carried) < 22


def test_benefits_of_2015_move_to_the_borders_of_2023_by_surface_within_a_rounding(shared: Path) -> None:
    old, _ = cbs.areas(shared / "weesp/weesp_buurten_cbs2015_simplified.geojson")
    _, measured, _ = cbs.figures(shared / "weesp/weesp_buurten_cbs2015_simplified.geojson")
    benefits = measured[measured["indicator_id"] == "social_assistance"].rename(columns={"unit_id": "area_id"})
    carried = borders.transfer(benefits[["area_id", "numerator"]], old, weesp(shared), kind="count")
    assert carried["numerator"].sum() == pytest.approx(360, abs=5)
    assert carried["numerator"].isna().sum() == 2
    assert carried.loc[carried["numerator"].isna(), "covered"].max() < 0.5
