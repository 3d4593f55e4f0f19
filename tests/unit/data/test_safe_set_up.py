"""What may be opened while nobody has to sign in: the invented town and public data, and no case of real people."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from data.desk import signals
from data.desk.guard import Desk
from data.domain.errors import SettingsError
from data.safety import require_no_cases, require_safe
from data.settings import Settings, from_environment
from tests.fixtures.signal_desk import AGREED, ARREARS, NOON, VOLUNTEER, handed_in

LOOPBACK = "127.0.0.1"


@pytest.fixture
def settings(proefdam: Path, database_url: str) -> Settings:
    return from_environment({"BUURTSTOPLICHT_VAR": str(proefdam), "DATABASE_URL": database_url})


def by_a_person(desk: Desk) -> None:
    """Hand a signal in as somebody whom the records know."""
    somebody = replace(VOLUNTEER, name="A. Bakker", person="M-2026-0001")
    signals.hand_in(desk, somebody, ARREARS, AGREED, key="by-a-person", now=NOON)


def test_records_without_tables_and_with_invented_cases_open_without_sign_in(
    settings: Settings, request: pytest.FixtureRequest
) -> None:
    require_safe(settings, signs_in=False, address=LOOPBACK)
    handed_in(request.getfixturevalue("signal_desk"))
    require_safe(settings, signs_in=False, address=LOOPBACK)


def test_one_case_of_a_person_needs_sign_in_whatever_town_is_live(settings: Settings, signal_desk: Desk) -> None:
    handed_in(signal_desk)
    by_a_person(signal_desk)
    with pytest.raises(SettingsError, match=r"records hold real signals.*secrets\.toml"):
        require_safe(settings, signs_in=False, address=LOOPBACK)
    require_safe(settings, signs_in=True, address=LOOPBACK)


def test_records_that_can_not_be_reached_are_asked_when_they_are_opened(proefdam: Path, tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").write_bytes(b"no database at all" * 400)
    broken = from_environment(
        {"BUURTSTOPLICHT_VAR": str(proefdam), "DATABASE_URL": f"sqlite:///{tmp_path / 'records.sqlite'}"}
    )
    require_no_cases(broken)
