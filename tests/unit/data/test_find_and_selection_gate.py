"""The gate for searches and own selections: no home, no other area, and no total of a place that is not released."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import release, release_find, release_selection
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.settings import from_environment
from data.warehouse.build import build
from scoring.publish import publish
from tests.samples import small_town

TOWN = frozenset({"GM9998"})
MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
MANAGER = Viewer(Role.CORPORATION_MANAGER, TOWN)
KADE, LANDKADE = "9998300000000001-BU99980101", "9998300000000001-BU99980102"
FLAT, WALK_UP = (Level.BUILDING, small_town.FLAT), (Level.BUILDING, small_town.WALK_UP)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[release.Store]:
    var = tmp_path_factory.mktemp("var")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, settings.database_url, MODEL, lambda _: None, now=NOW)
    opened = release.open_store(settings)
    yield opened
    opened.connection.close()


def found(store: release.Store, viewer: Viewer, asked: str) -> list[tuple[Level, str]]:
    return [(one.level, one.name) for one in release_find.find(store, viewer, asked)]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("haven", (Level.NEIGHBOURHOOD, "Havenkant")),
        ("KADEFLAT", (Level.ESTATE, "Kadeflat")),
        ("k\u00e1de", (Level.STREET, "Kade")),
        ("Kade 7", (Level.BUILDING, "Kade 1-20")),
        ("kade 7 a", (Level.BUILDING, "Kade 1-20")),
        ("9998 AA 7", (Level.BUILDING, "Kade 1-20")),
        ("9998aa", (Level.STREET, "Dijk")),
    ],
)
def test_a_place_is_found_by_name_postcode_or_address(
    store: release.Store, asked: str, first: tuple[Level, str]
) -> None:
    assert found(store, MANAGER, asked)[0] == first


@pytest.mark.parametrize(
    "asked", ["", "k", "  ", "%", "' OR 1=1 --", "{{7*7}}", "zzz", "x" * 5000, "9998zz", "kade 99999"]
)
def test_what_is_not_there_gives_nothing_and_never_an_error(store: release.Store, asked: str) -> None:
    assert found(store, MANAGER, asked) == []


def test_a_search_never_gives_a_home_nor_a_place_of_another_area(store: release.Store) -> None:
    landkant = Viewer(Role.TENANTS, frozenset({"BU99980102"}))
    everything = [
        one
        for asked in ("kade", "dijk", "9998aa", "kade 7", "kade 25")
        for one in release_find.find(store, landkant, asked)
    ]
    assert everything
    assert {one.around for one in everything} == {"Landkant"}
    assert Level.DWELLING not in {one.level for one in everything}


def test_a_selection_adds_up_numerators_and_denominators(store: release.Store) -> None:
    total = release_selection.totals(store, MANAGER, [FLAT, WALK_UP], "2026-3")
    assert (total.homes, total.let_homes) == (36, 36)
    arrears = total.figures.set_index("indicator_id").loc["rent_arrears"]
    assert (arrears["value"], arrears["base"]) == (pytest.approx(6 / 36), 36)


def test_a_place_inside_another_counts_once(store: release.Store) -> None:
    total = release_selection.totals(store, MANAGER, [FLAT, (Level.STREET, KADE), FLAT], "2026-3")
    assert sorted(total.members["use"]) == ["counted", "inside"]
    assert total.let_homes == 20


def test_a_place_that_is_too_small_does_not_count(store: release.Store) -> None:
    house = (Level.BUILDING, small_town.HOUSES[0])
    alone = release_selection.totals(store, MANAGER, [FLAT], "2026-3")
    both = release_selection.totals(store, MANAGER, [FLAT, house], "2026-3")
    assert list(both.members.set_index("unit_id").loc[[house[1]], "use"]) == ["withheld"]
    assert both.figures.equals(alone.figures)


@pytest.mark.parametrize(
    "role",
    [role for role in Role if role.value not in ("corporation_manager", "corporation_case", "corporation_letting")],
)
def test_no_role_without_exact_figures_adds_anything_up(store: release.Store, role: Role) -> None:
    with pytest.raises(AccessDeniedError, match=role.value):
        release_selection.totals(store, Viewer(role, TOWN), [FLAT], "2026-3")


def test_a_place_of_another_area_or_a_home_is_left_out(store: release.Store) -> None:
    landkant = Viewer(Role.CORPORATION_MANAGER, frozenset({"BU99980102"}))
    home = (Level.DWELLING, small_town.dwelling(small_town.FLAT, 0))
    total = release_selection.totals(store, landkant, [FLAT, WALK_UP, home], "2026-3")
    assert list(total.members["unit_id"]) == [small_town.WALK_UP]
    assert total.let_homes == 16


def test_an_empty_selection_adds_up_to_nothing(store: release.Store) -> None:
    total = release_selection.totals(store, MANAGER, [], "2026-3")
    assert (len(total.members), total.homes, len(total.figures)) == (0, 0, 0)
