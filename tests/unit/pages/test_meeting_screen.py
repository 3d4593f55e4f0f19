"""Who makes their session the screen of a meeting drops to the projector, which is not locked for being idle."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import streamlit as st

from data.settings import from_environment
from pages.ui import sign_in
from pages.ui.attendance import REGISTER, Attendance
from pages.ui.meeting import address
from pages.ui.sign_in import SignIn, from_claims

AT = datetime(2026, 7, 9, 14, tzinfo=UTC)


@pytest.fixture
def anna(monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Sign somebody in."""
    claims = {"iss": "https://provider.example", "sub": "anna-screen", "iat": AT.timestamp()}
    one = from_claims(claims)
    assert one is not None
    monkeypatch.setattr(sign_in, "present", lambda: one)
    st.session_state.clear()
    return one


def test_the_screen_of_an_open_meeting_is_not_closed_for_being_idle(anna: SignIn) -> None:
    settings, later = from_environment({}), AT + timedelta(hours=2)
    assert REGISTER.state(anna, later, settings) is Attendance.IDLE
    address.become_screen("O-2026-0001", "m-1")
    assert REGISTER.projects(anna)
    assert REGISTER.state(anna, later, settings) is Attendance.PRESENT
    address.become_screen("")  # the meeting was closed: what the room sees stays what it may see
    assert address.screen() == ""
    assert REGISTER.projects(anna)
