"""The gate, part one: which place this is, and which of its units a viewer may open."""

from __future__ import annotations

import pandas as pd

from data import as_released, disclosure, opened
from data.domain.access import Permission, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.duck import DatabaseError
from data.opened import Store
from data.released import Place, Unit
from data.warehouse import statements


def answers(store: Store) -> bool:
    """Whether the warehouse can be read now; says nothing of what is in it."""
    try:
        return not statements.read(store.connection, "is_demo").empty
    except DatabaseError:
        return False


def place(store: Store, viewer: Viewer) -> Place:
    """Say what the place is called, which periods have lights and which levels exist for this viewer."""
    need(viewer, Permission.SEE_LIGHTS)
    row = statements.read(store.connection, "place").iloc[0]
    live = [str(one) for one in statements.read(store.connection, "published_periods")["period"]]
    periods = list(opened.newest(store)) if sees_released(store, viewer) else live
    present = set(statements.read(store.connection, "levels")["level"])
    levels = tuple(level for level in Level if level in present and _opens(viewer, level))
    return Place(
        str(row["name"]),
        bool(row["demo"]),
        str(row["root"]),
        tuple(periods),
        row["built_at"].to_pydatetime(),
        "" if pd.isna(row["model_id"]) else str(row["model_id"]),
        levels,
        sensitive=not row["demo"] and bool(statements.read(store.connection, "is_sensitive")["sensitive"].any()),
    )


def areas(store: Store, viewer: Viewer) -> list[tuple[str, Level, str]]:
    """Give the municipality, wijken and buurten of this viewer, by level and name: code, level, name."""
    need(viewer, Permission.SEE_LIGHTS)
    rows = statements.read(store.connection, "areas")
    own = rows[disclosure.within(viewer, rows)]
    return [(str(code), Level(level), str(name)) for code, level, name in own[["unit_id", "level", "name"]].to_numpy()]


def locate(store: Store, viewer: Viewer, level: Level, unit_id: str) -> Unit | None:
    """Find a unit that this viewer may open: inside its areas, or above them on the way there; None otherwise."""
    row = _row(store, viewer, level, unit_id)
    return None if row is None else _unit(row)


def trail(store: Store, viewer: Viewer, level: Level, unit_id: str) -> tuple[Unit, ...]:
    """Give the way from the municipality down to a unit; empty when the viewer may not open it."""
    row = _row(store, viewer, level, unit_id)
    if row is None:
        return ()
    above = [Level.MUNICIPALITY, Level.DISTRICT, Level.NEIGHBOURHOOD]
    codes = [
        (step, row[f"{step.value}_id"]) for step in above if pd.notna(row[f"{step.value}_id"]) and step is not level
    ]
    if level is Level.BUILDING and row["parent_id"] != row["neighbourhood_id"]:
        codes.append((Level.STREET, row["parent_id"]))
    found = [locate(store, viewer, step, str(code)) for step, code in codes]
    return (*(unit for unit in found if unit is not None), _unit(row))


def children(store: Store, viewer: Viewer, level: Level) -> tuple[Level, ...]:
    """Give the levels that can be listed inside a unit, the nearest first; complexes beside streets."""
    present = place(store, viewer).levels
    inside = {
        Level.MUNICIPALITY: (Level.DISTRICT, Level.NEIGHBOURHOOD, Level.ESTATE),
        Level.DISTRICT: (Level.NEIGHBOURHOOD, Level.STREET, Level.ESTATE),
        Level.NEIGHBOURHOOD: (Level.STREET, Level.ESTATE, Level.BUILDING),
        Level.STREET: (Level.BUILDING,),
        Level.ESTATE: (Level.BUILDING,),
        Level.BUILDING: (Level.DWELLING,),
    }
    return tuple(step for step in inside.get(level, ()) if step in present)


def need(viewer: Viewer, permission: Permission) -> None:
    """Raise AccessDeniedError unless the viewer's role may do this."""
    if not viewer.may(permission):
        message = f"{viewer.role} lacks the permission {permission}"
        raise AccessDeniedError(message)


def need_unit(store: Store, viewer: Viewer, level: Level, unit_id: str) -> pd.Series:
    """Give the row of a unit; raises AccessDeniedError when there is none, or the viewer may not open it."""
    row = _row(store, viewer, level, unit_id)
    if row is None:
        message = f"{viewer.role} may not open {level} {unit_id}, or there is no such place"
        raise AccessDeniedError(message)
    return row


def within(viewer: Viewer, row: pd.Series) -> bool:
    """Whether a unit lies in the viewer's areas: it may be read, not only passed through."""
    return disclosure.lies_within(viewer, (row[column] for column in disclosure.AREA_COLUMNS))


def sees_released(store: Store, viewer: Viewer) -> bool:
    """Whether this viewer sees what was released, not what is live."""
    return store.sensitive and as_released.applies(viewer)


def _row(store: Store, viewer: Viewer, level: Level, unit_id: str) -> pd.Series | None:
    need(viewer, Permission.SEE_LIGHTS)
    if level is Level.DWELLING:
        return None
    rows = opened.fact(store, "unit", level=level, unit_id=unit_id)
    if rows.empty:
        return None
    row = rows.iloc[0]
    return row if within(viewer, row) or _leads_to(store, viewer, row) else None


def _leads_to(store: Store, viewer: Viewer, row: pd.Series) -> bool:
    """Whether the unit lies above one of the viewer's areas: it may be passed through, not read."""
    if row["level"] not in (Level.MUNICIPALITY, Level.DISTRICT):
        return False
    column = f"{row['level']}_id"
    for level in (Level.DISTRICT, Level.NEIGHBOURHOOD):
        for code in viewer.areas:
            found = opened.fact(store, "unit", level=level, unit_id=code)
            if len(found) and found.iloc[0][column] == row["unit_id"]:
                return True
    return False


def _opens(viewer: Viewer, level: Level) -> bool:
    return level is not Level.DWELLING or viewer.grant.dwellings


def _unit(row: pd.Series) -> Unit:
    parent = None if pd.isna(row["parent_id"]) else str(row["parent_id"])
    return Unit(Level(row["level"]), str(row["unit_id"]), str(row["name"]), parent, int(row["homes"]))
