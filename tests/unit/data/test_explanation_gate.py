"""What explains a light passes the gate: exact steps for who may have them, words and no number for the rest."""

from __future__ import annotations

import dataclasses
import math
import numbers
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from data import explained, release
from data.domain.access import Detail, Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.domain.reasons import Amount, Reason
from data.explained import Explanation, Yardstick
from data.settings import from_environment
from data.warehouse.build import build
from scoring.publish import publish
from tests.samples import small_town

TOWN = frozenset({"GM9998"})
MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
PERIODS = ("2026-1", "2026-2", "2026-3")
SHARED = [
    *(Role.TENANTS, Role.PROJECTOR, Role.MUNICIPALITY_POLICY, Role.MUNICIPALITY_CASE, Role.CARE),
    Role.PRIVACY_OFFICER,
]
EXACT = [Role.CORPORATION_MANAGER, Role.CORPORATION_CASE, Role.CORPORATION_LETTING]
PLACES = [
    (Level.MUNICIPALITY, "GM9998"),
    (Level.DISTRICT, "WK999801"),
    (Level.NEIGHBOURHOOD, "BU99980101"),
    (Level.NEIGHBOURHOOD, "BU99980102"),
    (Level.ESTATE, "C1"),
    (Level.BUILDING, small_town.FLAT),
    (Level.BUILDING, small_town.WALK_UP),
    (Level.BUILDING, small_town.HOUSES[0]),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[release.Store]:
    var = tmp_path_factory.mktemp("var")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, settings.database_url, MODEL, lambda _: None, now=NOW)
    opened = release.open_store(settings)
    yield opened
    opened.connection.close()


def figures(value: object) -> list[object]:
    """Every number in a value, however deep; a frame or series counts with its cells, index and columns."""
    if isinstance(value, str):
        return list(re.findall(r"\d+[.,]\d+", value))
    if not isinstance(value, list | tuple | pd.DataFrame | pd.Series) and not dataclasses.is_dataclass(value):
        return [value] if isinstance(value, numbers.Number) and not isinstance(value, bool) else []
    return [found for one in inside(value) for found in figures(one)]


def inside(value: object) -> list[object]:
    if isinstance(value, pd.DataFrame):
        return [*value.to_numpy().tolist(), list(value.index), list(value.columns)]
    if isinstance(value, pd.Series):
        return [*value.tolist(), *value.index]
    if isinstance(value, list | tuple):
        return list(value)
    return [getattr(value, one.name) for one in dataclasses.fields(value)]  # type: ignore[arg-type]


def test_the_search_for_numbers_finds_them_where_they_hide() -> None:
    hidden = Explanation(
        Detail.BANDS, rule="53.75", lights=pd.DataFrame({"score": [1.5]}), benchmark=pd.Series({"a": 2.0})
    )
    assert figures(hidden) == ["53.75", 1.5, 0, 2.0]


@pytest.mark.parametrize("role", SHARED)
@pytest.mark.parametrize(("level", "unit_id"), PLACES)
@pytest.mark.parametrize("period", PERIODS)
def test_shared_roles_get_no_number_in_any_field(
    store: release.Store, role: Role, level: Level, unit_id: str, period: str
) -> None:
    told = release.explanation(store, Viewer(role, TOWN), level, unit_id, period)
    assert told.detail is not Detail.EXACT
    assert figures(told) == []


def test_shared_roles_get_light_rule_and_reasons_in_words(store: release.Store) -> None:
    # against the town's first meeting the flat has worse arrears, 50 against 65, and better vacancy or nuisance by turn
    told = release.explanation(store, Viewer(Role.TENANTS, TOWN), Level.BUILDING, small_town.FLAT, "2026-3")
    assert (told.detail, told.light, told.rule) == (Detail.BANDS, "green", "stability")
    assert told.reasons
    assert {type(one) for one in told.reasons} == {Reason}
    assert max(told.reasons, key=lambda one: one.amount is Amount.MUCH).amount is Amount.MUCH
    against = [one.against for one in told.reasons]
    assert against == sorted(against, reverse=True)


@pytest.mark.parametrize("role", EXACT)
def test_exact_roles_can_add_the_score_up_from_what_they_get(store: release.Store, role: Role) -> None:
    told = release.explanation(store, Viewer(role, TOWN), Level.BUILDING, small_town.FLAT, "2026-3")
    steps = told.steps[told.steps["period"].eq("2026-3")]
    assert told.detail is Detail.EXACT
    assert float((steps["weight"] * steps["score"]).sum()) == pytest.approx(53.75, abs=1e-9)
    assert (told.reference, told.reference_period) == ("Proefdam", "2026-1")
    assert list(told.lights["period"]) == list(PERIODS)
    assert list(told.steps.columns) == list(explained.STEP_COLUMNS)


