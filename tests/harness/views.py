"""What one role is given of a town through the gate, and what a naive dashboard would give, for every attack."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from data import opened, release
from data.disclosure import SHARED_MINIMUM
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.bands import rounded_limits
from data.domain.errors import AccessDeniedError
from data.opened import Store
from data.warehouse import statements
from tests.harness import saved

TOWN = "GM9997"
LISTED = (Level.DISTRICT, Level.NEIGHBOURHOOD, Level.STREET, Level.ESTATE, Level.BUILDING)
FEW = 5
"""Counts below this are what a naive dashboard leaves out."""

Key = tuple[str, str]


@dataclass(frozen=True)
class Truth:
    """What is really counted, for who attacks to be checked against.

    Parameters
    ----------
    counts
        ``level``, ``unit_id``, ``indicator_id``, ``period``, ``count``, ``homes`` (counted), ``let_homes``.
    units
        Rows of ``released_lights``: where everything lies, which is public.
    homes
        Ids of the homes.
    """

    counts: pd.DataFrame
    units: pd.DataFrame
    homes: tuple[str, ...]


@dataclass(frozen=True)
class View:
    """Everything that one side gives.

    Parameters
    ----------
    told
        Figures: ``level``, ``unit_id``, ``indicator_id``, ``period``, ``low``, ``high``; what is hidden is absent.
    rows
        The list of each level, in the order in which it is shown.
    cells
        For every unit and indicator the text that is shown.
    drawn
        What goes along to the map.
    texts
        Sentences.
    ask
        Gives what an address gets: figures of a unit, or None.
    again
        The same, after somebody else with all rights asked first.
    selected
        What is told of the districts when only some buurten are asked for: indicator and limits by district.
    account
        Row counts of the delivered files.
    files
        What stands in each kind of file in which a list can be saved, read back from it, with ``unit_id``.
    """

    told: pd.DataFrame
    rows: Mapping[Level, pd.DataFrame]
    cells: pd.DataFrame
    drawn: pd.DataFrame
    texts: tuple[str, ...]
    ask: Callable[[Level, str], pd.DataFrame | None]
    again: Callable[[Level, str], pd.DataFrame | None]
    selected: Callable[[frozenset[str]], dict[tuple[str, str], tuple[float, float]]]
    account: pd.DataFrame
    files: Mapping[Level, tuple[pd.DataFrame, ...]]


def truth_of(store: Store) -> Truth:
    """Read what is really counted, in the two newest periods."""
    periods = list(opened.newest(store))[-2:]
    steps = pd.concat(
        [
            statements.read(store.connection, "audited_steps", {"period": period}).assign(period=period)
            for period in periods
        ]
    )
    counts = steps.rename(columns={"numerator": "count", "denominator": "homes"})
    units = statements.read(store.connection, "released_lights", {"period": periods[-1]})
    homes = store.connection.cursor().execute("SELECT dwelling_id FROM dwelling").df()["dwelling_id"]
    columns = ["level", "unit_id", "indicator_id", "period", "count", "homes", "let_homes"]
    return Truth(counts[columns].reset_index(drop=True), units, tuple(homes))


def gated(store: Store, viewer: Viewer, truth: Truth) -> View:
    """Collect all that the gate gives a role."""
    periods = list(opened.newest(store))[-2:]
    now = periods[-1]
    rows = {level: release.units(store, viewer, Level.MUNICIPALITY, TOWN, level, now) for level in LISTED[:2]}
    rows |= {
        level: pd.concat(
            [release.units(store, viewer, Level.NEIGHBOURHOOD, code, level, now) for code in _buurten(truth)]
        )
        for level in LISTED[2:]
    }

    let = set(truth.units.loc[truth.units["let_homes"] > 0, "unit_id"])
    rows = {level: frame[frame["unit_id"].isin(let)].reset_index(drop=True) for level, frame in rows.items()}

    def ask(level: Level, unit_id: str, by: Viewer = viewer, period: str = now) -> pd.DataFrame | None:
        try:
            return release.card(store, by, level, unit_id, period).indicators
        except AccessDeniedError:
            return None

    def again(level: Level, unit_id: str) -> pd.DataFrame | None:
        ask(level, unit_id, Viewer(Role.CORPORATION_MANAGER, frozenset({TOWN})))
        return ask(level, unit_id)

    def selected(areas: frozenset[str]) -> dict[tuple[str, str], tuple[float, float]]:
        frames = {code: ask(Level.DISTRICT, code, Viewer(viewer.role, areas)) for code in _codes(truth, Level.DISTRICT)}
        told = [_limits(frame, truth, now) for frame in frames.values() if frame is not None and len(frame)]
        return {(row.unit_id, row.indicator_id): (row.low, row.high) for frame in told for row in frame.itertuples()}

    kept = {one.period: release.released_frames(store, viewer, one.release_id) for one in opened.newest(store).values()}
    told = pd.concat([_limits(kept[period]["figures"], truth, period) for period in periods], ignore_index=True)
    large = [kept[now]["figures"], *(ask(level, str(rows[level]["unit_id"].iloc[0])) for level in LISTED)]
    small = [ask(Level.BUILDING, code) for code in _small(truth)]
    cells = pd.concat([*large, *small], ignore_index=True)
    words = [
        release.explanation(store, viewer, level, str(code), now)
        for level in LISTED[2:4]
        for code in rows[level]["unit_id"]
    ]
    return View(
        told,
        rows,
        cells[cells["data_class"] == "V"],
        release.shapes(store, viewer, Level.NEIGHBOURHOOD, _buurten(truth)[0], Level.BUILDING),
        tuple(f"{one.rule} {one.subject} {one.light} {[str(reason) for reason in one.reasons]}" for one in words),
        ask,
        again,
        selected,
        release.account(store, viewer),
        saved.gated(store, viewer, {level: _places(truth, level) for level in LISTED}, now),
    )


def naive(truth: Truth, account: pd.DataFrame) -> View:
    """Make what a dashboard would give that shows what it has, and leaves out small counts where it thinks of it."""
    counts = truth.counts
    shown = counts[counts["count"] >= FEW]
    told = shown.assign(low=shown["count"], high=shown["count"])
    signals = counts[counts["indicator_id"].isin(["nuisance", "support_signals"])]
    total = signals.groupby(["level", "unit_id", "period"], as_index=False)["count"].sum()
    total = total.assign(indicator_id="signals", low=total["count"], high=total["count"])
    now = counts[counts["period"] == counts["period"].max()]
    arrears = now[now["indicator_id"] == "rent_arrears"].sort_values("count", ascending=False)
    named = arrears.merge(truth.units[["level", "unit_id", "name"]], on=["level", "unit_id"])
    text = now["count"].map(lambda one: "0" if one == 0 else "x" if one < FEW else f"{one:.0f}")

    def ask(level: Level, unit_id: str) -> pd.DataFrame | None:
        there = now[(now["level"] == level.value) & (now["unit_id"] == unit_id) & (now["count"] > 0)]
        return there.assign(state="shown")

    def selected(areas: frozenset[str]) -> dict[tuple[str, str], tuple[float, float]]:
        inside = now[now["unit_id"].isin(areas)].merge(truth.units[["unit_id", "district_id"]], on="unit_id")
        sums = inside.groupby(["district_id", "indicator_id"])["count"].sum()
        return {(str(district), str(indicator)): (count, count) for (district, indicator), count in sums.items()}

    return View(
        pd.concat([told, total], ignore_index=True)[["level", "unit_id", "indicator_id", "period", "low", "high"]],
        {level: named[named["level"] == level.value].reset_index(drop=True) for level in LISTED},
        now.assign(state="shown", band=text, data_class="V", homes_in=" ".join(truth.homes)),
        named[named["level"] == "building"].assign(opacity=named["count"] / named["homes"], popup=named["count"]),
        tuple(f"{row.name}: {row.count:.0f} van {row.homes:.0f}" for row in named.itertuples()),
        ask,
        ask,
        selected,
        account,
        {level: saved.naive(named[named["level"] == level.value]) for level in LISTED},
    )


def _limits(frame: pd.DataFrame, truth: Truth, period: str) -> pd.DataFrame:
    """Read between which counts the texts of a card lie, as one may who knows of how many homes they speak."""
    counted = truth.counts[truth.counts["period"] == period].set_index(["level", "unit_id", "indicator_id"])["homes"]
    rows = [
        (row.level, row.unit_id, row.indicator_id, period, *between)
        for row in frame[frame["data_class"] == "V"].itertuples()
        if (between := _between(row, counted.get((row.level, row.unit_id, row.indicator_id))))
    ]
    return pd.DataFrame(rows, columns=["level", "unit_id", "indicator_id", "period", "low", "high"])


def _between(row: object, homes: float | None) -> tuple[float, float] | None:
    state, band = row.state, row.band  # type: ignore[attr-defined]
    if state == "shown" and not math.isnan(row.value):  # type: ignore[attr-defined]
        return row.value * (homes or 1), row.value * (homes or 1)  # type: ignore[attr-defined]
    if state == "rounded":
        return rounded_limits(float(band))
    if state != "band" or homes is None:
        return None
    low, _, high = band.removesuffix("+").partition("-")
    if low == "0":
        return 0, float(high)
    first = float(low.removesuffix("h")) if low.endswith("h") else math.ceil(float(low) / 100 * homes - 1e-9)
    return first, math.ceil(float(high) / 100 * homes - 1e-9) - 1 if high else homes


def _codes(truth: Truth, level: Level) -> list[str]:
    return sorted(truth.units.loc[truth.units["level"] == level.value, "unit_id"])


def _places(truth: Truth, level: Level) -> list[tuple[Level, str]]:
    """Give where a level is listed: wijken and buurten in the town, what is smaller in every buurt."""
    return (
        [(Level.MUNICIPALITY, TOWN)] if level in LISTED[:2] else [(Level.NEIGHBOURHOOD, one) for one in _buurten(truth)]
    )


def _buurten(truth: Truth) -> list[str]:
    return _codes(truth, Level.NEIGHBOURHOOD)


def _small(truth: Truth) -> list[str]:
    """Give some buildings that are too small to be told of, but are let."""
    rows = truth.units[(truth.units["level"] == "building") & truth.units["let_homes"].between(1, SHARED_MINIMUM - 1)]
    return [str(code) for code in rows["unit_id"].iloc[:12]]
