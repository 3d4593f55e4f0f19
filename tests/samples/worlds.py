"""A world of one unit a level, against which addresses are checked."""

from __future__ import annotations

from data.domain.areas import Level
from data.released import Unit
from pages.ui.state import World

TOWN = Unit(Level.MUNICIPALITY, "GM1", "Stad", None, 100)
DISTRICT = Unit(Level.DISTRICT, "WK1", "Wijk", "GM1", 60)
BUURT = Unit(Level.NEIGHBOURHOOD, "BU1", "Buurt", "WK1", 60)
STREET = Unit(Level.STREET, "S1", "Straat", "BU1", 60)
FLAT = Unit(Level.BUILDING, "B1", "Flat", "S1", 20)
SHED = Unit(Level.BUILDING, "B2", "Loods", "BU1", 0)
ALL = {(unit.level, unit.unit_id): unit for unit in (TOWN, DISTRICT, BUURT, STREET, FLAT, SHED)}
INSIDE = {
    Level.MUNICIPALITY: (Level.DISTRICT,),
    Level.DISTRICT: (Level.NEIGHBOURHOOD,),
    Level.NEIGHBOURHOOD: (Level.STREET, Level.BUILDING),
    Level.STREET: (Level.BUILDING,),
}
PERIODS = ("2026-1", "2026-2")


def world(*, homes: bool = False, layers: tuple[str, ...] | None = None) -> World:
    """Give a world; ``homes`` says whether a building opens, ``layers`` which layers there are everywhere."""
    inside = INSIDE | ({Level.BUILDING: (Level.DWELLING,)} if homes else {})

    def members(unit: Unit, child: Level, _: str) -> list[str]:
        return [code for (level, code), one in ALL.items() if level is child and unit.unit_id in (one.parent_id, "BU1")]

    return World(
        "GM1",
        PERIODS,
        lambda level, code: ALL.get((level, code)),
        lambda level: inside.get(level, ()),
        members,
        None if layers is None else lambda *_: layers,
    )
