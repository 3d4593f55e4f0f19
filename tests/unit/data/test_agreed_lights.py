"""Agreed lights: set only on the screen of an open meeting, beside the computed one, until the second next meeting."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from data import release
from data.desk import agreed_lights, meetings, minutes
from data.desk.book_making import screen
from data.desk.guard import Desk
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError, RefusedError
from data.records import store as record_store
from data.records.events import Receipt
from data.release import Store, open_store
from data.settings import from_environment
from data.warehouse.build import build
from scoring.publish import publish
from tests.samples import small_town

TOWN = frozenset({"GM9998"})
MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
FORMS = count(1)
ALL = ("corporation", "municipality", "tenants")
MANAGER = Viewer(Role.CORPORATION_MANAGER, TOWN, person="m-manager")
TENANTS = Viewer(Role.TENANTS, TOWN, person="m-tenants")
BUURT = (Level.NEIGHBOURHOOD, "BU99980101")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("var")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, settings.database_url, MODEL, lambda _: None, now=NOW)
    return var


@pytest.fixture(scope="module")
def store(published: Path) -> Iterator[Store]:
    opened = open_store(from_environment({"BUURTSTOPLICHT_VAR": str(published)}))
    yield opened
    opened.connection.close()


@pytest.fixture
def desk(published: Path, store: Store, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk over the same warehouse, with records of its own."""
    shutil.copy(published / "records.sqlite", tmp_path)
    records = record_store.engine(f"sqlite:///{(tmp_path / 'records.sqlite').as_posix()}")
    yield Desk(records, store)
    records.dispose()


def form() -> dict[str, object]:
    number = next(FORMS)
    return {"key": f"k-{number}", "now": NOW + timedelta(seconds=number)}


def plan(desk: Desk, on: date) -> str:
    return meetings.plan(desk, MANAGER, on, ALL, **form()).number


def open_(desk: Desk, number: str) -> Viewer:
    seen = meetings.meetings(desk, MANAGER)[number].version
    meetings.open_meeting(desk, MANAGER, number, seen, ALL, **form())
    return screen(MANAGER)


def hold(desk: Desk, number: str) -> None:
    minutes.close(desk, open_(desk, number), number, **form())


def agree(desk: Desk, viewer: Viewer, meeting: str, light: str = "amber", party: str = "tenants") -> Receipt:
    return agreed_lights.agree(desk, viewer, meeting, *BUURT, light, party, "Er komt een buurthuis", **form())


def lights(desk: Desk, viewer: Viewer = TENANTS) -> dict[tuple[str, str], str]:
    return {place: one.agreed.light for place, one in agreed_lights.standing(desk, viewer).items()}


def test_the_screen_of_an_open_meeting_sets_a_light_beside_the_computed_one(desk: Desk) -> None:
    number = plan(desk, date(2026, 7, 9))
    before = release.history(desk.store, MANAGER, *BUURT)
    agree(desk, open_(desk, number), number)
    [one] = agreed_lights.standing(desk, TENANTS).values()
    assert (one.agreed.light, one.agreed.party, one.agreed.why) == ("amber", "tenants", "Er komt een buurthuis")
    assert (one.since, one.until, one.agreed.by) == (date(2026, 7, 9), None, "m-manager")
    assert one.agreed.computed == before["state"].iloc[-1]
    assert release.history(desk.store, MANAGER, *BUURT).equals(before)


def test_it_lapses_at_the_second_next_meeting_and_says_so_beforehand(desk: Desk) -> None:
    first, second, third = (plan(desk, date(2026, month, 9)) for month in (7, 9, 11))
    agree(desk, open_(desk, first), first)
    minutes.close(desk, screen(MANAGER), first, **form())
    assert [one.until for one in agreed_lights.standing(desk, TENANTS).values()] == [date(2026, 11, 9)]
    hold(desk, second)
    assert lights(desk)
    open_(desk, third)
    assert not lights(desk)


def test_a_meeting_in_between_can_let_it_stand(desk: Desk) -> None:
    first, second, third, fourth = (plan(desk, date(2026, month, 9)) for month in (6, 7, 9, 11))
    made = agree(desk, open_(desk, first), first)
    minutes.close(desk, screen(MANAGER), first, **form())
    agreed_lights.confirm(desk, open_(desk, second), second, made.number, **form())
    minutes.close(desk, screen(MANAGER), second, **form())
    hold(desk, third)
    assert lights(desk)
    open_(desk, fourth)
    assert not lights(desk)


def test_a_meeting_that_was_called_off_does_not_count(desk: Desk) -> None:
    first, off, second = (plan(desk, date(2026, month, 9)) for month in (7, 8, 9))
    agree(desk, open_(desk, first), first)
    minutes.close(desk, screen(MANAGER), first, **form())
    meetings.cancel(desk, MANAGER, off, 1, **form())
    open_(desk, second)
    assert lights(desk)


def test_it_can_be_taken_back_and_the_last_word_counts(desk: Desk) -> None:
    number = plan(desk, date(2026, 7, 9))
    viewer = open_(desk, number)
    agree(desk, viewer, number, "red")
    made = agree(desk, viewer, number, "green")
    assert lights(desk) == {("neighbourhood", "BU99980101"): "green"}
    agreed_lights.withdraw(desk, viewer, number, made.number, **form())
    assert not lights(desk)
    with pytest.raises(RefusedError):
        agreed_lights.confirm(desk, viewer, number, made.number, **form())


def test_nobody_else_and_no_closed_meeting_sets_a_light(desk: Desk) -> None:
    number = plan(desk, date(2026, 7, 9))
    for viewer in (MANAGER, TENANTS, screen(MANAGER)):
        with pytest.raises(AccessDeniedError):
            agree(desk, viewer, number)
    hold(desk, number)
    with pytest.raises(AccessDeniedError):
        agree(desk, screen(MANAGER), number)
    assert not lights(desk)


@pytest.mark.parametrize(
    ("light", "party", "place", "why", "reason"),
    [
        ("grey", "tenants", BUURT, "Daarom", "lezing_licht"),
        ("amber", "care", BUURT, "Daarom", "partijen_nodig"),
        ("amber", "tenants", (Level.NEIGHBOURHOOD, "BU00000000"), "Daarom", "plaats_onbekend"),
        ("amber", "tenants", (Level.BUILDING, small_town.HOUSES[0]), "Daarom", "plaats_onbekend"),
        ("amber", "tenants", BUURT, " ", "tekst_leeg"),
        ("amber", "tenants", BUURT, "Bel 0612345678", "telefoon"),
    ],
)
def test_what_cannot_be_agreed_is_refused_with_the_reason(
    desk: Desk, light: str, party: str, place: tuple[Level, str], why: str, reason: str
) -> None:
    number = plan(desk, date(2026, 7, 9))
    viewer = open_(desk, number)
    with pytest.raises(RefusedError) as caught:
        agreed_lights.agree(desk, viewer, number, *place, light, party, why, **form())
    assert caught.value.reason == reason
    assert not lights(desk)


def test_who_works_elsewhere_is_told_nothing_of_it(desk: Desk) -> None:
    number = plan(desk, date(2026, 7, 9))
    agree(desk, open_(desk, number), number)
    assert not lights(desk, Viewer(Role.TENANTS, frozenset({"BU99980102"}), person="m-other"))
