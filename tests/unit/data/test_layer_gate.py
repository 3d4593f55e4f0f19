"""The gate for map layers: figures that a viewer may not have are missing, and the layer is not even offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from data import release, release_layers
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.settings import from_environment
from data.warehouse.build import build
from scoring.publish import publish
from tests.samples import small_town

TOWN = frozenset({"GM9998"})
HAVENKANT = (Level.NEIGHBOURHOOD, "BU99980101", Level.BUILDING, "2026-3")
WIJKEN = (Level.DISTRICT, "WK999801", Level.NEIGHBOURHOOD, "2026-3")
MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
MANAGER = Viewer(Role.CORPORATION_MANAGER, TOWN)
TENANTS = Viewer(Role.TENANTS, TOWN)
ADMIN = Viewer(Role.ADMIN, TOWN)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[release.Store]:
    var = tmp_path_factory.mktemp("var")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, settings.database_url, MODEL, lambda _: None, now=NOW)
    opened = release.open_store(settings)
    yield opened
    opened.connection.close()


def by_unit(rows: pd.DataFrame, column: str) -> dict[str, float]:
    return dict(zip(rows["unit_id"], rows[column], strict=True))


def test_exact_roles_get_the_figure_of_every_unit_that_is_large_enough(store: release.Store) -> None:
    rows = release_layers.figure(store, MANAGER, *HAVENKANT, "rent_arrears")
    values = by_unit(rows, "value")
    assert values[small_town.FLAT] == pytest.approx(0.25)
    assert pd.isna(values[small_town.HOUSES[0]])  # one let home
    assert list(rows.columns) == ["unit_id", "value", "score"]


def test_shared_roles_get_no_aggregate_figure_whatever_they_ask(store: release.Store) -> None:
    for role in (Role.TENANTS, Role.PROJECTOR, Role.MUNICIPALITY_POLICY, Role.CARE, Role.PRIVACY_OFFICER, Role.ADMIN):
        viewer = Viewer(role, TOWN)
        rows = [
            release_layers.figure(store, viewer, *HAVENKANT, "rent_arrears")["value"],
            release_layers.theme(store, viewer, *HAVENKANT, "livelihood")["score"],
            release_layers.certainty(store, viewer, *HAVENKANT)["chance"],
        ]
        flat = rows[0].index[
            release_layers.figure(store, viewer, *HAVENKANT, "nuisance")["unit_id"].eq(small_town.FLAT)
        ]
        assert all(one.loc[flat].isna().all() for one in rows), role


def test_a_layer_that_would_be_empty_for_a_role_is_not_offered(store: release.Store) -> None:
    assert "rent_arrears" in release_layers.figures(store, MANAGER, Level.BUILDING)
    assert "rent_arrears" not in release_layers.figures(store, TENANTS, Level.BUILDING)
    assert "condition" not in release_layers.figures(store, TENANTS, Level.BUILDING)
    assert "condition" in release_layers.figures(store, ADMIN, Level.BUILDING)


def test_public_figures_are_for_everybody(store: release.Store) -> None:
    rows = release_layers.figure(store, TENANTS, *WIJKEN, "lbm_fys")
    assert by_unit(rows, "value")["BU99980101"] == pytest.approx(0.02)
    assert "lbm_fys" in release_layers.figures(store, TENANTS, Level.NEIGHBOURHOOD)


def test_every_unit_that_is_listed_has_a_row_in_the_same_order(store: release.Store) -> None:
    listed = list(release.units(store, MANAGER, *HAVENKANT)["unit_id"])
    for rows in (
        release_layers.figure(store, MANAGER, *HAVENKANT, "condition"),
        release_layers.theme(store, MANAGER, *HAVENKANT, "home"),
        release_layers.certainty(store, MANAGER, *HAVENKANT),
        release_layers.extent(store, MANAGER, *HAVENKANT),
    ):
        assert list(rows["unit_id"]) == listed


def test_a_chance_is_a_share_and_is_missing_without_a_light_of_its_own(store: release.Store) -> None:
    chance = by_unit(release_layers.certainty(store, MANAGER, *HAVENKANT), "chance")
    assert pd.isna(chance[small_town.HOUSES[1]])
    assert all(pd.isna(one) or 0 <= one <= 1 for one in chance.values())


def test_nothing_of_another_area_can_be_asked(store: release.Store) -> None:
    stranger = Viewer(Role.CORPORATION_MANAGER, frozenset({"BU99980102"}))
    with pytest.raises(AccessDeniedError, match="BU99980101"):
        release_layers.figure(store, stranger, *HAVENKANT, "rent_arrears")
    with pytest.raises(AccessDeniedError, match="dwelling"):
        release_layers.figure(store, MANAGER, Level.BUILDING, small_town.FLAT, Level.DWELLING, "2026-3", "vacancy")
