"""Who may know who opened which case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from data.desk import access_log, signal_acts, signal_work
from data.desk.guard import Desk
from data.desk.signal_work import Form
from data.domain.access import Role
from data.domain.errors import AccessDeniedError
from data.domain.signals import GlassReason, Purpose
from tests.fixtures.signal_desk import HELPER, MANAGER, NOON, VOLUNTEER, WORKER, demo, handed_in

LATER = NOON + timedelta(hours=2)


@pytest.fixture
def opened_twice(quick_desk: Desk) -> tuple[Desk, str]:
    """One case that the corporation's worker opened, and later the manager by breaking the glass."""
    number = handed_in(quick_desk)
    signal_acts.take_up(quick_desk, WORKER, Form(number, 1, "taken-up", NOON))
    signal_work.open_case(quick_desk, WORKER, number, Purpose.TRIAGE, NOON)
    signal_work.break_glass(quick_desk, MANAGER, number, GlassReason.COMPLAINT, key="glass", now=LATER)
    signal_work.open_case(quick_desk, MANAGER, number, Purpose.BREAK_GLASS, LATER)
    return quick_desk, number


def test_the_privacy_officer_sees_who_opened_what_when_and_why_newest_first(opened_twice: tuple[Desk, str]) -> None:
    desk, number = opened_twice
    log = access_log.openings(desk, demo(Role.PRIVACY_OFFICER))
    told = [(one.at, one.name, one.role, one.party, one.record, one.purpose) for one in log]
    assert told == [
        (LATER, MANAGER.person, "corporation_manager", "corporation", number, "break_glass"),
        (NOON, WORKER.person, "corporation_case", "corporation", number, "triage"),
    ]


def test_the_administrator_sees_the_same_without_numbers(opened_twice: tuple[Desk, str]) -> None:
    desk, _ = opened_twice
    whole = access_log.openings(desk, demo(Role.PRIVACY_OFFICER))
    assert access_log.openings(desk, demo(Role.ADMIN)) == [replace(one, record="") for one in whole]


def test_everybody_sees_their_own_lines_and_no_other(opened_twice: tuple[Desk, str]) -> None:
    desk, number = opened_twice
    assert [one.name for one in access_log.openings(desk, WORKER)] == [WORKER.person]
    assert [one.record for one in access_log.openings(desk, MANAGER)] == [number]
    assert access_log.openings(desk, VOLUNTEER) == access_log.openings(desk, HELPER) == []


@pytest.mark.parametrize(
    "viewer",
    [
        demo(Role.PROJECTOR),
        replace(WORKER, person=""),
        replace(demo(Role.PRIVACY_OFFICER), within=Role.ADMIN),
    ],
    ids=["projector", "nobody in particular", "looking as another"],
)
def test_the_screen_nobody_and_who_looks_as_another_see_nothing(opened_twice: tuple[Desk, str], viewer: object) -> None:
    with pytest.raises(AccessDeniedError):
        access_log.openings(opened_twice[0], viewer)  # type: ignore[arg-type]
