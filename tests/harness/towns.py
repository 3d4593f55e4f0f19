"""Small invented towns by a seed: streets, complexes and buildings of every size, for proofs that need many towns."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import MultiPolygon, Point, box

from data.domain.periods import Period
from data.sources.report import Report
from data.sources.tables import COLUMNS, RD, Delivery

PERIODS = ("2026-4", "2026-5")
DISTRICTS, NEIGHBOURHOODS, STREETS = 2, 3, 5
SIZES = (1, 1, 1, 2, 4, 8, 11, 16, 24, 40)
"""Homes a building; small ones are many, so that there is something to hide."""

SHARES = {"rent_arrears": 0.6, "guided_letting": 0.3, "willing_to_contribute": 2.0}
EVENTS = {"nuisance": 0.35, "support_signals": 0.25, "turnover": 0.2}
"""How often a trait is found, times the strain of the street."""

AREA = {"lbm_fys": 0.02, "lbm_vrz": 0.01, "lbm_won": 0.0, "lbm_onv": 0.01, "distance_services": 0.8, "low_income": 9.0}


def delivery(seed: int) -> Delivery:
    """Give a whole town; the same seed gives the same town, with figures of two periods."""
    chance = np.random.default_rng(seed)
    homes = _homes(chance)
    return Delivery(
        name=f"Proefstad {seed}",
        demo=True,
        areas=_areas(),
        area_facts=_facts(homes),
        buildings=_buildings(homes),
        addresses=_addresses(homes),
        address_buildings=homes[["dwelling_id", "building_id"]].astype("string"),
        register=_register(homes),
        measurements=_measurements(homes[homes["let"]], chance),
        ground=gpd.GeoDataFrame({"kind": ["water"], "name": ["Vaart"], "geometry": [box(0, -9, 9, -1)]}, crs=RD),
        reports=(Report("towns", "homes", len(homes), len(homes)),),
    )


def _homes(chance: np.random.Generator) -> pd.DataFrame:
    """Lay out the homes, one row each: where they lie, who lets them, and the strain of their street (0-1)."""
    rows, building = [], 0
    for area in range(DISTRICTS * NEIGHBOURHOODS):
        for street in range(STREETS):
            strain, estate = chance.beta(1.0, 3.0), int(chance.integers(0, 3))
            for _ in range(int(chance.integers(2, 9))):
                building += 1
                size, let = int(chance.choice(SIZES)), bool(chance.uniform() < 0.8)
                rows += [(area, street, building, door, let, estate, strain) for door in range(size)]
    homes = pd.DataFrame(rows, columns=["area", "street", "building", "door", "let", "estate", "strain"])
    district = homes["area"] // NEIGHBOURHOODS + 1
    return homes.assign(
        neighbourhood="BU9997"
        + district.map("{:02d}".format)
        + (homes["area"] % NEIGHBOURHOODS + 1).map("{:02d}".format),
        building_id=homes["building"].map("99971{:011d}".format),
        dwelling_id=homes["building"].map("999701{:06d}".format) + homes["door"].map("{:04d}".format),
        street_id=(homes["area"] * STREETS + homes["street"]).map("99973{:011d}".format),
        estate_id=homes["area"].map("C{:02d}".format) + homes["estate"].astype(str),
        x=homes["area"] * 400.0 + homes["street"] * 70.0 + 10,
        y=homes["building"] % 40 * 9.0 + 5,
    )


def _areas() -> gpd.GeoDataFrame:
    width = 400.0 * NEIGHBOURHOODS
    rows = [("GM9997", "municipality", "Proefstad", None, box(0, 0, width * DISTRICTS, 400))]
    for number in range(DISTRICTS):
        code = f"WK9997{number + 1:02d}"
        rows.append(
            (code, "district", f"Wijk {number + 1}", "GM9997", box(width * number, 0, width * (number + 1), 400))
        )
        for place in range(NEIGHBOURHOODS):
            left = width * number + 400.0 * place
            buurt = f"BU9997{number + 1:02d}{place + 1:02d}"
            rows.append(
                (buurt, "neighbourhood", f"Buurt {number + 1}.{place + 1}", code, box(left, 0, left + 400, 400))
            )
    full = [(*row[:4], 2026, False, MultiPolygon([row[4]])) for row in rows]
    frame = gpd.GeoDataFrame(full, columns=list(COLUMNS["areas"]), geometry="geometry", crs=RD)
    return frame.astype({"year": "Int64"})


def _facts(homes: pd.DataFrame) -> pd.DataFrame:
    counts = homes["neighbourhood"].value_counts().sort_index()
    rows = [(area, fact, 2026, count * each) for area, count in counts.items() for fact, each in FACTS.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS["area_facts"]))


FACTS = {"inhabitants": 2.1, "households": 1.0}


def _buildings(homes: pd.DataFrame) -> gpd.GeoDataFrame:
    each = homes.drop_duplicates("building_id")
    shapes = [box(x, y, x + 8, y + 7) for x, y in zip(each["x"], each["y"], strict=True)]
    frame = gpd.GeoDataFrame({"building_id": each["building_id"].to_numpy(), "geometry": shapes}, crs=RD)
    years = pd.array([1970] * len(frame), dtype="Int64")
    return frame.assign(construction_year=years, status="Pand in gebruik")[list(COLUMNS["buildings"])]


def _addresses(homes: pd.DataFrame) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(
        {
            "dwelling_id": homes["dwelling_id"].to_numpy(),
            "street_id": homes["street_id"].to_numpy(),
            "street_name": ("Straat " + homes["street_id"].str[-3:]).to_numpy(),
            "house_number": pd.array(range(1, len(homes) + 1), dtype="Int64"),
            "uses": "woonfunctie",
            "geometry": [Point(x + 4, y + 3) for x, y in zip(homes["x"], homes["y"], strict=True)],
        },
        crs=RD,
    )
    fixed = {"house_letter": pd.NA, "addition": pd.NA, "postcode": "9997AA", "town": "Proefstad", "residential": True}
    areas = pd.array([70] * len(frame), dtype="Int64")
    return frame.assign(**fixed, floor_area=areas, status="Verblijfsobject in gebruik")[list(COLUMNS["addresses"])]


def _register(homes: pd.DataFrame) -> pd.DataFrame:
    let = homes[homes["let"]]
    frame = pd.DataFrame({"dwelling_id": let["dwelling_id"], "estate_id": let["estate_id"]})
    return frame.assign(estate_name="Complex " + frame["estate_id"])[list(COLUMNS["register"])].reset_index(drop=True)


def _measurements(homes: pd.DataFrame, chance: np.random.Generator) -> pd.DataFrame:
    parts = []
    for period in PERIODS:
        strain = homes["strain"].to_numpy()
        for indicator, often in SHARES.items():
            has = chance.uniform(size=len(homes)) < np.clip(strain * often, 0.02, 0.95)
            parts.append(_rows(indicator, period, homes["dwelling_id"], has.astype(float), denominator=1.0))
        for indicator, often in EVENTS.items():
            hit = homes["dwelling_id"][chance.uniform(size=len(homes)) < strain * often]
            parts.append(_rows(indicator, period, hit, 1.0))
        years = chance.integers(1, 30, len(homes)).astype(float)
        stays = _rows("length_of_stay", period, homes["dwelling_id"], years, denominator=1.0)
        parts.append(stays.assign(squares=years**2))
        empty = (chance.uniform(size=len(homes)) < 0.03).astype(float)
        parts.append(_rows("vacancy", period, homes["dwelling_id"], empty, denominator=1.0))
        each = pd.Series(homes["building_id"].unique())
        state = chance.integers(1, 5, len(each)).astype(float)
        parts.append(_rows("condition", period, each, state, level="building").assign(squares=state**2))
        label = chance.integers(1, 7, len(homes)).astype(float)
        parts.append(
            _rows("energy_label", period, homes["dwelling_id"], label, denominator=1.0).assign(squares=label**2)
        )
        codes = pd.Series(sorted(homes["neighbourhood"].unique()))
        for indicator, value in AREA.items():
            drawn = value * chance.uniform(0.5, 1.5, len(codes))
            parts.append(_rows(indicator, period, codes, float("nan"), level="neighbourhood", value=drawn))
    return pd.concat(parts, ignore_index=True)


def _rows(indicator: str, period: str, units: pd.Series, numerator: object, **others: object) -> pd.DataFrame:
    spoken = Period.parse(period)
    fixed = {"indicator_id": indicator, "level": "dwelling", "numerator": numerator, "denominator": float("nan")}
    fixed |= {"starts": pd.Timestamp(spoken.start), "ends": pd.Timestamp(spoken.end), "squares": float("nan")}
    fixed |= {"value": float("nan"), "source": "corporation", "transferred": False}
    frame = pd.DataFrame({"unit_id": units.to_numpy()})
    return frame.assign(**(fixed | others))[list(COLUMNS["measurements"])]
