"""The disclosure gate: every figure that leaves for a screen or a file passes here; denies by default.

Every function takes the viewer first and gives frames that hold only what this viewer may have. What is withheld is
missing in the frame and its state says so; there is no hidden column. The rules stand in ``data.domain.access`` (roles)
and in ``data.disclosure`` (states, figures, bands), decided on the number of homes in the corporation's register alone,
so that a blank tells nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pandas as pd

from data import as_released, disclosure, explained, frozen, opened, releasing
from data.domain.access import DataClass, Detail, Permission, Viewer
from data.domain.areas import Level, child_level
from data.domain.bands import rounded
from data.domain.errors import AccessDeniedError
from data.domain.lights import Light, State
from data.domain.periods import Period
from data.duck import DatabaseError
from data.explained import About, Explanation, ModelBreak, Yardstick
from data.opened import Store, Watch, open_store, watch
from data.records import releases
from data.records.releases import Release
from data.released import Card, Frame, Place, Unit
from data.warehouse import statements

__all__ = ["Store", "Watch", "open_store", "watch"]

PREVIEWS = ("unit", "dwelling", "measurement")
"""Tables of which an administrator sees the shape."""


def answers(store: Store) -> bool:
    """Whether the warehouse can be read now; says nothing of what is in it."""
    try:
        return not statements.read(store.connection, "is_demo").empty
    except DatabaseError:
        return False


def place(store: Store, viewer: Viewer) -> Place:
    """Say what the place is called, which periods have lights and which levels exist for this viewer."""
    _need(viewer, Permission.SEE_LIGHTS)
    row = statements.read(store.connection, "place").iloc[0]
    live = [str(one) for one in statements.read(store.connection, "published_periods")["period"]]
    periods = list(opened.newest(store)) if _as_released(store, viewer) else live
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
    _need(viewer, Permission.SEE_LIGHTS)
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
    _need_unit(store, viewer, level, unit_id)
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
    _need_unit(store, viewer, level, unit_id)
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
    _need_unit(store, viewer, level, unit_id)
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
    _need_unit(store, viewer, level, unit_id)
    parameters = {"level": level, "unit_id": unit_id, "child": child}
    drawn = statements.read(store.connection, "shapes_inside", parameters)
    return drawn[disclosure.within(viewer, drawn)].reset_index(drop=True)[["unit_id", "wkb", "label_lon", "label_lat"]]


def frame(store: Store, viewer: Viewer, level: Level, unit_id: str) -> Frame:
    """Give the outline of a unit, its bounds (south, west, north, east) and the ground under it."""
    _need_unit(store, viewer, level, unit_id)
    row = statements.read(store.connection, "outline", {"level": level, "unit_id": unit_id}).iloc[0]
    if pd.isna(row["xmin"]):
        return Frame(None, (50.75, 3.36, 53.55, 7.23), pd.DataFrame({"kind": [], "wkb": []}))
    near = level not in (Level.MUNICIPALITY, Level.DISTRICT)
    box = {key: float(row[key]) for key in ("xmin", "ymin", "xmax", "ymax")}
    ground = statements.read(store.connection, "ground_inside", box | {"buildings": near})
    bounds = (float(row["south"]), float(row["west"]), float(row["north"]), float(row["east"]))
    return Frame(bytes(row["wkb"]), bounds, ground)


def card(store: Store, viewer: Viewer, level: Level, unit_id: str, period: str) -> Card:
    """Give everything that this viewer may see of one unit in one period."""
    row = _need_unit(store, viewer, level, unit_id)
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
    if _as_released(store, viewer):
        figures = as_released.figures(figures, opened.released(store, period))
    return Card({str(key): value for key, value in unit.iloc[0].items()}, dimensions, figures)


def explanation(store: Store, viewer: Viewer, level: Level, unit_id: str, period: str) -> Explanation:
    """Give what explains the light of one unit: exact steps, an order of reasons in words, or nothing (SCORING 3).

    A borrowed colour is explained by the unit that lends it. The benchmark is the model's and the same for everybody
    who gets exact figures, also when it lies outside their own area.
    """
    row = _need_unit(store, viewer, level, unit_id)
    lights = statements.read(store.connection, "explained_lights", {"level": level, "unit_id": unit_id})
    here = lights["period"].eq(period)
    if _as_released(store, viewer) and not _public(lights[here]):
        return _in_released_words(store, viewer, row, period)
    if not _within(viewer, row) or not here.any():
        return Explanation(Detail.NOTHING)
    now = lights[here].assign(level=level.value, let_homes=int(row["let_homes"]))
    if disclosure.states(viewer, now).eq(State.WITHHELD.value).iloc[0]:
        return Explanation(Detail.NOTHING)
    if now["reason"].iloc[0] == "inherited":
        lender = now.iloc[0]
        return explanation(store, viewer, Level(lender["source_level"]), str(lender["source_id"]), period)
    return _explained(store, viewer, row, lights, now)


def history(store: Store, viewer: Viewer, level: Level, unit_id: str) -> pd.DataFrame:
    """Give the states of a unit, old to new: ``period``, ``state``, ``reason``, ``score`` (NaN when not exact)."""
    row = _need_unit(store, viewer, level, unit_id)
    rows = statements.read(store.connection, "unit_history", {"level": level, "unit_id": unit_id})
    if not _within(viewer, row):
        rows = rows.iloc[0:0]
    elif _as_released(store, viewer):
        released = {period: opened.frames_of(store, one) for period, one in opened.newest(store).items()}
        return as_released.history(released, level.value, unit_id)
    rows = rows.assign(level=level.value, let_homes=int(row["let_homes"]))
    state = disclosure.states(viewer, rows)
    score = rows["score"].astype("float64").where(disclosure.exact(viewer, rows))
    reason = rows["reason"].mask(state == State.WITHHELD.value, State.WITHHELD.value)
    return rows.assign(state=state, score=score, reason=reason)[["period", "state", "reason", "score"]]


def model_breaks(store: Store, viewer: Viewer) -> tuple[ModelBreak, ...]:
    """Say after which meetings the model changed, old to new; nothing of any place follows from it."""
    _need(viewer, Permission.SEE_LIGHTS)
    if _as_released(store, viewer):
        return tuple(ModelBreak(period, recomputed=False) for period in opened.model_ends(store))
    runs = statements.read(store.connection, "replaced_runs")
    ends = runs.loc[runs["model_changed"], "newest"].drop_duplicates(keep="last")
    return tuple(ModelBreak(str(period), recomputed=True) for period in ends)


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
    _need(viewer, Permission.SEE_DWELLINGS)
    row = _need_unit(store, viewer, Level.BUILDING, building_id)
    if not viewer.grant.dwellings or not _within(viewer, row):
        message = f"{viewer.role} may not open the homes of {building_id}"
        raise AccessDeniedError(message)
    homes = statements.read(store.connection, "dwellings_inside", {"building_id": building_id, "period": period})
    worked = disclosure.with_work(homes, work or {})
    return worked.drop(columns=["let", "dwelling_id"]).rename_axis("number").reset_index()


def account(store: Store, viewer: Viewer) -> pd.DataFrame:
    """Give what became of every delivered row; the examples (codes) only for those who deliver data."""
    _need(viewer, Permission.SEE_METHOD)
    rows = statements.read(store.connection, "account")
    if not viewer.may(Permission.DELIVER_DATA):
        rows = rows.assign(examples="")
    return _coarse(store, viewer, rows, ("row_count",))


def sources(store: Store, viewer: Viewer) -> pd.DataFrame:
    """Give the age of the figures, a row an indicator and source: first and last day, how many, how many moved."""
    _need(viewer, Permission.SEE_METHOD)
    return _coarse(store, viewer, statements.read(store.connection, "sources"), ("figures", "transferred"))


def model_text(store: Store, viewer: Viewer) -> dict[str, object]:
    """Give the model of the published lights: ``model_id``, ``model_hash``, ``model_toml``, ``published_at`` (UTC)."""
    _need(viewer, Permission.SEE_METHOD)
    rows = statements.read(store.connection, "model_text")
    return {} if rows.empty else {str(key): value for key, value in rows.iloc[0].items()}


def freeze(store: Store, viewer: Viewer, meeting: str, now: datetime) -> Release:
    """Release the newest published period for a meeting: from now on the shared roles see these lights.

    Parameters
    ----------
    store, viewer
        The live publication, and who opens the meeting.
    meeting
        Number of the meeting.
    now
        The clock, with a time zone.

    Returns
    -------
    release
        Kept in the records with its frames; neither ever changes. `released_frames` gives them again.

    Raises
    ------
    AccessDeniedError
        The viewer may not open a meeting.
    WarehouseError
        Nothing is published.
    """
    _need(viewer, Permission.OPEN_MEETING)
    maker = releasing.Maker(viewer.name or viewer.role.value, now, meeting)
    return releasing.release_newest(store.connection, store.records, maker)


def releases_made(store: Store, viewer: Viewer) -> tuple[Release, ...]:
    """Give every release of the place, oldest first; the newest of a period is what the shared roles see of it."""
    _need(viewer, Permission.SEE_LIGHTS)
    return releases.of_place(store.records, store.place)


def released_frames(store: Store, viewer: Viewer, release_id: str) -> dict[str, pd.DataFrame]:
    """Give a release again as it was made, whatever has been published since, as far as this viewer may have it.

    Returns
    -------
    frames
        As ``data.frozen.frames`` says, of the viewer's own areas; ``scores`` for roles with exact figures only.

    Raises
    ------
    AccessDeniedError
        The viewer may see no lights.
    RecordsError
        There is no such release, or it is damaged.
    """
    _need(viewer, Permission.SEE_LIGHTS)
    made = releases.find(store.records, release_id)
    return frozen.narrowed(viewer, opened.frames_of(store, made))


def _coarse(store: Store, viewer: Viewer, rows: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    """Round how many rows were delivered to tens, where they tell how many homes have something (TRUST 15)."""
    if not _as_released(store, viewer):
        return rows
    return rows.assign(**{column: rows[column].map(rounded).astype(int) for column in columns})


def _public(lights: pd.DataFrame) -> bool:
    return bool(lights["data_class"].eq(DataClass.PUBLIC.value).all()) and len(lights) > 0


def _in_released_words(store: Store, viewer: Viewer, row: pd.Series, period: str) -> Explanation:
    """Explain a light as it was released; nothing when it was not, or the place lies outside the viewer's areas."""
    told = as_released.words(opened.released(store, period), str(row["level"]), str(row["unit_id"]))
    if told is None or not _within(viewer, row):
        return Explanation(Detail.NOTHING)
    if isinstance(told, Explanation):
        return told
    return explanation(store, viewer, Level(told[0]), told[1], period)


