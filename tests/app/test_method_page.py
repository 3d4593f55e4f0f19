"""The page that accounts for the lights: model, sources, age and rows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["Zo komt een stoplicht tot stand", "Onder 45 is rood", "Klein", "small-1", "1 jul 2026, 14:00"]),
        ("en", ["How a traffic light is made", "Below 45 is red", "Small", "small-1", "1 Jul 2026, 14:00"]),
    ],
)
def test_it_says_in_words_how_a_light_is_made_and_by_which_model(
    opened: Opened, sent: Sent, language: str, words: list[str]
) -> None:
    app = opened(page="method", taal=language)
    assert not app.exception
    said = sent(app)
    assert [word for word in words if word not in said] == []


def test_it_tells_what_became_of_the_rows_of_every_file(opened: Opened, sent: Sent) -> None:
    said = sent(opened(page="method"))
    assert "small_town" in said
    assert "gebouw zonder woningen" in said
    assert "woning die niet bestaat" in said


def test_only_who_delivers_data_sees_the_codes_of_rows_that_were_left_over(opened: Opened, sent: Sent) -> None:
    assert "9998010099999999" in sent(opened(page="method", role="admin"))
    assert "9998010099999999" not in sent(opened(page="method"))


@pytest.mark.parametrize(
    ("language", "words"),
    [("nl", ("Proefberekening", "Kleur in de proef")), ("en", ("Trial", "Colour in the trial"))],
)
def test_who_has_exact_figures_can_try_another_weight(
    opened: Opened, sent: Sent, language: str, words: tuple[str, str]
) -> None:
    app = opened(page="method", taal=language)
    app.toggle(key="wat_als_aan").set_value(True).run()
    assert not app.exception
    assert all(word in sent(app) for word in words)
    app.selectbox(key="wat_als_onderdeel").set_value("theme:money").run()
    app.slider(key="wat_als_gewicht_theme:money").set_value(4.0).run()
    assert not app.exception
    rows = next(one.value for one in app.get("html") if words[1] in one.value)
    assert not re.search(r"\b0[.,]0</td></tr>", rows)


def test_a_shared_role_is_offered_no_trial(opened: Opened, sent: Sent) -> None:
    app = opened(page="method", role="tenants")
    assert "Wat als een gewicht" not in sent(app)
    assert not app.toggle


@pytest.mark.parametrize(("language", "word"), [("nl", "Te vroeg om iets te zeggen"), ("en", "Too early to say")])
def test_a_chosen_place_is_compared_with_similar_ones_from_a_start_on(
    opened: Opened, sent: Sent, language: str, word: str
) -> None:
    town = {"niveau": "municipality", "gebied": "GM9998", "toon": "neighbourhood", "keuze": "BU99980101"}
    app = opened(page="method", taal=language, **town)
    app.toggle(key="effect_aan").set_value(True).run()
    assert not app.exception
    assert word in sent(app)
    charts = app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert len(charts) == 4


def test_the_tenants_organisation_chooses_its_own_area_and_gets_words(opened: Opened, sent: Sent) -> None:
    app = opened(page="method", role="tenants")
    assert "mag uw rol niet meer weten" in sent(app)
    choice = app.selectbox(key="uitleg_plek")
    assert "Havenkant" in choice.options
    choice.set_value("BU99980101").run()
    assert not app.exception
    assert "BU99980101" in app.query_params["gebied"]
    said = sent(app)
    assert "Waarom deze kleur: Havenkant" in said
    assert "mag uw rol niet meer weten" not in said
    assert "bs-why" in said
