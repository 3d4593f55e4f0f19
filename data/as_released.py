"""Put what was released in the place of what is live, for the roles that may see no live figure of the records."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from data.disclosure import EXACT_COLUMNS, FIGURE_COLUMNS, SHARED_MINIMUM
from data.domain.access import DataClass, Detail, Viewer
from data.domain.lights import State
from data.domain.reasons import Amount, Reason
from data.explained import About, Explanation

LIGHT = ("reason", "source_level", "source_id", "source_name", "indicative")

Frames = Mapping[str, pd.DataFrame]
"""Frames of one release by name; empty when the period was never released."""


def applies(viewer: Viewer) -> bool:
    """Whether a viewer sees released figures only; roles with exact figures see the live ones."""
    return Detail.BANDS in (viewer.grant.area, viewer.grant.building)


def units(rows: pd.DataFrame, now: Frames, before: Frames) -> pd.DataFrame:
    """Replace lights by the released ones; a unit that was not released is withheld, unless it is public altogether.

    Parameters
    ----------
    rows
        Rows of ``units_inside``, of one level.
    now, before
        Releases of the period and of the one before.

    Returns
    -------
    rows
        Same order and columns.
    """
    released = _of(now, rows)
    public = rows["data_class"].eq(DataClass.PUBLIC.value) & released["data_class"].ne(DataClass.AGGREGATE.value)
    public &= released["data_class"].ne(DataClass.INTERNAL.value)
    there = released["state"].notna()
    table = rows.assign(
        light=released["state"].where(there, rows["light"].where(public, State.WITHHELD.value)),
        data_class=rows["data_class"].where(public, DataClass.AGGREGATE.value),
        source_let_homes=rows["source_let_homes"].astype("float64").mask(there, SHARED_MINIMUM),
        earlier=_of(before, rows)["state"],
    )
    for column in LIGHT:
        table[column] = released[column].where(there, rows[column].where(public))
    table["indicative"] = table["indicative"].fillna(value=False).astype(bool)
    for column in EXACT_COLUMNS:
        table[column] = rows[column].astype("float64").where(public)
    return table


def figures(rows: pd.DataFrame, now: Frames) -> pd.DataFrame:
    """Replace the indicators of one unit by the released ones; without a release nothing of the records is shown.

    Parameters
    ----------
    rows
        What ``data.disclosure.figures`` gives of the live figures.
    now
        Release of the period.
    """
    kept = one(now, "figures", str(rows["level"].iloc[0]), str(rows["unit_id"].iloc[0])) if len(rows) else rows
    if len(kept):
        return kept[list(FIGURE_COLUMNS)].reset_index(drop=True)
    closed = rows["data_class"].ne(DataClass.PUBLIC.value) & rows["state"].ne("missing")
    table = rows.assign(state=rows["state"].mask(closed, "withheld"), band=rows["band"].mask(closed, ""))
    return table.assign(ends=rows["ends"].mask(closed))


def counts(now: Frames, level: str) -> pd.DataFrame:
    """Give the released counts of what lies below the units of a level: one row a unit, one column a state."""
    names = [state.value for state in State]
    if not now:
        return pd.DataFrame(columns=names)
    rows = now["counts"]
    return rows[rows["level"].eq(level)].set_index("unit_id")[names].rename_axis("parent_id")


def history(released: Mapping[str, Frames], level: str, unit_id: str) -> pd.DataFrame:
    """Give the released states of a unit, old to new: ``period``, ``state``, ``reason``, ``score`` (of public ones)."""
    rows = [one(frames, "lights", level, unit_id).assign(period=period) for period, frames in released.items()]
    names = ["period", "state", "reason", "score"]
    return pd.concat(rows, ignore_index=True)[names] if rows else pd.DataFrame(columns=names)


def words(now: Frames, level: str, unit_id: str) -> Explanation | tuple[str, str] | None:
    """Explain a released light in words, or give level and code of the unit that lends its colour; None if withheld."""
    found = one(now, "lights", level, unit_id)
    if found.empty or found["state"].iloc[0] == State.WITHHELD.value:
        return None
    light = found.iloc[0]
    if light["reason"] == "inherited":
        return str(light["source_level"]), str(light["source_id"])
    order = tuple(
        Reason(str(theme), bool(against), Amount(amount))
        for _, _, theme, against, amount in one(now, "reasons", level, unit_id).itertuples(index=False)
    )
    about = About(level=level, name=str(light["name"]), light=str(light["state"]))
    return Explanation(Detail.BANDS, **about, rule=str(light["rule"]), subject=str(light["subject"]), reasons=order)


def one(now: Frames, name: str, level: str, unit_id: str) -> pd.DataFrame:
    """Give the rows of one unit in a frame of a release; none without a release."""
    if not now:
        return pd.DataFrame()
    rows = now[name]
    return rows[rows["level"].eq(level) & rows["unit_id"].eq(unit_id)].reset_index(drop=True)


def _of(release: Frames, rows: pd.DataFrame) -> pd.DataFrame:
    """Give the released light of every row, aligned to the rows; missing where there is none."""
    columns = ["state", "data_class", *LIGHT]
    if not release:
        return pd.DataFrame(None, index=rows.index, columns=columns, dtype="object")
    lights = release["lights"]
    known = lights.drop_duplicates(["level", "unit_id"]).set_index(["level", "unit_id"])[columns]
    keys = pd.MultiIndex.from_arrays([rows["level"], rows["unit_id"]])
    return known.astype("object").reindex(keys).set_axis(rows.index, axis=0)
