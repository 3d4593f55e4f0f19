"""A light that a meeting agreed on stands beside the computed one: panel, list, map and legend, in both languages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.desk import agreed_lights, meetings
from data.desk.book_making import screen
from data.desk.guard import open_desk
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.release import open_store
from data.settings import from_environment

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]
Listed = Callable[[AppTest], dict[str, list[dict[str, object]]]]
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
SAID = {
    "nl": (
        "Afgesproken: rood, door het overleg van 9 jul 2026 (huurdersorganisatie).",
        "afgesproken: rood",
        "Eén plek",
    ),
    "en": ("Agreed: red, by the meeting of 9 Jul 2026 (tenants' organisation).", "agreed: red", "One place in view"),
}


@pytest.fixture(scope="module")
def agreed(proefdam: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the town in which an open meeting agreed on a red light."""
    var = tmp_path_factory.mktemp("agreed") / "var"
    shutil.copytree(proefdam, var)
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    store = open_store(settings)
    desk = open_desk(settings, store)
    manager = Viewer(Role.CORPORATION_MANAGER, frozenset({"GM9998"}), person="m-manager")
    parties = ("corporation", "municipality", "tenants")
    number = meetings.plan(desk, manager, date(2026, 7, 9), parties, key="a", now=NOW).number
    meetings.open_meeting(desk, manager, number, 1, parties, key="b", now=NOW)
    place = (Level.NEIGHBOURHOOD, "BU99980101")
    agreed_lights.agree(desk, screen(manager), number, *place, "red", "tenants", "Er is veel onrust", key="c", now=NOW)
    desk.records.dispose()
    store.connection.close()
    return var


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_stands_beside_the_computed_light_everywhere(
    agreed: Path, opened: Opened, sent: Sent, listed: Listed, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(agreed))
    town = {"niveau": "municipality", "gebied": "GM9998", "toon": "neighbourhood", "keuze": "BU99980101"}
    app = opened(taal=language, **town)
    assert not app.exception
    said, short, legend = SAID[language]
    shown = sent(app)
    assert said in shown
    assert "Er is veel onrust" in shown
    assert legend in shown
    [row] = [one for one in listed(app)["rows"] if short in str(one["note"])]
    assert row["state"] != "red"


def test_an_older_period_shows_no_agreed_light(
    agreed: Path, opened: Opened, sent: Sent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(agreed))
    town = {"niveau": "municipality", "gebied": "GM9998", "toon": "neighbourhood", "keuze": "BU99980101"}
    assert "Afgesproken" not in sent(opened(periode="2026-2", **town))
