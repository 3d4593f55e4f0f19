"""The page of agreements: empty, full and for who may not write; what is typed is stored, or stays with the reason."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]


@pytest.fixture
def fresh(proefdam: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Opened) -> Opened:
    """Open the pages over records of their own."""
    shutil.copy(proefdam / "records.sqlite", tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{(tmp_path / 'records.sqlite').as_posix()}")
    return opened


def propose(app: AppTest, title: str) -> AppTest:
    app.text_input(key="afspraak_nieuw_titel").set_value(title)
    [send] = [button for button in app.button if button.label in ("Afspraak opslaan", "Save agreement")]
    return send.click().run()


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Er zijn nog geen afspraken"), ("en", "There are no agreements yet")]
)
def test_without_agreements_the_page_says_so(fresh: Opened, language: str, title: str) -> None:
    app = fresh(page="agreements", taal=language)
    assert not app.exception
    assert [block.value for block in app.title] == [title]


def test_a_new_agreement_without_a_measure_is_grey_and_says_what_is_missing(fresh: Opened, sent: Sent) -> None:
    app = propose(fresh(page="agreements"), "Samen de hof onderhouden")
    assert not app.exception
    assert [block.value for block in app.title] == ["Samen de hof onderhouden"]
    said = sent(app)
    assert "niet meetbaar" in said
    assert "niet afgesproken wat wordt gemeten" in said
    assert "Opgeslagen, nr P-" in said


def test_what_was_typed_stays_when_it_is_refused(fresh: Opened) -> None:
    app = propose(fresh(page="agreements"), "Bel 0612345678")
    assert ["telefoonnummer" in error.value for error in app.error] == [True]
    assert app.text_input(key="afspraak_nieuw_titel").value == "Bel 0612345678"


def test_who_keeps_no_agreements_gets_no_form_and_who_has_no_access_gets_nothing(fresh: Opened) -> None:
    reader = fresh(page="agreements", role="privacy_officer")
    assert [block.value for block in reader.title] == ["Er zijn nog geen afspraken"]
    assert [one for one in reader.text_input if one.key == "afspraak_nieuw_titel"] == []
    with pytest.raises(ValueError, match="navigation page"):
        fresh(page="agreements", role="admin")


@pytest.mark.parametrize(("language", "title"), [("nl", "Er is geen overleg gepland"), ("en", "No meeting is planned")])
def test_without_a_meeting_the_page_says_so(fresh: Opened, language: str, title: str) -> None:
    app = fresh(page="meeting", taal=language)
    assert not app.exception
    assert [block.value for block in app.title] == [title]
    with pytest.raises(ValueError, match="navigation page"):
        fresh(page="meeting", role="admin")


def test_a_bad_address_shows_the_list_and_says_so(fresh: Opened) -> None:
    for page, name in (("agreements", "afspraak"), ("meeting", "overleg")):
        app = fresh(page=page, **{name: "<script>"})
        app.query_params[name] = "<script>"
        app.run()
        assert not app.exception
        assert len(app.info) >= 1
