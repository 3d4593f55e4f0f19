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
from data.town.sites import old_streets
from data.town.town import Town, street_area

MUNICIPALITY = "GM9999"
BORDERS = 2026
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
    every = [(street.name if street.id.startswith("road/") else "", street_area(street)) for street in town.streets]
    every += [(street.name, street_area(street)) for street in old_streets(plan)]
    water = shapely.union_all(town.waters)
    quays = shapely.union_all([row.shape.buffer(row.water / 2, cap_style="square") for row in plan.streets if row.water])
    by_name: dict[str, list[shapely.Geometry]] = {}
    for name, shape in every:
        by_name.setdefault(name, []).append(shape)
    rows: list[tuple[str, str | None, shapely.Geometry]] = []
    taken = quays
    for name, shapes in sorted(by_name.items(), key=lambda item: item[0] == ""):
        rows.append(("road", name or None, shapely.union_all(shapes).difference(taken)))
        taken = shapely.union_all([taken, *shapes])
    road = shapely.union_all([shape for _, _, shape in rows])
    rows += _waters(plan, water, road)
    green = shapely.union_all([*town.greens, *(place.shape for place in plan.places if place.kind == "park")])
    rows.append(("green", None, green.difference(water).difference(road)))
    return _table(rows, plan)


def _waters(plan: Plan, water: shapely.Geometry, road: shapely.Geometry) -> list[tuple[str, str | None, shapely.Geometry]]:
    lake = shapely.union_all([area.face for area in plan.neighbourhoods if area.fabric == "water"])
    inland = water.difference(lake).difference(road)
    return [("water", "Radermeer", lake.difference(road)), ("water", None, inland)]


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
