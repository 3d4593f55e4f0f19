"""Other weights on trial: computed as a publication computes, beside the published lights, and only for exact roles."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from data import release
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.settings import from_environment
from data.warehouse.build import build
from scoring.model import load
from scoring.publish import publish
from scoring.shape import ScoringModel
from scoring.trial import Part, Weights, judged, outcome, reweighed
from tests.samples import small_town

MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
TOWN = frozenset({"GM9998"})
INSIDE = (Level.MUNICIPALITY, "GM9998")
LEVELS = [Level.NEIGHBOURHOOD, Level.ESTATE]
Asked = tuple[pd.DataFrame, pd.DataFrame]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[release.Store]:
    var = tmp_path_factory.mktemp("var")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, settings.database_url, MODEL, lambda _: None, now=NOW)
    opened = release.open_store(settings)
    yield opened
    opened.connection.close()


def asked(store: release.Store, level: Level, role: Role = Role.CORPORATION_MANAGER) -> Asked:
    period = release.place(store, Viewer(role, TOWN)).periods[-1]
    lights, steps = release.trial(store, Viewer(role, TOWN), *INSIDE, level, period)
    return lights.set_index("unit_id"), steps


def tried(given: Asked, model: ScoringModel, other: ScoringModel) -> pd.DataFrame:
    lights, steps = given
    return outcome(steps, lights.assign(replayed=judged(steps, lights, model)["light"]), other)


@pytest.mark.parametrize("level", LEVELS)
def test_the_published_weights_give_the_published_scores_and_no_change(store: release.Store, level: Level) -> None:
    model = load(MODEL).at(level)
    found = tried(asked(store, level), model, model)
    assert len(found) > 0
    assert (found["score"] - found["trial_score"]).abs().max() < 1e-9
    assert not found["changed"].any()
    assert found["trial_light"].equals(found["light"])


@pytest.mark.parametrize("level", LEVELS)
def test_a_trial_gives_what_a_publication_with_those_weights_would_publish(
    store: release.Store, level: Level, tmp_path: Path
) -> None:
    model = load(MODEL)
    theme = next(one.id for one in model.dimensions if one.axis == "burden")
    other = reweighed(model, Weights(Part.THEME, theme, 4.0))
    found = tried(asked(store, level), model.at(level), other.at(level))

    file = tmp_path / "other.toml"
    lines = MODEL.read_text("utf-8").replace('id = "small-1"', 'id = "small-2"', 1)
    head, _, tail = lines.partition(f'id = "{theme}"')
    file.write_text(head + f'id = "{theme}"' + tail.replace("weight = 1", "weight = 4", 1), "utf-8")
    assert {one.id: one.weight for one in load(file).dimensions} == {one.id: one.weight for one in other.dimensions}
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(tmp_path)})
    build(small_town.delivery(), tmp_path, lambda _: None, now=NOW)
    publish(tmp_path, settings.database_url, file, lambda _: None, now=NOW)
    again = release.open_store(settings)
    really, _ = asked(again, level)
    again.connection.close()
    assert (found["trial_score"] - really["score"]).abs().max() < 1e-9
    assert found["trial_light"].equals(really["light"])
    assert (found["score"] - found["trial_score"]).abs().max() > 0.1


def test_an_indicators_weight_can_be_tried_and_the_model_itself_stays(store: release.Store) -> None:
    model = load(MODEL)
    kept = model.hash
    indicator = next(one for one in model.indicators if one.id == "nuisance")  # a theme has the same id
    other = reweighed(model, Weights(Part.INDICATOR, indicator.id, 7.0))
    assert next(one.weight for one in other.indicators if one.id == indicator.id) == 7.0
    assert [one.weight for one in other.dimensions] == [one.weight for one in model.dimensions]
    assert (model.hash, other.hash != kept) == (kept, True)
    found = tried(asked(store, Level.NEIGHBOURHOOD), model.at(Level.NEIGHBOURHOOD), other.at(Level.NEIGHBOURHOOD))
    assert found["light"].equals(asked(store, Level.NEIGHBOURHOOD)[0]["light"])


def test_a_light_that_differs_by_what_was_remembered_counts_as_no_change(store: release.Store) -> None:
    model = load(MODEL).at(Level.NEIGHBOURHOOD)
    lights, steps = asked(store, Level.NEIGHBOURHOOD)
    remembered = lights.assign(light="green", replayed=judged(steps, lights, model)["light"])
    found = outcome(steps, remembered, model)
    assert found["trial_light"].eq("green").all()
    assert not found["changed"].any()


def test_a_place_that_was_spared_is_not_made_red_by_a_trial(store: release.Store) -> None:
    model = load(MODEL).at(Level.NEIGHBOURHOOD)
    strict = dataclasses.replace(model, thresholds=dataclasses.replace(model.thresholds, t1=98.0, t2=99.0))
    lights, steps = asked(store, Level.NEIGHBOURHOOD)
    assert judged(steps, lights.assign(rule="none"), strict)["light"].eq("red").all()
    assert judged(steps, lights.assign(rule="single_address"), strict)["light"].eq("amber").all()


@pytest.mark.parametrize("role", [one for one in Role if not one.name.startswith("CORPORATION")])
def test_who_has_no_exact_figures_can_try_nothing(store: release.Store, role: Role) -> None:
    with pytest.raises(AccessDeniedError):
        release.trial(store, Viewer(role, TOWN), *INSIDE, Level.NEIGHBOURHOOD, "2026-3")
