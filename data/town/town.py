"""Lays out all neighbourhoods of the plan and gives what stands: streets, buildings, water and green."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from data.town import layout_centre, layout_courts, layout_outskirts, layout_streets, layout_strips
from data.town.fabric import Layout, Site, Street
from data.town.facilities import OUTLINES, addressed
from data.town.plan import Plan
from data.town.settle import drawn, fitting, unfold
from data.town.sheds import behind
from data.town.sites import MOAT, RIVER, belt, old_streets, roads, sites

KINDS = Path(__file__).with_name("homes.toml")
LAYOUTS: dict[str, Callable[[Site], Layout]] = {
    "streets": layout_streets.layout,
    "strips": layout_strips.layout,
    "courts": layout_courts.layout,
    "centre": layout_centre.layout,
    "polder": layout_outskirts.layout,
    "leisure": layout_outskirts.layout,
}
KERB = 1.5
"""Metres between a road or water and the nearest wall."""
BORDER = 0.5
"""Metres between a border and the nearest wall, so that a building lies in one neighbourhood."""


@dataclass(frozen=True, slots=True)
class Town:
    """What stands in the town, in local metres.

    Parameters
    ----------
    streets
        Every street and road.
    lots
        One row a building: geometry, kind, street, station, side, group, along, neighbourhood.
    waters, greens
        Polygons that the layouts made; the lake, the rivers and the parks are in the plan.
    """

    streets: tuple[Street, ...]
    lots: pd.DataFrame
    waters: tuple[shapely.Geometry, ...]
    greens: tuple[shapely.Geometry, ...]


def kinds() -> dict[str, Any]:
    """Read what kinds of building there are."""
    return tomllib.loads(KINDS.read_text(encoding="utf-8"))


def build(plan: Plan, seed: int) -> Town:
    """Lay out every neighbourhood, then let stand what fits."""
    every = sites(plan, seed)
    plans = [(site, LAYOUTS[site.rules["layout"]](site)) for site in every if site.rules["layout"] in LAYOUTS]
    streets = [*roads(plan), *old_streets(plan), *(street for _, made in plans for street in made.streets)]
    waters = [*_plan_water(plan), *(water for _, made in plans for water in made.waters)]
    closed = shapely.STRtree(_closed(plan, streets, waters))
    standing = [_monuments(plan, streets), *(_standing(site, made, closed) for site, made in plans)]
    lots = pd.concat([part for part in standing if len(part)], ignore_index=True)
    greens = (belt(plan), *(green for _, made in plans for green in made.greens))
    return Town(tuple(streets), lots, tuple(waters), greens)


def _closed(plan: Plan, streets: list[Street], waters: list[shapely.Geometry]) -> list[shapely.Geometry]:
    """Give everything on which no house may stand."""
    closed = [street_area(street).buffer(0.0 if _old(street) else KERB) for street in streets]
    closed += [water.buffer(KERB) for water in waters]
    return [*closed, *(place.shape for place in plan.places), belt(plan)]


def _monuments(plan: Plan, streets: list[Street]) -> pd.DataFrame:
    """Give the buildings that have their spot in the plan, such as the church; nothing else comes near them."""
    spots = [(place, place.shape.centroid) for place in plan.places if place.kind in OUTLINES]
    lots = [addressed(p.kind, spot.x, spot.y, float(np.radians(p.angle)), streets) for p, spot in spots]
    areas = [next(area.code for area in plan.neighbourhoods if area.face.contains(spot)) for _, spot in spots]
    table = drawn(lots, 0)
    return table.assign(neighbourhood=areas, group="plan/" + table["group"].astype(str))


def street_area(street: Street) -> shapely.Geometry:
    """Give the ground that a street takes."""
    ends = "flat" if _old(street) else "round"
    return street.line.buffer(street.width / 2, quad_segs=3, cap_style=ends)


def _old(street: Street) -> bool:
    """Tell the streets of the old centre: their width runs from front to front, there is no garden."""
    return street.id.startswith("old/")


def _plan_water(plan: Plan) -> list[shapely.Geometry]:
    water = [line.shape.buffer(RIVER / 2) for line in plan.of_kind("river")]
    water += [line.shape.buffer(MOAT / 2, join_style="mitre", mitre_limit=2.5) for line in plan.of_kind("moat")]
    water += [row.shape.buffer(row.water / 2, cap_style="square") for row in plan.streets if row.water]
    water += [area.face for area in plan.neighbourhoods if area.fabric == "water"]
    return water


def _standing(site: Site, made: Layout, closed: shapely.STRtree) -> pd.DataFrame:
    """Keep what fits: first the buildings that were drawn, then, off the yards, the rows."""
    face = site.neighbourhood.face.buffer(-BORDER)
    shapes, every = drawn(made.lots, len(made.blocks)), unfold(made.blocks)
    taken = np.unique(shapely.STRtree(made.yards).query(every["geometry"].to_numpy(), predicate="intersects")[0])
    rows = pd.concat([shapes, every.drop(index=every.index[taken])], ignore_index=True)
    if rows.empty:
        return rows
    kept = fitting(rows, face, closed, kinds())
    houses = kept.assign(neighbourhood=site.code, group=site.code + "/" + kept["group"].astype(str))
    everything = pd.concat([houses, behind(houses, site.rng)], ignore_index=True)
    return fitting(everything, face, closed, kinds())
