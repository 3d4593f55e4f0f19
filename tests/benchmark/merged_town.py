"""The invented town with three neighbourhoods of its centre as one, so that a view of some 1,500 buildings exists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from data import demo
from data.settings import from_environment
from data.sources.tables import Delivery
from data.warehouse.build import build
from scoring.model import MODELS
from scoring.publish import publish

DISTRICT = "WK999901"
LARGE = "BU99990106"
ABSORBED = ("BU99990101", "BU99990105")


def merged() -> Delivery:
    """Give the invented town, the large neighbourhood in it having swallowed two others."""
    town = demo.town()
    areas = town.areas.copy()
    inside = areas["area_id"].isin([LARGE, *ABSORBED])
    whole = areas.loc[inside, "geometry"].union_all()
    areas.loc[areas["area_id"] == LARGE, "geometry"] = whole
    return replace(
        town,
        areas=areas[~areas["area_id"].isin(ABSORBED)],
        area_facts=town.area_facts[~town.area_facts["area_id"].isin(ABSORBED)],
        measurements=town.measurements[~town.measurements["unit_id"].isin(ABSORBED)],
    )


def published(var: Path) -> None:
    """Build and publish it in a folder like ``var``."""
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(merged(), var, lambda _: None)
    publish(var, settings.database_url, MODELS / "corporation-1.toml", lambda _: None)
