"""Who lives and works behind each front: dwellings, shops, halls; their addresses, areas and years."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.random import Generator

from data.sources.tables import COLUMNS, RD
from data.town.naming import named, numbers, postcodes, stations
from data.town.plan import Plan
from data.town.town import Town

ORIGIN = (150_000.0, 520_000.0)
BUILDING_ID = "9999100"
DWELLING_ID = "9999010"
TOWN = "Waterrade"
SHOPPING = ("Breestraat", "Grote Markt", "Kerkstraat", "Nieuwstraat", "Noorderstraat", "Oude Gracht")
TWO_BUILDINGS = 16
"""Addresses that stand in two buildings."""
YEAR_UNKNOWN = 0.004
"""Share of the buildings whose year the register does not know."""


def dated(town: Town, plan: Plan, rng: Generator) -> Town:
    """Give the town with a ``year`` for each of its lots, NA where the register does not know it."""
    return replace(town, lots=town.lots.assign(year=_years(town.lots, plan, rng)))


def stock(town: Town, plan: Plan, kinds: dict[str, Any], rng: Generator) -> pd.DataFrame:
    """Give one row an address, in order of street and number, with everything about its building beside it.

    Returns
    -------
    stock
        Columns of the lots, and ``building`` (row number of the lot), ``building_id``, ``dwelling_id``, the columns of
        ``addresses`` without geometry, ``year`` (NA unknown), ``place`` (0-based number inside the building) and
        ``homes_here`` (addresses in the building).
    """
    lots = town.lots.assign(building=np.arange(len(town.lots)))
    lots["count"], lots["first_use"] = _filling(lots, kinds, rng)
    addressed = lots[(lots["count"] > 0) & (lots["street"] != "")]
    names = named(town.streets, addressed, plan, rng)
    addressed = addressed.join(names, on="street").assign(station=stations(addressed, town.streets))
    addressed = addressed.sort_values(["street_id", "street", "station", "building"], kind="stable")
    homes = addressed.loc[addressed.index.repeat(addressed["count"])].reset_index(drop=True)
    homes["place"] = homes.groupby("building").cumcount()
    homes["homes_here"] = homes["count"]
    homes["district"] = "WK" + homes["neighbourhood"].str[2:8]
    homes["uses"] = np.where(homes["place"] == 0, homes["first_use"], homes["kind"].map(lambda k: _use(kinds, k)))
    return _numbered(homes, kinds, rng)


def _numbered(homes: pd.DataFrame, kinds: dict[str, Any], rng: Generator) -> pd.DataFrame:
    small = homes["kind"].isin(["canal_house", "upstairs", "hall"])
    homes["shares"] = small & (homes["place"] > 0)
    homes["house_number"] = numbers(homes).astype("Int64")
    extra = homes["place"].where(homes["shares"], 0)
    letter = homes["kind"].isin(["upstairs", "hall"])
    homes["house_letter"] = [chr(64 + n) if n and use else pd.NA for n, use in zip(extra, letter, strict=True)]
    homes["addition"] = [str(n) if n and not use else pd.NA for n, use in zip(extra, letter, strict=True)]
    homes["postcode"] = postcodes(homes)
    homes["floor_area"] = _areas(homes, kinds, rng)
    homes["residential"] = homes["uses"].str.contains("woonfunctie")
    homes["dwelling_id"] = [f"{DWELLING_ID}{n:09d}" for n in range(1, len(homes) + 1)]
    homes["building_id"] = building_ids(homes["building"])
    return homes


def building_ids(numbers_: pd.Series) -> pd.Series:
    """Give the 16-digit ids of buildings from their row numbers."""
    return BUILDING_ID + (numbers_ + 1).astype(str).str.zfill(9)


def _use(kinds: dict[str, Any], kind: str) -> str:
    return str(kinds[kind].get("use", "woonfunctie"))


def _filling(lots: pd.DataFrame, kinds: dict[str, Any], rng: Generator) -> tuple[np.ndarray, np.ndarray]:
    """Give how many addresses each building has, and what the first of them is used for."""
    length = np.array([_length(shape) for shape in lots["geometry"]])
    bay = lots["kind"].map(lambda kind: kinds[kind].get("bay", 0)).to_numpy(dtype=float)
    low = lots["kind"].map(lambda kind: kinds[kind].get("floors", [1, 1])[0]).to_numpy()
    high = lots["kind"].map(lambda kind: kinds[kind].get("floors", [1, 1])[1]).to_numpy()
    floors = rng.integers(low, high + 1)
    single = lots["kind"].map(lambda kind: kinds[kind].get("addresses", 1)).to_numpy()
    count = np.where(bay > 0, np.floor(length / np.maximum(bay, 1)) * floors, single).astype(int)
    use = lots["kind"].map(lambda kind: _use(kinds, kind)).to_numpy(dtype=object)
    return _centre(lots, count, use, rng)


def _centre(lots: pd.DataFrame, count: np.ndarray, use: np.ndarray, rng: Generator) -> tuple[np.ndarray, np.ndarray]:
    """Put shops under the homes of the old centre, and let some large houses be split up."""
    old = (lots["kind"] == "canal_house").to_numpy()
    busy = lots["street"].str.removeprefix("old/").isin(SHOPPING).to_numpy()
    chance = rng.uniform(size=len(lots))
    shop = old & (chance < np.where(busy, 0.55, 0.06))
    both = old & ~shop & (chance < np.where(busy, 0.62, 0.09))
    large = old & (shapely.area(lots["geometry"].to_numpy()) > 82.0)  # noqa: PLR2004 - m2, more than a family house
    count = np.where(shop, 2, count) + (large & (rng.uniform(size=len(lots)) < 0.5))  # noqa: PLR2004 - half of them
    use = np.where(shop, "winkelfunctie", np.where(both, "woonfunctie,winkelfunctie", use))
    halls = (lots["kind"] == "hall").to_numpy()
    return np.where(halls, rng.integers(1, 4, len(lots)), count), use


def _length(shape: shapely.Geometry) -> float:
    corners = np.asarray(shape.exterior.coords)
    return float(np.max(np.hypot(*np.diff(corners[:3], axis=0).T)))


def _years(lots: pd.DataFrame, plan: Plan, rng: Generator) -> pd.Series:
    """Give building years: one a row of houses, spread over the years of its neighbourhood; now and then unknown."""
    span = {area.code: area.years for area in plan.neighbourhoods}
    first = lots.groupby("group")["neighbourhood"].first()
    low = first.map(lambda code: span[code][0]).to_numpy()
    high = first.map(lambda code: span[code][1]).to_numpy()
    drawn = low + np.floor((high - low + 1) * rng.uniform(size=len(first))).astype(int)
    newer = rng.uniform(size=len(first)) < 0.03  # noqa: PLR2004 - share that was replaced later
    year = pd.Series(np.where(newer, rng.integers(1986, 2022, len(first)), drawn), index=first.index)
    unknown = rng.uniform(size=len(lots)) < YEAR_UNKNOWN
    return lots["group"].map(year).astype("Int64").mask(unknown)


def _areas(homes: pd.DataFrame, kinds: dict[str, Any], rng: Generator) -> pd.Series:
    """Give floor areas in m2: alike within a row of houses, a little different by house."""
    low = homes["kind"].map(lambda kind: kinds[kind]["area"][0]).to_numpy(dtype=float)
    high = homes["kind"].map(lambda kind: kinds[kind]["area"][1]).to_numpy(dtype=float)
    group = pd.factorize(homes["group"])[0]
    share = rng.beta(2, 2, group.max() + 1)[group]
    area = low + (high - low) * share + rng.normal(0, 2.5, len(homes))
    return pd.Series(np.round(np.maximum(area, 24.0)), index=homes.index).astype("Int64")


def buildings(town: Town, rng: Generator) -> gpd.GeoDataFrame:
    """Give the buildings table of a town that is dated; only the renovation of a few is a matter of chance."""
    lots = town.lots
    status = rng.choice(
        ["Pand in gebruik", "Pand in gebruik (niet ingemeten)", "Verbouwing pand"], len(lots), p=[0.985, 0.01, 0.005]
    )
    ids = building_ids(pd.Series(np.arange(len(lots))))
    table = pd.DataFrame({"building_id": ids, "construction_year": lots["year"].array, "status": status})
    return gpd.GeoDataFrame(table, geometry=moved(lots["geometry"].to_numpy()), crs=RD)[list(COLUMNS["buildings"])]


def addresses(homes: pd.DataFrame) -> gpd.GeoDataFrame:
    """Give the addresses table; the homes of one building stand side by side along its length."""
    table = homes.assign(town=TOWN, status="Verblijfsobject in gebruik")
    spots = _spots(homes)
    return gpd.GeoDataFrame(table, geometry=moved(spots), crs=RD)[list(COLUMNS["addresses"])]


def links(homes: pd.DataFrame, lots: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Give the address_buildings table; a few addresses of the old centre run on into the house next door."""
    own = homes[list(COLUMNS["address_buildings"])]
    old = np.flatnonzero(lots["kind"] == "canal_house")
    shapes = lots["geometry"].to_numpy()[old]
    left, right = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=0.3)
    pairs = np.column_stack([old[left], old[right]])[left < right]
    chosen = pairs[np.sort(rng.choice(len(pairs), TWO_BUILDINGS, replace=False))]
    first = homes[homes["place"] == 0].set_index("building")["dwelling_id"]
    through = pd.DataFrame(
        {"dwelling_id": first.loc[chosen[:, 0]].to_numpy(), "building_id": building_ids(pd.Series(chosen[:, 1]))}
    )
    return pd.concat([own, through], ignore_index=True).drop_duplicates(ignore_index=True)


def _spots(homes: pd.DataFrame) -> np.ndarray:
    """Give a point inside the building for each of its addresses."""
    shapes = homes["geometry"].to_numpy()
    middle = shapely.get_coordinates(shapely.point_on_surface(shapes))
    corners = np.array([np.asarray(shape.exterior.coords)[:3] for shape in shapes])
    edges = np.diff(corners, axis=1)
    longest = edges[np.arange(len(edges)), np.argmax(np.hypot(edges[..., 0], edges[..., 1]), axis=1)]
    count, place = homes["homes_here"].to_numpy(), homes["place"].to_numpy()
    share = ((place + 0.5) / count - 0.5) * np.where(count > 6, 0.92, 0.3)  # noqa: PLR2004 - a flat, not a house
    points = shapely.points(np.round(middle + share[:, None] * longest, 2))
    inside = shapely.contains_properly(shapes, points)
    result: np.ndarray = np.where(inside, points, shapely.points(np.round(middle, 2)))
    return result


def moved(shapes: np.ndarray) -> np.ndarray:
    """Bring shapes from local metres to RD New."""
    result: np.ndarray = shapely.transform(shapes, lambda corners: corners + ORIGIN)
    return result