def preview(store: Store, viewer: Viewer, table: str) -> pd.DataFrame:
    """Give some rows of a loaded table with every value masked, so that who loads data sees what came where.

    Parameters
    ----------
    table
        One of ``PREVIEWS``.
    """
    _need(viewer, Permission.DELIVER_DATA)
    if table not in PREVIEWS:
        message = f"there is no preview of {table!r}; there are {', '.join(PREVIEWS)}"
        raise AccessDeniedError(message)
    return disclosure.masked(statements.read(store.connection, f"preview_{table}"))


def _explained(store: Store, viewer: Viewer, row: pd.Series, lights: pd.DataFrame, now: pd.DataFrame) -> Explanation:
    level, let_homes, period = Level(row["level"]), int(row["let_homes"]), str(now["period"].iloc[0])
    yardstick = Yardstick.read(str(statements.read(store.connection, "model_text")["model_toml"].iloc[0]))
    reference, code = yardstick.place(str(row["municipality_id"]))
    meeting = yardstick.meeting(period, [str(one) for one in lights["period"]])
    steps = statements.read(store.connection, "explained_steps", {"level": level, "unit_id": row["unit_id"]})
    compared = statements.read(store.connection, "explained_steps", {"level": reference, "unit_id": code})
    about = About(level=level.value, name=str(row["name"]), light=str(now["light"].iloc[0]))
    if not disclosure.exact(viewer, now).iloc[0]:
        benchmark = explained.by_indicator(compared, meeting)
        return explained.in_words(about, now.iloc[0], steps[steps["period"].eq(period)], benchmark, yardstick.themes)
    against = statements.read(store.connection, "unit", {"level": reference, "unit_id": code})
    homes, name = (int(against["let_homes"].iloc[0]), str(against["name"].iloc[0])) if len(against) else (0, "")
    benchmark = explained.by_indicator(explained.released(viewer, reference, homes, compared), meeting)
    own = explained.released(viewer, level, let_homes, steps)
    changed = statements.read(store.connection, "unit_revisions", {"level": level, "unit_id": row["unit_id"]})
    later = explained.unseen(explained.released(viewer, level, let_homes, changed), opened.met(store))
    return explained.exact(about, now.iloc[0], lights, own, later, benchmark, (name, meeting))


