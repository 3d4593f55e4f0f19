"""The tables that every importer, and the invented town, delivers to the warehouse.

All geometry is in EPSG:28992 (RD New, metres). Ids are text with their leading zeros. Missing is NA, never a sentinel.

``areas`` (GeoDataFrame, MultiPolygon): one row an area that CBS draws.
    area_id  ``GM0405``, ``WK040501``, ``BU04050101``; letters may occur after the prefix
    level    ``municipality``, ``district`` or ``neighbourhood``
    name     official name
    parent_id  code one level up; NA for a municipality
    year     year of the borders, NA when the file does not say
    is_water  whether CBS marks it as water (no homes; never scored)

``area_facts``: one row a published count of an area: ``area_id``, ``fact`` (``inhabitants``, ``households``,
    ``homes``), ``year``, ``value`` (float).

``buildings`` (GeoDataFrame, Polygon): ``building_id`` (16 digits), ``construction_year`` (Int64, NA for the dummy
    9999), ``status`` (BAG words).

``addresses`` (GeoDataFrame, Point): one row a verblijfsobject.
    dwelling_id  16 digits
    street_id, street_name  the openbare ruimte, 16 digits, and its name
    house_number (Int64), house_letter, addition, postcode, town
    floor_area   m2 (Int64), NA for the dummy 999999
    status       BAG words
    uses         gebruiksdoelen joined with a comma
    residential  whether one of the uses is ``woonfunctie``

``address_buildings``: ``dwelling_id``, ``building_id``; a verblijfsobject in several panden has several rows.

``register``: one row a home that the corporation lets: ``dwelling_id``, ``estate_id`` (NA = in no complex),
    ``estate_name``.

``measurements``: one row a figure of one unit over one stretch of time.
    indicator_id  a key of ``data/domain/indicators.toml``
    level, unit_id  what it speaks of: ``dwelling`` for the corporation's records, an area level for public figures
    starts, ends   first and last day (datetime64), inclusive
    numerator, denominator  for ``count``, ``proportion`` and ``mean`` (for a mean: sum and number of values); an
        event that is counted over all homes of the register has denominator NA, the warehouse fills in the base
    squares        sum of squared values, for ``mean`` only
    value          for kind ``area`` only: the published figure
    source         key of the source: ``leefbaarometer``, ``cbs``, ``police``, ``corporation``, ``demo``
    transferred    whether it was carried over from other borders

``ground`` (GeoDataFrame): what the map draws under the lights: ``kind`` (``water``, ``green``, ``road``), ``name``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from data.sources.report import Report

RD = "EPSG:28992"
"""Coordinate system of every stored geometry."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "areas": ("area_id", "level", "name", "parent_id", "year", "is_water", "geometry"),
    "area_facts": ("area_id", "fact", "year", "value"),
    "buildings": ("building_id", "construction_year", "status", "geometry"),
    "addresses": (
        "dwelling_id",
        "street_id",
        "street_name",
        "house_number",
        "house_letter",
        "addition",
        "postcode",
        "town",
        "floor_area",
        "status",
        "uses",
        "residential",
        "geometry",
    ),
    "address_buildings": ("dwelling_id", "building_id"),
    "register": ("dwelling_id", "estate_id", "estate_name"),
    "measurements": (
        "indicator_id",
        "level",
        "unit_id",
        "starts",
        "ends",
        "numerator",
        "denominator",
        "squares",
        "value",
        "source",
        "transferred",
    ),
    "ground": ("kind", "name", "geometry"),
}
"""Columns of each table, in order."""


def empty(table: str) -> pd.DataFrame:
    """Give a table without rows, with its columns (a GeoDataFrame in RD where it has geometry)."""
    columns = COLUMNS[table]
    if "geometry" in columns:
        frame: pd.DataFrame = gpd.GeoDataFrame({name: [] for name in columns}, geometry="geometry", crs=RD)
        return frame
    return pd.DataFrame({name: pd.Series(dtype="object") for name in columns})


@dataclass(frozen=True, slots=True)
class Delivery:
    """Everything a warehouse is built from; tables that were not delivered are empty.

    Parameters
    ----------
    name
        Name of the place, shown on every screen.
    demo
        Whether the figures are invented; then every screen says so.
    areas, area_facts, buildings, addresses, address_buildings, register, measurements, ground
        The tables above.
    reports
        One account a file and table.
    """

    name: str
    demo: bool
    areas: gpd.GeoDataFrame
    area_facts: pd.DataFrame = field(default_factory=lambda: empty("area_facts"))
    buildings: gpd.GeoDataFrame = field(default_factory=lambda: empty("buildings"))
    addresses: gpd.GeoDataFrame = field(default_factory=lambda: empty("addresses"))
    address_buildings: pd.DataFrame = field(default_factory=lambda: empty("address_buildings"))
    register: pd.DataFrame = field(default_factory=lambda: empty("register"))
    measurements: pd.DataFrame = field(default_factory=lambda: empty("measurements"))
    ground: gpd.GeoDataFrame = field(default_factory=lambda: empty("ground"))
    reports: tuple[Report, ...] = ()
