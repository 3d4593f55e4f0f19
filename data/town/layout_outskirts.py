"""The edge of the town: polders with their ditches and farms along the road, sports and allotments."""

from __future__ import annotations

import shapely

from data.town.fabric import Block, Layout, Site
from data.town.frontage import frontage, rows
from data.town.layout_streets import canals


def layout(site: Site) -> Layout:
    """Dig ditches where the fabric has them; put single houses along the roads of the border."""
    blocks: list[Block] = []
    for road in site.roads:
        blocks += frontage(road, [], rows(site.rules["ribbon"]), site.rules["clear"], site.rng)
    ditches = [ditch for ditch in canals(site) if shapely.area(ditch) > 0]
    return Layout(blocks=tuple(blocks), waters=tuple(ditches))
