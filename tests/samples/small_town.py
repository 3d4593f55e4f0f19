"""A town of two buurten that fits on a page: every pitfall of real data once, every figure to be checked by hand."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely.geometry import MultiPolygon, Point, box

from data.domain.periods import Period
from data.sources.report import Report
from data.sources.tables import COLUMNS, RD, Delivery, empty

PERIODS = ("2026-1", "2026-2", "2026-3")
FLAT = "9998100000000001"  # 20 let homes, complex C1, Kade in BU99980101
WALK_UP = "9998100000000002"  # 16 let homes, complex C2, Kade in BU99980102
HOUSES = tuple(f"99981000000000{number}" for number in range(10, 16))  # Dijk in BU99980101, one home each
SHOP = "9998100000000003"
SHED = "9998100000000004"
FAR = "9998100000000005"  # outside every neighbourhood
KADE, DIJK = "9998300000000001", "9998300000000002"


def delivery() -> Delivery:
    """Give the whole delivery; invented, and small enough to add up by hand."""
    buildings, addresses, links = _buildings(), _addresses(), _links()
    return Delivery(
        name="Proefdam",
        demo=True,
        areas=_areas(),
        area_facts=_facts(),
        buildings=buildings,
        addresses=addresses,
        address_buildings=links,
        register=_register(),
        measurements=measurements(),
        ground=gpd.GeoDataFrame({"kind": ["water"], "name": ["Gracht"], "geometry": [box(0, -60, 400, -50)]}, crs=RD),
        reports=(Report("small_town", "buildings", len(buildings), len(buildings)),),
    )


def dwelling(building: str, number: int) -> str:
    """Give the id of the home with a running number in a building."""
    return f"99980100{building[-2:]}{number:06d}"


def let_homes(building: str) -> list[str]:
    """Give the let homes of a building."""
    sizes = {FLAT: 20, WALK_UP: 16, HOUSES[0]: 1}
    return [dwelling(building, number) for number in range(sizes.get(building, 0))]


def rows(indicator: str, period: str, unit_ids: list[str], numerators: list[float], **others: object) -> pd.DataFrame:
    """Give measurements of homes in one period, denominator 1 unless said otherwise."""
    frame = pd.DataFrame({"unit_id": unit_ids, "numerator": numerators})
    spoken = Period.parse(period)
    fixed = {
        "indicator_id": indicator,
        "level": "dwelling",
        "starts": pd.Timestamp(spoken.start),
        "ends": pd.Timestamp(spoken.end),
        "denominator": 1.0,
        "squares": float("nan"),
        "value": float("nan"),
        "source": "corporation",
        "transferred": False,
    }
    return frame.assign(**(fixed | others))[list(COLUMNS["measurements"])]


def measurements() -> pd.DataFrame:
    """Give the figures.

    Arrears: in the flat 5 of 20 homes in every period; in the walk-up 1 of 16, but its second delivery is missing.
    Nuisance: in the flat 2 addresses in 2026-1 and 1 in 2026-3. Condition: the flat as a building 4, once, in
    2026-1. Vacancy: one home of the flat empty from 2026-2 on. Leefbaarometer: one buurt
    of two.
    """
    flat, walk_up = let_homes(FLAT), let_homes(WALK_UP)
    events = {"denominator": float("nan")}
    parts = [
        *(rows("rent_arrears", period, flat, [1.0] * 5 + [0.0] * 15) for period in PERIODS),
        *(rows("rent_arrears", period, walk_up, [1.0] + [0.0] * 15) for period in ("2026-1", "2026-3")),
        rows("nuisance", "2026-1", flat[:2], [1.0, 1.0], **events),
        rows("nuisance", "2026-3", flat[:1], [1.0], **events),
        rows("condition", "2026-1", [FLAT], [4.0], level="building", squares=16.0),
        *(rows("vacancy", period, flat, [float(period != "2026-1")] + [0.0] * 19) for period in PERIODS),
        rows(
            "lbm_fys",
            "2026-1",
            ["BU99980101"],
            [float("nan")],
            level="neighbourhood",
            denominator=float("nan"),
            value=0.02,
            source="leefbaarometer",
        ),
        rows("offences", "2026-1", ["BU99980101"], [5.0], level="neighbourhood", source="police", **events),
        rows("rent_arrears", "2026-3", ["9998010099999999"], [1.0]),
    ]
    return pd.concat(parts, ignore_index=True)


def _areas() -> gpd.GeoDataFrame:
    shapes = {
        "GM9998": ("municipality", "Proefdam", None, box(0, -100, 400, 200), False),
        "WK999801": ("district", "Oost", "GM9998", box(0, 0, 400, 200), False),
        "WK999899": ("district", "Plas", "GM9998", box(0, -100, 400, 0), True),
        "BU99980101": ("neighbourhood", "Havenkant", "WK999801", box(0, 0, 200, 200), False),
        "BU99980102": ("neighbourhood", "Landkant", "WK999801", box(200, 0, 400, 200), False),
    }
    rows_ = [
        (code, level, name, parent, 2026, water, MultiPolygon([shape]))
        for code, (level, name, parent, shape, water) in shapes.items()
    ]
    frame = gpd.GeoDataFrame(rows_, columns=list(COLUMNS["areas"]), geometry="geometry", crs=RD)
    return frame.astype({"year": "Int64"})


def _facts() -> pd.DataFrame:
    values = {
        ("BU99980101", "inhabitants"): 60.0,
        ("BU99980102", "inhabitants"): 40.0,
        ("WK999801", "inhabitants"): 95.0,
    }
    return pd.DataFrame(
        [(area, fact, 2026, value) for (area, fact), value in values.items()], columns=list(COLUMNS["area_facts"])
    )


def _shapes() -> dict[str, object]:
    houses = {code: box(10 + 10 * place, 100, 18 + 10 * place, 110) for place, code in enumerate(HOUSES)}
    return {
        FLAT: box(20, 20, 80, 32),
        WALK_UP: box(260, 20, 320, 32),
        SHOP: box(120, 20, 130, 30),
        SHED: box(150, 150, 153, 153),
        FAR: box(900, 900, 910, 910),
        **houses,
    }


def _buildings() -> gpd.GeoDataFrame:
    shapes = _shapes()
    frame = gpd.GeoDataFrame({"building_id": list(shapes), "geometry": list(shapes.values())}, crs=RD)
    years = pd.array([1968] * (len(shapes) - 1) + [None], dtype="Int64")
    return frame.assign(construction_year=years, status="Pand in gebruik")[list(COLUMNS["buildings"])]


def _addresses() -> gpd.GeoDataFrame:
    homes = [
        *((code, FLAT, KADE, "woonfunctie") for code in let_homes(FLAT)),
        *((code, WALK_UP, KADE, "woonfunctie") for code in let_homes(WALK_UP)),
        *((dwelling(code, 0), code, DIJK, "woonfunctie") for code in HOUSES),
        (dwelling(SHOP, 0), SHOP, DIJK, "winkelfunctie"),
        (dwelling(FAR, 0), FAR, DIJK, "woonfunctie"),
    ]
    shapes = _shapes()
    frame = gpd.GeoDataFrame(
        {
            "dwelling_id": [code for code, *_ in homes],
            "street_id": [street for _, _, street, _ in homes],
            "street_name": ["Kade" if street == KADE else "Dijk" for _, _, street, _ in homes],
            "house_number": pd.array(range(1, len(homes) + 1), dtype="Int64"),
            "uses": [use for *_, use in homes],
            "geometry": [Point(shapes[building].centroid) for _, building, _, _ in homes],
        },
        crs=RD,
    )
    frame["uses"] = frame["uses"].mask(frame["dwelling_id"] == dwelling(HOUSES[1], 0), "woonfunctie,winkelfunctie")
    fixed = {"house_letter": pd.NA, "addition": pd.NA, "postcode": "9998AA", "town": "Proefdam"}
    full = frame.assign(
        **fixed,
        floor_area=pd.array([80] * len(frame), dtype="Int64"),
        status="Verblijfsobject in gebruik",
        residential=frame["uses"].str.contains("woonfunctie"),
    )
    full.loc[full["dwelling_id"] == dwelling(HOUSES[5], 0), "status"] = "Verblijfsobject gevormd"
    return full[list(COLUMNS["addresses"])]


def _links() -> pd.DataFrame:
    pairs = [(code, building) for building in (FLAT, WALK_UP) for code in let_homes(building)]
    pairs += [(dwelling(code, 0), code) for code in (*HOUSES, SHOP, FAR)]
    pairs += [(dwelling(HOUSES[2], 0), HOUSES[1])]  # one home in two buildings
    return pd.DataFrame(pairs, columns=list(COLUMNS["address_buildings"]))


def _register() -> pd.DataFrame:
    homes = [(code, "C1", "Kadeflat") for code in let_homes(FLAT)]
    homes += [(code, "C2", "Landhof") for code in let_homes(WALK_UP)]
    homes += [(dwelling(HOUSES[0], 0), None, None), ("9998010099999999", "C1", "Kadeflat")]
    frame = pd.DataFrame(homes, columns=list(COLUMNS["register"]))
    return frame if len(frame) else empty("register")
