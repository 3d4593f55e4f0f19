"""The gate: what a viewer may not see is not in the frame at all, whatever function is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import opened, release
from data.domain.access import MATRIX, Permission, Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError, WarehouseError
from data.settings import from_environment
from data.warehouse.build import build
from scoring.publish import publish
from tests.samples import small_town

TOWN = frozenset({"GM9998"})
HAVENKANT = frozenset({"BU99980101"})
MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
SHARED = [
    Role.TENANTS,
    Role.PROJECTOR,
    Role.MUNICIPALITY_POLICY,
    Role.MUNICIPALITY_CASE,
    Role.CARE,
    Role.PRIVACY_OFFICER,
]
EXACT = [Role.CORPORATION_MANAGER, Role.CORPORATION_CASE, Role.CORPORATION_LETTING]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[release.Store]:
    var = tmp_path_factory.mktemp("var")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, settings.database_url, MODEL, lambda _: None, now=NOW)
    opened = release.open_store(settings)
    yield opened
    opened.connection.close()


def buildings(store: release.Store, viewer: Viewer) -> dict[str, dict[str, object]]:
    frame = release.units(store, viewer, Level.NEIGHBOURHOOD, "BU99980101", Level.BUILDING, "2026-3")
    return {str(row["unit_id"]): row for row in frame.to_dict("records")}


@pytest.mark.parametrize("role", EXACT)
def test_roles_of_the_corporation_get_exact_figures(store: release.Store, role: Role) -> None:
    flat = buildings(store, Viewer(role, TOWN))[small_town.FLAT]
    assert (flat["state"], flat["score"]) == ("green", pytest.approx(53.75))


@pytest.mark.parametrize("role", SHARED)
def test_shared_roles_get_the_light_and_no_figure(store: release.Store, role: Role) -> None:
    flat = buildings(store, Viewer(role, TOWN))[small_town.FLAT]
    assert flat["state"] == "green"
    assert all(flat[column] != flat[column] for column in ("score", "capacity", "burden", "coverage"))


def test_the_administrator_sees_no_light_made_of_household_records(store: release.Store) -> None:
    flat = buildings(store, Viewer(Role.ADMIN, TOWN))[small_town.FLAT]
    assert (flat["state"], flat["reason"]) == ("withheld", "withheld")


@pytest.mark.parametrize("role", [*SHARED, *EXACT])
def test_a_building_with_very_few_let_homes_is_withheld_on_that_number_alone(store: release.Store, role: Role) -> None:
    house = buildings(store, Viewer(role, TOWN))[small_town.HOUSES[0]]
    assert house["state"] == "withheld"


def test_a_building_without_let_homes_rests_on_public_data_and_stays_grey(store: release.Store) -> None:
    assert buildings(store, Viewer(Role.TENANTS, TOWN))[small_town.HOUSES[1]]["state"] == "grey"


def test_a_viewer_sees_only_its_own_area(store: release.Store) -> None:
    viewer = Viewer(Role.TENANTS, HAVENKANT)
    listed = release.units(store, viewer, Level.DISTRICT, "WK999801", Level.NEIGHBOURHOOD, "2026-3")
    assert list(listed["unit_id"]) == ["BU99980101"]
    with pytest.raises(AccessDeniedError):
        release.card(store, viewer, Level.NEIGHBOURHOOD, "BU99980102", "2026-3")
    with pytest.raises(AccessDeniedError):
        release.shapes(store, viewer, Level.NEIGHBOURHOOD, "BU99980102", Level.BUILDING)


ELSEWHERE = (Level.NEIGHBOURHOOD, "BU99980102")
ASKED: dict[str, Callable[[release.Store, Viewer], object]] = {
    "units": lambda store, viewer: release.units(store, viewer, *ELSEWHERE, Level.BUILDING, "2026-3"),
    "ranking": lambda store, viewer: release.ranking(store, viewer, *ELSEWHERE, Level.BUILDING, "2026-3"),
    "trial": lambda store, viewer: release.trial(store, viewer, *ELSEWHERE, Level.BUILDING, "2026-3"),
    "shapes": lambda store, viewer: release.shapes(store, viewer, *ELSEWHERE, Level.BUILDING),
    "frame": lambda store, viewer: release.frame(store, viewer, *ELSEWHERE),
    "card": lambda store, viewer: release.card(store, viewer, *ELSEWHERE, "2026-3"),
    "history": lambda store, viewer: release.history(store, viewer, *ELSEWHERE),
    "explanation": lambda store, viewer: release.explanation(store, viewer, *ELSEWHERE, "2026-3"),
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=list(ASKED))
def test_what_lies_beside_the_own_area_is_refused_and_not_only_empty(
    store: release.Store, ask: Callable[[release.Store, Viewer], object]
) -> None:
    """A role with exact figures, so that nothing but the area stands in its way."""
    ask(store, Viewer(Role.CORPORATION_MANAGER, TOWN))
    with pytest.raises(AccessDeniedError, match="BU99980102"):
        ask(store, Viewer(Role.CORPORATION_MANAGER, HAVENKANT))


ALLOWED: dict[str, tuple[Permission, Callable[[release.Store, Viewer], object]]] = {
    "place": (Permission.SEE_LIGHTS, release.place),
    "areas": (Permission.SEE_LIGHTS, release.areas),
    "locate": (Permission.SEE_LIGHTS, lambda store, viewer: release.locate(store, viewer, *ELSEWHERE)),
    "_row": (Permission.SEE_LIGHTS, lambda store, viewer: release.trail(store, viewer, *ELSEWHERE)),
    "model_breaks": (Permission.SEE_LIGHTS, release.model_breaks),
    "releases_made": (Permission.SEE_LIGHTS, release.releases_made),
    "released_frames": (
        Permission.SEE_LIGHTS,
        lambda store, viewer: release.released_frames(store, viewer, opened.newest(store)["2026-3"].release_id),
    ),
    "account": (Permission.SEE_METHOD, release.account),
    "sources": (Permission.SEE_METHOD, release.sources),
    "model_text": (Permission.SEE_METHOD, release.model_text),
    "preview": (Permission.DELIVER_DATA, lambda store, viewer: release.preview(store, viewer, "unit")),
    "dwellings": (
        Permission.SEE_DWELLINGS,
        lambda store, viewer: release.dwellings(store, viewer, small_town.FLAT, "2026-3"),
    ),
}


@pytest.mark.parametrize(("permission", "ask"), ALLOWED.values(), ids=list(ALLOWED))
def test_a_role_from_which_a_permission_is_taken_gets_nothing_by_it_any_more(
    store: release.Store,
    permission: Permission,
    ask: Callable[[release.Store, Viewer], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    viewer = Viewer(Role.CORPORATION_MANAGER, TOWN)
    granted = MATRIX[viewer.role]
    monkeypatch.setitem(MATRIX, viewer.role, replace(granted, permissions=granted.permissions | {permission}))
    ask(store, viewer)
    monkeypatch.setitem(MATRIX, viewer.role, replace(granted, permissions=granted.permissions - {permission}))
    with pytest.raises(AccessDeniedError, match=permission.value):
        ask(store, viewer)


def test_what_lies_above_the_own_area_is_passed_through_without_a_figure(store: release.Store) -> None:
    viewer = Viewer(Role.TENANTS, HAVENKANT)
    card = release.card(store, viewer, Level.DISTRICT, "WK999801", "2026-3")
    assert (card.unit["state"], card.unit["reason"]) == ("withheld", "outside_area")
    assert card.indicators.empty
    assert release.history(store, viewer, Level.DISTRICT, "WK999801").empty


def test_nobody_without_an_area_sees_anything(store: release.Store) -> None:
    viewer = Viewer(Role.CORPORATION_MANAGER, frozenset())
    assert release.locate(store, viewer, Level.MUNICIPALITY, "GM9998") is None


def figure(store: release.Store, role: Role, indicator: str) -> dict[str, object]:
    card = release.card(store, Viewer(role, TOWN), Level.BUILDING, small_town.FLAT, "2026-3")
    return card.indicators.set_index("indicator_id").loc[indicator].to_dict()


def test_a_share_is_a_band_for_shared_roles_and_exact_for_the_corporation(store: release.Store) -> None:
    shared, own = (figure(store, role, "rent_arrears") for role in (Role.TENANTS, Role.CORPORATION_MANAGER))
    assert (shared["state"], shared["band"]) == ("band", "5h+")
    assert shared["value"] != shared["value"]
    assert (own["state"], own["value"]) == ("shown", 0.25)


def test_building_facts_are_for_those_who_keep_the_building(store: release.Store) -> None:
    states = {
        role: figure(store, role, "condition")["state"] for role in (Role.TENANTS, Role.ADMIN, Role.CORPORATION_CASE)
    }
    assert list(states.values()) == ["withheld", "shown", "shown"]


def test_no_frame_carries_a_numerator_a_denominator_or_the_id_of_a_home(store: release.Store) -> None:
    viewer = Viewer(Role.CORPORATION_MANAGER, TOWN)
    card = release.card(store, viewer, Level.BUILDING, small_town.FLAT, "2026-3")
    homes = release.dwellings(store, viewer, small_town.FLAT, "2026-3")
    columns = {*card.unit, *card.indicators.columns, *card.dimensions.columns, *homes.columns}
    assert not columns & {"numerator", "denominator", "dwelling_id", "let_homes", "let"}


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.CORPORATION_MANAGER, Role.CORPORATION_CASE}]
)
def test_the_homes_of_a_building_open_only_for_those_who_work_with_homes(store: release.Store, role: Role) -> None:
    viewer = Viewer(role, TOWN)
    with pytest.raises(AccessDeniedError):
        release.dwellings(store, viewer, small_town.FLAT, "2026-3")
    assert Level.DWELLING not in release.place(store, viewer).levels


def test_the_homes_of_a_building_beside_the_own_area_are_refused(store: release.Store) -> None:
    with pytest.raises(AccessDeniedError, match=small_town.FLAT):
        release.dwellings(store, Viewer(Role.CORPORATION_CASE, frozenset({"BU99980102"})), small_town.FLAT, "2026-3")


def test_homes_are_listed_with_the_light_of_the_home(store: release.Store) -> None:
    homes = release.dwellings(store, Viewer(Role.CORPORATION_CASE, TOWN), small_town.FLAT, "2026-3")
    assert len(homes) == 20
    assert homes.loc[0, ["address", "light", "reason"]].tolist() == ["Kade 1", "amber", "vacancy"]


def test_the_lights_below_a_place_are_counted_as_this_viewer_sees_them(store: release.Store) -> None:
    viewer = Viewer(Role.TENANTS, TOWN)
    listed = release.units(store, viewer, Level.DISTRICT, "WK999801", Level.NEIGHBOURHOOD, "2026-3")
    counts = listed.set_index("unit_id").loc["BU99980101", ["red", "amber", "green", "grey", "withheld"]]
    assert counts.astype(int).tolist() == [0, 0, 0, 1, 1]  # Kade: too few homes; Dijk: one let home, withheld


def test_an_earlier_light_is_told_as_it_was_told_then(store: release.Store) -> None:
    place = (Level.NEIGHBOURHOOD, "BU99980101", Level.BUILDING, "2026-2")
    for role, told in ((Role.CORPORATION_MANAGER, "green"), (Role.ADMIN, "withheld"), (Role.TENANTS, None)):
        viewer = Viewer(role, TOWN)
        then = release.units(store, viewer, *place).set_index("unit_id").loc[small_town.FLAT, "state"]
        assert buildings(store, viewer)[small_town.FLAT]["previous"] == then
        assert told in (None, then)


def test_the_way_down_is_given_from_the_municipality(store: release.Store) -> None:
    way = release.trail(store, Viewer(Role.TENANTS, TOWN), Level.BUILDING, small_town.FLAT)
    assert [unit.level for unit in way] == ["municipality", "district", "neighbourhood", "street", "building"]


def test_examples_of_rejected_rows_are_for_who_delivers_data(store: release.Store) -> None:
    told = {role: set(release.account(store, Viewer(role, TOWN))["examples"]) for role in (Role.TENANTS, Role.ADMIN)}
    assert told[Role.TENANTS] == {""}
    assert len(told[Role.ADMIN]) > 1


def test_without_a_published_warehouse_the_mend_is_named(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="python -m scoring"):
        release.open_store(from_environment({"BUURTSTOPLICHT_VAR": str(tmp_path)}))


@pytest.mark.parametrize(
    ("level", "unit_id"),
    [
        (Level.MUNICIPALITY, "GM9998"),
        (Level.DISTRICT, "WK999801"),
        (Level.NEIGHBOURHOOD, "BU99980101"),
        (Level.STREET, f"{small_town.KADE}-BU99980101"),
        (Level.ESTATE, "C1"),
        (Level.BUILDING, small_town.FLAT),
    ],
)
def test_the_card_of_every_level_is_that_of_the_unit_itself(store: release.Store, level: Level, unit_id: str) -> None:
    viewer = Viewer(Role.CORPORATION_MANAGER, TOWN)
    card = release.card(store, viewer, level, unit_id, "2026-3")
    assert (card.unit["level"], card.unit["unit_id"]) == (level, unit_id)
    assert card.unit["state"] != "withheld"
    assert len(card.indicators)
