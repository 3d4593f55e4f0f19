"""Rows of the list beside the map: units, or the homes of a building, in words."""

from __future__ import annotations

import pandas as pd

from data.domain.areas import Level
from data.domain.lights import SHOWN_ORDER, State
from pages.ui import notation
from pages.ui.counts import INHERITED, count, in_words
from pages.ui.listing import Cell, Column, Listing, Row
from pages.ui.situation import Situation
from pages.ui.text import t

_ORDER = {state.value: number for number, state in enumerate(SHOWN_ORDER)}
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
    rows = tuple(_row(entry, shown) for entry in units.to_dict("records"))
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
    return Listing(token, caption, columns, tuple(_home(entry) for entry in homes.to_dict("records")))


def _last(child: Level) -> str:
    return "construction_year" if child is Level.BUILDING else "red"


def _row(entry: dict[str, object], shown: list[str]) -> Row:
    state = State(str(entry["state"]))
    pale = entry["reason"] == INHERITED
    light = (_ORDER[state.value] + (0.5 if pale else 0.0), light_word(entry))
    cells = [light, (str(entry["name"]), str(entry["name"])), *(_cell(entry, name) for name in shown)]
    return Row(str(entry["name"]), state, pale, opens=True, cells=tuple(cells))


def light_word(entry: dict[str, object]) -> str:
    """Word of a unit's light with what must be said beside it: whose colour it is, or that it is indicative."""
    word = t(f"stoplicht.{entry['state']}")
    if entry["reason"] == INHERITED:
        return t(f"lijst.geleend_{entry['source_level']}", licht=word)
    return t("lijst.indicatief", licht=word) if entry["indicative"] else word


def _cell(entry: dict[str, object], name: str) -> Cell:
    value = entry[name]
    if pd.isna(value):  # type: ignore[call-overload]
        return _EMPTY
    if name == "previous":
        return float(_ORDER[str(value)]), t("lijst.gelijk") if value == entry["state"] else t(f"stoplicht.{value}")
    if name == "red":
        said = below_words(entry)
        return (float(str(value)), said) if said else _EMPTY
    figure = float(str(value))
    return figure, str(round(figure)) if name == "construction_year" else notation.number(figure)


def below_words(entry: dict[str, object]) -> str:
    """Say how many of the units one level below are red, such as ``3 rood van 17``; empty when there are none."""
    counts = [float(str(entry[state])) for state in _ORDER]
    if not sum(counts):
        return ""
    return t("lijst.van", n=notation.number(counts[0]), totaal=notation.number(sum(counts)))


def _home(entry: dict[str, object]) -> Row:
    state = State(str(entry["light"]))
    condition, vacant = entry["condition"], entry["vacant"]
    cells: tuple[Cell, ...] = (
        (_ORDER[state.value], t(f"stoplicht.{state.value}")),
        (str(entry["address"]), str(entry["address"])),
        (str(entry["reason"]), t(f"woning.reden_{entry['reason']}")),
        _EMPTY if pd.isna(condition) else (float(str(condition)), notation.plain(float(str(condition)), 1)),  # type: ignore[call-overload]
        _EMPTY if pd.isna(vacant) else (float(bool(vacant)), t("woning.leeg" if vacant else "woning.bewoond")),  # type: ignore[call-overload]
    )
    return Row(str(entry["address"]), state, pale=False, opens=False, cells=cells)
