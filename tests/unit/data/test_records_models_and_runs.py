"""Model versions and published runs: what an id stands for never changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from data.domain.errors import ModelError
from data.records import models, runs, store

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
RUN = runs.Run("run-1", "h1", "d1", "warehouse-1.duckdb", NOW, ("2026-4", "2026-5"), 120)


def _register(records: sa.Engine, model_id: str, model_hash: str, now: datetime = NOW) -> models.ModelVersion:
    return models.register(records, model_id, model_hash, f"id = '{model_id}'", by="tester", now=now)


def test_a_registered_model_is_known_whole(records: sa.Engine) -> None:
    version = _register(records, "m-1", "h1")
    assert version == models.ModelVersion("m-1", "h1", "id = 'm-1'", NOW, "tester")
    assert models.known(records) == (version,)


def test_the_same_model_again_is_the_first_registration(records: sa.Engine) -> None:
    first = _register(records, "m-1", "h1")
    assert _register(records, "m-1", "h1", NOW + timedelta(days=1)) == first
    assert models.known(records) == (first,)


def test_other_content_under_a_known_id_is_refused_and_says_what_to_do(records: sa.Engine) -> None:
    _register(records, "m-1", "h1")
    with pytest.raises(ModelError, match=r"m-1: id: 'm-1' was registered on 2026-11-02 .* new id") as caught:
        _register(records, "m-1", "h2")
    assert caught.value.file == "m-1"
    assert [version.model_hash for version in models.known(records)] == ["h1"]


def test_a_known_model_under_another_id_is_refused(records: sa.Engine) -> None:
    _register(records, "m-1", "h1")
    with pytest.raises(ModelError, match="as 'm-1'; use that id"):
        _register(records, "m-2", "h1")


def test_a_mix_of_two_known_models_names_both_faults(records: sa.Engine) -> None:
    _register(records, "m-1", "h1")
    _register(records, "m-2", "h2")
    with pytest.raises(ModelError) as caught:
        _register(records, "m-1", "h2")
    assert len(caught.value.faults) == 2


def test_models_registered_at_the_same_moment_give_one_row_and_no_error(records: sa.Engine) -> None:
    with ThreadPoolExecutor(8) as pool:
        versions = list(pool.map(lambda _: _register(records, "m-1", "h1"), range(24)))
    assert len(set(versions)) == 1
    assert len(models.known(records)) == 1


def test_the_latest_run_is_the_one_published_last(records: sa.Engine) -> None:
    _register(records, "m-1", "h1")
    assert runs.latest(records) is None
    later = replace(RUN, run_id="run-0", published_at=NOW + timedelta(hours=1), periods=())
    assert runs.add(records, later) == later
    assert runs.add(records, RUN) == RUN
    assert runs.latest(records) == later


def test_the_same_run_twice_is_one_record(records: sa.Engine) -> None:
    _register(records, "m-1", "h1")
    runs.add(records, RUN)
    assert runs.add(records, replace(RUN, published_at=NOW + timedelta(hours=1))) == RUN
    assert runs.latest(records) == RUN


def test_a_run_id_stands_for_one_run_only(records: sa.Engine) -> None:
    _register(records, "m-1", "h1")
    runs.add(records, RUN)
    with pytest.raises(store.RecordsError, match="run run-1 was published before"):
        runs.add(records, replace(RUN, data_hash="d2"))


def test_a_run_of_an_unknown_model_is_refused(records: sa.Engine) -> None:
    with pytest.raises(store.RecordsError, match="register the model first"):
        runs.add(records, RUN)
    assert runs.latest(records) is None
