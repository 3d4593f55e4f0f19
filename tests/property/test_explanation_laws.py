"""Laws of explanations: parts add up, and a sentence says no figure that is not one of the parts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import release
from data.domain.access import Detail, Role, Viewer
from data.domain.areas import Level
from data.settings import from_environment
from data.warehouse.build import build
from scoring.account import CAUSES, Waterfall, at, change, replaced, stage, waterfall
from scoring.explain import bridged
from scoring.model import load, shipped
from scoring.publish import publish
from scoring.replacing import revisions
from scoring.sentence import from_parts
from tests.samples import small_town

MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
MANAGER = Viewer(Role.CORPORATION_MANAGER, frozenset({"GM9998"}))
OPEN = shipped()["open-1"]
IDS = [one.id for one in OPEN.indicators]
POINTS = st.floats(0, 100)
LIGHTS = st.sampled_from(["red", "amber", "green"])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[release.Store]:
    var = tmp_path_factory.mktemp("var")
    environment = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, environment.database_url, MODEL, lambda _: None, now=NOW)
    opened = release.open_store(environment)
    yield opened
    opened.connection.close()


def explained(store: release.Store) -> Iterator[tuple[release.Explanation, str, float]]:
    """Every scored light of the town with its explanation."""
    query = "SELECT level, unit_id, period, score FROM light WHERE score IS NOT NULL"
    for level, unit_id, period, score in store.connection.execute(query).fetchall():
        told = release.explanation(store, MANAGER, Level(level), unit_id, period)
        if told.detail is Detail.EXACT:
            yield told, period, score


def test_contributions_of_every_light_of_the_town_add_up_to_its_score(store: release.Store) -> None:
    model, count = load(MODEL), 0
    for told, period, score in explained(store):
        fall = waterfall(at(stage(told.steps, model), period), told.benchmark, model)
        assert fall is not None
        benchmark = fall.parts["reference"].fillna(fall.parts["score"])
        assert fall.end == pytest.approx(score, abs=1e-9)
        assert fall.start == pytest.approx(float((fall.parts["weight"] * benchmark).sum()), abs=1e-9)
        assert fall.parts["contribution"].sum() == pytest.approx(fall.end - fall.start, abs=1e-9)
        assert fall.themes()["contribution"].sum() == pytest.approx(fall.end - fall.start, abs=1e-9)
        count += 1
    assert count > 10


def test_the_parts_of_every_change_in_the_town_add_up(store: release.Store) -> None:
    model, count = load(MODEL), 0
    for told, period, score in explained(store):
        meetings = stage(told.steps, model)
        scores = told.lights.set_index("period")["score"].dropna()
        for earlier in scores.index[scores.index < period]:
            parts = change(at(meetings, earlier), at(meetings, period))
            total = float(parts[["own_data", "smoothing", "coverage"]].to_numpy(dtype="float64").sum())
            assert total == pytest.approx(score - scores[earlier], abs=1e-9)
            count += 1
    assert count > 5


@settings(deadline=None)
@given(st.lists(st.tuples(POINTS, POINTS, st.floats(0.01, 1)), min_size=len(IDS), max_size=len(IDS)), LIGHTS, LIGHTS)
def test_every_figure_of_a_sentence_stands_in_the_parts(
    rows: list[tuple[float, float, float]], light: str, plain: str
) -> None:
    scores, benchmark, weights = (np.array(column) for column in zip(*rows, strict=True))
    steps = pd.DataFrame({
        "period": "1", "indicator_id": IDS, "raw": np.nan, "score": scores, "weight": weights / weights.sum(),
    })  # fmt: skip
    fall = waterfall(at(stage(steps, OPEN), "1"), pd.Series(benchmark, index=IDS), OPEN)
    assert isinstance(fall, Waterfall)
    said = from_parts(fall, light, plain, "stability" if light != plain else "none", "", None)
    parts = fall.parts.set_index("indicator")["contribution"]
    named = {"against": said.against, "favour": said.favour}
    assert said.figures["score"] == fall.end
    assert all(said.figures[name] == parts[key] for name, key in named.items() if key)
    assert set(said.figures) == {"score", *(name for name, key in named.items() if key)}
    assert said.figures.get("against", 0.0) == min(parts.min(), 0.0)
    assert said.figures.get("favour", 0.0) == max(parts.max(), 0.0)


MAYBE = st.one_of(POINTS, st.just(float("nan")))
WAYS = st.lists(st.tuples(*[MAYBE] * (len(CAUSES) + 1)), min_size=1, max_size=8)


@settings(deadline=None)
@given(WAYS)
def test_delivery_borders_and_model_add_up_whatever_step_has_no_score(rows: list[tuple[float, ...]]) -> None:
    start, *scores = (pd.Series(column) for column in zip(*rows, strict=True))
    parts = bridged(start, dict(zip(CAUSES, scores, strict=True)))
    difference = scores[-1] - start
    assert parts.isna().any(axis=1).tolist() == difference.isna().tolist()
    assert parts.sum(axis=1, skipna=False).to_numpy() == pytest.approx(difference.to_numpy(), abs=1e-9, nan_ok=True)


@settings(deadline=None)
@given(WAYS, st.sets(st.sampled_from(CAUSES)), st.data())
def test_what_is_stored_of_a_publication_adds_up_to_what_it_changed(
    rows: list[tuple[float, ...]], replacing: set[str], data: st.DataObject
) -> None:
    columns = [pd.Series(column) for column in zip(*rows, strict=True)]
    before, after = (_published(columns[place], data) for place in (0, -1))
    changed = [cause for cause in CAUSES if cause in replacing]
    bridge = {
        cause: _published(column, data)["score"] for cause, column in zip(changed[:-1], columns[1:], strict=False)
    }
    told = revisions(before, after, changed, bridge).set_index(list(before.index.names))
    moved = after["score"].sub(before["score"]).loc[told.index]
    scored = moved.notna()
    assert told[list(CAUSES)].notna().all(axis=1).tolist() == scored.tolist()
    untouched = [cause for cause in CAUSES if cause not in (changed or CAUSES[:1])]
    assert told.loc[scored, untouched].eq(0).all(axis=None)
    sums = told.loc[scored, list(CAUSES)].sum(axis=1)
    assert sums.to_numpy() == pytest.approx(moved[scored].to_numpy(), abs=1e-9)
    unchanged = before.index.difference(told.index)
    same = before.loc[unchanged, "score"].fillna(-1).to_numpy()
    assert same == pytest.approx(after.loc[unchanged, "score"].fillna(-1).to_numpy(), abs=1e-9)
    assert (before.loc[unchanged, "light"] == after.loc[unchanged, "light"]).all()


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.floats(-100, 100)] * len(CAUSES)), min_size=1, max_size=5))
def test_several_publications_add_up(rows: list[tuple[float, ...]]) -> None:
    told = pd.DataFrame(rows, columns=list(CAUSES)).assign(period="2026-1")
    assert replaced(told, "2026-1").sum() == pytest.approx(sum(sum(row) for row in rows), abs=1e-9)
    assert replaced(told, "2026-2").empty


def _published(scores: pd.Series, data: st.DataObject) -> pd.DataFrame:
    """Lights of one publication, by level, unit and period."""
    index = pd.MultiIndex.from_tuples(
        [("street", str(place), "2026-1") for place in range(len(scores))], names=["level", "unit_id", "period"]
    )
    chosen = data.draw(st.lists(LIGHTS, min_size=len(scores), max_size=len(scores)))
    return pd.DataFrame({"score": scores.to_numpy(), "light": chosen, "data_class": "V"}, index=index)
