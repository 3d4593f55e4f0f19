"""Rows of the list beside the map: units, or the homes of a building, in words."""

from __future__ import annotations

import pandas as pd

from data.domain.areas import Level
from data.domain.lights import SHOWN_ORDER, State
from pages.ui import notation
from pages.ui.counts import INHERITED, count, in_words
from pages.ui.listing import Cell, Column, Line, Listing
from pages.ui.rows import Row, figure, flag, records
from pages.ui.situation import Situation
from pages.ui.text import t

_ORDER = {state.value: number for number, state in enumerate(SHOWN_ORDER)}
NOTED = ("too_few_homes", "no_homes", "water")
"""Reasons for having no light that are worth a word in the list; that figures are lacking is what *unknown* says."""

_EMPTY: Cell = (None, "\N{EN DASH}")


def headline(now: Situation) -> str:
    """Say in one sentence what is seen: ``Wijken in Waterrade, sep-okt 2026: 1 rood, 3 oranje, 2 groen``."""
    what, when = t(f"niveaus.{now.view.child.value}"), notation.period(now.view.period)
    return t("kaart.titel", wat=what, naam=now.unit.name, periode=when, aantallen=in_words(count(now.units)))


def list_of(now: Situation) -> Listing:
    """Make the list that goes with the map."""
    token = f"{now.unit.unit_id} {now.view.child.value} {now.view.period}"
    if now.homes:
        return home_listing(now.units, token=token, caption=headline(now))
    return unit_listing(now.units, now.view.child, token=token, caption=headline(now), selected=now.selected)


def unit_listing(units: pd.DataFrame, child: Level, *, token: str, caption: str, selected: int | None) -> Listing:
    """Make the list of the units in view.

    Parameters
    ----------
    units
        One row a unit (columns: ``data.release.units``).
    child
        Their level; buildings show their year as well.
    token, caption, selected
        As in ``Listing``.
    """
    exact = bool(units["score"].notna().any())
    shown = ["homes", *(["capacity", "burden"] if exact else []), "previous", _last(child)]
    names = [Column(t("lijst.licht"), symbol=True), Column(t("lijst.naam"), head=True)]
    columns = (*names, *(Column(t(f"lijst.{name}"), number=name != "previous") for name in shown))
    rows = tuple(_line(row, shown) for row in records(units))
    told = t("lijst.gekozen", naam=rows[selected].name) if selected is not None else ""
    return Listing(token, caption, columns, rows, selected, told)


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


def _line(row: Row, shown: list[str]) -> Line:
    state, name = State(str(row["state"])), str(row["name"])
    pale = row["reason"] == INHERITED
    light: Cell = (_ORDER[state.value] + (0.5 if pale else 0.0), t(f"stoplicht.{state.value}"))
    cells = (light, (name, name), *(_cell(row, column) for column in shown))
    return Line(name, state, pale, cells, light_note(row))


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
