"""A synthetic country of homes: 8 million dwellings in 4 million buildings, figures of one period.

Codes are as long as those of the BAG. The figures come in another order than the homes, as a corporation delivers them.
"""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd

from data.domain.indicators import catalogue
from data.duck import Connection, connect
from data.warehouse import statements
from data.warehouse.build import SCHEMA, insert

DWELLINGS, BUILDINGS, STREETS = 8_000_000, 4_000_000, 300_000
NEIGHBOURHOODS, DISTRICTS, MUNICIPALITIES = 14_000, 3_000, 342
STRIDE = 7_919_017
"""Has no divisor in common with the number of dwellings: stepping by it comes past every one of them once."""
FULL = {"vacancy": 0.03, "rent_arrears": 0.06, "length_of_stay": 9.0}
"""Indicators known of every home, with the middle of their figures."""
EVENTS = {"nuisance": 0.03, "turnover": 0.012}
"""Indicators that count events, with the share of homes that has one."""
SUMS = ["numerator", "denominator", "squares"]
ABOVE = (
    ("neighbourhood", NEIGHBOURHOODS, "district", DISTRICTS),
    ("district", DISTRICTS, "municipality", MUNICIPALITIES),
)

HOMES = f"""
INSERT INTO dwelling
WITH numbered AS (
    SELECT range AS n, CASE WHEN range < {BUILDINGS} THEN range ELSE hash(range // 20) % {BUILDINGS} END AS building
    FROM range({DWELLINGS})
),
placed AS (SELECT *, building * {STREETS} // {BUILDINGS} AS street FROM numbered),
named AS (
    SELECT *, street * {NEIGHBOURHOODS} // {STREETS} AS neighbourhood,
        printf('BU%08d', street * {NEIGHBOURHOODS} // {STREETS}) AS neighbourhood_id
    FROM placed
)
SELECT
    printf('000001%010d', n), printf('000010%010d', building), printf('000030%010d-', street) || neighbourhood_id,
    neighbourhood_id, printf('WK%06d', neighbourhood * {DISTRICTS} // {NEIGHBOURHOODS}),
    printf('GM%04d', neighbourhood * {DISTRICTS} // {NEIGHBOURHOODS} * {MUNICIPALITIES} // {DISTRICTS}),
    NULL, true, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0
FROM named
"""
UNITS = """
INSERT INTO unit BY NAME
SELECT
    '{level}' AS level, {level}_id AS unit_id, '' AS name, any_value({parent}) AS parent_id,
    any_value(neighbourhood_id) AS neighbourhood_id, any_value(district_id) AS district_id,
    any_value(municipality_id) AS municipality_id, count(*) AS homes, count(*) AS let_homes, false AS is_water
FROM dwelling
GROUP BY {level}_id
"""
FIGURES = f"""
INSERT INTO measurement
WITH shuffled AS (SELECT range * {STRIDE} % {DWELLINGS} AS n FROM range({DWELLINGS})),
drawn AS (SELECT n, hash(n, $name) % 1000000 / 1e6 AS chance FROM shuffled),
valued AS (
    SELECT n, CASE WHEN $middle < 1 THEN (chance < $middle)::DOUBLE ELSE 2 * $middle * chance END AS figure FROM drawn
    WHERE NOT $events OR chance < $middle
)
SELECT
    $name, 'dwelling', printf('000001%010d', n), DATE '2026-01-01', DATE '2026-02-28', figure,
    CASE WHEN NOT $events THEN 1 END, CASE WHEN $middle >= 1 THEN figure * figure END, NULL, 'x', false
FROM valued
"""
PARENTS = {
    "building": "street_id",
    "street": "neighbourhood_id",
    "neighbourhood": "district_id",
    "district": "municipality_id",
    "municipality": "NULL",
}


def write(folder: Path) -> None:
    """Write the homes and their figures: a warehouse that waits to be published, and the same as Parquet for pandas."""
    connection = connect(folder / "homes.duckdb", memory="3GB")
    statements.run_folder(connection, SCHEMA)
    connection.execute(HOMES)
    for level, parent in PARENTS.items():
        connection.execute(UNITS.format(level=level, parent=parent))
    for events, indicators in ((False, FULL), (True, EVENTS)):
        for name, middle in indicators.items():
            connection.execute(FIGURES, {"name": name, "middle": middle, "events": events})
    _catalogue(connection)
    connection.close()
    _as_parquet(folder)


def _catalogue(connection: Connection) -> None:
    columns = ("id", "kind", "direction", "base", "max_age", "minimum", "data_class", "source", "context")
    known = [catalogue()[name] for name in (*FULL, *EVENTS)]
    insert(connection, "indicator", pd.DataFrame([[getattr(one, name) for name in columns] for one in known]))
    insert(connection, "indicator_level", pd.DataFrame([(one.id, level) for one in known for level in one.levels]))
    insert(connection, "period", pd.DataFrame([("2026-1", "2026-01-01", "2026-02-28")]))


def _as_parquet(folder: Path) -> None:
    connection = duckdb.connect(str(folder / "homes.duckdb"), read_only=True, config={"memory_limit": "2GB"})
    columns = {"dwelling": "dwelling_id, building_id", "unit": "level, unit_id, parent_id, neighbourhood_id"}
    columns["measurement"] = "indicator_id, unit_id, ends, numerator, denominator, squares"
    for table, kept in columns.items():
        connection.execute(f"COPY (SELECT {kept} FROM {table}) TO '{folder / table}.parquet'")
    connection.close()


def plain(folder: Path) -> pd.DataFrame:
    """Add numerators and denominators up with pandas, from the homes to the municipalities.

    One indicator at a time: all at once takes 8 GB. That a figure may be replaced by a newer one is left out.
    """
    homes = pd.read_parquet(folder / "dwelling.parquet")
    units = pd.read_parquet(folder / "unit.parquet")
    of_building = units[units["level"] == "building"]
    parts = [_of_homes(folder, name, homes).merge(of_building, on="unit_id") for name in (*FULL, *EVENTS)]
    del homes
    buildings = pd.concat(parts, ignore_index=True)
    levels = {"street": _added(buildings, "parent_id"), "neighbourhood": _added(buildings, "neighbourhood_id")}
    del parts, buildings
    for child, _, parent, _ in ABOVE:
        above = units.loc[units["level"] == child, ["unit_id", "parent_id"]]
        levels[parent] = _added(levels[child].merge(above, on="unit_id"), "parent_id")
    return pd.concat([frame.assign(level=level) for level, frame in levels.items()], ignore_index=True)


def _of_homes(folder: Path, name: str, homes: pd.DataFrame) -> pd.DataFrame:
    measured = pd.read_parquet(folder / "measurement.parquet", filters=[("indicator_id", "==", name)])
    return _added(measured.merge(homes, left_on="unit_id", right_on="dwelling_id"), "building_id")


def _added(rows: pd.DataFrame, parent: str) -> pd.DataFrame:
    grouped = rows.groupby([parent, "indicator_id"], sort=False)
    sums = grouped[SUMS].sum(min_count=1).assign(ends=grouped["ends"].max())
    return sums.reset_index().rename(columns={parent: "unit_id"})
