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


def moved(app: AppTest, on: date) -> AppTest:
    [field] = [one for one in app.date_input if one.label == "Dag"]
    field.set_value(on)
    return press(app, "Wijziging opslaan")


def test_a_planned_meeting_gets_another_day_and_other_parties(desk: Desk, opened: Opened, sent: Sent) -> None:
    app = meeting(opened)
    [invited] = [one for one in app.multiselect if one.label == "Partijen"]
    invited.set_value(["corporation", "tenants"])
    app = moved(app, date(2026, 7, 16))
    assert not app.exception
    assert "16 jul 2026" in app.title[0].value
    found = meetings.meetings(desk, MANAGER)["O-2026-0001"]
    assert (found.on, found.parties) == (date(2026, 7, 16), ("corporation", "tenants"))
    [present] = [one for one in app.multiselect if one.label == "Aanwezig"]
    assert present.value == ["corporation", "tenants"]
    assert "O-2026-0001" in sent(app)
    assert "Opgeslagen" in app.success[0].value


def test_a_meeting_of_nobody_is_refused_in_words_and_stays_as_it_was(desk: Desk, opened: Opened) -> None:
    app = meeting(opened)
    [invited] = [one for one in app.multiselect if one.label == "Partijen"]
    invited.set_value([])
    [error] = moved(app, date(2026, 7, 16)).error
    assert error.value == "Niet opgeslagen: kies ten minste één partij die wij kennen."
    found = meetings.meetings(desk, MANAGER)["O-2026-0001"]
    assert (found.on, found.parties) == (date(2026, 7, 9), PARTIES)


def test_who_did_not_see_that_a_meeting_was_moved_does_not_move_it_back(desk: Desk, opened: Opened) -> None:
    first, second = meeting(opened), meeting(opened)
    moved(first, date(2026, 7, 16))
    add(first, "Rondvraag")
    [said] = moved(second, date(2026, 7, 23)).warning
    assert said.value.startswith("Niet opgeslagen")
    assert meetings.meetings(desk, MANAGER)["O-2026-0001"].on == date(2026, 7, 16)
    moved(second, date(2026, 7, 23))
    assert meetings.meetings(desk, MANAGER)["O-2026-0001"].on == date(2026, 7, 23)


def test_the_agenda_of_one_who_moves_the_meeting_afterwards_is_kept(desk: Desk, opened: Opened) -> None:
    app = add(meeting(opened), "Rondvraag")
    assert not moved(app, date(2026, 7, 16)).warning
    found = meetings.meetings(desk, MANAGER)["O-2026-0001"]
    assert (found.on, [one.words for one in found.added]) == (date(2026, 7, 16), ["Rondvraag"])


def test_a_meeting_that_is_called_off_is_gone_from_the_agenda_and_stands_in_the_list(
    desk: Desk, opened: Opened, sent: Sent
) -> None:
    app = press(meeting(opened), "Ja, zeg dit overleg af")
    assert not app.exception
    assert meetings.meetings(desk, MANAGER)["O-2026-0001"].stage is Stage.CANCELLED
    assert app.title[0].value == "Er is geen overleg gepland"
    assert "afgezegd" in sent(app)
    assert not [one for one in app.button if one.label.startswith("Overleg van")], "nothing is left to open"


def test_who_may_not_open_a_meeting_neither_moves_it_nor_calls_it_off(desk: Desk, opened: Opened) -> None:
    assert desk
    app = opened(page="meeting", role="tenants")
    app.query_params["overleg"] = "O-2026-0001"
    labels = [one.label for one in app.run().button]
    assert not {"Wijziging opslaan", "Ja, zeg dit overleg af"} & set(labels)
