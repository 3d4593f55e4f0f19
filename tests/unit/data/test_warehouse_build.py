"""A delivery finds its place in the tree: exactly one parent a level, and nothing disappears unseen."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from data.domain.errors import WarehouseError
from data.duck import Connection, connect
from data.warehouse import live
from data.warehouse.build import build, fill, fingerprint, periods
from tests.samples import small_town

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def town() -> Iterator[Connection]:
    connection = connect()
    fill(connection, small_town.delivery(), lambda _: None, NOW)
    yield connection
    connection.close()


def rows(connection: Connection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(query).fetchall()


def test_every_home_has_exactly_one_parent_at_every_level(town: Connection) -> None:
    counts = dict(rows(town, "SELECT level, sum(homes) FROM unit WHERE level <> 'estate' GROUP BY level"))
    assert counts == {"municipality": 41, "district": 41, "neighbourhood": 41, "street": 41, "building": 41}


def test_a_street_is_an_openbare_ruimte_within_one_neighbourhood(town: Connection) -> None:
    found = rows(town, "SELECT unit_id, name, parent_id, homes FROM unit WHERE level = 'street' ORDER BY unit_id")
    assert found == [
        (f"{small_town.KADE}-BU99980101", "Kade", "BU99980101", 20),
        (f"{small_town.KADE}-BU99980102", "Kade", "BU99980102", 16),
        (f"{small_town.DIJK}-BU99980101", "Dijk", "BU99980101", 5),
    ]


def test_a_home_in_two_buildings_belongs_to_the_one_that_holds_its_point(town: Connection) -> None:
    home = small_town.dwelling(small_town.HOUSES[2], 0)
    assert rows(town, f"SELECT building_id FROM dwelling WHERE dwelling_id = '{home}'") == [(small_town.HOUSES[2],)]


def test_a_home_with_a_shop_is_a_home_and_a_shop_is_not(town: Connection) -> None:
    mixed, shop = small_town.dwelling(small_town.HOUSES[1], 0), small_town.dwelling(small_town.SHOP, 0)
    assert rows(town, f"SELECT dwelling_id FROM dwelling WHERE dwelling_id IN ('{mixed}', '{shop}')") == [(mixed,)]


def test_a_building_without_homes_hangs_under_its_neighbourhood_and_counts_nothing(town: Connection) -> None:
    found = rows(town, f"SELECT parent_id, homes FROM unit WHERE unit_id = '{small_town.SHED}'")
    assert found == [("BU99980101", 0)]


def test_water_has_no_homes(town: Connection) -> None:
    assert rows(town, "SELECT homes, is_water FROM unit WHERE unit_id = 'WK999899'") == [(0, True)]


def test_a_complex_stands_beside_the_street_and_holds_its_own_homes(town: Connection) -> None:
    found = rows(town, "SELECT unit_id, name, homes, parent_id FROM unit WHERE level = 'estate' ORDER BY unit_id")
    assert found == [("C1", "Kadeflat", 20, "BU99980101"), ("C2", "Landhof", 16, "BU99980102")]


def test_leftovers_are_counted_with_their_reason(town: Connection) -> None:
    found = rows(
        town, "SELECT table_name, reason, row_count FROM source_report WHERE outcome = 'leftover' ORDER BY ALL"
    )
    assert found == [
        ("addresses", "not_a_home", 1),
        ("addresses", "not_lived_in", 1),
        ("addresses", "without_building", 1),
        ("buildings", "outside_areas", 1),
        ("buildings", "without_homes", 3),
        ("measurements", "unknown_home", 1),
        ("register", "unknown_home", 1),
        ("register", "without_estate", 1),
    ]


def test_every_shape_is_in_metres_and_says_so(town: Connection) -> None:
    found = rows(town, "SELECT DISTINCT ST_CRS(geom) FROM unit WHERE geom IS NOT NULL")
    assert found == [("EPSG:28992",)]


def test_an_area_without_its_parent_is_refused_and_the_unfinished_file_removed(tmp_path: Path) -> None:
    whole = small_town.delivery()
    broken = dataclasses.replace(whole, areas=whole.areas[whole.areas["area_id"] != "WK999801"])
    with pytest.raises(WarehouseError, match="2 x area without a parent"):
        build(broken, tmp_path, lambda _: None, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_built_warehouse_waits_beside_the_live_one(tmp_path: Path) -> None:
    first = build(small_town.delivery(), tmp_path, lambda _: None, now=NOW)
    live.put_in_place(tmp_path, first)
    second = build(small_town.delivery(), tmp_path, lambda _: None, now=NOW)
    assert live.live(tmp_path) == first
    assert live.prepared(tmp_path) == second


def test_only_the_newest_warehouses_stay_for_a_rollback(tmp_path: Path) -> None:
    made = [tmp_path / f"warehouse-2026010{day}-000000-aaaaaa.duckdb" for day in range(1, 8)]
    for path in made:
        path.touch()
    live.put_in_place(tmp_path, made[-1])
    assert sorted(tmp_path.glob("warehouse-*")) == made[-1 - live.KEPT :]


def test_the_fingerprint_is_blind_to_the_order_of_rows_and_sees_every_cell() -> None:
    whole = small_town.delivery()
    turned = dataclasses.replace(whole, measurements=whole.measurements.iloc[::-1])
    changed = dataclasses.replace(whole, measurements=whole.measurements.assign(numerator=0.5))
    assert fingerprint(turned) == fingerprint(whole) != fingerprint(changed)


def test_periods_run_without_holes_from_the_first_to_the_last_two_monthly_figure() -> None:
    figures = small_town.measurements()
    assert list(periods(figures[figures["ends"] != pd.Timestamp("2026-04-30")])["period"]) == list(small_town.PERIODS)


def ending(indicator: str, *ends: str) -> pd.DataFrame:
    return pd.DataFrame({"indicator_id": indicator, "ends": pd.to_datetime(list(ends))})


def test_yearly_figures_alone_give_the_one_period_in_which_the_newest_ends() -> None:
    assert list(periods(ending("lbm_fys", "2023-12-31", "2024-12-31"))["period"]) == ["2024-6"]


def test_an_old_inspection_opens_no_period() -> None:
    figures = pd.concat([ending("condition", "2021-06-30"), ending("rent_arrears", "2026-02-28", "2026-06-30")])
    assert list(periods(figures)["period"]) == ["2026-1", "2026-2", "2026-3"]


def test_no_figure_gives_no_period() -> None:
    assert periods(pd.DataFrame({"indicator_id": [], "ends": []})).empty


def test_a_warehouse_of_another_version_is_not_read_and_the_mend_is_named(tmp_path: Path) -> None:
    path = build(small_town.delivery(), tmp_path, lambda _: None, now=NOW)
    connection = connect(path)
    connection.execute("ALTER TABLE delivery DROP COLUMN layout")
    connection.close()
    assert not live.readable(path)
    with pytest.raises(WarehouseError, match="load the sources again"):
        live.newest(tmp_path)
