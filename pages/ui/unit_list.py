"""Rows of the list beside the map: units, or the homes of a building, in words."""

from __future__ import annotations

import pandas as pd

from data.domain.areas import Level
from data.domain.lights import SHOWN_ORDER, State
from pages.ui import agreed, notation, state
from pages.ui.counts import INHERITED
from pages.ui.layers.shape import Painted
from pages.ui.listing import Action, Cell, Column, Line, Listing
from pages.ui.rows import Row, figure, flag, records
from pages.ui.situation import Situation
from pages.ui.text import t
from pages.ui.unit_card import sentence

_ORDER = {state.value: number for number, state in enumerate(SHOWN_ORDER)}
NOTED = ("too_few_homes", "no_homes", "water")
"""Reasons for having no light that are worth a word in the list; that figures are lacking is what *unknown* says."""

_EMPTY: Cell = (None, "\N{EN DASH}")


def headline(now: Situation, painted: Painted) -> str:
    """Say in one sentence what is seen: ``Wijken in Waterrade, sep-okt 2026: 1 rood, 3 oranje, 2 groen``."""
    what, when = t(f"niveaus.{now.view.child.value}"), notation.period(now.view.period)
    return t("kaart.titel", wat=what, naam=now.unit.name, periode=when, aantallen=painted.summary)


def spoken(now: Situation, painted: Painted) -> str:
    """Say in one sentence what a room looks at: the selected place and its light, otherwise what is seen."""
    if now.selected is None:
        return headline(now, painted)
    row = records(now.units)[now.selected]
    when, light = notation.period(now.view.period), t(f"stoplicht.{row['state']}")
    return t("kaart.gezegd", naam=str(row["name"]), periode=when, licht=light, zin=sentence(row))


def list_of(now: Situation, painted: Painted) -> Listing:
    """Make the list that goes with the map."""
    caption = headline(now, painted)
    token = f"{now.unit.unit_id} {now.view.child.value} {now.view.period} {now.view.picture.layer}"
    if now.homes:
        return home_listing(now.units, token=token, caption=caption)
    return unit_listing(now.units, now.view.child, painted, token=token, caption=caption)


def unit_listing(units: pd.DataFrame, child: Level, painted: Painted, *, token: str, caption: str) -> Listing:
    """Make the list of the units in view.

    Parameters
    ----------
    units
        One row a unit (columns: ``data.release.units``).
    child
        Their level; buildings show their year as well.
    painted
        The layer on the map: what it shows of each unit has a column of its own, unless the list shows it anyway.
    token, caption
        As in ``Listing``.
    """
    exact = bool(units["score"].notna().any())
    shown = ["homes", *(["capacity", "burden"] if exact else []), "previous", _last(child)]
    names = [Column(t("lijst.licht"), symbol=True), Column(t("lijst.naam"), head=True)]
    extra = [Column(painted.column, number=True)] if painted.column else []
    columns = (*names, *extra, *(Column(t(f"lijst.{name}"), number=name != "previous") for name in shown))
    of_layer = [_told(row) for row in records(painted.units)] if extra else [()] * len(units)
    rows = tuple(_line(row, shown, cells) for row, cells in zip(records(units), of_layer, strict=True))
    return Listing(token, caption, columns, rows)


def home_listing(homes: pd.DataFrame, *, token: str, caption: str) -> Listing:
    """Make the list of the homes of a building: their light is about the home, never about its household.

    Parameters
    ----------
    homes
        One row a home (columns: ``data.release.dwellings``); no identifier of it goes along.
    token, caption
        As in ``Listing``.
    """
    columns = (
        Column(t("lijst.licht"), symbol=True),
        Column(t("lijst.adres"), head=True),
        Column(t("lijst.reden")),
        Column(t("lijst.conditie"), number=True),
        Column(t("lijst.leeg_kolom")),
    )
    return Listing(token, caption, columns, tuple(_home(row) for row in records(homes)))


def _last(child: Level) -> str:
    return "construction_year" if child is Level.BUILDING else "red"


def _told(row: Row) -> tuple[Cell, ...]:
    """Give the cell of what the map shows of a unit."""
    return ((figure(row, "value"), str(row["said"])),)


def _line(row: Row, shown: list[str], told: tuple[Cell, ...]) -> Line:
    state, name = State(str(row["state"])), str(row["name"])
    pale = row["reason"] == INHERITED
    light: Cell = (_ORDER[state.value] + (0.5 if pale else 0.0), t(f"stoplicht.{state.value}"))
    cells = (light, (name, name), *told, *(_cell(row, column) for column in shown))
    notes = [light_note(row), agreed.note(row.get(agreed.COLUMN))]
    return Line(name, state, pale, cells, ", ".join(one for one in notes if one))


def light_note(row: Row) -> str:
    """Say what must stand beside a unit's light: whose colour it is, that it is indicative, or why there is none."""
    if row["reason"] == INHERITED:
        return t(f"lijst.geleend_{row['source_level']}")
    if row["reason"] in NOTED:
        return t(f"lijst.{row['reason']}")
    return t("kaart.indicatief") if row["indicative"] else ""


def _cell(row: Row, column: str) -> Cell:
    if column == "previous":
        return _previous(row)
    value = figure(row, column)
    if column == "red":
        said = below_words(row)
        return (value, said) if said else _EMPTY
    if value is None:
        return _EMPTY
    return value, str(round(value)) if column == "construction_year" else notation.number(value)


def _previous(row: Row) -> Cell:
    before = row["previous"]
    if before not in _ORDER:
        return _EMPTY
    return _ORDER[str(before)], t("lijst.gelijk") if before == row["state"] else t(f"stoplicht.{before}")


def below_words(row: Row) -> str:
    """Say how many of the units one level below are red, such as ``3 van 17 rood``; empty when there are none.

    Only what this viewer may see is counted: of a withheld unit nobody may conclude that it is not red.
    """
    counts = [figure(row, state) or 0.0 for state in _ORDER if state != State.WITHHELD]
    if not sum(counts):
        return ""
    return t("lijst.van", n=notation.number(counts[0]), totaal=notation.number(sum(counts)))


def _home(row: Row) -> Line:
    state, address = State(str(row["light"])), str(row["address"])
    condition, vacant = figure(row, "condition"), flag(row, "vacant")
    cells: tuple[Cell, ...] = (
        (_ORDER[state.value], t(f"stoplicht.{state.value}")),
        (address, address),
        (str(row["reason"]), t(f"woning.reden_{row['reason']}")),
        _EMPTY if condition is None else (condition, notation.plain(condition, 1)),
        _EMPTY if vacant is None else (float(vacant), t("woning.leeg" if vacant else "woning.bewoond")),
    )
    return Line(address, state, pale=False, cells=cells)


def picks(now: Situation) -> Action | None:
    """Give what selecting a row does; homes are not selected, since the address never names one."""
    return None if now.homes else lambda row: state.select(now.view, now.code(row))


def opens(now: Situation) -> Action | None:
    """Give what opening a row does, where the units in view open for this viewer."""
    if now.homes or not now.opens(now.view.child):
        return None
    return lambda row: state.opened(now.view, now.view.child, now.code(row))


def presented(units: pd.DataFrame) -> list[int]:
    """Give the rows in the order in which the list shows them: red first, borrowed colours behind own ones."""
    borrowed = units["reason"].eq(INHERITED)
    order = units["state"].map(_ORDER) + 0.5 * borrowed
    return [int(row) for row in order.reset_index(drop=True).sort_values(kind="stable").index]
