"""The gate's answers for the layers of the map: one figure of every unit inside an open unit, or none at all.

Only lights and bands leave for shared roles, so a layer of figures holds what is public, and the rest for roles with
exact figures alone (TRUST 15). Every answer has one row a unit of ``release.units``, missing where this viewer may not
have the figure; there is no hidden column.
"""

from __future__ import annotations

import pandas as pd

from data import disclosure, release
from data.domain.access import DataClass, Detail, Viewer
from data.domain.areas import Level, child_level
from data.domain.errors import AccessDeniedError
from data.release import Store
from data.warehouse import statements

LIGHTS = ["red", "amber", "green"]
FREE = ("none", "stability")
"""Rules that leave the colour to the score; a veto or a single address sets it whatever the score is."""


def figures(store: Store, viewer: Viewer, child: Level) -> tuple[str, ...]:
    """Give the indicators that this viewer can have as a layer of the units of a level."""
    rows = statements.read(store.connection, "figures_known", {"level": child})
    may = [_offered(viewer, child, DataClass(data_class)) for data_class in rows["data_class"]]
    return tuple(str(one) for one in rows.loc[may, "indicator_id"])


def figure(
    store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str, indicator: str
) -> pd.DataFrame:
    """Give one indicator: ``unit_id``, ``value`` (as stored), ``score`` (0-100; NaN for context too)."""
    rows = _inside(store, viewer, level, unit_id, child, "figure_inside", {"period": period, "indicator": indicator})
    internal = rows["data_class"].eq(DataClass.INTERNAL.value) & viewer.grant.internal
    return _kept(rows, disclosure.exact(viewer, rows) | internal, ["value", "score"])


def theme(
    store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str, dimension: str
) -> pd.DataFrame:
    """Give the score of one theme: ``unit_id``, ``score`` (0-100, 100 favourable)."""
    rows = _inside(store, viewer, level, unit_id, child, "theme_inside", {"period": period, "dimension": dimension})
    return _kept(rows, disclosure.exact(viewer, rows), ["score"])


def certainty(store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str) -> pd.DataFrame:
    """Give the chance that a light has the colour that is shown: ``unit_id``, ``chance`` (0-1).

    Missing where a rule rather than the score decides the colour, where no figure comes with a margin of error, and
    where there is no light of the unit's own.
    """
    rows = _inside(store, viewer, level, unit_id, child, "certainty_inside", {"period": period})
    chances = rows[["p_red", "p_amber", "p_green"]].astype("float64").set_axis(LIGHTS, axis=1)
    chance = chances.where(pd.DataFrame({light: rows["light"].eq(light) for light in LIGHTS})).sum(axis=1)
    told = rows["reason"].eq(disclosure.OWN) & rows["rule"].isin(FREE) & rows["se"].gt(0)
    return _kept(rows.assign(chance=chance), disclosure.exact(viewer, rows) & told, ["chance"])


def extent(store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str) -> pd.DataFrame:
    """Give the share of homes that stand in a red place one level down: ``unit_id``, ``share`` (0-1)."""
    below = child_level(child)
    rows = _inside(store, viewer, level, unit_id, child, "extent_inside", {"period": period, "below": below or child})
    homes = rows["homes"].astype("float64")
    share = rows["homes_in_red"].astype("float64") / homes.where(homes > 0)
    return _kept(rows.assign(share=share), disclosure.exact(viewer, rows), ["share"])


def _offered(viewer: Viewer, child: Level, data_class: DataClass) -> bool:
    if data_class is DataClass.PUBLIC:
        return True
    if data_class is DataClass.INTERNAL:
        return viewer.grant.internal
    return viewer.detail(child) is Detail.EXACT


def _inside(
    store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, statement: str, keys: dict[str, object]
) -> pd.DataFrame:
    """Read one row a unit inside an open unit that lies in the viewer's areas."""
    if release.locate(store, viewer, level, unit_id) is None or child is Level.DWELLING:
        message = f"{viewer.role} may not open {child} inside {level} {unit_id}, or there is no such place"
        raise AccessDeniedError(message)
    rows = statements.read(store.connection, statement, keys | {"level": level, "unit_id": unit_id, "child": child})
    return rows[disclosure.within(viewer, rows)].reset_index(drop=True)


def _kept(rows: pd.DataFrame, may: pd.Series, columns: list[str]) -> pd.DataFrame:
    """Keep the code of every unit, and the figures where they may be had."""
    figures_ = {column: rows[column].astype("float64").where(may) for column in columns}
    return pd.DataFrame({"unit_id": rows["unit_id"], **figures_})
