"""A release is what the shared roles see: frozen, checked by its hash, and untouched by whatever is published later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from data import release
from data.domain.access import MATRIX, Detail, Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.records import releases
from data.records.store import RecordsError, engine
from data.settings import Settings, from_environment
from data.sources.tables import Delivery
from data.warehouse.build import build
from scoring.publish import publish
from tests.samples import small_town

TOWN = frozenset({"GM9998"})
MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
TENANTS, MANAGER = Viewer(Role.TENANTS, TOWN), Viewer(Role.CORPORATION_MANAGER, TOWN, name="Ans")
FLAT = (Level.BUILDING, small_town.FLAT, "2026-3")
FRAMES = {"lights": pd.DataFrame({"level": ["building"], "unit_id": ["1"], "state": ["red"]})}


@dataclass(frozen=True)
class Meeting:
    """What the tenants saw when the meeting opened, what was released, and the town as it was published later."""

    card: release.Card
    words: release.Explanation
    frames: dict[str, pd.DataFrame]
    made: releases.Release
    after: release.Store


def published(settings: Settings, days: int, text: str) -> None:
    model = settings.var / f"model-{days}.toml"
    model.write_text(text, encoding="utf-8")
    publish(settings.var, settings.database_url, model, lambda _: None, now=NOW + timedelta(days=days))


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meeting]:
    """Publish a town, hold a meeting, and publish it again with other data and thresholds."""
    var = tmp_path_factory.mktemp("var")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    text = MODEL.read_text(encoding="utf-8")
    published(settings, 0, text)
    store = release.open_store(settings)
    made = release.freeze(store, MANAGER, "O-2026-1", NOW + timedelta(days=1))
    frames = release.released_frames(store, MANAGER, made.release_id)
    seen = release.card(store, TENANTS, *FLAT), release.explanation(store, TENANTS, *FLAT)
    store.connection.close()
    build(worse(), var, lambda _: None, now=NOW + timedelta(days=2))
    stricter = (
        text.replace('id = "small-1"', 'id = "small-2"').replace("t1 = 45", "t1 = 90").replace("t2 = 60", "t2 = 95")
    )
    published(settings, 2, stricter)
    after = release.open_store(settings)
    yield Meeting(*seen, frames, made, after)
    after.connection.close()


def worse() -> Delivery:
    delivery = small_town.delivery()
    numerator = delivery.measurements["numerator"]
    return replace(delivery, measurements=delivery.measurements.assign(numerator=numerator.mask(numerator == 0, 1.0)))


def test_a_later_publication_changes_nothing_for_the_shared_roles(meeting: Meeting) -> None:
    card = release.card(meeting.after, TENANTS, *FLAT)
    assert repr(card.unit) == repr(meeting.card.unit)
    pd.testing.assert_frame_equal(card.indicators, meeting.card.indicators)
    words = release.explanation(meeting.after, TENANTS, *FLAT)
    assert (words.light, words.reasons) == (meeting.words.light, meeting.words.reasons)


def test_roles_with_exact_figures_see_what_is_live(meeting: Meeting) -> None:
    assert meeting.card.unit["state"] == "green"
    assert release.card(meeting.after, MANAGER, *FLAT).unit["state"] == "red"


def test_an_old_meeting_is_shown_with_identical_figures_and_hash(meeting: Meeting) -> None:
    again = next(one for one in release.releases_made(meeting.after, TENANTS) if one.meeting == "O-2026-1")
    assert again == meeting.made
    frames = release.released_frames(meeting.after, MANAGER, again.release_id)
    assert set(frames) == {"lights", "figures", "reasons", "counts", "scores"}
    for name, frame in frames.items():
        pd.testing.assert_frame_equal(frame, meeting.frames[name])


def test_a_publication_after_a_meeting_releases_nothing(meeting: Meeting) -> None:
    made = release.releases_made(meeting.after, TENANTS)
    assert [one.meeting for one in made] == ["", "", "", "O-2026-1"]
    assert [one.period for one in made] == ["2026-1", "2026-2", "2026-3", "2026-3"]


def test_shared_roles_choose_among_the_released_periods(meeting: Meeting) -> None:
    assert release.place(meeting.after, TENANTS).periods == ("2026-1", "2026-2", "2026-3")


def test_a_unit_that_was_not_released_is_withheld_from_shared_roles_alone(meeting: Meeting) -> None:
    known = {one.release_id: release.opened.frames_of(meeting.after, one) for one in meeting.after.known}
    for release_id, frames in known.items():
        gone = {name: frame[frame["unit_id"] != small_town.FLAT] for name, frame in frames.items()}
        meeting.after.shelf[release_id] = gone
    try:
        shared, own = (release.card(meeting.after, viewer, *FLAT) for viewer in (TENANTS, MANAGER))
        words = release.explanation(meeting.after, TENANTS, *FLAT)
        history = release.history(meeting.after, TENANTS, *FLAT[:2])
    finally:
        meeting.after.shelf.clear()
    assert (shared.unit["state"], own.unit["state"]) == ("withheld", "red")
    assert set(shared.indicators.loc[shared.indicators["data_class"] == "V", "state"]) <= {"withheld", "missing"}
    assert words.detail is Detail.NOTHING
    assert history.empty


@pytest.mark.parametrize(
    "role", [role for role in Role if Detail.EXACT not in (MATRIX[role].area, MATRIX[role].building)]
)
def test_a_release_gives_no_exact_figure_to_a_role_without(meeting: Meeting, role: Role) -> None:
    frames = release.released_frames(meeting.after, Viewer(role, TOWN), meeting.made.release_id)
    assert "scores" not in frames
    sensitive = frames["lights"]["data_class"] != "P"
    assert frames["lights"].loc[sensitive, ["score", "capacity", "burden", "coverage"]].isna().all(axis=None)
    figures = frames["figures"]
    assert figures.loc[figures["data_class"] != "P", ["value", "raw", "score", "weight"]].isna().all(axis=None)
    assert not {"numerator", "denominator", "let_homes"} & {column for frame in frames.values() for column in frame}


def test_a_release_is_given_for_the_own_area_only(meeting: Meeting) -> None:
    viewer = Viewer(Role.TENANTS, frozenset({"BU99980102"}))
    frames = release.released_frames(meeting.after, viewer, meeting.made.release_id)
    assert set(frames["lights"]["neighbourhood_id"]) == {"BU99980102"}
    assert small_town.FLAT not in set(frames["figures"]["unit_id"])


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.CORPORATION_MANAGER, Role.MUNICIPALITY_POLICY}]
)
def test_only_who_opens_meetings_releases(meeting: Meeting, role: Role) -> None:
    with pytest.raises(AccessDeniedError):
        release.freeze(meeting.after, Viewer(role, TOWN), "O-2026-9", NOW)


def test_a_release_is_refused_with_another_hash_and_never_changes(records: sa.Engine) -> None:
    packages = releases.packed(FRAMES)
    made = releases.Release("r-1", "GM1", "2026-1", "run", NOW, "Ans", "", releases.fingerprint(packages))
    with pytest.raises(RecordsError, match="hash"):
        releases.add(records, releases.Release("r-2", "GM1", "2026-1", "run", NOW, "Ans", "", "0"), packages)
    assert releases.add(records, made, packages) == releases.add(records, made, packages)
    other = releases.packed({"lights": FRAMES["lights"].assign(state="green")})
    changed = releases.Release("r-1", "GM1", "2026-1", "run", NOW, "Ans", "", releases.fingerprint(other))
    with pytest.raises(RecordsError, match="an id of its own"):
        releases.add(records, changed, other)
    for statement in ("UPDATE release SET period = 'x'", "DELETE FROM release_frame"):
        with pytest.raises(sa.exc.DBAPIError, match="append-only"), records.begin() as connection:
            connection.exec_driver_sql(statement)
    pd.testing.assert_frame_equal(releases.frames(records, "r-1")["lights"], FRAMES["lights"], check_dtype=False)
    assert releases.latest(records) == "r-1"


def test_a_damaged_frame_is_noticed_and_never_shown(tmp_path: Path) -> None:
    records = engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    release.opened.migrate(records)
    packages = releases.packed(FRAMES)
    made = releases.Release("r-1", "GM1", "2026-1", "run", NOW, "Ans", "", releases.fingerprint(packages))
    releases.add(records, made, packages)
    spoilt = bytearray(packages["lights"])
    spoilt[len(spoilt) // 2] ^= 1
    with records.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER release_frame_refuses_update")
        connection.execute(sa.text("UPDATE release_frame SET content = :spoilt"), {"spoilt": bytes(spoilt)})
    with pytest.raises(RecordsError, match="damaged"):
        releases.frames(records, "r-1")
    records.dispose()
