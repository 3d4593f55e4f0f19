"""Rules of the disclosure gate as pure functions on frames: which state, figure or band a viewer gets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from data.domain.access import DataClass, Detail, Viewer
from data.domain.areas import AREA_LEVELS, Level
from data.domain.bands import Coarse, rounded, share_band
from data.domain.indicators import Kind, catalogue
from data.domain.lights import Light, State

SHARED_MINIMUM = 10
"""Homes in the register below which a shared role sees nothing made from the corporation's records (TRUST 14)."""

EXACT_MINIMUM = 5
"""Homes in the register below which nobody sees them."""

OWN = "scored"
"""Reason of a light that a unit has of its own, by its score."""

LIGHTS = (State.RED, State.AMBER, State.GREEN)
"""States that say something; grey and withheld do not."""

ROUNDED = (Level.DISTRICT, Level.MUNICIPALITY)
"""Levels at which shared roles get counts rounded to tens in the place of bands (TRUST 15)."""

AREA_COLUMNS = ("municipality_id", "district_id", "neighbourhood_id")

EXACT_COLUMNS = ("score", "capacity", "burden", "coverage")

FIGURE_COLUMNS = (
    *("level", "unit_id", "indicator_id", "data_class", "context", "source", "state", "band", "value", "raw", "score"),
    *("weight", "ends", "carried", "transferred", "rolled_up"),
)


def within(viewer: Viewer, rows: pd.DataFrame) -> pd.Series:
    """Mark the rows (with ``municipality_id``, ``district_id``, ``neighbourhood_id``) inside the viewer's areas."""
    codes = zip(*(rows[column].tolist() for column in AREA_COLUMNS), strict=True)
    return pd.Series([lies_within(viewer, row) for row in codes], index=rows.index, dtype=bool)


def lies_within(viewer: Viewer, codes: Iterable[object]) -> bool:
    """Whether one of the municipality, wijk and buurt of a place is among the viewer's areas."""
    return not viewer.areas.isdisjoint(codes)


def states(viewer: Viewer, rows: pd.DataFrame, light: str = "light") -> pd.Series:
    """Give the state that a viewer sees of every row: its light, or ``withheld``.

    Parameters
    ----------
    viewer
        For whom.
    rows
        With the column named by ``light``, ``level``, ``data_class``, ``let_homes``, and for a borrowed colour
        ``source_let_homes`` (the unit that lends it is the one that must be large enough).
    light
        Column of the light; NaN becomes grey.
    """
    shown = rows[light].fillna(State.GREY.value)
    return shown.where(_released(viewer, rows), State.WITHHELD.value)


def exact(viewer: Viewer, rows: pd.DataFrame) -> pd.Series:
    """Mark the rows of which a viewer gets exact figures: public ones, and all for roles with *exact*."""
    allowed = rows["level"].isin([level.value for level in Level if viewer.detail(level) is Detail.EXACT])
    public = rows["data_class"] == DataClass.PUBLIC.value
    return public | (allowed & _released(viewer, rows))


def shown(viewer: Viewer, rows: pd.DataFrame) -> pd.DataFrame:
    """Replace light and figures of every unit by what a viewer may see.

    Parameters
    ----------
    viewer
        For whom.
    rows
        Rows of ``units_inside``.

    Returns
    -------
    shown
        Same order: ``unit_id``, ``level``, ``name``, ``state``, ``reason``, ``source_level``, ``source_name``,
        ``indicative``, ``homes``, ``score``, ``capacity``, ``burden``, ``coverage``, ``previous``,
        ``construction_year``. A withheld row has reason ``withheld`` and no figure.
    """
    state = states(viewer, rows)
    withheld = state == State.WITHHELD.value
    table = rows.assign(
        state=state,
        previous=states(viewer, rows, "earlier").where(rows["earlier"].notna()),
        reason=rows["reason"].mask(withheld, State.WITHHELD.value),
        indicative=rows["indicative"].astype(bool) & ~withheld,
    )
    known = exact(viewer, rows)
    for column in EXACT_COLUMNS:
        table[column] = rows[column].astype("float64").where(known)
    for column in ("source_level", "source_name"):
        table[column] = rows[column].astype("object").mask(withheld)
    head = ["unit_id", "level", "name", "state", "reason", "source_level", "source_name", "indicative", "homes"]
    return table[[*head, *EXACT_COLUMNS, "previous", "construction_year"]]


