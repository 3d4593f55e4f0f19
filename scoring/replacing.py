"""What a new publication changes about periods that were published before, and why: delivery, borders or model.

The old scores are compared with the new ones of the same place and period. Where more than one thing changed, the old
periods are scored again with one of them after the other replaced, so that every part is known exactly
(docs/adr/0010-what-a-new-publication-changes.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.domain.access import DataClass
from data.domain.errors import ModelError
from data.duck import Connection, connect
from data.warehouse import statements
from data.warehouse.build import SCHEMA, insert
from scoring.account import CAUSES
from scoring.bulk import Progress, unit_scores
from scoring.explain import bridged
from scoring.model import parse

FIGURES = ("measurement", "indicator", "indicator_level", "period")
"""Tables of what was measured."""

TREE = ("unit", "dwelling")
"""Tables of the places; shapes are not scored."""

KEY = ["level", "unit_id", "period"]
RUN = ("run_id", "model_id", "published_at", "replaced_at", "newest", "model_changed")
REVISION = ("run_id", *KEY, "score", "light", "data_class", *CAUSES)
CLASSES = (DataClass.PUBLIC.value, DataClass.INTERNAL.value, DataClass.AGGREGATE.value)
"""From the least sensitive to the most."""

ROUNDING = 1e-9
"""Points below which a difference is rounding of the machine."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two publications: its warehouse, its run, and its lights by level, unit and period."""

    connection: Connection
    run: pd.Series
    lights: pd.DataFrame


def keep_replaced(new: Connection, old: Connection, periods: int, progress: Progress) -> None:
    """Store in a new publication what it changes about the one before it, and what that had stored.

    Parameters
    ----------
    new
        A warehouse with lights and its run, not live yet.
    old
        The live warehouse that it is about to replace; read only.
    periods
        How many of the newest periods are published.
    progress
        Called with a sentence before what may last over a second.
    """
    was, now = _side(old), _side(new)
    if was is None or now is None:
        return
    common = was.lights.index.intersection(now.lights.index)
    if common.empty:  # another municipality, or none of its periods
        return
    _carry(new, old)
    changed = _changed(was, now)
    if len(changed) > 1:
        progress("Scoring the earlier periods with one change after the other ...")
    bridge = _bridge(was, now, changed, periods)
    told = revisions(was.lights.loc[common], now.lights.loc[common], changed, bridge)
    if told.empty and "model" not in changed:
        return
    row = was.run.to_dict() | {"replaced_at": now.run["published_at"], "model_changed": "model" in changed}
    insert(new, "replaced", pd.DataFrame([row])[list(RUN)])
    insert(new, "revision", told.assign(run_id=was.run["run_id"])[list(REVISION)])


def revisions(
    before: pd.DataFrame, after: pd.DataFrame, changed: Sequence[str], bridge: Mapping[str, pd.Series]
) -> pd.DataFrame:
    """Compare two publications of the same places and periods.

    Parameters
    ----------
    before, after
        By level, unit and period, the same index: ``score`` (NaN = none), ``light``, ``data_class``.
    changed
        What was replaced, of ``CAUSES`` and in their order.
    bridge
        The scores with each of these but the last replaced, and all before it.

    Returns
    -------
    revisions
        One row a place and period whose score or light is another: ``level``, ``unit_id``, ``period``, ``score`` and
        ``light`` as they were, ``data_class`` (the most sensitive of both), and a column a cause, in points, which
        add up to the difference; NaN when one of the two has no score.
    """
    steps = {cause: bridge[cause].reindex(before.index) for cause in changed[:-1]}
    last = changed[-1] if changed else CAUSES[0]
    parts = bridged(before["score"], steps | {last: after["score"]})
    scored = parts.notna().all(axis=1)
    table = before[["score", "light"]].assign(data_class=_stricter(before["data_class"], after["data_class"]))
    told = table.join(parts.reindex(columns=list(CAUSES)).fillna(0.0).where(scored))
    moved = parts.abs().gt(ROUNDING).any(axis=1) | before["score"].isna().ne(after["score"].isna())
    return told[moved | before["light"].ne(after["light"])].reset_index()


def _carry(new: Connection, old: Connection) -> None:
    """Take over what the old publication knew of those before it, as far as their periods are published still."""
    spoken = statements.read(new, "published_periods")["period"]
    runs, told = (statements.read(old, name) for name in ("replaced_runs", "revisions"))
    kept = runs[runs["newest"].isin(spoken)]
    insert(new, "replaced", kept[list(RUN)])
    insert(new, "revision", told[told["period"].isin(spoken) & told["run_id"].isin(kept["run_id"])][list(REVISION)])


def _side(connection: Connection) -> Side | None:
    runs = statements.read(connection, "published_run")
    if runs.empty:
        return None
    return Side(connection, runs.iloc[0], statements.read(connection, "published_scores").set_index(KEY))


def _changed(was: Side, now: Side) -> list[str]:
    """Say what of a publication is other than before, in the order of ``CAUSES``."""
    one, other = (statements.read(side.connection, "content").iloc[0] for side in (was, now))
    differs = {
        "delivery": one["figures"] != other["figures"],
        "borders": one["tree"] != other["tree"],
        "model": was.run["model_hash"] != now.run["model_hash"],
    }
    return [cause for cause in CAUSES if differs[cause]]


def _bridge(was: Side, now: Side, changed: Sequence[str], periods: int) -> dict[str, pd.Series]:
    """Score the periods with one change after the other; the last of them is the new publication itself."""
    bridge = {}
    for count, cause in enumerate(changed[:-1], 1):
        sides = {each: now if each in changed[:count] else was for each in CAUSES}
        bridge[cause] = _scored(sides, periods)
    return bridge


def _scored(sides: Mapping[str, Side], periods: int) -> pd.Series:
    """Score the figures of one publication in the places of another with the model of one of them.

    A model that this version no longer reads gives no scores, so that its part is told with the next.
    """
    run = sides["model"].run
    connection = connect()
    try:
        model = parse(str(run["model_toml"]), f"{run['model_id']}.toml")
        statements.run_folder(connection, SCHEMA)
        for cause, tables in (("delivery", FIGURES), ("borders", TREE)):
            for table in tables:
                _copy(sides[cause].connection, connection, table)
        return unit_scores(connection, model, periods).set_index(KEY)["score"]
    except ModelError:
        return pd.Series(dtype="float64", index=pd.MultiIndex.from_tuples([], names=KEY))
    finally:
        connection.close()


def _copy(source: Connection, target: Connection, table: str) -> None:
    shape = " EXCLUDE (geom)" if table == "unit" else ""
    rows = source.cursor().execute(f"SELECT *{shape} FROM {table}").arrow()  # noqa: S608 (a table of ours)
    target.register("incoming", rows)
    target.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")  # noqa: S608 (a table of ours)
    target.unregister("incoming")


def _stricter(one: pd.Series, other: pd.Series) -> pd.Series:
    """Give the more sensitive of two classes, row by row."""
    ranks = pd.concat([each.map(CLASSES.index) for each in (one, other)], axis=1).max(axis=1)
    return ranks.map(dict(enumerate(CLASSES)))
