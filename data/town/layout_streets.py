"""Neighbourhoods of parallel streets: pre-war, garden village, sixties, VINEX, villas, halls, farms along a road."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Polygon

from data.town.curves import Floats, crossings, parallels, pieces, wave
from data.town.fabric import Block, Layout, Site, Street
from data.town.facilities import reserve, standing
from data.town.frontage import frontage, rows

REACH = 1500.0
"""Metres; farther than any neighbourhood stretches from its guide."""
YARD_EDGE = 4.0
"""Metres from a yard at which a street across ends: at the kerb of the street along it."""
SHORTEST = 45.0
"""Metres; a shorter piece of street is not made."""


def layout(site: Site) -> Layout:
    """Lay streets along the guide and across it, and build along them and along the roads of the border."""
    rules = site.rules
    waters = canals(site)
    yards = reserve(site)
    streets = network(site, site.open.difference(shapely.union_all([yard.shape for yard in yards]).buffer(YARD_EDGE)))
    every = [*site.roads, *streets]
    blocks: list[Block] = []
    if "ribbon" in rules:
        for road in site.roads:
            blocks += frontage(road, streets, rows(rules["ribbon"]), rules["clear"], site.rng)
    for street in streets:
        blocks += frontage(street, every, rows(rules["mix"]), rules["clear"], site.rng, rules.get("longest", np.inf))
    return Layout(
        streets=tuple(streets),
        blocks=tuple(blocks),
        lots=standing(yards, every),
        greens=tuple(yard.shape for yard in yards if yard.kind == "green"),
        waters=tuple(waters),
        yards=tuple(yard.shape for yard in yards),
    )


def network(site: Site, room: shapely.Geometry) -> list[Street]:
    """Give the streets: parallels of the guide, then the streets across, cut to the room and tied to each other."""
    rules = site.rules
    if not rules.get("spacing"):
        return []
    offsets = along_offsets(rules, rules.get("canal_every", 0))[0]
    lines = parallels(site.guide, [*offsets, *(-offset for offset in offsets)])
    if rules.get("wave"):
        lines = [wave(line, rules["wave"], rules["wave_length"], phase) for phase, line in enumerate(lines)]
    across = crossings(site.guide, _stations(site), REACH) if rules.get("cross") else []
    cut = [shapely.intersection(line, room) for line in [*lines, *across]]
    kept = [pieces(shape, SHORTEST) for shape in cut]
    return _tied([part for part in kept if part], site)


def along_offsets(rules: dict[str, float], canal_every: int) -> tuple[list[float], list[float]]:
    """Distances from the guide of the streets, and of the canals that lie between them."""
    streets: list[float] = []
    canals_: list[float] = []
    distance = rules["first"]
    while distance < REACH:
        streets.append(distance)
        if canal_every and len(streets) % canal_every == 0:
            canals_.append(distance + rules["canal_gap"] / 2)
            distance += rules["canal_gap"]
        else:
            distance += rules["spacing"]
    return streets, canals_


def canals(site: Site) -> list[Polygon]:
    """Give the water between the streets of a VINEX neighbourhood and the ditches of a polder."""
    rules = site.rules
    if not rules.get("canal_every"):
        return []
    offsets = along_offsets(rules, rules["canal_every"])[1]
    lines = parallels(site.guide, [*offsets, *(-offset for offset in offsets)])
    room = site.open.buffer(-rules.get("canal_end", 14.0))
    wet = [part for line in lines for part in pieces(shapely.intersection(line, room), 80.0)]
    return [part.buffer(rules["canal_width"] / 2, quad_segs=3) for part in wet]


def _stations(site: Site) -> Floats:
    """Where streets cross: every ``cross`` metres over the stretch of the guide beside the neighbourhood."""
    near = shapely.get_coordinates(site.neighbourhood.face.exterior)
    along = shapely.line_locate_point(site.guide, shapely.points(near))
    step = site.rules["cross"]
    shift = site.rng.uniform(0.3, 0.7) * step
    stations: Floats = np.arange(along.min() + shift, along.max(), step, dtype=float)
    shifted: Floats = stations + site.rng.uniform(-0.1, 0.1, len(stations)) * step
    return shifted


def _tied(candidates: list[list[LineString]], site: Site) -> list[Street]:
    """Leave out pieces that meet no other street and no road."""
    flat = [(index, part) for index, parts in enumerate(candidates) for part in parts]
    shapes = np.array([part for _, part in flat], dtype=object)
    tree = shapely.STRtree([*shapes, *(road.line for road in site.roads)])
    a, b = tree.query(shapes, predicate="dwithin", distance=6.0)
    tied = set(a[a != b].tolist())
    kept: dict[int, list[LineString]] = {}
    for number, (index, part) in enumerate(flat):
        if number in tied:
            kept.setdefault(index, []).append(part)
    return [
        Street(f"{site.code}/{index:02d}", MultiLineString(parts) if len(parts) > 1 else parts[0], site.rules["street"])
        for index, parts in kept.items()
    ]
