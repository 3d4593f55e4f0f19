"""The disclosure gate: every figure that leaves for a screen or a file passes here; denies by default.

Every function takes the viewer first and gives frames that hold only what this viewer may have. What is withheld is
missing in the frame and its state says so; there is no hidden column. The rules stand in ``data.domain.access`` (roles)
and in ``data.disclosure`` (states, figures, bands), decided on the number of homes in the corporation's register alone,
so that a blank tells nothing. It has four parts beside it, which are called from here: which units a viewer may open
(``release_places``), why a light is as it is (``release_reasons``), where figures come from (``release_account``) and
what a meeting released (``release_meeting``).
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import shapely

from data import as_released, disclosure, explained, opened
from data.domain.access import Detail, Permission, Viewer
from data.domain.areas import Level, child_level
from data.domain.errors import AccessDeniedError
from data.domain.lights import Light, State
from data.domain.periods import Period
from data.opened import Store, Watch, open_store, watch
from data.release_account import PREVIEWS, account, model_text, preview, sources
from data.release_meeting import freeze, released_frames, releases_made
from data.release_places import (
    answers,
    areas,
    children,
    locate,
    need,
    need_unit,
    place,
    sees_released,
    trail,
)
from data.release_reasons import explanation, history, model_breaks
from data.released import Card, Frame
from data.warehouse import degrees, statements

__all__ = [
    "PREVIEWS",
    "Store",
    "Watch",
    "account",
    "answers",
    "areas",
    "children",
    "explanation",
    "freeze",
    "history",
    "locate",
    "model_breaks",
    "model_text",
    "open_store",
    "place",
    "preview",
    "released_frames",
    "releases_made",
    "sources",
    "trail",
    "watch",
]


def units(store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str) -> pd.DataFrame:
    """Give the units of one level inside an open unit, with the state that this viewer may see.

    Returns
    -------
    units
        One row a unit, by name: ``unit_id``, ``level``, ``name``, ``state``, ``reason``, ``source_level``,
        ``source_name``, ``indicative``, ``homes``, ``score``, ``capacity``, ``burden``, ``coverage`` (NaN without exact
        figures), ``previous`` (state one period earlier), ``red``, ``amber``, ``green``, ``grey``, ``withheld`` (lights
        one level below), ``construction_year``.

    Raises
    ------
    AccessDeniedError
        The viewer may not open this unit or level.
    """
    need_unit(store, viewer, level, unit_id)
    if child is Level.DWELLING:
        message = f"homes are listed by `dwellings`, not as units of {level}"
        raise AccessDeniedError(message)
    rows = disclosure.shown(viewer, _inside(store, viewer, level, unit_id, child, period))
    counts = _counts(store, viewer, level, unit_id, child, period)
    return rows.join(counts, on="unit_id").fillna(dict.fromkeys(counts.columns, 0))


def ranking(store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str) -> pd.DataFrame:
    """Give the units of one level inside an open unit that have a light of their own, with what ranks them.

    Returns
    -------
    ranking
        As ``data.disclosure.ranked`` gives it, by name; a unit without a light of its own, or of which this viewer may
        not see it, is not among them.

    Raises
    ------
    AccessDeniedError
        The viewer may not open this unit, or the level is that of the homes: places are ranked, never households.
    """
    need_unit(store, viewer, level, unit_id)
    if child is Level.DWELLING:
        message = "places are ranked, never households"
        raise AccessDeniedError(message)
    keys = {"level": level, "unit_id": unit_id, "child": child, "period": period, "previous": _before(period)}
    rows = _inside(store, viewer, level, unit_id, child, period)
    return disclosure.ranked(viewer, rows, statements.read(store.connection, "ranking", keys))


def trial(
    store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give what a trial with other weights is computed from; only for roles with exact figures.

    Returns
    -------
    lights, steps
        The units of one level inside an open unit that have a light of their own, by name: ``unit_id``, ``name``,
        ``light``, ``score``, ``rule``; and their rows of ``trial_steps``.

    Raises
    ------
    AccessDeniedError
        The role has no exact figures at this level, or may not open the unit.
    """
    need_unit(store, viewer, level, unit_id)
    if child is Level.DWELLING or viewer.detail(child) is not Detail.EXACT:
        message = f"{viewer.role} has no exact figures of {child} to try other weights with"
        raise AccessDeniedError(message)
    rows = _inside(store, viewer, level, unit_id, child, period)
    own = rows[rows["reason"].eq(disclosure.OWN) & disclosure.exact(viewer, rows)]
    keys = {"level": level, "unit_id": unit_id, "child": child, "period": period}
    steps = statements.read(store.connection, "trial_steps", keys)
    known = explained.released(viewer, child, disclosure.EXACT_MINIMUM, steps[steps["unit_id"].isin(own["unit_id"])])
    return own[["unit_id", "name", "light", "score", "rule"]].reset_index(drop=True), known


def shapes(store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level) -> pd.DataFrame:
    """Give the shapes of the units of one level: ``unit_id``, ``wkb`` (EPSG:4326), ``label_lon``, ``label_lat``."""
    need_unit(store, viewer, level, unit_id)
    parameters = {"level": level, "unit_id": unit_id, "child": child}
    drawn = statements.read(store.connection, "shapes_inside", parameters)
    seen = drawn[disclosure.within(viewer, drawn)].reset_index(drop=True)
    longitude, latitude = degrees.points(seen["label_x"], seen["label_y"])
    return pd.DataFrame(
        {
            "unit_id": seen["unit_id"],
            "wkb": degrees.shapes(seen["wkb"]),
            "label_lon": longitude,
            "label_lat": latitude,
        }
    )