@pytest.mark.parametrize("role", [*SHARED, *EXACT])
def test_a_withheld_unit_is_not_explained(store: release.Store, role: Role) -> None:
    told = release.explanation(store, Viewer(role, TOWN), Level.BUILDING, small_town.HOUSES[0], "2026-3")
    assert (told.detail, told.light, told.reasons, len(told.steps)) == (Detail.NOTHING, "", (), 0)


def test_the_administrator_gets_no_explanation_of_what_rests_on_household_records(store: release.Store) -> None:
    told = release.explanation(store, Viewer(Role.ADMIN, TOWN), Level.BUILDING, small_town.FLAT, "2026-3")
    assert told.detail is Detail.NOTHING


def test_a_place_on_the_way_to_the_own_area_is_not_explained(store: release.Store) -> None:
    viewer = Viewer(Role.CORPORATION_MANAGER, frozenset({"BU99980101"}))
    assert release.explanation(store, viewer, Level.DISTRICT, "WK999801", "2026-3").detail is Detail.NOTHING
    with pytest.raises(AccessDeniedError):
        release.explanation(store, viewer, Level.NEIGHBOURHOOD, "BU99980102", "2026-3")


def test_a_meeting_without_lights_is_not_explained(store: release.Store) -> None:
    viewer = Viewer(Role.CORPORATION_MANAGER, TOWN)
    assert release.explanation(store, viewer, Level.BUILDING, small_town.FLAT, "2031-1").detail is Detail.NOTHING


def test_steps_of_a_class_that_is_not_allowed_are_left_out() -> None:
    steps = pd.DataFrame({"data_class": ["P", "I", "V", "C"], "score": [1.0, 2.0, 3.0, 4.0]})

    def kept(role: Role, homes: int) -> list[str]:
        return list(explained.released(Viewer(role, TOWN), Level.STREET, homes, steps)["data_class"])

    assert kept(Role.CORPORATION_MANAGER, 5) == ["P", "I", "V"]
    assert kept(Role.CORPORATION_MANAGER, 4) == ["P", "I"]
    assert kept(Role.TENANTS, 500) == ["P"]
    assert kept(Role.ADMIN, 500) == ["P", "I"]


def test_reasons_compare_the_themes_of_a_place_with_each_other_only() -> None:
    steps = pd.DataFrame(
        [("a", 40.0, 0.25), ("b", 80.0, 0.25), ("c", 50.0, 0.25), ("d", 49.0, 0.25), ("e", math.nan, math.nan)],
        columns=["indicator_id", "score", "weight"],
    )
    benchmark = pd.Series({"a": 60.0, "b": 50.0, "c": 60.0, "d": 50.0})
    themes = {"a": "one", "b": "two", "c": "three", "d": "four", "e": "five"}
    got = explained.reasons(steps, benchmark, themes)
    expected = [("one", True, "much"), ("three", True, "some"), ("four", True, "little"), ("two", False, "much")]
    assert [(one.dimension, one.against, one.amount.value) for one in got] == expected
    shrunk = steps.assign(weight=steps["weight"] / 100)
    assert explained.reasons(shrunk, benchmark, themes) == got


def test_the_benchmark_is_the_place_and_meeting_of_the_model() -> None:
    toml = '[reference]\narea = "WK999801"\nperiod = "same"\n[[indicators]]\nid = "a"\ndimension = "one"\n'
    yardstick = Yardstick.read(toml)
    assert yardstick.place("GM9998") == (Level.DISTRICT, "WK999801")
    assert yardstick.meeting("2026-2", list(PERIODS)) == "2026-2"
    first = dataclasses.replace(yardstick, area="municipality", period="first")
    assert first.place("GM9998") == (Level.MUNICIPALITY, "GM9998")
    assert first.meeting("2026-2", list(PERIODS)) == "2026-1"


def test_a_borrowed_colour_is_explained_by_the_unit_that_lends_it(tmp_path: Path) -> None:
    larger = tmp_path / "larger-1.toml"  # the flat of 20 homes is too small here, its complex is not
    text = MODEL.read_text(encoding="utf-8")
    larger.write_text(text.replace("building = 15", "building = 25").replace("small-1", "larger-1"), encoding="utf-8")
    with_larger = from_environment({"BUURTSTOPLICHT_VAR": str(tmp_path)})
    build(small_town.delivery(), tmp_path, lambda _: None, now=NOW)
    publish(tmp_path, with_larger.database_url, larger, lambda _: None, now=NOW)
    opened = release.open_store(with_larger)
    for role, detail in ((Role.CORPORATION_MANAGER, Detail.EXACT), (Role.TENANTS, Detail.BANDS)):
        told = release.explanation(opened, Viewer(role, TOWN), Level.BUILDING, small_town.FLAT, "2026-3")
        assert (told.detail, told.level, told.name) == (detail, "estate", "Kadeflat")
    opened.connection.close()
