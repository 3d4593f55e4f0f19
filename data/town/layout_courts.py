"""Neighbourhoods of the seventies and eighties: winding collectors with courts (woonerven) on both sides."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from data.town.curves import normals, parallels, pieces, places, wave
from data.town.fabric import Block, Layout, Site, Street
from data.town.frontage import frontage, rows

REACH = 900.0
SHARE = 3
"""So many courts next to each other share one name."""


def layout(site: Site) -> Layout:
    """Lay winding collectors along the guide; hang a court on them every so many metres, left and right in turn."""
    rules = site.rules
    collectors = _collectors(site)
    streets, blocks, greens = list(collectors), [], []
    for collector in collectors:
        for number, (line, station, side) in enumerate(_mouths(collector, rules["pitch"])):
            court = _court(site, line, station, side, (collector.id, number))
            if court is not None:
                streets.append(court)
                blocks += _around(court, site)
                greens.append(_green(court, site))
    if "ribbon" in rules:
        for road in [*collectors, *site.roads]:
            blocks += frontage(road, streets, rows(rules["ribbon"]), rules["clear"], site.rng)
    return Layout(tuple(streets), tuple(blocks), greens=tuple(green for green in greens if not green.is_empty))


def _collectors(site: Site) -> list[Street]:
    rules = site.rules
    offsets = np.arange(rules["first"], REACH, rules["spacing"])
    lines = parallels(site.guide, [*offsets, *(-offsets)])
    bent = [wave(line, rules["wave"], rules["wave_length"], site.rng.uniform(0, 6)) for line in lines]
    cut = [pieces(shapely.intersection(line, site.open), 90.0) for line in bent]
    return [
        Street(f"{site.code}/{index:02d}", shapely.union_all(parts), rules["street"])
        for index, parts in enumerate(cut)
        if parts
    ]


def _mouths(collector: Street, pitch: float) -> list[tuple[LineString, float, int]]:
    """Where courts hang on a collector: every pitch metres, the two sides half a pitch apart."""
    found = []
    for line in shapely.get_parts(collector.line):
        for side, shift in ((1, 0.5), (-1, 0.85)):
            found += [(line, float(s), side) for s in np.arange(shift * pitch, line.length - 12.0, pitch)]
    return found


def _court(site: Site, line: LineString, station: float, side: int, name: tuple[str, int]) -> Street | None:
    """Draw the stub of a court, with a bend; None when it would leave the site."""
    rules, rng = site.rules, site.rng
    points, directions = places(line, np.array([station]))
    length = rng.uniform(*rules["length"])
    lean = directions + np.radians(rng.uniform(-14, 14))
    out = side * normals(lean)[0]
    bend = points[0] + 0.5 * length * out
    skew = directions + np.radians(rng.uniform(-14, 14))
    tip = bend + 0.5 * length * side * normals(skew)[0]
    stub = LineString([points[0], bend, tip])
    inside = shapely.intersection(stub, site.open.buffer(-10.0).union(line.buffer(25.0)))
    collector, number = name
    court = Street(f"{collector}.{number:02d}", stub, rules["lane"], label=f"{collector}.{number // SHARE}")
    return court if inside.length > 0.97 * length else None


def _around(court: Street, site: Site) -> list[Block]:
    """Build a row along both sides of a court, one across its end, and a row of garages."""
    rules = site.rules
    _, bend, tip = shapely.get_coordinates(court.line)
    built = frontage(court, [], rows(rules["mix"]), rules["mouth"], site.rng)
    step = tip - bend
    angle = float(np.arctan2(step[1], step[0])) + np.pi / 2
    end = rows([rules["end"]])[0]
    count = int(site.rng.integers(end.count[0], end.count[1] + 1))
    spot = tip + (end.setback + end.depth / 2) * step / np.hypot(*step)
    built.append(Block(spot[0], spot[1], angle, count, end.width, end.depth, end.kind, court.id, -1, end.jog))
    return built


def _green(court: Street, site: Site) -> Polygon:
    """Give the patch of green in the middle of a court, at its tip."""
    _, bend, tip = shapely.get_coordinates(court.line)
    near = site.rng.uniform(0.15, 0.4) * (bend - tip) + tip
    return shapely.Point(near).buffer(site.rng.uniform(4.5, 6.5), quad_segs=3)
