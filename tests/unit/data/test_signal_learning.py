"""Learning from signals: exact for the corporation, as released and in tens for who shares, nothing of few homes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.desk import signal_learning, signal_release
from data.desk.guard import Desk
from data.desk.stalled import Stalled, stalled
from data.domain.access import Role, Viewer
from data.domain.errors import AccessDeniedError
from data.domain.signal_terms import Campaign
from data.domain.signal_told import Learned, Stand
from tests.fixtures.signal_desk import AGREED, ARREARS, MANAGER, NOON, VOLUNTEER, demo, handed_in
from tests.samples import small_town

IN_WINDOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
ENDS = datetime(2026, 10, 31, 23, tzinfo=UTC)


def fill(desk: Desk, count: int) -> None:
    for number in range(count):
        home = small_town.dwelling(small_town.FLAT, number)
        handed_in(desk, replace(ARREARS, place=home), key=str(number), now=IN_WINDOW + timedelta(hours=number))


def told(desk: Desk, viewer: Viewer) -> dict[str, Learned]:
    found = signal_learning.learned(desk, viewer, AGREED, NOON)
    assert found is not None
    return {one.district: one for one in found.districts}


def test_what_is_told_of_a_wijk_is_told_whether_or_not_a_signal_came_in(quick_desk: Desk) -> None:
    signal_release.publish(quick_desk, MANAGER, NOON)
    before = {code: one.shown for code, one in told(quick_desk, VOLUNTEER).items()}
    fill(quick_desk, 1)
    signal_release.publish(quick_desk, MANAGER, NOON + timedelta(days=61))
    assert {code: one.shown for code, one in told(quick_desk, VOLUNTEER).items()} == before
    assert before["WK999801"]
    assert not all(before.values()), "a wijk with few let homes is blank, with or without signals"


def test_the_corporation_gets_counts_and_who_shares_gets_tens(quick_desk: Desk) -> None:
    fill(quick_desk, 6)
    signal_release.publish(quick_desk, MANAGER, NOON)
    exact, shared = (told(quick_desk, viewer)["WK999801"] for viewer in (MANAGER, VOLUNTEER))
    assert (exact.incoming, exact.outgoing, exact.open, exact.stages["signal"]) == (6, 0, 6, 6)
    assert (shared.incoming, shared.open, shared.stages["signal"]) == (10, 10, 10)
    assert sum((exact.waiting or {}).values()) == 6


def test_what_came_in_after_the_last_whole_period_is_not_told_yet(quick_desk: Desk) -> None:
    handed_in(quick_desk, now=NOON)
    found = told(quick_desk, MANAGER)["WK999801"]
    assert (found.district, found.shown, found.incoming, found.open) == ("WK999801", True, 0, 0)


def test_another_area_and_another_role_get_nothing(quick_desk: Desk) -> None:
    fill(quick_desk, 1)
    signal_release.publish(quick_desk, MANAGER, NOON)
    assert told(quick_desk, demo(Role.TENANTS, frozenset({"BU99980102"}))) == {}
    for role in (Role.ADMIN, Role.PROJECTOR, Role.PRIVACY_OFFICER):
        with pytest.raises(AccessDeniedError):
            signal_learning.learned(quick_desk, demo(role), AGREED, NOON)


def test_late_signals_are_counted_now_for_exact_roles_and_as_released_in_tens_for_who_shares(quick_desk: Desk) -> None:
    fill(quick_desk, 6)
    screen = demo(Role.PROJECTOR)
    assert stalled(quick_desk, screen, NOON) == Stalled(0)
    signal_release.publish(quick_desk, MANAGER, NOON)
    exact, shared = (stalled(quick_desk, viewer, NOON) for viewer in (MANAGER, screen))
    assert (exact.total, exact.ends, shared.total, shared.ends) == (6, None, 10, ENDS)
    assert [row[2:] for row in exact.rows] == [("corporation", 6)]
    assert [row[1:] for row in shared.rows] == [("Oost", "corporation", 10)]
    assert stalled(quick_desk, MANAGER, IN_WINDOW) == Stalled(0)
    assert stalled(quick_desk, demo(Role.PROJECTOR, frozenset({"BU99980102"})), NOON) == Stalled(0, ends=ENDS)
    with pytest.raises(AccessDeniedError):
        stalled(quick_desk, demo(Role.ADMIN), NOON)


def test_fewer_than_five_late_signals_are_no_item_for_who_shares(quick_desk: Desk) -> None:
    fill(quick_desk, 4)
    signal_release.publish(quick_desk, MANAGER, NOON)
    assert stalled(quick_desk, demo(Role.PROJECTOR), NOON) == Stalled(0, ends=ENDS)


def test_a_campaign_in_the_stretch_is_told() -> None:
    campaigns = (
        Campaign("Opletten", date(2026, 9, 1), date(2026, 9, 30)),
        Campaign("Oud", date(2024, 1, 1), date(2024, 2, 1)),
    )
    stand = Stand(datetime(2025, 10, 31, 23, tzinfo=UTC), ENDS, ())
    told = signal_learning.campaigns(replace(AGREED, campaigns=campaigns), stand)
    assert [one.name for one in told] == ["Opletten"]
