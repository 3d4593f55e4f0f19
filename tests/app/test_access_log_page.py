"""The log of who opened which case, on the screen of those who may see it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import release
from data.desk import signal_acts, signal_work
from data.desk.guard import open_desk
from data.desk.signal_work import Form
from data.domain.signals import Purpose
from data.settings import from_environment
from tests.fixtures.signal_desk import NOON, WORKER, handed_in

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]


@pytest.fixture
def number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, small_store: release.Store, proefdam: Path) -> str:
    """Give the number of a case in records of this test that the corporation's worker opened."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/records.sqlite")
    desk = open_desk(
        from_environment({"BUURTSTOPLICHT_VAR": str(proefdam), "DATABASE_URL": f"sqlite:///{tmp_path}/records.sqlite"}),
        small_store,
    )
    made = handed_in(desk)
    signal_acts.take_up(desk, WORKER, Form(made, 1, "taken-up", NOON))
    signal_work.open_case(desk, WORKER, made, Purpose.TRIAGE, NOON)
    desk.records.dispose()
    return made


@pytest.mark.parametrize(("language", "title", "why"), [("nl", "Inzage", "Beoordelen"), ("en", "Access log", "Assess")])
def test_the_privacy_officer_finds_a_line_by_what_it_holds(
    opened: Opened, sent: Sent, number: str, language: str, title: str, why: str
) -> None:
    app = opened(page="access_log", role="privacy_officer", taal=language)
    assert not app.exception
    assert [block.value for block in app.title] == [title]
    assert number in sent(app)
    assert why in sent(app)
    app.text_input(key="inzage_zoek").set_value("no such thing").run()
    assert number not in sent(app)
    app.text_input(key="inzage_zoek").set_value(number.lower()).run()
    assert number in sent(app)


def test_the_administrator_is_sent_no_number(opened: Opened, sent: Sent, number: str) -> None:
    app = opened(page="access_log", role="admin")
    assert "demo-corporation_case" in sent(app)
    assert number not in sent(app)


def test_others_see_that_they_opened_nothing(opened: Opened, sent: Sent, number: str) -> None:
    app = opened(page="access_log", role="corporation_manager")
    assert [block.value for block in app.title] == ["Mijn inzage"]
    assert [block.value for block in app.info] == ["Er is nog geen dossier geopend."]
    assert number not in sent(app)
