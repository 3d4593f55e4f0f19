"""The gate's answers for an own selection: totals of streets, complexes and buildings that somebody put together.

Only for roles with exact figures (TRUST 16). A total is the sum of what each chosen place shows by itself: a place with
fewer homes than the gate asks for does not count, and two places that overlap in part can't be chosen together, so that
no total says anything of a place that is not released.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data import disclosure, release
from data.domain.access import DataClass, Detail, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.domain.indicators import Kind
from data.release import Store
from data.warehouse import statements

Member = tuple[Level, str]
"""A place: level and code."""

LEVELS = (Level.STREET, Level.ESTATE, Level.BUILDING)
"""What can be chosen."""

MOST = 100
"""Places in one selection."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What a selection adds up to.

    Parameters
    ----------
    members
        A row a place, by name: ``level``, ``unit_id``, ``name``, ``state``, ``homes``, ``use`` (``counted``, ``inside``
        another place that is chosen, ``overlaps`` one, ``withheld``).
    homes, let_homes
        Of the places that count.
    figures
        ``indicator_id``, ``value`` (as stored), ``base`` (what it is a share or mean of), ``places``.
    """

    members: pd.DataFrame
    homes: int
    let_homes: int
    figures: pd.DataFrame


def may_select(viewer: Viewer) -> bool:
    """Whether this viewer may add up places of its own choice."""
    return all(viewer.detail(level) is Detail.EXACT for level in LEVELS)


def placed(store: Store, viewer: Viewer, members: Sequence[Member]) -> tuple[tuple[Member, ...], tuple[Member, ...]]:
    """Give the places in the viewer's areas, and those elsewhere; what does not exist is in neither."""
    keys = {"levels": [level.value for level, _ in members], "codes": [code for _, code in members]}
    rows = statements.read(store.connection, "chosen_places", keys)
    within = disclosure.within(viewer, rows)
    ours = {(level, code): bool(mine) for level, code, mine in zip(rows["level"], rows["unit_id"], within, strict=True)}
    there = {one: ours[one] for one in members if one in ours}
    return tuple(one for one, mine in there.items() if mine), tuple(one for one, mine in there.items() if not mine)


def totals(store: Store, viewer: Viewer, members: Sequence[Member], period: str) -> Totals:
    """Add up a selection.

    Raises
    ------
    AccessDeniedError
        The viewer's role gets no exact figures.
    """
    if not may_select(viewer) or period not in release.place(store, viewer).periods:
        message = f"{viewer.role} may not add up places of its own choice in {period}"
        raise AccessDeniedError(message)
    chosen = [one for one in dict.fromkeys(members) if one[0] in LEVELS][:MOST]
    keys = {"levels": [level.value for level, _ in chosen], "codes": [code for _, code in chosen], "period": period}
    rows = statements.read(store.connection, "chosen_units", keys)
    buildings = statements.read(
        store.connection, "chosen_buildings", {name: keys[name] for name in ("levels", "codes")}
    )
    rows = rows[disclosure.within(viewer, rows)].reset_index(drop=True)
    rows = rows.assign(state=disclosure.states(viewer, rows), use=_uses(rows, buildings))
    counted = rows[rows["use"].eq("counted")]
    shown = rows[["level", "unit_id", "name", "state", "homes", "use"]]
    figures = statements.read(store.connection, "chosen_figures", keys)
    of = figures.merge(counted[["level", "unit_id"]], on=["level", "unit_id"], how="inner")
    return Totals(shown, int(counted["homes"].sum()), int(counted["let_homes"].sum()), _added(viewer, of))


def _uses(rows: pd.DataFrame, buildings: pd.DataFrame) -> list[str]:
    """Say of each place whether it counts; the largest first, so that what lies inside another is left to it."""
    standing = buildings.groupby(["level", "unit_id"])["building_id"].agg(frozenset)
    within = [standing.get(key, frozenset()) for key in zip(rows["level"], rows["unit_id"], strict=True)]
    uses = ["withheld"] * len(within)
    taken: list[frozenset[str]] = []
    large = np.flatnonzero(rows["let_homes"].ge(disclosure.EXACT_MINIMUM))
    for place in sorted(large, key=lambda one: -len(within[one])):
        inside = any(within[place] <= other for other in taken)
        overlaps = any(within[place] & other for other in taken)
        uses[place] = "inside" if inside else "overlaps" if overlaps else "counted"
        if uses[place] == "counted":
            taken.append(within[place])
    return uses


def _added(viewer: Viewer, rows: pd.DataFrame) -> pd.DataFrame:
    """Add up numerators and denominators, never rates; of aggregates only over enough homes."""
    allowed = rows["data_class"].ne(DataClass.INTERNAL.value) | viewer.grant.internal
    sums = rows[allowed].groupby(["indicator_id", "data_class", "kind"], sort=True)
    table = sums.agg(
        part=("numerator", "sum"), base=("denominator", "sum"), places=("unit_id", "nunique")
    ).reset_index()
    enough = table["base"].ge(disclosure.EXACT_MINIMUM) | table["kind"].eq(Kind.COUNT.value)
    table = table[enough]
    return table.assign(value=table["part"] / table["base"])[["indicator_id", "value", "base", "places"]]
