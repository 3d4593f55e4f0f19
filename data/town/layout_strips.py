"""Post-war neighbourhoods: flats in open green, one pattern stamped over and over on straight streets."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from data.town.curves import pieces
from data.town.fabric import Block, Layout, Lot, Site, Street, nearest, rectangles
from data.town.facilities import OUTLINES, addressed

SHORTEST = 60.0
STREET_EDGE = 6.5
"""Metres from the middle of a street to the lawn between the flats."""


def layout(site: Site) -> Layout:
    """Cut the site into equal cells by straight streets; fill each cell with the next stamp of the fabric."""
    rules = site.rules
    frame = _Frame.of(site)
    streets = _streets(site, frame)
    blocks: list[Block] = []
    lots: list[Lot] = []
    greens: list[Polygon] = []
    face = site.neighbourhood.face
    for row, column in product(range(-frame.reach, frame.reach), repeat=2):
        stamp = rules["stamps"][(column + row * rules["shift"]) % len(rules["stamps"])]
        cell = frame.cell(row, column)
        if not face.intersects(cell):
            continue
        built, halls = _stamp(rules["stamp"][stamp], frame, row, column, streets or list(site.roads))
        blocks += built
        lots += halls
        lawn = cell.buffer(-STREET_EDGE, join_style="mitre").intersection(face)
        greens += [part for part in shapely.get_parts(lawn) if part.geom_type == "Polygon"]
    return Layout(tuple(streets), tuple(blocks), tuple(lots), greens=tuple(greens))


class _Frame:
    """The straight grid of one neighbourhood: u along the streets, v across, both from its middle."""

    def __init__(self, middle: tuple[float, float], angle: float, length: float, depth: float) -> None:
        self.middle = np.array(middle)
        self.angle = angle
        self.along = np.array([np.cos(angle), np.sin(angle)])
        self.across = np.array([-np.sin(angle), np.cos(angle)])
        self.length = length
        self.depth = depth
        self.reach = int(700 / min(length, depth)) + 1

    @classmethod
    def of(cls, site: Site) -> _Frame:
        middle = site.neighbourhood.face.centroid
        return cls(
            (middle.x, middle.y), np.radians(float(site.neighbourhood.guide)), site.rules["length"], site.rules["depth"]
        )

    def point(self, u: float, v: float) -> tuple[float, float]:
        spot = self.middle + u * self.along + v * self.across
        return float(spot[0]), float(spot[1])

    def cell(self, row: int, column: int) -> Polygon:
        x, y = self.point((column + 0.5) * self.length, (row + 0.5) * self.depth)
        one = np.ones(1)
        return rectangles(x * one, y * one, self.angle * one, self.length * one, self.depth * one)[0]


def _streets(site: Site, frame: _Frame) -> list[Street]:
    far = 700.0
    lines = [
        LineString([frame.point(-far, row * frame.depth), frame.point(far, row * frame.depth)])
        for row in range(-frame.reach, frame.reach)
    ]
    skip = site.rules.get("cross_every", 1)
    lines += [
        LineString([frame.point(column * frame.length, -far), frame.point(column * frame.length, far)])
        for column in range(-frame.reach, frame.reach)
        if column % skip == 0
    ]
    cut = [pieces(shapely.intersection(line, site.open), SHORTEST) for line in lines]
    return [
        Street(f"{site.code}/{index:02d}", shapely.union_all(parts), site.rules["street"])
        for index, parts in enumerate(cut)
        if parts
    ]


def _stamp(
    stamp: list[dict[str, Any]], frame: _Frame, row: int, column: int, streets: list[Street]
) -> tuple[list[Block], list[Lot]]:
    """Place the buildings of one stamp; each is addressed on the nearest street."""
    blocks, lots = [], []
    for part in stamp:
        x, y = frame.point((column + part["u"]) * frame.length, (row + part["v"]) * frame.depth)
        angle = frame.angle + np.radians(part.get("turn", 0.0))
        if part["kind"] in OUTLINES:
            lots.append(addressed(part["kind"], x, y, angle, streets))
            continue
        street, side = nearest(streets, x, y)
        blocks.append(
            Block(x, y, angle, part.get("count", 1), part["width"], part["depth"], part["kind"], street, side)
        )
    return blocks, lots