def frame(store: Store, viewer: Viewer, level: Level, unit_id: str) -> Frame:
    """Give the outline of a unit, its bounds (south, west, north, east) and the ground under it."""
    need_unit(store, viewer, level, unit_id)
    row = statements.read(store.connection, "outline", {"level": level, "unit_id": unit_id}).iloc[0]
    if pd.isna(row["xmin"]):
        return Frame(None, (50.75, 3.36, 53.55, 7.23), pd.DataFrame({"kind": [], "wkb": [], "unit_id": []}))
    near = level not in (Level.MUNICIPALITY, Level.DISTRICT)
    box = {key: float(row[key]) for key in ("xmin", "ymin", "xmax", "ymax")}
    ground = statements.read(store.connection, "ground_inside", box | {"buildings": near})
    moved = degrees.shapes(pd.concat([pd.Series([row["wkb"]]), ground["wkb"]], ignore_index=True))
    outline = moved.iloc[0]
    west, south, east, north = shapely.from_wkb(outline).bounds
    return Frame(outline, (south, west, north, east), ground.assign(wkb=moved.iloc[1:].to_numpy()))


def card(store: Store, viewer: Viewer, level: Level, unit_id: str, period: str) -> Card:
    """Give everything that this viewer may see of one unit in one period."""
    row = need_unit(store, viewer, level, unit_id)
    keys = {"level": level, "unit_id": unit_id, "period": period}
    own = _inside(store, viewer, level, unit_id, level, period)
    if own.empty:
        return _passage(row)
    counts = _counts(store, viewer, level, unit_id, level, period)
    unit = disclosure.shown(viewer, own).join(counts, on="unit_id").fillna(dict.fromkeys(counts.columns, 0))
    dimensions = statements.read(store.connection, "unit_dimensions", keys)
    if not disclosure.exact(viewer, own).iloc[0]:
        dimensions = dimensions.assign(score=float("nan"), coverage=float("nan"), weight=float("nan"))
    placed = {"level": level.value, "unit_id": unit_id, "let_homes": int(row["let_homes"])}
    indicators = statements.read(store.connection, "unit_indicators", keys).assign(**placed)
    figures = disclosure.figures(viewer, indicators)
    if sees_released(store, viewer):
        figures = as_released.figures(figures, opened.released(store, period))
    return Card({str(key): value for key, value in unit.iloc[0].items()}, dimensions, figures)


def dwellings(
    store: Store, viewer: Viewer, building_id: str, period: str, *, work: Mapping[str, Light] | None = None
) -> pd.DataFrame:
    """Give the homes of a building with the light of the home, for roles that work with homes.

    Parameters
    ----------
    store, viewer, building_id, period
        Which homes, for whom, in which period.
    work
        Light of our own work by the id of the home, where something is open: amber or red. A home is never shown
        milder than its work; None: nothing is joined.

    Returns
    -------
    dwellings
        ``number`` (local, from 0), ``address``, ``floor_area``, ``light``, ``reason``, ``condition``, ``vacant``,
        ``longitude``, ``latitude``. No id of a home leaves the gate.

    Raises
    ------
    AccessDeniedError
        The role does not work with homes, or the building lies outside its area.
    """
    need(viewer, Permission.SEE_DWELLINGS)
    need_unit(store, viewer, Level.BUILDING, building_id)
    homes = statements.read(store.connection, "dwellings_inside", {"building_id": building_id, "period": period})
    longitude, latitude = degrees.points(homes["x"], homes["y"])
    worked = disclosure.with_work(homes.assign(longitude=longitude, latitude=latitude), work or {})
    return worked.drop(columns=["let", "dwelling_id", "x", "y"]).rename_axis("number").reset_index()


def _passage(row: pd.Series) -> Card:
    """Give the card of a unit that the viewer only passes through on the way to its own area: a name, no figure."""
    unit = {"unit_id": row["unit_id"], "level": row["level"], "name": row["name"], "homes": int(row["homes"])}
    nothing = pd.DataFrame()
    return Card(unit | {"state": State.WITHHELD.value, "reason": "outside_area"}, nothing, nothing)


def _inside(store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str) -> pd.DataFrame:
    parameters = {"level": level, "unit_id": unit_id, "child": child, "period": period, "previous": _before(period)}
    rows = statements.read(store.connection, "units_inside", parameters)
    rows = rows[disclosure.within(viewer, rows)].reset_index(drop=True)
    if not sees_released(store, viewer):
        return rows
    return as_released.units(rows, opened.released(store, period), opened.released(store, _before(period)))


def _before(period: str) -> str:
    return str(Period.parse(period).shift(-1)) if period else ""


def _counts(store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str) -> pd.DataFrame:
    """Count what this viewer may see of the lights one level below every unit; one row a unit."""
    below = child_level(child)
    if below is None or below is Level.DWELLING:
        return disclosure.count_states(pd.DataFrame(), "parent_id")
    if sees_released(store, viewer):
        return as_released.counts(opened.released(store, period), child.value)
    keys = {"level": level, "unit_id": unit_id, "child": child, "grandchild": below, "period": period}
    rows = statements.read(store.connection, "lights_below", keys).assign(level=below.value)
    return disclosure.count_states(rows.assign(state=disclosure.states(viewer, rows)), "parent_id")
