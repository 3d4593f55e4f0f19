"""When somebody who signed in counts as gone: idle, too long, signed out, and never by opening the page again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.settings import Settings
from pages.ui.attendance import Attendance, Register
from pages.ui.sign_in import SignIn, from_claims

NOON = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
SETTINGS = Settings(Path("var"), "sqlite:///records.sqlite")
CLAIMS = {"iss": "https://provider.test", "sub": "1", "iat": NOON.timestamp(), "email": "A@B.test", "name": "Anna"}


def later(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


@pytest.fixture
def anna() -> SignIn:
    """Somebody who signed in at noon."""
    found = from_claims(CLAIMS)
    assert found is not None
    return found


def test_each_use_starts_the_quarter_of_an_hour_again(anna: SignIn) -> None:
    register = Register()
    for minutes in (10, 20, 34):
        assert register.use(anna, later(minutes), SETTINGS) is Attendance.PRESENT
    assert register.state(anna, later(48.9), SETTINGS) is Attendance.PRESENT
    assert register.state(anna, later(49), SETTINGS) is Attendance.IDLE


def test_looking_whether_somebody_is_there_is_no_use_and_a_use_after_the_lock_does_not_open_it(anna: SignIn) -> None:
    register = Register()
    assert register.state(anna, later(14), SETTINGS) is Attendance.PRESENT
    assert register.use(anna, later(15), SETTINGS) is Attendance.IDLE
    assert register.use(anna, later(15.1), SETTINGS) is Attendance.IDLE


def test_ten_hours_is_the_most_however_busy(anna: SignIn) -> None:
    register = Register()
    for minutes in range(0, 600, 10):
        assert register.use(anna, later(minutes), SETTINGS) is Attendance.PRESENT
    assert register.use(anna, later(600), SETTINGS) is Attendance.OVER


def test_a_restarted_server_counts_from_signing_in(anna: SignIn) -> None:
    assert Register().use(anna, later(14), SETTINGS) is Attendance.PRESENT
    assert Register().use(anna, later(16), SETTINGS) is Attendance.IDLE


def test_signing_out_ends_it_everywhere_and_signing_in_again_is_another_time(anna: SignIn) -> None:
    register = Register()
    register.end(anna, later(1))
    assert register.use(anna, later(2), SETTINGS) is Attendance.OVER
    again = from_claims(CLAIMS | {"iat": later(3).timestamp()})
    assert again is not None
    assert register.use(again, later(4), SETTINGS) is Attendance.PRESENT


def test_an_open_meeting_has_no_lock_for_being_idle_and_ends_with_signing_out(anna: SignIn) -> None:
    register = Register()
    register.use(anna, later(1), SETTINGS)
    register.project(anna)
    assert register.projects(anna)
    assert register.use(anna, later(120), SETTINGS) is Attendance.PRESENT
    assert register.state(anna, later(600), SETTINGS) is Attendance.OVER
    register.end(anna, later(121))
    assert not register.projects(anna)
    assert register.state(anna, later(122), SETTINGS) is Attendance.OVER


@pytest.mark.parametrize("missing", ["iss", "sub", "iat"])
def test_claims_that_do_not_say_who_or_when_are_nobody(missing: str) -> None:
    assert from_claims({name: value for name, value in CLAIMS.items() if name != missing}) is None


@pytest.mark.parametrize(("verified", "email"), [(True, "a@b.test"), ("true", "a@b.test"), (False, ""), ("no", "")])
def test_an_address_that_nobody_vouches_for_is_no_address(verified: object, email: str) -> None:
    found = from_claims(CLAIMS | {"email_verified": verified})
    assert found is not None
    assert found.email == email
