"""The tree of places, written straightforwardly with geopandas and pandas; what the bulk SQL is held against."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from data.sources.bag import lived_in
from data.sources.tables import RD, Delivery
from data.warehouse import streets


def place(delivery: Delivery) -> tuple[pd.DataFrame, gpd.GeoDataFrame]:
    """Put every home in the tree.

    Returns
    -------
    dwellings
        One row a home: ids of every level above it, ``let``.
    units
        One row a unit: ``level``, ``unit_id``, ``parent_id``, ``estate_id``, ``homes``, ``let_homes``, geometry.
    """
    buildings = _in_neighbourhoods(delivery)
    homes = _in_buildings(delivery, buildings)
    named = _most(homes.dropna(subset="street_id"), "building_id", "street_id")
    parents = delivery.areas.set_index("area_id")["parent_id"]
    dwellings = homes.drop(columns="street_id").merge(named, on="building_id")
    dwellings["openbare_ruimte"] = dwellings["street_id"]
    dwellings["street_id"] = dwellings["street_id"] + "-" + dwellings["neighbourhood_id"]
    dwellings["district_id"] = dwellings["neighbourhood_id"].map(parents)
    dwellings["municipality_id"] = dwellings["district_id"].map(parents)
    dwellings = dwellings.merge(delivery.register[["dwelling_id", "estate_id"]], on="dwelling_id", how="left")
    dwellings["let"] = dwellings["dwelling_id"].isin(delivery.register["dwelling_id"])
    parts = [_areas(delivery, dwellings), _streets(delivery, dwellings), _estates(delivery, dwellings)]
    units = pd.concat([*parts, _buildings(buildings, dwellings)], ignore_index=True)
    above = units.set_index("unit_id")["parent_id"].dropna()
    units["municipality_id"] = units["unit_id"]
    for _ in range(4):  # building, street, neighbourhood, district
        units["municipality_id"] = units["municipality_id"].map(above).fillna(units["municipality_id"])
    return dwellings, gpd.GeoDataFrame(units, geometry="geometry", crs=RD)


def _in_neighbourhoods(delivery: Delivery) -> gpd.GeoDataFrame:
    areas = delivery.areas.loc[delivery.areas["level"] == "neighbourhood", ["area_id", "geometry"]]
    points = delivery.buildings[["building_id", "geometry"]].set_geometry(delivery.buildings.representative_point())
    inside = points.sjoin(areas, predicate="intersects").groupby("building_id")["area_id"].min()
    placed = delivery.buildings[["building_id", "geometry"]].merge(inside.reset_index(), on="building_id")
    return placed.rename(columns={"area_id": "neighbourhood_id"})


def _in_buildings(delivery: Delivery, buildings: gpd.GeoDataFrame) -> pd.DataFrame:
    addresses = delivery.addresses
    addresses = addresses[addresses["residential"] & lived_in(addresses["status"])]
    linked = addresses.merge(delivery.address_buildings, on="dwelling_id").merge(buildings, on="building_id")
    walls = gpd.GeoSeries(linked["geometry_y"], crs=RD)
    linked["outside"] = ~walls.intersects(gpd.GeoSeries(linked["geometry_x"], crs=RD))
    first = linked.sort_values(["outside", "building_id"]).drop_duplicates("dwelling_id")
    return pd.DataFrame(first[["dwelling_id", "building_id", "street_id", "neighbourhood_id"]])


def _most(frame: pd.DataFrame, by: str, what: str) -> pd.DataFrame:
    """Give each ``by`` the ``what`` of most of its rows; the lowest id when equal."""
    counted = frame.groupby([by, what]).size().rename("rows").reset_index()
    counted = counted.sort_values(["rows", what], ascending=[False, True])
    return counted.drop_duplicates(by)[[by, what]]


def _counted(dwellings: pd.DataFrame, key: str) -> pd.DataFrame:
    counts = dwellings.groupby(key)["let"].agg(homes="size", let_homes="sum").reset_index()
    return counts.rename(columns={key: "unit_id"})


def _areas(delivery: Delivery, dwellings: pd.DataFrame) -> pd.DataFrame:
    areas = delivery.areas.rename(columns={"area_id": "unit_id"})
    counts = pd.concat([_counted(dwellings, f"{level}_id") for level in ("neighbourhood", "district", "municipality")])
    facts = delivery.area_facts.dropna(subset="value").sort_values("year")
    wide = facts.groupby(["area_id", "fact"])["value"].last().unstack()  # noqa: PD010 (two keys, one value: no aggregation left)
    wide = wide.reindex(columns=["homes", "households", "inhabitants"]).add_prefix("published_")
    units = areas.merge(counts, on="unit_id", how="left").merge(wide, left_on="unit_id", right_index=True, how="left")
    homes = units["homes"].fillna(units["published_homes"]).fillna(units["published_households"]).fillna(0)
    units["homes"] = homes.mask(units["is_water"].astype(bool), 0)
    units["let_homes"] = units["let_homes"].fillna(0)
    renamed = {"published_households": "households", "published_inhabitants": "inhabitants"}
    kept = ["level", "unit_id", "parent_id", "homes", "let_homes", "is_water", *renamed.values(), "geometry"]
    return units.rename(columns=renamed)[kept]


def _streets(delivery: Delivery, dwellings: pd.DataFrame) -> pd.DataFrame:
    places = dwellings[["building_id", "openbare_ruimte", "neighbourhood_id"]].drop_duplicates()
    drawn = _drawn(delivery, places.rename(columns={"openbare_ruimte": "street_id"}))
    drawn["unit_id"] = drawn["street_id"] + "-" + drawn["neighbourhood_id"]
    units = _counted(dwellings, "street_id").assign(level="street")
    units["parent_id"] = units["unit_id"].str.rsplit("-", n=1).str[1]
    return units.merge(drawn[["unit_id", "geometry"]], on="unit_id", how="left")


def _estates(delivery: Delivery, dwellings: pd.DataFrame) -> pd.DataFrame:
    in_estates = dwellings.dropna(subset="estate_id")
    if in_estates.empty:
        return pd.DataFrame()
    places = in_estates[["building_id", "estate_id", "neighbourhood_id"]].drop_duplicates()
    drawn = _drawn(delivery, places.rename(columns={"estate_id": "street_id"})).dissolve("street_id", as_index=False)
    units = _counted(in_estates, "estate_id").assign(level="estate")
    parents = _most(in_estates, "estate_id", "neighbourhood_id").set_index("estate_id")["neighbourhood_id"]
    units = units.assign(parent_id=units["unit_id"].map(parents), estate_id=units["unit_id"])
    return units.merge(drawn[["street_id", "geometry"]].rename(columns={"street_id": "unit_id"}), how="left")


def _drawn(delivery: Delivery, places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Draw streets or complexes: the one step that both ways share, since there is no plainer one with this result."""
    neighbourhoods = delivery.areas.loc[delivery.areas["level"] == "neighbourhood", ["area_id", "geometry"]]
    return streets.shapes(delivery.buildings[["building_id", "geometry"]].merge(places), neighbourhoods)


def _buildings(buildings: gpd.GeoDataFrame, dwellings: pd.DataFrame) -> pd.DataFrame:
    units = buildings.rename(columns={"building_id": "unit_id"}).assign(level="building")
    units = units.merge(_counted(dwellings, "building_id"), on="unit_id", how="left")
    streets_of = dwellings.drop_duplicates("building_id").set_index("building_id")["street_id"]
    estates_of = _most(dwellings.dropna(subset="estate_id"), "building_id", "estate_id").set_index("building_id")
    units["parent_id"] = units["unit_id"].map(streets_of).fillna(units["neighbourhood_id"])
    units["estate_id"] = units["unit_id"].map(estates_of["estate_id"])
    return units.fillna({"homes": 0, "let_homes": 0})
