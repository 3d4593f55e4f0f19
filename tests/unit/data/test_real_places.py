"""Real open data, from file to light: every row accounted for, every home in one place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data.duck import Connection, connect
from data.settings import from_environment
from data.sources.gather import Choice, gather
from data.sources.tables import Delivery
from data.warehouse.build import build
from scoring.model import MODELS
from scoring.publish import publish

TODAY = date(2026, 11, 23)

pytestmark = pytest.mark.shared


def published(delivery: Delivery, var: Path) -> Connection:
    build(delivery, var, lambda _: None)
    url = from_environment({"BUURTSTOPLICHT_VAR": str(var)}).database_url
    done = publish(var, url, MODELS / "open-1.toml", lambda _: None)
    return connect(done.path, read_only=True)


@pytest.fixture(scope="module", params=["gpkg", "xml"])
def weesp(
    request: pytest.FixtureRequest, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    folder = shared / "weesp"
    bag = {"gpkg": "weesp_bag_light_style_2021-10-15.gpkg", "xml": "BAGGEM0457L-15102021.zip"}[request.param]
    areas = [folder / "weesp_buurten_2023.geojson", folder / "weesp_wijken_2024.geojson"]
    scores = shared / "leefbaarometer" / "leefbaarometer_2024_buurten.csv"
    choice = Choice(name="Weesp", today=TODAY, without=("WK0363SA",))
    delivery = gather([*areas, folder / bag, scores], choice, lambda _: None)
    connection = published(delivery, tmp_path_factory.mktemp("weesp"))
    yield connection
    connection.close()


def rows(connection: Connection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def test_every_building_and_address_of_weesp_is_loaded(weesp: Connection) -> None:
    accepted = "SELECT table_name, row_count FROM source_report WHERE outcome = 'accepted' AND file LIKE '%2021%'"
    counts = dict(rows(weesp, accepted))
    assert (counts["buildings"], counts["addresses"]) == (12_227, 11_858)


def test_homes_and_what_is_no_home_add_up_to_all_addresses_of_weesp(weesp: Connection) -> None:
    left = dict(rows(weesp, "SELECT reason, row_count FROM source_report WHERE outcome = 'leftover'"))
    homes = rows(weesp, "SELECT count(*) FROM dwelling")[0][0]
    assert (homes, left["not_lived_in"], left["not_a_home"]) == (9_520, 760, 1_578)
    assert homes + left["not_lived_in"] == 10_280


def test_every_home_of_weesp_has_one_street_one_neighbourhood_one_district(weesp: Connection) -> None:
    per_level = dict(rows(weesp, "SELECT level, sum(homes) FROM unit WHERE level <> 'estate' GROUP BY level"))
    assert set(per_level.values()) == {9_520}


def test_neighbourhoods_and_districts_of_weesp_get_lights_from_public_files_alone(weesp: Connection) -> None:
    query = "SELECT level, count(*) FILTER (light <> 'grey'), count(*) FROM light GROUP BY level ORDER BY level"
    lights = {level: (scored, units) for level, scored, units in rows(weesp, query)}
    assert lights["neighbourhood"] == (19, 22)
    assert lights["district"] == (4, 4)
    assert lights["building"][0] == lights["street"][0] == 0


def test_no_figure_is_invented_below_the_level_of_publication(weesp: Connection) -> None:
    levels = rows(weesp, "SELECT DISTINCT level FROM indicator_step WHERE score IS NOT NULL ORDER BY level")
    assert [level for (level,) in levels] == ["district", "municipality", "neighbourhood"]


def test_the_lights_of_weesp_say_that_they_are_public(weesp: Connection) -> None:
    assert rows(weesp, "SELECT DISTINCT data_class FROM light") == [("P",)]


def test_hoorn_gets_lights_for_its_districts_and_neighbourhoods(
    shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    names = ("hoorn_wijken_2024", "hoorn_buurten_cbs2015_simplified", "hoorn_gemeente_2024")
    scores = sorted((shared / "leefbaarometer").glob("*.csv"))
    files = [shared / "hoorn" / f"{name}.geojson" for name in names]
    delivery = gather([*files, *scores], Choice(name="Hoorn", today=TODAY), lambda _: None)
    connection = published(delivery, tmp_path_factory.mktemp("hoorn"))
    query = "SELECT level, count(*) FILTER (light <> 'grey'), count(*) FROM light GROUP BY level ORDER BY level"
    lights = {level: (scored, units) for level, scored, units in rows(connection, query)}
    assert lights["neighbourhood"] == (61, 74)
    assert lights["municipality"] == (1, 1)
    water = rows(connection, "SELECT DISTINCT reason FROM light WHERE unit_id = 'WK040599'")
    assert water == [("water",)]
    connection.close()


def test_benefits_of_2015_are_carried_over_to_the_borders_of_2023_and_marked(shared: Path) -> None:
    folder = shared / "weesp"
    files = [folder / "weesp_buurten_2023.geojson", folder / "weesp_wijken_2024.geojson"]
    earlier = (folder / "weesp_buurten_cbs2015_simplified.geojson",)
    choice = Choice(name="Weesp", today=TODAY, without=("WK0363SA",), earlier=earlier)
    carried = gather(files, choice, lambda _: None).measurements
    mine = carried[carried["transferred"].astype(bool) & (carried["indicator_id"] == "social_assistance")]
    assert set(mine["unit_id"].str.slice(0, 6)) == {"BU0363"}
    assert mine["numerator"].sum() == pytest.approx(360, rel=0.02)