def _need(viewer: Viewer, permission: Permission) -> None:
    if not viewer.may(permission):
        message = f"{viewer.role} lacks the permission {permission}"
        raise AccessDeniedError(message)


def _need_unit(store: Store, viewer: Viewer, level: Level, unit_id: str) -> pd.Series:
    row = _row(store, viewer, level, unit_id)
    if row is None:
        message = f"{viewer.role} may not open {level} {unit_id}, or there is no such place"
        raise AccessDeniedError(message)
    return row


def _row(store: Store, viewer: Viewer, level: Level, unit_id: str) -> pd.Series | None:
    _need(viewer, Permission.SEE_LIGHTS)
    if level is Level.DWELLING:
        return None
    rows = statements.read(store.connection, "unit", {"level": level, "unit_id": unit_id})
    if rows.empty:
        return None
    row = rows.iloc[0]
    return row if _within(viewer, row) or _leads_to(store, viewer, row) else None


def _within(viewer: Viewer, row: pd.Series) -> bool:
    return bool(disclosure.within(viewer, row.to_frame().T).iloc[0])


def _passage(row: pd.Series) -> Card:
    """Give the card of a unit that the viewer only passes through on the way to its own area: a name, no figure."""
    unit = {"unit_id": row["unit_id"], "level": row["level"], "name": row["name"], "homes": int(row["homes"])}
    nothing = pd.DataFrame()
    return Card(unit | {"state": State.WITHHELD.value, "reason": "outside_area"}, nothing, nothing)


