"""The gate on why a light is as it is: what explains it, how it came there, and where the model changed."""

from __future__ import annotations

import pandas as pd

from data import as_released, disclosure, explained, opened
from data.domain.access import DataClass, Detail, Permission, Viewer
from data.domain.areas import Level
from data.domain.lights import State
from data.explained import About, Explanation, ModelBreak, Yardstick
from data.opened import Store
from data.release_places import need, need_unit, sees_released, within
from data.warehouse import statements


def explanation(store: Store, viewer: Viewer, level: Level, unit_id: str, period: str) -> Explanation:
    """Give what explains the light of one unit: exact steps, an order of reasons in words, or nothing (SCORING 3).

    A borrowed colour is explained by the unit that lends it. The benchmark is the model's and the same for everybody
    who gets exact figures, also when it lies outside their own area.
    """
    row = need_unit(store, viewer, level, unit_id)
    lights = statements.read(store.connection, "explained_lights", {"level": level, "unit_id": unit_id})
    here = lights["period"].eq(period)
    if sees_released(store, viewer) and not _public(lights[here]):
        return _in_released_words(store, viewer, row, period)
    if not within(viewer, row) or not here.any():
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
    row = need_unit(store, viewer, level, unit_id)
    rows = statements.read(store.connection, "unit_history", {"level": level, "unit_id": unit_id})
    if not within(viewer, row):
        rows = rows.iloc[0:0]
    elif sees_released(store, viewer):
        released = {period: opened.frames_of(store, one) for period, one in opened.newest(store).items()}
        return as_released.history(released, level.value, unit_id)
    rows = rows.assign(level=level.value, let_homes=int(row["let_homes"]))
    state = disclosure.states(viewer, rows)
    score = rows["score"].astype("float64").where(disclosure.exact(viewer, rows))
    reason = rows["reason"].mask(state == State.WITHHELD.value, State.WITHHELD.value)
    return rows.assign(state=state, score=score, reason=reason)[["period", "state", "reason", "score"]]


def model_breaks(store: Store, viewer: Viewer) -> tuple[ModelBreak, ...]:
    """Say after which meetings the model changed, old to new; nothing of any place follows from it."""
    need(viewer, Permission.SEE_LIGHTS)
    if sees_released(store, viewer):
        return tuple(ModelBreak(period, recomputed=False) for period in opened.model_ends(store))
    runs = statements.read(store.connection, "replaced_runs")
    ends = runs.loc[runs["model_changed"], "newest"].drop_duplicates(keep="last")
    return tuple(ModelBreak(str(period), recomputed=True) for period in ends)


def _public(lights: pd.DataFrame) -> bool:
    return bool(lights["data_class"].eq(DataClass.PUBLIC.value).all()) and len(lights) > 0


def _in_released_words(store: Store, viewer: Viewer, row: pd.Series, period: str) -> Explanation:
    """Explain a light as it was released; nothing when it was not, or the place lies outside the viewer's areas."""
    told = as_released.words(opened.released(store, period), str(row["level"]), str(row["unit_id"]))
    if told is None or not within(viewer, row):
        return Explanation(Detail.NOTHING)
    if isinstance(told, Explanation):
        return told
    return explanation(store, viewer, Level(told[0]), told[1], period)


def _explained(store: Store, viewer: Viewer, row: pd.Series, lights: pd.DataFrame, now: pd.DataFrame) -> Explanation:
    level, let_homes, period = Level(row["level"]), int(row["let_homes"]), str(now["period"].iloc[0])
    yardstick = Yardstick.read(str(opened.fact(store, "model_text")["model_toml"].iloc[0]))
    reference, code = yardstick.place(str(row["municipality_id"]))
    meeting = yardstick.meeting(period, [str(one) for one in lights["period"]])
    steps = statements.read(store.connection, "explained_steps", {"level": level, "unit_id": row["unit_id"]})
    compared = opened.fact(store, "explained_steps", level=reference, unit_id=code)
    about = About(level=level.value, name=str(row["name"]), light=str(now["light"].iloc[0]))
    if not disclosure.exact(viewer, now).iloc[0]:
        benchmark = explained.by_indicator(compared, meeting)
        return explained.in_words(about, now.iloc[0], steps[steps["period"].eq(period)], benchmark, yardstick.themes)
    against = opened.fact(store, "unit", level=reference, unit_id=code)
    homes, name = (int(against["let_homes"].iloc[0]), str(against["name"].iloc[0])) if len(against) else (0, "")
    benchmark = explained.by_indicator(explained.released(viewer, reference, homes, compared), meeting)
    own = explained.released(viewer, level, let_homes, steps)
    changed = statements.read(store.connection, "unit_revisions", {"level": level, "unit_id": row["unit_id"]})
    later = explained.unseen(explained.released(viewer, level, let_homes, changed), opened.met(store))
    return explained.exact(about, now.iloc[0], lights, own, later, benchmark, (name, meeting))
