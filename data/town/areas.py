"""The areas that CBS would draw, and what lies on the ground between the buildings."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import MultiPolygon

from data.sources.tables import COLUMNS, RD
from data.town.homes import TOWN, moved
from data.town.plan import GRID, Plan
from data.town.sites import MOAT
from data.town.town import Town, street_area

MUNICIPALITY = "GM9999"
BORDERS = 2026
LAKE = "Radermeer"
GREEN = ("park", "wood", "sport")
BANK = 9.0
"""Metres of grass along the moat."""
DETAIL = 0.25
"""Metres: corners that matter less than this are left out of roads and water."""


def areas(plan: Plan) -> gpd.GeoDataFrame:
    """Give the areas table; districts and municipality are made of their neighbourhoods, so that they share borders."""
    low = pd.DataFrame(
        {
            "area_id": [area.code for area in plan.neighbourhoods],
            "name": [area.name for area in plan.neighbourhoods],
            "parent_id": [area.district for area in plan.neighbourhoods],
            "is_water": [area.fabric == "water" for area in plan.neighbourhoods],
            "shape": [area.face for area in plan.neighbourhoods],
        }
    )
    middle = low.groupby("parent_id", sort=False).agg(is_water=("is_water", "all"), shape=("shape", _joined))
    middle = middle.rename_axis("area_id").reset_index().assign(parent_id=MUNICIPALITY)
    middle["name"] = middle["area_id"].map(plan.districts)
    top = pd.DataFrame({"area_id": [MUNICIPALITY], "name": [TOWN], "parent_id": [None], "is_water": [False]})
    top["shape"] = [_joined(low["shape"])]
    levels = {"municipality": top, "district": middle, "neighbourhood": low}
    table = pd.concat([frame.assign(level=level) for level, frame in levels.items()], ignore_index=True)
    table["year"] = pd.array([BORDERS] * len(table), dtype="Int64")
    shapes = [_multi(shape) for shape in moved(table.pop("shape").to_numpy())]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=RD)[list(COLUMNS["areas"])]


def _joined(shapes: pd.Series) -> shapely.Geometry:
    return shapely.union_all(shapes.to_numpy(), grid_size=GRID)


def _multi(shape: shapely.Geometry) -> MultiPolygon:
    return shape if shape.geom_type == "MultiPolygon" else MultiPolygon([shape])


def ground(plan: Plan, town: Town) -> gpd.GeoDataFrame:
    """Give the ground table: roads over water over green, without overlap, so that any order of drawing looks right."""
    lake = shapely.union_all([area.face for area in plan.neighbourhoods if area.fabric == "water"])
    canals = shapely.union_all(
        [row.shape.buffer(row.water / 2, cap_style="square") for row in plan.streets if row.water]
    )
    taken = lake
    rows: list[tuple[str, str | None, shapely.Geometry]] = []
    for name, shape in _roads(town, canals):
        rows.append(("road", name or None, shape.difference(taken)))
        taken = shapely.union_all([taken, shape])
    ponds = [place.shape for place in plan.places if place.kind == "pond"]
    inland = shapely.union_all([*town.waters, *ponds]).difference(lake)
    road = shapely.union_all([shape for _, _, shape in rows])
    green = shapely.union_all(
        [*town.greens, _ramparts(plan), *(place.shape for place in plan.places if place.kind in GREEN)]
    )
    rows.append(("water", LAKE, lake))
    rows.append(("water", None, inland.difference(road)))
    rows.append(("green", None, green.difference(shapely.union_all([inland, lake, road]))))
    return _table(rows, plan)


def _roads(town: Town, canals: shapely.Geometry) -> list[tuple[str, shapely.Geometry]]:
    """Give the ground of every main road by its name, then of all streets: quays beside a canal, bridges over it."""
    main = [street for street in town.streets if street.id.startswith("road/")]
    rest = [street for street in town.streets if not street.id.startswith("road/")]
    quays = shapely.union_all([street_area(street) for street in rest if street.quay]).difference(canals)
    others = shapely.union_all([quays, *(street_area(street) for street in rest if not street.quay)])
    return [*((street.name, street_area(street)) for street in main), ("", others)]


def _ramparts(plan: Plan) -> shapely.Geometry:
    return shapely.union_all([line.shape.buffer(MOAT / 2 + BANK) for line in plan.of_kind("moat")])


def _table(rows: list[tuple[str, str | None, shapely.Geometry]], plan: Plan) -> gpd.GeoDataFrame:
    border = shapely.union_all([area.face for area in plan.neighbourhoods])
    shapes = [shapely.simplify(shapely.intersection(shape, border), DETAIL) for _, _, shape in rows]
    frame = gpd.GeoDataFrame(
        {"kind": [kind for kind, _, _ in rows], "name": [name for _, name, _ in rows]},
        geometry=moved(np.array(shapes, dtype=object)),
        crs=RD,
    )
    parts = frame.explode(ignore_index=True)
    return parts[parts.geom_type == "Polygon"].reset_index(drop=True)[list(COLUMNS["ground"])]
