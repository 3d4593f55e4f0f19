"""The light of a home follows from our own work: amber while a signal waits, red when we are late, and only that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.desk import signal_acts, work_lights
from data.desk.guard import Desk
from data.desk.signal_work import Form
from data.domain.access import MATRIX, Role
from data.domain.errors import AccessDeniedError
from data.records import store as records_store
from tests.fixtures.signal_desk import AGREED, MANAGER, NOON, WORKER, demo, handed_in
from tests.samples import small_town

NEWEST, BEFORE = "2026-3", "2026-2"


def lights(desk: Desk, days: float = 0, period: str = NEWEST) -> list[tuple[str, str]]:
    moment = NOON + timedelta(days=days)
    homes = work_lights.dwellings(desk, MANAGER, small_town.FLAT, period, AGREED, moment)
    assert not any(small_town.dwelling(small_town.FLAT, 0)[:8] in str(value) for value in homes["address"])
    assert "dwelling_id" not in homes
    return list(zip(homes["light"], homes["reason"], strict=True))


def test_a_home_is_amber_while_a_signal_waits_red_when_we_are_late_and_itself_again_when_it_is_over(
    quick_desk: Desk,
) -> None:
    before = lights(quick_desk)
    number = handed_in(quick_desk)
    assert lights(quick_desk)[0] == (
        "amber" if before[0][0] != "red" else "red",
        "work_open" if before[0][0] != "red" else before[0][1],
    )
    assert lights(quick_desk, days=3.1)[0] == ("red", "work_late")
    assert lights(quick_desk)[1:] == before[1:], "no other home is touched"
    signal_acts.dismiss(quick_desk, WORKER, Form(number, 1, "d", NOON), "nothing_found")
    assert lights(quick_desk, days=3.1) == before


def test_an_old_period_shows_nothing_of_todays_work(quick_desk: Desk) -> None:
    before = lights(quick_desk, period=BEFORE)
    handed_in(quick_desk)
    assert lights(quick_desk, days=9, period=BEFORE) == before


@pytest.mark.parametrize("role", [role for role in Role if not MATRIX[role].dwellings])
def test_nobody_else_gets_the_light_of_a_home(quick_desk: Desk, role: Role) -> None:
    with pytest.raises(AccessDeniedError):
        work_lights.dwellings(quick_desk, demo(role), small_town.FLAT, NEWEST, AGREED, NOON)


def test_while_the_records_are_down_no_home_is_green(quick_desk: Desk) -> None:
    away = Desk(records_store.engine("postgresql://user:secret@127.0.0.1:1/name"), quick_desk.store)
    homes = work_lights.dwellings(away, MANAGER, small_town.FLAT, NEWEST, AGREED, NOON)
    assert "green" not in set(homes["light"])
    assert len(homes) == 20