def _leads_to(store: Store, viewer: Viewer, row: pd.Series) -> bool:
    """Whether the unit lies above one of the viewer's areas: it may be passed through, not read."""
    if row["level"] not in (Level.MUNICIPALITY, Level.DISTRICT):
        return False
    column = f"{row['level']}_id"
    for level in (Level.DISTRICT, Level.NEIGHBOURHOOD):
        for code in viewer.areas:
            found = statements.read(store.connection, "unit", {"level": level, "unit_id": code})
            if len(found) and found.iloc[0][column] == row["unit_id"]:
                return True
    return False


def _opens(viewer: Viewer, level: Level) -> bool:
    return level is not Level.DWELLING or viewer.grant.dwellings


def _unit(row: pd.Series) -> Unit:
    parent = None if pd.isna(row["parent_id"]) else str(row["parent_id"])
    return Unit(Level(row["level"]), str(row["unit_id"]), str(row["name"]), parent, int(row["homes"]))


def _inside(store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str) -> pd.DataFrame:
    parameters = {"level": level, "unit_id": unit_id, "child": child, "period": period, "previous": _before(period)}
    rows = statements.read(store.connection, "units_inside", parameters)
    rows = rows[disclosure.within(viewer, rows)].reset_index(drop=True)
    if not _as_released(store, viewer):
        return rows
    return as_released.units(rows, opened.released(store, period), opened.released(store, _before(period)))


def _as_released(store: Store, viewer: Viewer) -> bool:
    """Whether this viewer sees what was released, not what is live."""
    return store.sensitive and as_released.applies(viewer)


def _before(period: str) -> str:
    return str(Period.parse(period).shift(-1)) if period else ""


def _counts(store: Store, viewer: Viewer, level: Level, unit_id: str, child: Level, period: str) -> pd.DataFrame:
    """Count what this viewer may see of the lights one level below every unit; one row a unit."""
    below = child_level(child)
    if below is None or below is Level.DWELLING:
        return disclosure.count_states(pd.DataFrame(), "parent_id")
    if _as_released(store, viewer):
        return as_released.counts(opened.released(store, period), child.value)
    keys = {"level": level, "unit_id": unit_id, "child": child, "grandchild": below, "period": period}
    rows = statements.read(store.connection, "lights_below", keys).assign(level=below.value)
    return disclosure.count_states(rows.assign(state=disclosure.states(viewer, rows)), "parent_id")
