"""Retention: what is due goes for good, the rest stays, and the records stay whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from data.domain.errors import SettingsError
from data.domain.subjects import Ledger, Subject
from data.records import erasure, events, integrity, lives, retention
from data.records.retention import before
from data.settings import RETENTION
from tests.harness import prove_retention
from tests.harness.prove_retention import NOW, WHO, handed_in, step

RULES = retention.load(RETENTION)


def due(records: sa.Engine, now: datetime = NOW) -> dict[str, tuple[str, ...]]:
    return {one.rule.name: one.numbers for one in retention.due(records, RULES, now, lives.STATES)}


def test_what_is_due_goes_from_the_records_the_files_and_the_backups(database_url: str, tmp_path: Path) -> None:
    outcome = prove_retention.retained(database_url, tmp_path, signals=8)
    assert outcome.due == outcome.gone > 0
    assert outcome.left == 0
    assert outcome.kept_back == outcome.to_keep > 0
    assert outcome.faults == ()


def test_a_signal_with_which_something_is_done_waits_anew(records: sa.Engine) -> None:
    number = handed_in(records, NOW - timedelta(days=300))
    assert due(records)["signal_without_follow_up"] == (number,)
    step(records, number, "taken_up", NOW - timedelta(days=20))
    assert due(records)["signal_without_follow_up"] == ()


def test_the_term_of_a_closed_signal_runs_from_its_closing(records: sa.Engine) -> None:
    number = handed_in(records, NOW - timedelta(days=3000))
    step(records, number, "dismissed", NOW - timedelta(days=700))
    assert due(records) == {"signal_without_follow_up": (), "closed_signal": ()}
    assert due(records, NOW + timedelta(days=60))["closed_signal"] == (number,)


def test_an_erasure_tells_the_rule_and_the_number_and_nothing_of_what_went(records: sa.Engine) -> None:
    handed_in(records, NOW - timedelta(days=300))
    retention.retain(records, RULES, NOW, lives.STATES)
    [event] = events.of_subject(records, Subject.ERASURE)
    assert event.facts == {"rule": "signal_without_follow_up", "number": 1, "events": [1]}
    assert event.actor == retention.ACTOR
    assert retention.retain(records, RULES, NOW, lives.STATES) == {
        "signal_without_follow_up": (0, 0),
        "closed_signal": (0, 0),
        "access_log": (0, 0),
    }


def test_the_access_log_is_cleared_up_to_a_checkpoint_and_goes_on(records: sa.Engine) -> None:
    number = handed_in(records, NOW)
    for days in (900, 800, 10):
        at = NOW - timedelta(days=days)
        events.opened(records, Subject.SIGNAL, [number], WHO, purpose="visit", now=at)
    assert retention.retain(records, RULES, NOW, lives.STATES)["access_log"] == (2, 2)
    events.opened(records, Subject.SIGNAL, [number], WHO, purpose="visit", now=NOW)
    assert [line.event_id for line in events.of_subject(records, Subject.ACCESS, ledger=Ledger.ACCESS)] == [3, 4]
    assert integrity.check(records).faults == ()


def test_nothing_due_writes_nothing(records: sa.Engine) -> None:
    handed_in(records, NOW)
    retention.retain(records, RULES, NOW, lives.STATES)
    assert events.latest(records) == 1
    assert erasure.erase(records, "x", [99], WHO, key="x", now=NOW) == 0


@pytest.mark.parametrize(
    ("now", "months", "earlier"),
    [
        (datetime(2026, 8, 31, 12, tzinfo=UTC), 6, datetime(2026, 2, 28, 13, tzinfo=UTC)),
        (datetime(2026, 3, 30, 0, 30, tzinfo=UTC), 1, datetime(2026, 2, 28, 1, 30, tzinfo=UTC)),
        (datetime(2027, 1, 15, 12, tzinfo=UTC), 24, datetime(2025, 1, 15, 12, tzinfo=UTC)),
    ],
)
def test_months_are_those_of_the_calendar_in_the_netherlands(now: datetime, months: int, earlier: datetime) -> None:
    assert before(now, months) == earlier


@pytest.mark.parametrize(
    "text", ["[backups]\ndays = 30\n", "nothing at all", "[access_log]\nmonths = 0\n[backups]\ndays = 3\n[[rule]]\n"]
)
def test_rules_that_say_nothing_usable_are_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"own\.toml"):
        retention.load(file)