def ranked(viewer: Viewer, rows: pd.DataFrame, extra: pd.DataFrame) -> pd.DataFrame:
    """Keep the units that have a light of their own which this viewer sees, with what ranks them.

    Parameters
    ----------
    viewer
        For whom.
    rows
        Rows of ``units_inside``.
    extra
        Rows of ``ranking``.

    Returns
    -------
    ranked
        Same order, index from 0: the columns of `shown`, and ``neighbourhood_id``, ``neighbourhood_name``; ``se``,
        ``change`` (score minus that of the period before), ``gap``, ``points_1``, ``points_2`` (NaN), ``reason_1``,
        ``reason_2`` (None) and ``brandhaard`` (False) without exact figures.
    """
    both = rows.merge(extra.drop(columns="neighbourhood_id"), on="unit_id", how="left", validate="one_to_one")
    known = exact(viewer, both)
    compared = known & exact(viewer, both.assign(data_class=both["earlier_class"]))
    table = shown(viewer, both).assign(
        neighbourhood_id=both["neighbourhood_id"],
        neighbourhood_name=both["neighbourhood_name"],
        change=(both["score"].astype("float64") - both["earlier_score"].astype("float64")).where(compared),
        brandhaard=both["brandhaard"].fillna(value=False).astype(bool) & known,
    )
    for column in ("se", "gap", "points_1", "points_2"):
        table[column] = both[column].astype("float64").where(known)
    for column in ("reason_1", "reason_2"):
        table[column] = both[column].astype("object").where(known & both[column].notna(), None)
    own = (table["reason"] == OWN) & table["state"].isin([light.value for light in LIGHTS])
    return table[own].reset_index(drop=True)


def with_work(homes: pd.DataFrame, work: Mapping[str, Light]) -> pd.DataFrame:
    """Join the light of our own work to the light of every home: red when we are late, amber when we are on it.

    Parameters
    ----------
    homes
        With ``dwelling_id``, ``light`` and ``reason``.
    work
        Amber or red by the id of the home; homes that are absent keep their own light.
    """
    ours = homes["dwelling_id"].map({home: light.value for home, light in work.items()})
    late = ours.eq(Light.RED.value)
    busy = ours.eq(Light.AMBER.value) & homes["light"].ne(Light.RED.value)
    light = homes["light"].mask(late, Light.RED.value).mask(busy, Light.AMBER.value)
    return homes.assign(light=light, reason=homes["reason"].mask(late, "work_late").mask(busy, "work_open"))


def figures(viewer: Viewer, rows: pd.DataFrame) -> pd.DataFrame:
    """Replace the indicators of units by what a viewer may see of each.

    Parameters
    ----------
    viewer
        For whom.
    rows
        Rows of ``released_indicators``, or of ``unit_indicators`` with the ``level``, ``unit_id`` and ``let_homes`` of
        the unit; ``coarse`` (``data.domain.bands.Coarse``) where a release made a band wider than the rule.

    Returns
    -------
    figures
        Same order: ``level``, ``unit_id``, ``indicator_id``, ``data_class``, ``context``, ``source``, ``state``
        (``shown``, ``band``, ``rounded``, ``withheld``, ``missing``), ``band`` (as ``share_band`` writes it, or the
        count rounded to tens; empty for other states), ``value``, ``raw``, ``score``, ``weight`` (NaN unless shown),
        ``ends``, ``carried``, ``transferred``, ``rolled_up``.
    """
    coarse = rows["coarse"] if "coarse" in rows else pd.Series(Coarse.RULE, index=rows.index)
    state = pd.Series(
        [_figure_state(viewer, *one) for one in _deciding(rows.assign(coarse=coarse))],
        index=rows.index,
        dtype="object",
    )
    shared = ["shown", "band", "rounded"]
    table = rows.assign(state=state, band=_bands(rows, state, coarse), ends=rows["ends"].where(state.isin(shared)))
    for column in ("value", "raw", "score", "weight"):
        table[column] = rows[column].astype("float64").where(state == "shown")
    for column in ("carried", "transferred", "rolled_up"):
        table[column] = rows[column].astype(bool) & state.isin(shared)
    return table[list(FIGURE_COLUMNS)]


