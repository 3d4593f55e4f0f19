"""Saving the map: each kind of file, for every role, holds what that role sees on the screen and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyogrio
import pytest
import streamlit as st
from matplotlib.text import Text
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from data.domain.access import MATRIX, Detail, Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.domain.lights import State
from geo.print import map_figure
from pages.ui import kept, reads
from pages.ui.map_files.content import Content, content
from pages.ui.map_files.files import KINDS, names
from pages.ui.situation import Situation
from pages.ui.state import View
from tests.samples import small_town

Opened = Callable[..., AppTest]
Saved = Callable[..., Content]

MADE = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
EXACT = {"Draagkracht", "Draaglast"}
KINDS_BY_KEY = {kind.key: kind for kind in KINDS}


@pytest.fixture(scope="module")
def saved(proefdam: Path) -> Iterator[Saved]:
    """Give what a role saves of a level inside Havenkant."""
    patch = pytest.MonkeyPatch()
    patch.setenv("BUURTSTOPLICHT_VAR", str(proefdam))

    def gather(role: Role = Role.CORPORATION_MANAGER, child: Level = Level.BUILDING) -> Content:
        viewer = Viewer(role, frozenset({"GM9998"}))
        level, code = (Level.BUILDING, small_town.FLAT) if child is Level.DWELLING else INSIDE[child]
        unit = reads.locate(viewer, level, code)
        assert unit is not None
        rows = reads.dwellings if child is Level.DWELLING else reads.units
        asked = (viewer, unit, "2026-3") if child is Level.DWELLING else (viewer, unit, child, "2026-3")
        return content(Situation(viewer, View(level, code, child, "2026-3"), unit, rows(*asked), ()), MADE)  # type: ignore[operator]

    yield gather
    patch.undo()
    kept.forget()
    st.cache_resource.clear()


INSIDE = {
    Level.DISTRICT: (Level.MUNICIPALITY, "GM9998"),
    Level.NEIGHBOURHOOD: (Level.MUNICIPALITY, "GM9998"),
    Level.STREET: (Level.NEIGHBOURHOOD, "BU99980101"),
    Level.ESTATE: (Level.NEIGHBOURHOOD, "BU99980101"),
    Level.BUILDING: (Level.NEIGHBOURHOOD, "BU99980101"),
}


def made(key: str, saved: Content) -> bytes:
    return KINDS_BY_KEY[key].make(saved, names())


def sheet(saved: Content, number: int = 0) -> list[list[object]]:
    book = load_workbook(io.BytesIO(made("xlsx", saved)))
    return [[cell.value for cell in row] for row in book.worksheets[number]]


def columns(key: str, saved: Content, folder: Path) -> list[str]:
    """Read back which columns a file has."""
    if key == "xlsx":
        return [str(name) for name in sheet(saved)[0]]
    if key == "geojson":
        return list(json.loads(made("geojson", saved))["features"][0]["properties"])
    file = folder / "x.gpkg"
    file.write_bytes(made("gpkg", saved))
    return [str(name) for name in pyogrio.read_info(file, layer="plekken")["fields"]]


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("child", list(INSIDE))
def test_nothing_is_saved_that_the_role_does_not_see_on_the_screen(saved: Saved, role: Role, child: Level) -> None:
    found = saved(role, child)
    exact = role in EXACT_ROLES
    allowed = {"Stoplicht", "Naam", "Woningen", "Vorige periode", "Rood binnenin", "Bouwjaar", "Let op"}
    allowed |= {"Code"} if child in (Level.DISTRICT, Level.NEIGHBOURHOOD) else set()
    assert set(found.table) <= allowed | (EXACT if exact else set())


@pytest.mark.parametrize("role", [Role.CORPORATION_MANAGER, Role.TENANTS])
def test_every_kind_of_file_has_the_columns_of_the_list_and_no_other(saved: Saved, role: Role, tmp_path: Path) -> None:
    found = saved(role)
    lowered = {name.lower().replace(" ", "_") for name in found.table}
    assert set(columns("xlsx", found, tmp_path)) == set(found.table)
    for key in ("geojson", "gpkg"):
        assert set(columns(key, found, tmp_path)) == lowered | {"kleur"}


EXACT_ROLES = {role for role in Role if MATRIX[role].building is Detail.EXACT}


@pytest.mark.parametrize("role", [Role.CORPORATION_MANAGER, Role.TENANTS])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
def test_no_file_holds_the_code_of_a_building_or_a_figure_that_is_withheld(
    saved: Saved, kind: object, role: Role
) -> None:
    found = saved(role)
    bytes_ = made(kind.key, found)  # type: ignore[attr-defined]
    if bytes_[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(bytes_)) as parts:
            bytes_ = b"".join(parts.read(name) for name in parts.namelist())
    assert len(bytes_) > 1000
    assert small_town.FLAT.encode() not in bytes_
    assert small_town.FLAT.encode("utf-16-le") not in bytes_
    for row, state in enumerate(found.drawn["state"]):
        if state == State.WITHHELD:
            assert found.table.loc[row, "Stoplicht"] == "afgeschermd"
            assert not EXACT & set(found.table) or found.table.loc[row, sorted(EXACT)].isna().all()


def test_a_role_that_sees_less_saves_less(saved: Saved) -> None:
    assert set(saved().table["Stoplicht"]) > {"afgeschermd"}
    assert (saved(Role.ADMIN).table["Stoplicht"] == "rood").sum() == 0
    assert set(saved().table) >= EXACT
    assert not EXACT & set(saved(Role.TENANTS).table)


@pytest.mark.parametrize("key", ["xlsx", "geojson", "gpkg", "paper"])
def test_every_file_says_when_by_which_model_from_which_sources_and_that_it_is_invented(
    saved: Saved, key: str, tmp_path: Path
) -> None:
    found = saved()
    if key == "xlsx":
        told = str(sheet(found, 1))
    elif key == "geojson":
        told = str(json.loads(made(key, found)) | {"features": []})
    elif key == "gpkg":
        file = tmp_path / "x.gpkg"
        file.write_bytes(made(key, found))
        told = str(pyogrio.read_dataframe(file, layer="uitleg").to_dict())
    else:
        figure = map_figure(found.drawn, found.outline, found.ground, found.words)
        told = " ".join(text.get_text() for text in figure.findobj(Text))  # type: ignore[attr-defined]
    for words in (
        "mei\N{EN DASH}jun 2026",
        "small-1",
        "corporatie",
        "1 jul 2026, 14:00",
        "verzonnen",
        "score onder 45",
    ):
        assert words in told, words
    assert "Corporatie: teammanager" in told


def test_the_file_is_named_by_codes_and_the_light_is_a_word_and_a_colour(saved: Saved) -> None:
    found = saved()
    assert found.stem == "kaart_BU99980101_building_2026-3"
    told = json.loads(made("geojson", found))["features"]
    pairs = {(one["properties"]["stoplicht"], one["properties"]["kleur"]) for one in told}
    assert ("onbekend", "#8a8a8a") in pairs


def test_homes_are_never_saved(saved: Saved) -> None:
    for role in (role for role in Role if MATRIX[role].dwellings):
        with pytest.raises(AccessDeniedError, match="homes"):
            saved(role, Level.DWELLING)


def test_where_homes_are_listed_there_is_nothing_to_save(opened: Opened) -> None:
    app = opened(niveau="building", gebied=small_town.FLAT)
    assert not app.exception
    assert not app.get("download_button")


def test_nothing_is_gathered_until_somebody_unfolds_the_control(opened: Opened) -> None:
    app = opened(niveau="neighbourhood", gebied="BU99980101")
    assert not app.exception
    assert not app.get("download_button")
