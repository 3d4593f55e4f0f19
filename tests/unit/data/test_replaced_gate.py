"""Who is told what a later publication changed: points for exact roles, the change of model alone for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from data import explained, release
from data.desk.agenda import Brought, items
from data.desk.guard import open_desk
from data.desk.meeting_book import Spot
from data.desk.stalled import Stalled
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.meetings import Meeting
from data.explained import ModelBreak
from data.settings import Settings, from_environment
from data.warehouse.build import build
from scoring.publish import publish
from tests.samples import small_town

TOWN = frozenset({"GM9998"})
MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
MANAGER, TENANTS = Viewer(Role.CORPORATION_MANAGER, TOWN), Viewer(Role.TENANTS, TOWN)
PLACE = (Level.NEIGHBOURHOOD, "BU99980101")


def published(settings: Settings, model: Path, *, until: int, days: int) -> None:
    """Publish the first periods of the town."""
    delivery = small_town.delivery()
    known = delivery.measurements["ends"].le(pd.Timestamp(f"2026-{2 * until:02d}-01") + pd.offsets.MonthEnd(0))
    now = NOW + timedelta(days=days)
    build(replace(delivery, measurements=delivery.measurements[known]), settings.var, lambda _: None, now=now)
    publish(settings.var, settings.database_url, model, lambda _: None, now=now)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[release.Store]:
    """Give a town of which 2026-2 was replaced by another model before its meeting, and again after it."""
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(tmp_path_factory.mktemp("var"))})
    text = MODEL.read_text(encoding="utf-8")
    models = [MODEL]
    for number, weight in (("2", "3"), ("3", "5")):
        file = settings.var / f"small-{number}.toml"
        money = text.replace('en = "Money"\nweight = 1', f'en = "Money"\nweight = {weight}')
        file.write_text(money.replace('id = "small-1"', f'id = "small-{number}"'), encoding="utf-8")
        models.append(file)
    published(settings, models[0], until=2, days=0)
    published(settings, models[1], until=2, days=1)
    opened = release.open_store(settings)
    release.freeze(opened, MANAGER, "O-1", NOW + timedelta(days=2))
    opened.connection.close()
    published(settings, models[2], until=3, days=3)
    opened = release.open_store(settings)
    release.freeze(opened, MANAGER, "O-2", NOW + timedelta(days=4))
    yield opened
    opened.connection.close()


def test_exact_roles_get_every_replacement_that_the_meeting_had_not_seen(store: release.Store) -> None:
    told = release.explanation(store, MANAGER, *PLACE, "2026-3").revisions
    assert list(told.columns) == list(explained.REVISION_COLUMNS)
    kept = "SELECT period, count(*) FROM revision WHERE level = ? AND unit_id = ? GROUP BY period"
    assert dict(store.connection.execute(kept, list(PLACE)).fetchall()) == {"2026-1": 2, "2026-2": 2}
    assert told["period"].value_counts().to_dict() == {"2026-1": 2, "2026-2": 1}
    seen = told[told["period"].eq("2026-2")].iloc[0]
    frames = release.released_frames(store, MANAGER, release.releases_made(store, MANAGER)[-2].release_id)
    scores = frames["scores"].set_index(["level", "unit_id"])["score"]
    assert seen["score"] == pytest.approx(scores[PLACE], abs=1e-9)
    lights = release.explanation(store, MANAGER, *PLACE, "2026-3").lights.set_index("period")["score"]
    assert seen["score"] + seen[["delivery", "borders", "model"]].sum() == pytest.approx(lights["2026-2"], abs=1e-9)


def test_shared_roles_get_nothing_of_it(store: release.Store) -> None:
    for period in ("2026-1", "2026-2", "2026-3"):
        assert release.explanation(store, TENANTS, *PLACE, period).revisions.empty


def test_points_are_kept_back_like_the_figures_behind_them() -> None:
    rows = pd.DataFrame({"data_class": ["P", "V"], "period": ["2026-1"] * 2})
    assert explained.released(TENANTS, Level.BUILDING, 20, rows)["data_class"].tolist() == ["P"]
    assert explained.released(MANAGER, Level.BUILDING, 4, rows)["data_class"].tolist() == ["P"]
    assert explained.released(MANAGER, Level.BUILDING, 20, rows)["data_class"].tolist() == ["P", "V"]


def test_a_change_of_model_is_told_to_everybody(store: release.Store) -> None:
    assert release.model_breaks(store, MANAGER) == (ModelBreak("2026-2", recomputed=True),)
    assert release.model_breaks(store, TENANTS) == (ModelBreak("2026-2", recomputed=False),)


def test_the_agenda_says_that_the_meeting_before_saw_another_model(store: release.Store) -> None:
    desk = open_desk(from_environment({"BUURTSTOPLICHT_VAR": str(store.path.parent)}), store)
    level, unit_id = PLACE
    spots = [Spot(level.value, unit_id, "Havenkant", "red", "amber", indicative=False, meetings=1)]
    meeting = Meeting("O-3", 1, date(2026, 11, 5), ("corporation",))
    screen, brought = Viewer(Role.PROJECTOR, TOWN), Brought((), (), (), (), Stalled(0))
    told = {period: items(desk, screen, meeting, spots, period, brought)[0] for period in ("2026-2", "2026-3")}
    assert [[one.why.model_changed for one in found] for found in told.values()] == [[False], [True]]
