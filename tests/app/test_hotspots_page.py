"""The hotspots page: the ranked list, the map beside it and the file, in both languages and for every role."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from data.domain.access import MATRIX, Detail, Role, Viewer
from data.domain.areas import Level
from pages.ui import ranking_view, reads
from pages.ui.ranking_file import file_name, spreadsheet
from pages.ui.ranking_list import map_view, ranked_list
from pages.ui.rows import records
from pages.ui.situation import Situation
from pages.ui.state import View
from tests.samples import small_town

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]

TOWN = "GM9998"
BUILDINGS = {"niveau": "municipality", "gebied": TOWN, "toon": "building"}
SHARED = [role for role in Role if MATRIX[role].building is Detail.BANDS]
MADE = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


def title(app: AppTest) -> str:
    assert not app.exception
    [found] = app.title
    return str(found.value)


def content(app: AppTest) -> dict[str, Any]:
    """Give what the ranked list was handed."""
    [found] = [one for one in app.main if one.type == "bidi_component" and one.key == "hotspots_lijst"]
    return dict(json.loads(found.proto.json))


def situation(proefdam: Path, monkeypatch: pytest.MonkeyPatch, role: Role, **units: object) -> Situation:
    """Give the situation of buildings in the whole town; ``units`` replaces columns."""
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(proefdam))
    who = Viewer(role, frozenset({TOWN}))
    unit = reads.locate(who, Level.MUNICIPALITY, TOWN)
    assert unit is not None
    view = View(Level.MUNICIPALITY, TOWN, Level.BUILDING, "2026-3")
    frame = reads.ranking(who, unit, Level.BUILDING, "2026-3").units
    return Situation(who, view, unit, frame.assign(**units), ())


def written(now: Situation) -> dict[str, list[list[object]]]:
    """Give the cells of the file of a situation, by sheet."""
    book = load_workbook(io.BytesIO(spreadsheet(now, ranked_list(now), MADE)()))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


@pytest.mark.parametrize(
    ("language", "begin"),
    [
        ("nl", "Waar eerst? Gebouwen in Proefdam, mei\N{EN DASH}jun 2026: 1 "),
        ("en", "Where first? Buildings in Proefdam, May\N{EN DASH}Jun 2026: 1 "),
    ],
)
def test_the_title_says_what_is_ranked(opened: Opened, language: str, begin: str) -> None:
    assert title(opened(page="hotspots", taal=language, **BUILDINGS)).startswith(begin)


@pytest.mark.parametrize(("language", "words"), [("nl", "Geen toegang"), ("en", "No access")])
def test_who_works_for_no_area_of_this_place_is_refused(
    opened: Opened, sent: Sent, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setattr("pages.ui.viewer.current", lambda: Viewer(Role.CORPORATION_MANAGER, frozenset()))
    app = opened(page="hotspots", taal=language, **BUILDINGS)
    assert title(app) == words
    assert "Kade" not in sent(app)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_opens_for_every_role_in_both_languages(opened: Opened, role: Role, language: str) -> None:
    assert title(opened(page="hotspots", role=role.value, taal=language))


def test_without_an_address_streets_of_the_whole_place_are_ranked(opened: Opened) -> None:
    assert title(opened(page="hotspots")).startswith("Waar eerst? Straten in Proefdam")


def test_where_nothing_has_a_light_of_its_own_the_page_says_so_and_draws_no_list(opened: Opened) -> None:
    app = opened(page="hotspots", niveau="neighbourhood", gebied="BU99980102", toon="building")
    assert title(app).endswith("geen")
    assert [message.value[:40] for message in app.info] == ["Hier heeft geen enkele plek van dit niveau"[:40]]
    assert not app.get("bidi_component") or "hotspots_lijst" not in [one.key for one in app.get("bidi_component")]


def test_a_role_that_may_not_see_such_lights_gets_an_empty_ranking(opened: Opened) -> None:
    assert title(opened(page="hotspots", role="admin", **BUILDINGS)).endswith("geen")


def test_who_has_exact_figures_gets_rank_change_and_reasons_and_the_rule(opened: Opened, sent: Sent) -> None:
    app = opened(page="hotspots", **BUILDINGS)
    told = content(app)
    assert [label for label, _ in told["columns"]][:3] == ["Rang", "Stoplicht", "Plek"]
    [[_, [[number, state, _, cells]]]] = told["groups"]
    assert (number, cells[0][0], cells[2][0]) == (0, "1", "Kade 1-20")
    assert state in ("red", "amber", "green")
    assert re.search(r"\N{MINUS SIGN}\d", cells[5][0])
    assert "eerst nieuw rood, dan rood met een dalende score" in sent(app).lower()
    assert "minstens 30 plekken met een score nodig; hier zijn het er 1" in sent(app)


@pytest.mark.parametrize("role", SHARED)
def test_who_gets_no_exact_figures_gets_no_rank_reason_or_score(
    opened: Opened, sent: Sent, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    monkeypatch.setattr("pages.ui.viewer.current", lambda: Viewer(role, frozenset({TOWN})))
    app = opened(page="hotspots", **BUILDINGS)
    assert [label for label, _ in content(app)["columns"]] == ["Stoplicht", "Plek", "Woningen", "Sinds vorige periode"]
    assert "53,8" not in sent(app)
    assert not re.search(r"\N{MINUS SIGN}\d", json.dumps(content(app), ensure_ascii=False))
    assert "Clusters zijn er alleen voor rollen met exacte cijfers" in sent(app)


def test_every_name_is_a_link_to_the_map_with_that_place_selected(opened: Opened) -> None:
    [[_, [[_, _, address, _]]]] = content(opened(page="hotspots", **BUILDINGS))["groups"]
    assert address == (
        f"kaart?niveau=neighbourhood&gebied=BU99980101&toon=building&periode=2026-3&keuze={small_town.FLAT}&taal=nl"
    )


def test_what_a_link_leads_to_is_a_valid_view_of_the_map(opened: Opened) -> None:
    [[_, [[_, _, address, _]]]] = content(opened(page="hotspots", **BUILDINGS))["groups"]
    asked = dict(part.split("=") for part in address.partition("?")[2].split("&"))
    app = opened(**asked)
    assert not app.info
    assert [block.value for block in app.header] == ["Kade 1-20"]


def test_a_neighbourhood_and_a_place_outside_one_are_selected_in_the_area_in_view() -> None:
    view = View(Level.MUNICIPALITY, TOWN, Level.STREET, "2026-3")
    area = {"level": "neighbourhood", "unit_id": "BU99980101", "neighbourhood_id": "BU99980101"}
    loose = {"level": "estate", "unit_id": "C1", "neighbourhood_id": None}
    assert map_view(dict(area), view) == View(Level.MUNICIPALITY, TOWN, Level.NEIGHBOURHOOD, "2026-3", "BU99980101")
    assert map_view(dict(loose), view) == View(Level.MUNICIPALITY, TOWN, Level.ESTATE, "2026-3", "C1")


def test_a_selection_in_the_address_is_selected_in_the_list(opened: Opened) -> None:
    told = content(opened(page="hotspots", **BUILDINGS, keuze=small_town.FLAT))
    assert told["selected"] == 0
    assert "Kade 1-20" in told["words"]["told"]


def test_another_level_and_another_area_are_in_the_address(opened: Opened) -> None:
    app = opened(page="hotspots", **BUILDINGS)
    app.button_group(key="kaart_toon").set_value("estate").run()
    assert title(app).startswith("Waar eerst? Complexen in Proefdam")
    app.selectbox(key="hotspots_gebied").set_value("BU99980101").run()
    assert title(app).startswith("Waar eerst? Complexen in Havenkant")
    assert (app.query_params["gebied"], app.query_params["toon"]) == ("BU99980101", "estate")


def test_an_area_in_which_the_level_does_not_exist_falls_back_without_a_remark(opened: Opened) -> None:
    app = opened(page="hotspots", **BUILDINGS | {"toon": "neighbourhood"})
    app.selectbox(key="hotspots_gebied").set_value("BU99980101").run()
    assert title(app).startswith("Waar eerst? Straten in Havenkant")
    assert not [message.value for message in app.info if "niveau" in message.value and "tonen" in message.value]


@pytest.mark.parametrize("asked", [{"toon": "dwelling"}, {"keuze": "{{7*7}}"}, {"gebied": "x"}, {"periode": "1-1"}])
def test_an_address_that_makes_no_sense_shows_the_nearest_view_and_says_so(
    opened: Opened, asked: dict[str, str]
) -> None:
    app = opened(page="hotspots", **BUILDINGS | asked)
    assert title(app).startswith("Waar eerst?")
    assert len(app.info) + len(app.warning) >= 1


def test_households_are_at_no_level_of_the_ranking() -> None:
    assert all(Level.DWELLING not in levels for levels in ranking_view.INSIDE.values())


def test_the_file_holds_what_is_on_the_screen_and_what_it_is_about(
    proefdam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = situation(proefdam, monkeypatch, Role.CORPORATION_MANAGER)
    sheets = written(now)
    heads, flat = sheets["Hotspots"]
    assert dict(zip(heads, flat, strict=True))["Plek"] == "Kade 1-20"
    assert dict(zip(heads, flat, strict=True))["Woningen"] == 20
    about = {str(row[0]): row[1] for row in sheets["Uitleg"]}
    assert about["Gemaakt op"] == "1 jul 2026, 14:00"
    assert (about["Welk model"], about["Rol waarmee u kijkt"]) == ("small-1", "Corporatie: teammanager")
    assert about["rood"] == "score onder 45, of nog niet hersteld"
    assert file_name(now) == "hotspots_GM9998_building_2026-3.xlsx"


@pytest.mark.parametrize("role", SHARED)
def test_the_file_of_a_shared_role_holds_no_number_but_homes(
    proefdam: Path, monkeypatch: pytest.MonkeyPatch, role: Role
) -> None:
    now = situation(proefdam, monkeypatch, role)
    heads, *rows = written(now)["Hotspots"]
    assert not {"Rang", "Drukt het meest (punten)", "Hoort bij een cluster"} & set(heads)
    numbers = [cell for row in rows for cell in row if isinstance(cell, int | float)]
    assert numbers == [20]
    assert not [cell for row in rows for cell in row if isinstance(cell, str) and "score" in cell]


@pytest.mark.parametrize("name", ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://example.test")'])
def test_a_hostile_name_is_text_in_the_file(proefdam: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    now = situation(proefdam, monkeypatch, Role.CORPORATION_MANAGER, name=name, neighbourhood_name=name)
    cells = [cell for sheet in written(now).values() for row in sheet for cell in row]
    assert "'" + name in cells
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t"))]


def test_the_cached_ranking_of_one_role_is_never_given_to_another(
    proefdam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = situation(proefdam, monkeypatch, Role.CORPORATION_MANAGER).units
    shared = situation(proefdam, monkeypatch, Role.TENANTS).units
    assert exact["rank_low"].notna().all()
    assert shared[["score", "se", "gap", "rank_low", "cluster"]].isna().all(axis=None)
    assert list(pd.DataFrame(records(shared))["unit_id"]) == [small_town.FLAT]
