"""The meeting on more than one screen at once: nothing that is typed is lost, and it is opened once."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.desk import meetings
from data.desk.guard import Desk, open_desk
from data.domain.access import Role, Viewer
from data.domain.meetings import Line, Stage
from data.release import open_store
from data.settings import from_environment

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
MANAGER = Viewer(Role.CORPORATION_MANAGER, frozenset({"GM9998"}), person="demo-corporation_manager")
PARTIES = ("corporation", "municipality", "tenants")


@pytest.fixture
def desk(proefdam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opened) -> Iterator[Desk]:
    """Give the desk of a copy of the town, with a meeting that is planned; the pages look at the same."""
    assert callable(opened)  # it points the pages at the town that all share, before they are pointed at the copy
    shutil.copytree(proefdam, tmp_path / "var")
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(tmp_path / "var"))
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(shutil.copytree(proefdam, tmp_path / "desk"))})
    own = f"sqlite:///{(tmp_path / 'var' / 'records.sqlite').as_posix()}"
    store = open_store(settings)
    made = open_desk(from_environment({"BUURTSTOPLICHT_VAR": str(tmp_path / "var"), "DATABASE_URL": own}), store)
    meetings.plan(made, MANAGER, date(2026, 7, 9), PARTIES, key="plan", now=NOW)
    yield made
    made.records.dispose()
    store.connection.close()


def meeting(opened: Opened) -> AppTest:
    """Look at the meeting that is planned."""
    app = opened(page="meeting", overleg="O-2026-0001")
    app.query_params["overleg"] = "O-2026-0001"
    return app.run()


def press(app: AppTest, label: str) -> AppTest:
    [button] = [one for one in app.button if one.label == label]
    return button.click().run()


def add(app: AppTest, words: str) -> AppTest:
    [field] = [one for one in app.text_input if one.label == "Zelf een punt toevoegen"]
    field.set_value(words)
    return press(app, "Toevoegen")


def typed(app: AppTest, words: str) -> AppTest:
    [field] = [one for one in app.text_input if one.label == "Typ één regel"]
    field.set_value(words)
    return press(app, "Opslaan")


def test_two_who_type_at_once_both_keep_their_line(desk: Desk, opened: Opened) -> None:
    first, second = meeting(opened), meeting(opened)
    for app, words in ((first, "Rondvraag"), (second, "Verlichting")):  # neither saw what the other typed
        assert not add(app, words).exception
    press(first, "Openen en vastleggen")
    second.run()
    press(second, "Verder op dit scherm")
    for app, words in ((first, "Eerste scherm"), (second, "Tweede scherm")):
        assert not typed(app, words).exception
        assert [error.value for error in app.error] == []
    found = meetings.meetings(desk, MANAGER)["O-2026-0001"]
    assert [one.words for one in found.added] == ["Rondvraag", "Verlichting"]
    assert [(one.line, one.words) for one in found.typed] == [
        (Line.MINUTE, "Eerste scherm"),
        (Line.MINUTE, "Tweede scherm"),
    ]


def test_a_meeting_that_somebody_else_opened_meanwhile_is_not_opened_again_and_said(
    desk: Desk, opened: Opened, sent: Sent
) -> None:
    first = meeting(opened)
    second = opened(page="meeting", role="municipality_policy")
    second.query_params["overleg"] = "O-2026-0001"
    second.run()
    press(first, "Openen en vastleggen")
    book = meetings.meetings(desk, MANAGER)["O-2026-0001"].book
    press(second, "Openen en vastleggen")
    assert not second.exception
    assert "Dit overleg is nu bezig op het scherm van wie het opende." in sent(second)
    again = meetings.meetings(desk, MANAGER)["O-2026-0001"]
    assert (again.stage, again.book) == (Stage.OPEN, book)
