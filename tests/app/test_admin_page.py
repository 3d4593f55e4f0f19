"""The administrator's page and looking as another role, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.conftest import ENTRANCE

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]


@pytest.fixture(autouse=True)
def own_records(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Write in records of this test."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/records.sqlite")


def let_in(app: AppTest, email: str, role: str = "care") -> AppTest:
    app.text_input(key="toelaten_naam").set_value("Anna **B**")
    app.text_input(key="toelaten_adres").set_value(email)
    app.selectbox(key="toelaten_rol").set_value(role)
    app.multiselect(key="toelaten_gebieden").set_value(["GM9998"])
    [send] = [button for button in app.button if button.label in {"Toelaten", "Let in"}]
    return send.click().run()


@pytest.mark.parametrize(("language", "title"), [("nl", "Beheer"), ("en", "Administration")])
def test_the_administrator_lets_somebody_in_and_finds_it_in_the_log(
    opened: Opened, sent: Sent, language: str, title: str
) -> None:
    app = opened(page="admin", role="admin", taal=language)
    assert [block.value for block in app.title] == [title]
    let_in(app, "anna@corporatie.test")
    assert not app.exception
    assert any("M-2026-0001" in block.value or "M-20" in block.value for block in app.success)
    assert "anna@corporatie.test" in sent(app)
    app.button_group(key="beheer_deel").set_value("wijzigingen").run()
    assert not app.exception
    assert "demo-admin" in sent(app)
    assert "anna@corporatie.test" not in sent(app)


def test_what_was_typed_stays_when_it_is_refused(opened: Opened) -> None:
    app = let_in(opened(page="admin", role="admin"), "geen adres")
    assert [block.value.startswith("Niet opgeslagen") for block in app.error] == [True]
    assert app.text_input(key="toelaten_adres").value == "geen adres"


@pytest.mark.parametrize("role", ["corporation_manager", "privacy_officer"])
def test_the_page_itself_opens_for_nobody_else(
    proefdam: Path, monkeypatch: pytest.MonkeyPatch, sent: Sent, role: str
) -> None:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(proefdam))
    app = AppTest.from_file(str(ENTRANCE.parents[1] / "admin.py"), default_timeout=60)
    app.session_state["rol"] = role
    app.run()
    assert [block.value for block in app.title] == ["Geen toegang"]
    assert "toelaten" not in sent(app).lower()


def test_looking_as_another_role_is_framed_narrows_and_can_be_stopped(opened: Opened, sent: Sent) -> None:
    app = opened(role="corporation_manager")
    app.selectbox(key="toon_als").set_value("tenants").run()
    assert not app.exception
    assert "U kijkt zoals: Huurdersorganisatie" in sent(app)
    app.button(key="toon_als_stop").click().run()
    assert "U kijkt zoals" not in sent(app)


@pytest.mark.parametrize("role", ["tenants", "corporation_letting"])
def test_others_do_not_look_as_another_role_even_when_the_session_says_so(
    opened: Opened, sent: Sent, role: str
) -> None:
    app = opened(role=role)
    assert [box.key for box in app.selectbox if box.key == "toon_als"] == []
    app.session_state["toon_als"] = "corporation_manager"
    app.run()
    assert "U kijkt zoals" not in sent(app)
