"""Learning from signals: exact for the corporation, rounded for who shares, nothing of few homes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from data.desk import signal_learning
from data.desk.guard import Desk
from data.desk.signal_learning import Learned
from data.desk.stalled import Stalled, stalled
from data.domain.access import Role, Viewer
from data.domain.errors import AccessDeniedError
from data.domain.signal_terms import Campaign
from tests.fixtures.signal_desk import AGREED, ARREARS, MANAGER, NOON, VOLUNTEER, demo, handed_in
from tests.samples import small_town

IN_WINDOW = datetime(2026, 10, 1, 9, tzinfo=UTC)


def fill(desk: Desk, count: int) -> None:
    for number in range(count):
        home = small_town.dwelling(small_town.FLAT, number)
        handed_in(desk, replace(ARREARS, place=home), key=str(number), now=IN_WINDOW + timedelta(hours=number))


def told(desk: Desk, viewer: Viewer) -> dict[str, Learned]:
    return {one.district: one for one in signal_learning.learned(desk, viewer, AGREED, NOON)}


def test_what_is_told_of_a_wijk_is_told_whether_or_not_a_signal_came_in(quick_desk: Desk) -> None:
    before = {code: one.shown for code, one in told(quick_desk, VOLUNTEER).items()}
    fill(quick_desk, 1)
    assert {code: one.shown for code, one in told(quick_desk, VOLUNTEER).items()} == before
    assert before["WK999801"]
    assert not all(before.values()), "a wijk with few let homes is blank, with or without signals"


def test_the_corporation_gets_counts_and_who_shares_gets_tens(quick_desk: Desk) -> None:
    fill(quick_desk, 6)
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
    assert signal_learning.learned(quick_desk, demo(Role.TENANTS, frozenset({"BU99980102"})), AGREED, NOON) == []
    with pytest.raises(AccessDeniedError):
        signal_learning.learned(quick_desk, demo(Role.ADMIN), AGREED, NOON)


def test_late_signals_are_counted_for_the_agenda_in_tens_for_who_shares(quick_desk: Desk) -> None:
    fill(quick_desk, 6)
    screen = demo(Role.PROJECTOR)
    exact, shared = (stalled(quick_desk, viewer, NOON) for viewer in (MANAGER, screen))
    assert (exact.total, shared.total) == (6, 10)
    assert [row[2:] for row in exact.rows] == [("corporation", 6)]
    assert [row[2:] for row in shared.rows] == [("corporation", 10)]
    assert stalled(quick_desk, screen, IN_WINDOW) == Stalled(0)
    assert stalled(quick_desk, demo(Role.PROJECTOR, frozenset({"BU99980102"})), NOON) == Stalled(0)
    with pytest.raises(AccessDeniedError):
        stalled(quick_desk, demo(Role.ADMIN), NOON)


def test_fewer_than_five_late_signals_are_no_item_for_who_shares(quick_desk: Desk) -> None:
    fill(quick_desk, 4)
    assert stalled(quick_desk, demo(Role.PROJECTOR), NOON) == Stalled(0)


def test_a_campaign_in_the_stretch_is_told() -> None:
    campaigns = (
        Campaign("Opletten", date(2026, 9, 1), date(2026, 9, 30)),
        Campaign("Oud", date(2024, 1, 1), date(2024, 2, 1)),
    )
    told = signal_learning.campaigns(replace(AGREED, campaigns=campaigns), NOON)
    assert [one.name for one in told] == ["Opletten"]
