"""The corporation's homes and their state: the register with complexes, energy labels, condition by NEN 2767."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from data.domain.errors import SourceError
from data.sources import files
from data.sources.corporation_columns import Kind
from data.sources.corporation_figures import Imported, bounds, last_complete, mean_figures
from data.sources.corporation_rows import (
    BUILDING_TYPES,
    DWELLING_TYPES,
    Rows,
    dates,
    named,
    once,
    opened,
    with_dates,
    with_ids,
)
from data.sources.report import Tally

LABELS = {"A": 1.0, "B": 2.0, "C": 3.0, "D": 4.0, "E": 5.0, "F": 6.0, "G": 7.0}
PLUS_CODES = {"AP": "A+", "APP": "A++", "AP3": "A+++", "AP4": "A++++"}
"""VERA ENERGIELABEL writes the pluses as letters."""

SCORES = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0)
"""VERA CONDITIESCORE, the scale of NEN 2767: 1 excellent, 6 very bad."""

LONGEST_NAME = 80
"""A longer complexnaam is no name but a remark, and remarks are not kept."""

LISTED = 10


def homes(path: Path, *, today: date) -> Imported:
    """Read the register of homes that the corporation lets, and their energy labels.

    Parameters
    ----------
    path
        csv or xlsx with ``vbo_id``, ``complexnummer`` and, when known, ``complexnaam``, ``energielabel`` and
        ``labeldatum``.
    today
        Day of the import; a label without a date counts for the last period that is over then.

    Returns
    -------
    imported
        ``register``: one row a home. ``measurements``: ``energy_label``, 1 (A or better) to 7 (G), in the period of the
        label's date. Two reports: a home with an unreadable label stays a home.

    Raises
    ------
    SourceError
        Unreadable, refused or missing columns, or a home that occurs twice.
    """
    rows = opened(path, Kind.HOMES, "register")
    with_ids(rows, "vbo_id", DWELLING_TYPES)
    _check_single(rows)
    named_estates = rows.frame.groupby("complexnummer")["complexnaam"].transform("nunique") > 1
    rows.warn(named_estates.reindex(rows.frame.index, fill_value=False), "estate_two_names")
    too_long = (rows.frame["complexnaam"].str.len() > LONGEST_NAME).fillna(value=False)
    rows.warn(too_long, "long_name")
    register = pd.DataFrame(
        {
            "dwelling_id": rows.frame["vbo_id"],
            "estate_id": rows.frame["complexnummer"],
            "estate_name": rows.frame["complexnaam"].mask(too_long),
        }
    ).reset_index(drop=True)
    if "energielabel" not in rows.given:
        return Imported(register=register, reports=(rows.report(),))
    labels = Rows(rows.file, rows.frame, Tally(rows.file, "measurements", len(rows.frame)), rows.given)
    return Imported(register, _labels(labels, today), (rows.report(), labels.report()))


def condition(path: Path, *, today: date, homes: frozenset[str] | None = None) -> Imported:
    """Read condition scores of homes (``vbo_id``) or, where that is empty or absent, of buildings (``pand_id``).

    Parameters
    ----------
    path
        csv or xlsx with ``vbo_id`` or ``pand_id``, ``peildatum`` and ``conditiescore`` (1 to 6, VERA CONDITIESCORE).
    today
        Day of the import.
    homes
        Ids of the register; homes outside it are rejected. None: not checked.

    Returns
    -------
    imported
        ``condition`` at level dwelling or building; of several inspections in one period the last.

    Raises
    ------
    SourceError
        Unreadable, refused or missing columns.
    """
    rows = opened(path, Kind.CONDITION)
    of_home = rows.frame["vbo_id"].notna()
    rows.replace(of_home=of_home, unit_id=rows.frame["vbo_id"].fillna(rows.frame["pand_id"]))
    with_ids(rows, "unit_id", (*DWELLING_TYPES, *BUILDING_TYPES))
    is_building = rows.frame["unit_id"].str.slice(4, 6).isin(BUILDING_TYPES)
    rows.reject(is_building == rows.frame["of_home"], "bad_id")
    if homes is not None:
        rows.reject(rows.frame["of_home"] & ~rows.frame["unit_id"].isin(homes), "not_in_register")
    with_dates(rows, "peildatum", today)
    rows.replace(numerator=files.number(rows.frame["conditiescore"]))
    rows.reject(~rows.frame["numerator"].isin(SCORES), "bad_condition")
    once(rows, ["unit_id", "peildatum"])
    return Imported(measurements=_last_inspections(rows), reports=(rows.report(),))


def _last_inspections(rows: Rows) -> pd.DataFrame:
    rows.frame = rows.frame.join(bounds(rows.frame["peildatum"])).sort_values("peildatum", kind="stable")
    earlier = rows.frame.duplicated(["unit_id", "starts"], keep="last")
    rows.warn(earlier, "superseded")
    last = rows.frame[~earlier]
    dwellings = mean_figures("condition", last[last["of_home"]])
    buildings = mean_figures("condition", last[~last["of_home"]], level="building")
    return pd.concat([dwellings, buildings], ignore_index=True)


def _labels(rows: Rows, today: date) -> pd.DataFrame:
    rows.reject(rows.frame["energielabel"].isna(), "no_label")
    letters = rows.frame["energielabel"].str.upper().replace(PLUS_CODES)
    plain = letters.where(~letters.str.fullmatch(r"A ?\+{1,4}").fillna(value=False), "A")
    rows.replace(numerator=plain.map(LABELS).astype("float64"))
    rows.reject(rows.frame["numerator"].isna(), "bad_label")
    dated = dates(rows.frame["labeldatum"])
    rows.reject(rows.frame["labeldatum"].notna() & dated.isna(), "bad_date")
    rows.replace(labeldatum=dated[rows.frame.index].fillna(pd.Timestamp(last_complete(today).end)))
    rows.reject(rows.frame["labeldatum"] > pd.Timestamp(today), "future_date")
    labelled = rows.frame.rename(columns={"vbo_id": "unit_id"}).join(bounds(rows.frame["labeldatum"]))
    return mean_figures("energy_label", labelled).reset_index(drop=True)


def _check_single(rows: Rows) -> None:
    doubled = rows.frame["vbo_id"].duplicated(keep=False)
    if not doubled.any():
        return
    groups = [group for _, group in rows.frame[doubled].groupby("vbo_id", sort=False)]
    faults = [
        f"rows {', '.join(named(pd.Series(data=True, index=group.index)))}: the same vbo_id stands there; keep one row"
        for group in groups[:LISTED]
    ]
    more = [f"and {len(groups) - LISTED} more homes that occur twice"] if len(groups) > LISTED else []
    raise SourceError(rows.file, faults + more)
