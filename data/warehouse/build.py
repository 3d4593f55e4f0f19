"""Build a warehouse beside the live one: put a delivery in its place in the tree, check it, hand it over."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import geopandas as gpd
import pandas as pd

from data.domain.errors import WarehouseError
from data.domain.indicators import catalogue
from data.domain.periods import MONTHS, PER_YEAR, Period
from data.duck import Connection, connect
from data.sources.bag import lived_in
from data.sources.report import Report
from data.sources.tables import COLUMNS, Delivery
from data.warehouse import live, statements, streets

DERIVE = statements.SQL / "derive"
SCHEMA = statements.SQL / "schema"
FLEETING = PER_YEAR * MONTHS
"""An indicator that ages within so many months gives meeting periods; an inspection of 2021 opens no period of 2021."""

Progress = Callable[[str], None]


def build(delivery: Delivery, var: Path, progress: Progress = print, *, now: datetime | None = None) -> Path:
    """Build a warehouse from a delivery and name it as the next to publish.

    Parameters
    ----------
    delivery
        Tables as ``data.sources.tables`` describes them.
    var
        Folder of the databases.
    progress
        Called with a sentence before every step that may last over a second.
    now
        Moment of building, UTC; None takes the clock.

    Returns
    -------
    path
        The new file; the live warehouse is untouched.

    Raises
    ------
    WarehouseError
        The delivery does not give a closed tree of places; the unfinished file is removed.
    """
    path = live.fresh(var)
    connection = connect(path)
    try:
        fill(connection, delivery, progress, now or datetime.now(UTC))
        check(connection)
        connection.execute("CHECKPOINT")
    except BaseException:
        connection.close()
        path.unlink(missing_ok=True)
        raise
    connection.close()
    live.prepare(var, path)
    return path


def fill(connection: Connection, delivery: Delivery, progress: Progress, now: datetime) -> None:
    """Create the tables in an empty database and fill them from a delivery."""
    statements.run_folder(connection, SCHEMA)
    progress(f"Loading {len(delivery.buildings):,} buildings and {len(delivery.addresses):,} addresses ...")
    _stage(connection, delivery)
    _figures(connection, delivery)
    for name in ("10_placed_building", "20_placed_home", "30_building_street", "40_dwelling"):
        statements.run(connection, DERIVE / f"{name}.sql")
    progress("Drawing streets and complexes from their buildings ...")
    _shapes(connection, delivery)
    progress("Building the tree from municipality to dwelling ...")
    for name in ("50_unit_area", "60_unit_street", "70_unit_estate"):
        statements.run(connection, DERIVE / f"{name}.sql")
    statements.run(connection, DERIVE / "80_unit_building.sql", _box(connection))
    statements.run(connection, DERIVE / "90_leftovers.sql")
    _account(connection, delivery, now)


def check(connection: Connection) -> None:
    """Raise WarehouseError when the tree of places is not closed; names what and how many."""
    faults = statements.read(connection, "tree_faults")
    if len(faults):
        listed = "; ".join(f"{row.faults} x {row.fault} (such as {row.example})" for row in faults.itertuples())
        message = f"the delivery does not give a closed tree of places: {listed}; mend the file of areas"
        raise WarehouseError(message)


def _stage(connection: Connection, delivery: Delivery) -> None:
    addresses = delivery.addresses.assign(lived_in=lived_in(delivery.addresses["status"]))
    addresses = addresses[[*COLUMNS["addresses"][:-1], "lived_in", "geometry"]]
    insert(connection, "staged_area", delivery.areas[list(COLUMNS["areas"])])
    insert(connection, "staged_building", delivery.buildings[list(COLUMNS["buildings"])])
    insert(connection, "staged_address", addresses)
    insert(connection, "staged_address_building", delivery.address_buildings[list(COLUMNS["address_buildings"])])
    insert(connection, "staged_register", delivery.register[list(COLUMNS["register"])])
    insert(connection, "ground", delivery.ground[list(COLUMNS["ground"])])


def _figures(connection: Connection, delivery: Delivery) -> None:
    known = catalogue()
    insert(connection, "area_fact", delivery.area_facts[list(COLUMNS["area_facts"])])
    insert(connection, "measurement", delivery.measurements[list(COLUMNS["measurements"])])
    insert(
        connection,
        "indicator",
        pd.DataFrame(
            [
                (i.id, i.kind, i.direction, i.base, i.max_age, i.minimum, i.data_class, i.source, i.context)
                for i in known.values()
            ]
        ),
    )
    insert(connection, "indicator_level", pd.DataFrame([(i.id, level) for i in known.values() for level in i.levels]))
    insert(connection, "period", periods(delivery.measurements))


def periods(measurements: pd.DataFrame) -> pd.DataFrame:
    """Give the meeting periods that the figures speak of, old to new: ``period``, ``starts``, ``ends``.

    Every period from the first to the last in which a figure ends that ages within a year; when all age more slowly
    (open data of a whole year), the one period in which the newest ends.
    """
    ends = pd.to_datetime(measurements["ends"])
    if ends.empty:
        return pd.DataFrame({"period": [], "starts": [], "ends": []})
    ages = measurements["indicator_id"].map({one.id: one.max_age for one in catalogue().values()})
    telling = ends[(ages < FLEETING).to_numpy()]
    spoken = [Period.of(day.date()) for day in (telling if len(telling) else ends.nlargest(1)).drop_duplicates()]
    first, last = min(spoken), max(spoken)
    run = [first]
    while run[-1] < last:
        run.append(run[-1].shift(1))
    return pd.DataFrame(
        [(str(period), period.start, period.end) for period in run], columns=["period", "starts", "ends"]
    )


def _shapes(connection: Connection, delivery: Delivery) -> None:
    places = statements.fetch(connection, "building_groups")
    buildings = delivery.buildings[["building_id", "geometry"]]
    neighbourhoods = delivery.areas.loc[delivery.areas["level"] == "neighbourhood", ["area_id", "geometry"]]
    for level in places["level"].unique():
        grouped = places.loc[places["level"] == level, ["building_id", "group_id", "neighbourhood_id"]]
        framed = gpd.GeoDataFrame(
            buildings.merge(grouped, on="building_id").rename(columns={"group_id": "street_id"}), crs=buildings.crs
        )
        drawn = streets.shapes(framed, neighbourhoods)
        merged = drawn.dissolve("street_id", as_index=False) if level == "estate" else drawn
        unit_id = merged["street_id"] if level == "estate" else merged["street_id"] + "-" + merged["neighbourhood_id"]
        insert(
            connection,
            "derived_shape",
            gpd.GeoDataFrame({"level": level, "unit_id": unit_id, "geometry": merged.geometry}, crs=buildings.crs),
        )


def _box(connection: Connection) -> dict[str, object]:
    box = statements.fetch(connection, "building_box").iloc[0]
    return {key: float(box[key]) for key in ("xmin", "ymin", "xmax", "ymax")}


def _account(connection: Connection, delivery: Delivery, now: datetime) -> None:
    rows = [row for report in delivery.reports for row in _rows(report)]
    insert(connection, "source_report", pd.DataFrame(rows, columns=range(6)))
    stamp = now.astimezone(UTC).replace(tzinfo=None)
    insert(
        connection,
        "delivery",
        pd.DataFrame([(delivery.name, delivery.demo, stamp, fingerprint(delivery), live.LAYOUT)]),
    )


def _rows(report: Report) -> list[tuple[object, ...]]:
    head = (report.file, report.table)
    rows: list[tuple[object, ...]] = [
        (*head, "read", "", report.read, ""),
        (*head, "accepted", "", report.accepted, ""),
    ]
    for outcome, entries in (("rejected", report.rejections), ("warning", report.warnings)):
        rows += [(*head, outcome, entry.reason, entry.rows, ", ".join(entry.examples)) for entry in entries]
    return rows


def insert(connection: Connection, table: str, frame: pd.DataFrame) -> None:
    """Append a frame to a table by the order of its columns; geometry goes in as WKB, tagged EPSG:28992."""
    if frame.empty:
        return
    geometry = isinstance(frame, gpd.GeoDataFrame)
    connection.register("incoming", _plain(frame))
    shaped = ", ST_SetCRS(ST_GeomFromWKB(geometry), 'EPSG:28992')"
    columns = f"* EXCLUDE (geometry){shaped}" if geometry else "*"
    connection.execute(f"INSERT INTO {table} SELECT {columns} FROM incoming")  # noqa: S608 (a table of ours)
    connection.unregister("incoming")


def fingerprint(delivery: Delivery) -> str:
    """Give a SHA-256 over all delivered tables; the order of rows does not matter."""
    digest = hashlib.sha256()
    for table, columns in COLUMNS.items():
        frame = getattr(delivery, table)[list(columns)]
        text = _plain(frame, hexed=True).astype("string").fillna("")
        rows = pd.util.hash_pandas_object(text, index=False).sort_values()
        digest.update(f"{table}:{len(frame)}:".encode() + rows.to_numpy().tobytes())
    return digest.hexdigest()


def _plain(frame: pd.DataFrame, *, hexed: bool = False) -> pd.DataFrame:
    """Give a frame with its geometry as WKB, as bytes or as text."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return frame
    return pd.DataFrame(frame).assign(geometry=frame.geometry.to_wkb(hex=hexed))
