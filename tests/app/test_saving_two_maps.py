"""Saving two maps beside each other: every file has both, through the same gate as the screen."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyogrio
import pytest
from matplotlib.text import Text
from openpyxl import load_workbook
from PIL import Image
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from data.domain.access import MATRIX, Detail, Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from geo.print import map_figure
from geo.scales import NUMBERS, fill
from pages.ui import reads
from pages.ui.map_files.content import Content, content
from pages.ui.map_files.files import KINDS, names
from pages.ui.picture import Picture
from pages.ui.situation import Situation
from pages.ui.state import View

Opened = Callable[..., AppTest]
Saved = Callable[..., Content]

MADE = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
EXACT = {"Draagkracht", "Draaglast"}
MAKES = {kind.key: kind.make for kind in KINDS}
THEN, NOW = "mrt\N{EN DASH}apr 2026", "mei\N{EN DASH}jun 2026"
HAVENKANT = {"niveau": "neighbourhood", "gebied": "BU99980101", "toon": "building"}


@pytest.fixture(scope="module")
def saved(proefdam: Path) -> Iterator[Saved]:
    """Give what a role saves of the buildings of Havenkant, as two maps show them."""
    patch = pytest.MonkeyPatch()
    patch.setenv("BUURTSTOPLICHT_VAR", str(proefdam))

    def gather(picture: Picture, role: Role = Role.CORPORATION_MANAGER) -> Content:
        viewer = Viewer(role, frozenset({"GM9998"}))
        unit = reads.locate(viewer, Level.NEIGHBOURHOOD, "BU99980101")
        assert unit is not None
        units = reads.units(viewer, unit, Level.BUILDING, "2026-3")
        view = View(Level.NEIGHBOURHOOD, "BU99980101", Level.BUILDING, "2026-3", picture=picture)
        return content(Situation(viewer, view, unit, units, ()), MADE)

    yield gather
    patch.undo()


TWO_LAYERS = Picture(beside="draaglast")
TWO_PERIODS = Picture(beside="licht", beside_period="2026-2")


def on_paper(found: Content) -> list[str]:
    assert found.beside is not None
    figure = map_figure(found.drawn, found.outline, found.ground, found.paper, beside=found.beside.drawn)
    return [text.get_text() for text in figure.findobj(Text)]  # type: ignore[attr-defined]


def test_the_sheet_has_both_titles_and_both_legends_of_two_layers(saved: Saved) -> None:
    said = on_paper(saved(TWO_LAYERS))
    for words in (f"Stoplicht, {NOW}", f"Draaglast, {NOW}", "Stoplicht", "Draaglast", "rood", "80 tot 100"):
        assert words in said, words
    assert "Gebouwen in Havenkant" in said


def test_one_legend_serves_one_layer_in_two_periods_and_the_facts_name_both(saved: Saved) -> None:
    found = saved(TWO_PERIODS)
    said = on_paper(found)
    assert [f"Stoplicht, {NOW}" in said, f"Stoplicht, {THEN}" in said] == [True, True]
    assert [said.count(word) for word in ("Legenda", "links", "rechts", "rood")] == [1, 1, 1, 1]
    assert dict(found.paper.facts)["Periode"] == f"{NOW} (links), {THEN} (rechts)"
    assert found.beside is not None
    counts = [[line.count for line in one.words.legend[:4]] for one in (found, found.beside)]
    assert [[line.count, line.beside] for line in found.paper.legend[:4]] == [
        list(pair) for pair in zip(*counts, strict=True)
    ]


@pytest.mark.parametrize("key", ["pdf", "pdf_a3"])
def test_the_pdf_is_one_page_with_both_maps(saved: Saved, key: str) -> None:
    [page] = PdfReader(io.BytesIO(MAKES[key](saved(TWO_LAYERS), names()))).pages
    said = page.extract_text()
    assert f"Stoplicht, {NOW}" in said
    assert f"Draaglast, {NOW}" in said


def test_the_picture_draws_the_second_map_in_its_own_colours(saved: Saved) -> None:
    found = saved(TWO_LAYERS)
    assert found.beside is not None
    dots = np.asarray(Image.open(io.BytesIO(MAKES["png"](found, names()))).convert("RGB"))
    shown = next(fill(look) for look in found.beside.drawn["look"] if look in NUMBERS)
    colour = [int(shown[at : at + 2], 16) for at in (1, 3, 5)]
    columns = np.nonzero((dots == colour).all(axis=2))[1] / dots.shape[1]
    left, right = ((columns > start) & (columns < start + 0.33) for start in (0.03, 0.37))
    assert left.sum() == 0
    assert right.sum() > 500


def test_the_spreadsheet_has_a_sheet_for_each_map_and_says_what_each_is(saved: Saved) -> None:
    found = saved(TWO_PERIODS)
    book = load_workbook(io.BytesIO(MAKES["xlsx"](found, names())))
    assert book.sheetnames == ["Plekken links", "Plekken rechts", "Uitleg"]
    rows = [[[cell.value for cell in row] for row in sheet] for sheet in book.worksheets]
    assert found.beside is not None
    for sheet, one in zip(rows, (found, found.beside), strict=False):
        assert sheet[0] == list(one.table)
        assert [row[1] for row in sheet[1:]] == one.table["Naam"].tolist()
    told = str(rows[2])
    for words in (
        f"Stoplicht, {NOW}",
        f"Stoplicht, {THEN}",
        "small-1",
        "corporatie",
        "1 jul 2026, 14:00",
        "rood (rechts)",
    ):
        assert words in told, words


def test_the_geopackage_has_a_layer_for_each_map(saved: Saved, tmp_path: Path) -> None:
    file = tmp_path / "x.gpkg"
    file.write_bytes(MAKES["gpkg"](saved(TWO_LAYERS), names()))
    assert [str(name) for name, _ in pyogrio.list_layers(file)] == ["plekken_links", "plekken_rechts", "uitleg"]
    left, right = (pyogrio.read_dataframe(file, layer=f"plekken_{side}") for side in ("links", "rechts"))
    assert left["naam"].tolist() == right["naam"].tolist()
    assert left.geometry.geom_equals(right.geometry).all()
    assert left["kleur"].tolist() != right["kleur"].tolist()
    assert f"Draaglast, {NOW}" in str(pyogrio.read_dataframe(file, layer="uitleg").to_dict())


def test_geojson_has_the_values_of_both_maps_with_each_place(saved: Saved) -> None:
    found = saved(TWO_PERIODS)
    told = json.loads(MAKES["geojson"](found, names()))
    assert found.beside is not None
    pairs = [(one["properties"]["stoplicht"], one["properties"]["stoplicht_rechts"]) for one in told["features"]]
    assert pairs == list(zip(found.table["Stoplicht"], found.beside.table["Stoplicht"], strict=True))
    assert "naam_rechts" not in told["features"][0]["properties"]
    assert told["about"]["Links"].startswith(f"Stoplicht, {NOW}: ")
    assert told["about"]["Rechts"].startswith(f"Stoplicht, {THEN}: ")


@pytest.mark.parametrize("role", list(Role))
def test_the_second_map_gives_no_role_more_than_the_first(saved: Saved, role: Role) -> None:
    found = saved(TWO_PERIODS, role)
    assert found.beside is not None
    assert set(found.beside.table) == set(found.table)
    assert bool(EXACT & set(found.beside.table)) == (MATRIX[role].building is Detail.EXACT)


def test_work_of_today_beside_a_map_goes_into_no_file(saved: Saved, opened: Opened) -> None:
    with pytest.raises(AccessDeniedError, match="open today"):
        saved(Picture(beside="signalen"))
    app = opened(**HAVENKANT, naast="signalen")
    assert not app.exception
    [control] = [block.proto.popover for block in app.get("popover") if "Bewaren" in block.proto.popover.label]
    assert (control.disabled, control.help) == (True, "Wat er nu aan signalen loopt, gaat niet in een bestand.")


def test_the_file_is_named_by_both_layers_and_periods(saved: Saved) -> None:
    assert saved(TWO_PERIODS).stem == "kaart_BU99980101_building_2026-3_naast_licht_2026-2"
    assert saved(Picture()).stem == "kaart_BU99980101_building_2026-3"
