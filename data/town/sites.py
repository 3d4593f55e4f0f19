"""What each neighbourhood has to work with: its room, the roads around it and the line that its streets follow."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import LineString

from data.town.fabric import Site, Street
from data.town.plan import Line, Neighbourhood, Plan

WIDTHS = {"ring": 20.0, "main": 15.0, "lane": 11.0}
"""Width of the roads of the plan, metres; the other kinds of line are no road."""
RIVER = 36.0
MOAT = 24.0
BELTS = {"moat": 46.0, "river": 44.0, "ring": 38.0, "shore": 26.0}
"""Metres from the middle of moat, river and ring road, and from the shore, that stay green outside the old centre."""
RAMPART = 30.0
"""Metres from the middle of the moat that stay green inside it."""
FAR = 1200.0


def sites(plan: Plan, seed: int) -> list[Site]:
    """Give the site of every neighbourhood, in the order of the plan."""
    barrier = barriers(plan)
    return [_site(plan, area, barrier, seed) for area in plan.neighbourhoods]


def roads(plan: Plan) -> list[Street]:
    """Give the roads of the plan, from the largest kind down, under their own name."""
    return [
        Street(f"road/{line.name}", line.shape, WIDTHS[line.kind], line.name)
        for kind in WIDTHS
        for line in plan.of_kind(kind)
    ]


def old_streets(plan: Plan) -> list[Street]:
    """Give the hand-drawn streets of the old centre."""
    return [Street(f"old/{row.name}", row.shape, row.width, row.name, row.water) for row in plan.streets]


def barriers(plan: Plan) -> shapely.Geometry:
    """Give what no street of a neighbourhood may cross: water, the ring road, parks, yards, borders without a road."""
    parts = [line.shape.buffer(RIVER / 2 + 6) for line in plan.of_kind("river")]
    parts += [line.shape.buffer(MOAT / 2 + 6) for line in plan.of_kind("moat")]
    parts += [belt(plan)]
    parts += [line.shape.buffer(14.0) for line in plan.of_kind("border")]
    parts += [place.shape for place in plan.places]
    return shapely.union_all(parts)


def belt(plan: Plan) -> shapely.Geometry:
    """Give the green belts along moat, river and ring road, outside the old centre and off the quays."""
    parts = [line.shape.buffer(width) for kind, width in BELTS.items() for line in plan.of_kind(kind)]
    paved = [area.face for area in plan.neighbourhoods if area.fabric in {"centre", "quays"}]
    return shapely.union_all(parts).difference(shapely.union_all(paved))


def _rampart(plan: Plan) -> shapely.Geometry:
    return shapely.union_all([line.shape.buffer(RAMPART) for line in plan.of_kind("moat")])


def _site(plan: Plan, area: Neighbourhood, barrier: shapely.Geometry, seed: int) -> Site:
    number = plan.neighbourhoods.index(area)
    rules = plan.fabrics[area.fabric]
    around = old_streets(plan) if rules["layout"] == "centre" else _around(plan, area)
    return Site(
        neighbourhood=area,
        open=area.face.difference(barrier),
        belt=_rampart(plan) if rules["layout"] == "centre" else shapely.Polygon(),
        guide=_guide(plan, area),
        roads=tuple(around),
        rules=rules,
        rng=np.random.default_rng([seed, number]),
    )


def _around(plan: Plan, area: Neighbourhood) -> list[Street]:
    """Give the main roads and lanes along the border, each cut to the stretch that this neighbourhood touches."""
    edge = area.face.boundary.buffer(0.5)
    beside: list[tuple[Line, shapely.Geometry]] = [
        (line, shapely.line_merge(line.shape.intersection(edge), directed=True))
        for line in plan.of_kind("main", "lane")
    ]
    return [
        Street(f"road/{line.name}", shape, WIDTHS[line.kind], line.name)
        for line, shape in beside
        if shape.length > 20.0  # noqa: PLR2004 - shorter is a crossing with another road
    ]


def _guide(plan: Plan, area: Neighbourhood) -> LineString:
    """Give the line that the streets follow: one of the plan, or a straight one through the middle."""
    if isinstance(area.guide, str):
        return plan.line(area.guide) if area.guide else LineString([(0, 0), (1, 0)])
    angle, middle = np.radians(area.guide), area.face.centroid
    step = FAR * np.array([np.cos(angle), np.sin(angle)])
    return LineString([(middle.x - step[0], middle.y - step[1]), (middle.x + step[0], middle.y + step[1])])
