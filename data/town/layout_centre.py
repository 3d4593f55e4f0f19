"""The old centre: narrow houses shoulder to shoulder around every block between streets, canals and walls."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.random import Generator
from shapely.geometry import LineString, Polygon
from shapely.ops import substring

from data.town.curves import Floats, places
from data.town.fabric import Layout, Lot, Site, Street, nearest

CURB = 2.0
"""Metres of rounding at the corners of a block."""
DEPTHS = (0.72, 1.0)
"""Share of the ring that a house takes: no two fronts have the same depth behind them."""
CORNER = 2.5
"""Metres: houses whose backs would be narrower than this become one house on the corner."""
LEAST = 18.0
"""Square metres of the smallest house."""
FREE = 0.5
"""Metres between a front and the street."""


def layout(site: Site) -> Layout:
    """Fill what the streets leave free with houses along its edge; ``roads`` are the hand-drawn streets here."""
    taken = shapely.union_all([street.line.buffer(street.width / 2, cap_style="flat") for street in site.roads])
    free = site.open.difference(taken).buffer(-CURB - FREE).buffer(CURB)
    lots: list[Lot] = []
    greens: list[Polygon] = []
    for block in shapely.get_parts(free):
        if block.intersects(site.belt):
            greens.append(block)
        elif block.area > site.rules["smallest"]:
            ring, court = _ring(block, site.rules)
            lots += [_addressed(house, list(site.roads)) for house in _houses(ring, court, site.rules, site.rng)]
            greens += [part for part in shapely.get_parts(court.buffer(-5.0)) if part.area > site.rules["garden"]]
    return Layout(lots=tuple(lots), greens=tuple(greens))


def _ring(block: Polygon, rules: dict[str, Any]) -> tuple[Polygon, Polygon]:
    """Give a block without its rounded bits, and its inner court: as deep as a house, less deep in a narrow block."""
    outline = Polygon(block.exterior).simplify(0.6)
    for share in (1.0, 0.85, 0.7, 0.55, 0.4):
        court = outline.buffer(-rules["depth"] * share, join_style="mitre", mitre_limit=3.0)
        if not court.is_empty:
            parts = sorted(shapely.get_parts(court), key=lambda part: part.area)
            return outline, parts[-1]
    return outline, outline.centroid.buffer(0.5)


def _houses(outline: Polygon, court: Polygon, rules: dict[str, Any], rng: Generator) -> list[Polygon]:
    """Cut the ring between a block's outline and its court into houses of varying width."""
    edge = outline.exterior
    low, high = rules["width"]
    widths = rng.uniform(low, high, int(edge.length / low) + 2)
    fit = np.searchsorted(np.cumsum(widths), edge.length)
    stations = np.concatenate([[0.0], np.cumsum(widths)[:fit] * edge.length / np.cumsum(widths)[fit - 1]])
    outer, _ = places(edge, stations)
    inner_at = shapely.line_locate_point(court.exterior, shapely.points(outer))
    inner = shapely.get_coordinates(shapely.line_interpolate_point(court.exterior, inner_at))
    return _quads(outer, inner, edge, stations, rng)


def _quads(outer: Floats, inner: Floats, edge: shapely.LinearRing, stations: Floats, rng: Generator) -> list[Polygon]:
    """Make houses of neighbouring pairs of points; where several share one inner corner they become one house."""
    houses = []
    start = 0
    while start < len(stations) - 1:
        end = start + 1
        while end < len(stations) - 1 and np.hypot(*(inner[end] - inner[start])) < CORNER:
            end += 1
        front = substring(LineString(edge.coords), stations[start], stations[end])
        deep = rng.uniform(*DEPTHS)
        back = [outer[end] + deep * (inner[end] - outer[end]), outer[start] + deep * (inner[start] - outer[start])]
        house = Polygon([*front.coords, *back])
        if house.is_valid and house.area > LEAST:
            houses.append(house)
        start = end
    return houses


def _addressed(house: Polygon, streets: list[Street]) -> Lot:
    spot = house.exterior.interpolate(0.5 * np.hypot(*np.subtract(house.exterior.coords[0], house.exterior.coords[1])))
    street, side = nearest(streets, spot.x, spot.y)
    return Lot(house, "canal_house", street, side)