def _deciding(rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Give what decides on each figure, apart from the viewer."""
    counted = rows["denominator"].fillna(0.0)
    columns = ("level", "let_homes", "indicator_id", "data_class", "kind", "coarse")
    return zip(*(rows[column] for column in columns), counted, rows["value"].notna(), strict=True)


def _bands(rows: pd.DataFrame, state: pd.Series, coarse: pd.Series) -> list[str]:
    counts = zip(rows["numerator"], rows["denominator"], state, coarse, strict=True)
    return [
        share_band(count, homes, Coarse(width)) if how == "band" else str(rounded(count)) if how == "rounded" else ""
        for count, homes, how, width in counts
    ]


def _released(viewer: Viewer, rows: pd.DataFrame) -> pd.Series:
    """Mark the rows whose light this viewer may see, decided on role and number of homes alone."""
    public = rows["data_class"] == DataClass.PUBLIC.value
    homes = rows["let_homes"].astype("float64").to_numpy()
    if "source_let_homes" in rows:
        lenders = rows["source_let_homes"].astype("float64").to_numpy()
        homes = np.where(np.isnan(lenders), homes, lenders)
    minimum = {level.value: _minimum(viewer.detail(level)) for level in Level}
    return public | (homes >= np.array([minimum.get(level, float("inf")) for level in rows["level"]]))


def _minimum(detail: Detail) -> float:
    if detail is Detail.EXACT:
        return EXACT_MINIMUM
    return SHARED_MINIMUM if detail is Detail.BANDS else float("inf")


def _figure_state(
    viewer: Viewer,
    level: str,
    let_homes: int,
    indicator_id: str,
    data_class: str,
    kind: str,
    coarse: int,
    counted: float,
    known: bool,  # noqa: FBT001 (one of the facts of a row)
) -> str:
    """Decide on one indicator; the number of homes comes before whether anything is known, so a blank tells nothing."""
    shown_or_missing = "shown" if known else "missing"
    if data_class == DataClass.PUBLIC:
        return shown_or_missing
    if data_class == DataClass.INTERNAL:
        return shown_or_missing if viewer.grant.internal else "withheld"
    detail = viewer.detail(Level(level))
    if let_homes < _minimum(detail):
        return "withheld"
    if detail is Detail.EXACT:
        return shown_or_missing
    return _shared_state(level, indicator_id, kind, coarse, counted)


def _shared_state(level: str, indicator_id: str, kind: str, coarse: int, counted: float) -> str:
    if kind != Kind.PROPORTION or coarse == Coarse.HIDDEN or _is_hidden_kind(indicator_id, level):
        return "withheld"
    if counted < SHARED_MINIMUM:
        return "missing"
    return "rounded" if level in ROUNDED else "band"


def _is_hidden_kind(indicator_id: str, level: str) -> bool:
    """Whether it is a kind of signal, and the place too small to be told of kinds (TRUST 15)."""
    return catalogue()[indicator_id].signal and level not in AREA_LEVELS


def count_states(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Count states: one row a value of column ``by``, one column a state, zero where none."""
    names = [state.value for state in State]
    counted = pd.get_dummies(rows["state"], dtype=int).groupby(rows[by]).sum() if len(rows) else pd.DataFrame()
    return counted.reindex(columns=names, fill_value=0)


def masked(rows: pd.DataFrame) -> pd.DataFrame:
    """Replace every digit by 9, every letter by x: of a value nothing is left but its shape; missing stays missing."""
    return pd.DataFrame({name: rows[name].map(_mask, na_action="ignore").astype("object") for name in rows.columns})


def _mask(value: object) -> str:
    return "".join("9" if sign.isdigit() else "x" if sign.isalpha() else sign for sign in str(value))
