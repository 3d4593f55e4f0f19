"""The gate of the ranking: who gets no exact figures gets nothing that a score could be told from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from data import disclosure, release
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.settings import from_environment
from data.warehouse.build import build
from scoring.explain import Stage, contributions
from scoring.publish import publish
from tests.samples import small_town

TOWN = frozenset({"GM9998"})
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
FIGURES = ["score", "capacity", "burden", "coverage", "se", "change", "gap", "points_1", "points_2"]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[release.Store]:
    var = tmp_path_factory.mktemp("var")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, settings.database_url, MODEL, lambda _: None, now=NOW)
    opened = release.open_store(settings)
    yield opened
    opened.connection.close()


def ranking(
    store: release.Store, role: Role, child: Level = Level.BUILDING, areas: frozenset[str] = TOWN
) -> pd.DataFrame:
    return release.ranking(store, Viewer(role, areas), Level.MUNICIPALITY, "GM9998", child, "2026-3")


@pytest.mark.parametrize("role", EXACT)
def test_roles_of_the_corporation_get_score_error_change_and_reasons(store: release.Store, role: Role) -> None:
    flat = ranking(store, role).set_index("unit_id").loc[small_town.FLAT]
    assert flat["score"] == pytest.approx(53.75)
    assert flat[["se", "change", "gap"]].notna().all()
    assert (flat["neighbourhood_id"], flat["neighbourhood_name"]) == ("BU99980101", "Havenkant")


@pytest.mark.parametrize("role", SHARED)
@pytest.mark.parametrize("child", [Level.BUILDING, Level.ESTATE, Level.STREET, Level.NEIGHBOURHOOD])
def test_shared_roles_get_lights_and_not_one_figure_reason_or_badge(
    store: release.Store, role: Role, child: Level
) -> None:
    rows = ranking(store, role, child)
    assert rows[FIGURES].isna().all(axis=None)
    assert rows[["reason_1", "reason_2"]].isna().all(axis=None)
    assert not rows["brandhaard"].any()
    assert set(rows["state"]) <= {"red", "amber", "green"}


def test_shared_roles_do_see_the_flat_of_twenty_homes(store: release.Store) -> None:
    assert small_town.FLAT in set(ranking(store, Role.TENANTS)["unit_id"])


def test_only_units_with_a_light_of_their_own_are_ranked(store: release.Store) -> None:
    """The walk-up is large enough but too little is known of it; every house is too small, and one would borrow."""
    rows = ranking(store, Role.CORPORATION_MANAGER)
    assert set(rows["unit_id"]) == {small_town.FLAT}
    assert set(rows["reason"]) == {"scored"}


def test_a_borrowed_light_is_never_ranked_as_one_of_its_own() -> None:
    own = {
        **dict.fromkeys(["unit_id", "name", "parent_id"], "a"),
        "level": "building",
        "municipality_id": "GM9998",
        "homes": 20,
        "let_homes": 20,
        "construction_year": 1968,
        "light": "red",
        "reason": "scored",
        "indicative": False,
        "data_class": "V",
        "earlier": "red",
        **dict.fromkeys(["score", "capacity", "burden", "coverage"], 40.0),
        **dict.fromkeys(["district_id", "neighbourhood_id", "source_level", "source_name", "source_let_homes"], None),
    }
    lent = own | {"unit_id": "b", "reason": "inherited", "source_level": "street", "source_let_homes": 40}
    extra = pd.DataFrame({"unit_id": ["a", "b"], "neighbourhood_id": None, "neighbourhood_name": None})
    extra = extra.assign(se=1.0, brandhaard=False, earlier_score=41.0, earlier_class="V", gap=-1.0)
    extra = extra.assign(reason_1=None, reason_2=None, points_1=0.0, points_2=0.0)
    rows = disclosure.ranked(Viewer(Role.CORPORATION_MANAGER, TOWN), pd.DataFrame([own, lent]), extra)
    assert list(rows["unit_id"]) == ["a"]
    assert rows["change"].tolist() == [-1.0]


def test_the_administrator_gets_no_ranking_of_lights_made_of_household_records(store: release.Store) -> None:
    assert ranking(store, Role.ADMIN).empty


def test_homes_are_never_ranked(store: release.Store) -> None:
    with pytest.raises(AccessDeniedError):
        ranking(store, Role.CORPORATION_MANAGER, Level.DWELLING)


def test_nothing_outside_the_own_area_is_ranked(store: release.Store) -> None:
    rows = ranking(store, Role.CORPORATION_MANAGER, areas=frozenset({"BU99980101"}))
    assert set(rows["unit_id"]) == {small_town.FLAT}
    with pytest.raises(AccessDeniedError):
        ranking(store, Role.CORPORATION_MANAGER, areas=frozenset())


def steps(store: release.Store, level: str, unit_id: str) -> pd.DataFrame:
    asked = (
        "SELECT indicator_id, weight, score FROM indicator_step WHERE period = '2026-3' AND level = ? AND unit_id = ?"
    )
    return store.connection.cursor().execute(asked, [level, unit_id]).df().set_index("indicator_id")


def test_gap_and_reasons_are_those_of_the_explanation(store: release.Store) -> None:
    own, town = steps(store, "building", small_town.FLAT), steps(store, "municipality", "GM9998")
    weighed = own[own["weight"].notna()]
    stage = Stage(weighed[["weight"]].T, weighed[["score"]].T.set_axis(["weight"]))
    parts = contributions(stage, town["score"].dropna()).iloc[0].sort_values()
    flat = ranking(store, Role.CORPORATION_MANAGER).set_index("unit_id").loc[small_town.FLAT]
    assert flat["gap"] == pytest.approx(parts.sum(), abs=1e-9)
    against = parts[parts < 0]
    assert len(against) > 0
    assert (flat["reason_1"], flat["points_1"]) == (against.index[0], pytest.approx(against.iloc[0], abs=1e-9))
