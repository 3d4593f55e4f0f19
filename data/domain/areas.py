"""Levels of place and how they nest: municipality > wijk > buurt > straat > gebouw > woning."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """One step of the hierarchy; ``ESTATE`` (complex) is the corporation's own grouping beside the street."""

    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    NEIGHBOURHOOD = "neighbourhood"
    STREET = "street"
    ESTATE = "estate"
    BUILDING = "building"
    DWELLING = "dwelling"


TREE: tuple[Level, ...] = (
    Level.MUNICIPALITY,
    Level.DISTRICT,
    Level.NEIGHBOURHOOD,
    Level.STREET,
    Level.BUILDING,
    Level.DWELLING,
)
"""The one tree along which every dwelling has exactly one parent a level."""

AREA_LEVELS: tuple[Level, ...] = TREE[:3]
"""Levels that CBS draws; public figures exist for these only."""


def parent_level(level: Level) -> Level | None:
    """Level one step up; an estate hangs under its neighbourhood; None above the municipality."""
    if level is Level.ESTATE:
        return Level.NEIGHBOURHOOD
    position = TREE.index(level)
    return TREE[position - 1] if position else None


def child_level(level: Level) -> Level | None:
    """Level one step down in the tree; an estate opens on its buildings; None below the dwelling."""
    if level is Level.ESTATE:
        return Level.BUILDING
    position = TREE.index(level)
    return TREE[position + 1] if position + 1 < len(TREE) else None
