"""The own area of the demo's tenants' organisation, so that it is seen how a role is kept to its area."""

from __future__ import annotations

from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.released import Place
from pages.ui import reads

BUURTEN = 2


def invented_area(place: Place) -> frozenset[str]:
    """Give the codes of the buurten with the most homes, first of those that have a light of their own."""
    whole = Viewer(Role.TENANTS, frozenset({place.root}))
    unit = reads.locate(whole, Level.MUNICIPALITY, place.root)
    if unit is None or not place.periods:
        return frozenset()
    listed = reads.units(whole, unit, Level.NEIGHBOURHOOD, place.periods[-1])
    ordered = listed.assign(own=listed["reason"] == "scored").sort_values(["own", "homes"], ascending=False)
    return frozenset(str(code) for code in ordered["unit_id"].head(BUURTEN))
