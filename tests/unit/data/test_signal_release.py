"""What shared roles see of counts of signals is released: kept once a period, the same whatever is recorded since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.desk import demo_signals, meetings, requests, signal_acts, signal_learning, signal_release
from data.desk.guard import Desk
from data.desk.signal_work import Form
from data.desk.stalled import stalled
from data.domain.access import Role
from data.domain.errors import AccessDeniedError
from data.domain.signal_told import Stand
from data.domain.subjects import Subject
from data.records import events, integrity, retention
from data.records.tenancies import Tenancy
from tests.fixtures.signal_desk import AGREED, ARREARS, HOME, MANAGER, NOON, VOLUNTEER, WORKER, demo, handed_in
from tests.samples import small_town

IN_WINDOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
LATER = NOON + timedelta(days=61)
SHARED = [demo(role) for role in (Role.TENANTS, Role.MUNICIPALITY_POLICY, Role.MUNICIPALITY_CASE, Role.CARE)]


def fill(desk: Desk, count: int, key: str = "k", when: datetime = IN_WINDOW) -> list[str]:
    draft = [replace(ARREARS, place=small_town.dwelling(small_town.FLAT, number)) for number in range(count)]
    return [handed_in(desk, one, key=f"{key}{number}", now=when) for number, one in enumerate(draft)]


def seen(desk: Desk, now: datetime = NOON) -> list[Stand | None]:
    return [signal_learning.learned(desk, viewer, AGREED, now) for viewer in SHARED]


def test_before_the_first_release_there_is_nothing_and_the_next_meeting_is_told(signal_desk: Desk) -> None:
    fill(signal_desk, 6)
    assert seen(signal_desk) == [None] * len(SHARED)
    assert signal_release.expected(signal_desk, VOLUNTEER) is None
    for day in (20, 12):
        meetings.plan(signal_desk, MANAGER, date(2026, 12, day), ["corporation"], key=f"m{day}", now=NOON)
    assert signal_release.expected(signal_desk, VOLUNTEER) == date(2026, 12, 12)


def test_what_is_released_stays_whatever_is_recorded_until_a_next_period_is(signal_desk: Desk) -> None:
    numbers = fill(signal_desk, 6)
    signal_release.publish(signal_desk, MANAGER, NOON)
    first = seen(signal_desk)
    fill(signal_desk, 9, "late", IN_WINDOW + timedelta(days=1))
    signal_acts.dismiss(signal_desk, WORKER, Form(numbers[0], 1, "d", NOON), "nothing_found")
    assert seen(signal_desk, LATER) == first
    signal_release.publish(signal_desk, MANAGER, NOON + timedelta(days=3))
    assert seen(signal_desk, LATER) == first, "a period is released once"
    signal_release.publish(signal_desk, MANAGER, LATER)
    [after, *others] = seen(signal_desk, LATER)
    assert after is not None
    assert {one.district: one.incoming for one in after.districts}["WK999801"] == 20
    assert others == [after] * len(others)
    signal_release.publish(signal_desk, MANAGER, NOON)
    assert seen(signal_desk, LATER)[0] == after, "the newest period is shown, in whatever order they were released"


def test_a_release_holds_no_home_and_no_person_and_outlives_an_erasure(signal_desk: Desk) -> None:
    fill(signal_desk, 6)
    signal_release.publish(signal_desk, MANAGER, NOON)
    before = seen(signal_desk)
    [kept] = events.of_subject(signal_desk.records, Subject.SIGNAL_STAND)
    assert kept.content is None
    assert not any(told in str(kept.facts) for told in (HOME, small_town.FLAT, VOLUNTEER.person, "S-2026", "Post"))
    officer = demo(Role.PRIVACY_OFFICER)
    for number in range(6):
        home = small_town.dwelling(small_town.FLAT, number)
        requests.delete(signal_desk.records, officer, Tenancy(home), now=NOON)
    assert seen(signal_desk) == before
    assert integrity.check(signal_desk.records).faults == ()
    assert retention.ACTOR.person not in str(kept.facts)


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in (Role.CORPORATION_MANAGER, Role.MUNICIPALITY_POLICY)]
)
def test_only_who_opens_a_meeting_releases(quick_desk: Desk, role: Role) -> None:
    with pytest.raises(AccessDeniedError):
        signal_release.publish(quick_desk, demo(role), NOON)
    assert events.of_subject(quick_desk.records, Subject.SIGNAL_STAND) == []


def test_a_stand_is_for_who_may_see_meetings_and_for_the_own_wijken(quick_desk: Desk) -> None:
    signal_release.publish(quick_desk, MANAGER, NOON)
    for ask in (signal_release.newest, signal_release.expected):
        with pytest.raises(AccessDeniedError):
            ask(quick_desk, demo(Role.ADMIN))
    near = signal_release.newest(quick_desk, demo(Role.TENANTS, frozenset({"WK999801"})))
    assert near is not None
    assert [one.district for one in near.districts] == ["WK999801"]


def test_exact_roles_see_what_is_live(quick_desk: Desk) -> None:
    signal_release.publish(quick_desk, MANAGER, NOON)
    fill(quick_desk, 3)
    letting = demo(Role.CORPORATION_LETTING)
    for viewer in (MANAGER, WORKER, letting):
        found = signal_learning.learned(quick_desk, viewer, AGREED, NOON)
        assert found is not None
        assert {one.district: one.incoming for one in found.districts}["WK999801"] == 3


def test_the_invented_town_has_a_stand_at_once_and_again_nothing_is_made(quick_desk: Desk) -> None:
    assert demo_signals.make(quick_desk, NOON)
    [first, *_] = seen(quick_desk)
    assert first is not None
    assert demo_signals.make(quick_desk, LATER) == 0
    assert seen(quick_desk)[0] == first
    assert stalled(quick_desk, demo(Role.PROJECTOR), NOON).ends == first.ends
