"""What holds for every screen: the demo ribbon, the gate, and the days on which there is nothing to show."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.ui import reads
from tests.app.conftest import ENTRANCE

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]


@pytest.mark.parametrize("page", ["map", "method"])
@pytest.mark.parametrize(("language", "words"), [("nl", "verzonnen gegevens"), ("en", "invented figures")])
def test_the_demo_is_visibly_a_demo_on_every_screen(
    opened: Opened, sent: Sent, page: str, language: str, words: str
) -> None:
    assert words in sent(opened(page=page, taal=language))


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Er is nog niets te zien"), ("en", "There is nothing to see yet")]
)
def test_without_data_the_screen_says_so_and_does_not_break(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str, words: str
) -> None:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(tmp_path))
    app = AppTest.from_file(str(ENTRANCE), default_timeout=60)
    app.query_params["taal"] = language
    app.run()
    assert not app.exception
    assert [block.value for block in app.title] == [words]


def ask_for_more() -> None:
    """Run a page that the demo's role may not see."""
    import streamlit as st  # noqa: PLC0415 - AppTest runs the body of this function as a script

    from data.domain.access import Permission  # noqa: PLC0415
    from pages.ui.gate import guarded  # noqa: PLC0415

    guarded(lambda _: st.title("secret"), needs=Permission.DELIVER_DATA)


def test_a_page_that_is_not_for_the_viewer_draws_nothing_of_itself(
    proefdam: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(proefdam))
    app = AppTest.from_function(ask_for_more, default_timeout=60)
    assert [block.value for block in app.run().title] == ["Geen toegang"]
    app.session_state["rol"] = "admin"
    assert [block.value for block in app.run().title] == ["secret"]


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Deze gegevens zijn niet openbaar"), ("en", "These figures are not public")]
)
def test_real_figures_about_homes_stay_closed_while_nobody_has_to_sign_in(
    real_proefdam: Path, monkeypatch: pytest.MonkeyPatch, sent: Sent, language: str, words: str
) -> None:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(real_proefdam))
    app = AppTest.from_file(str(ENTRANCE), default_timeout=60)
    app.query_params["taal"] = language
    app.run()
    assert [block.value for block in app.title] == [words]
    assert "Proefdam" not in sent(app)


@pytest.mark.parametrize(("language", "words"), [("nl", "nu niets opslaan"), ("en", "cannot save or change")])
def test_while_the_records_are_down_everything_can_be_looked_at_under_a_clear_banner(
    opened: Opened, proefdam: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str, words: str
) -> None:
    records = Path(shutil.copy(proefdam / "records.sqlite", tmp_path))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{records}")
    assert words not in str(opened(taal=language).warning)
    records.rename(tmp_path / "elsewhere.sqlite")
    records.mkdir()
    reads._health.clear()
    app = opened(taal=language)
    assert not app.exception
    assert [words in block.value for block in app.warning] == [True]
    assert app.title
