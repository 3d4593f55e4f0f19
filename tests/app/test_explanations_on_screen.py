"""Every light explains itself on the screen: in the panel and on its own page, to each role what it may know."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from data.domain.access import Role
from pages.ui.why.panel import PART_WIDGET, PARTS
from tests.samples import small_town

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]

FLAT = {"niveau": "neighbourhood", "gebied": "BU99980101", "toon": "building", "keuze": small_town.FLAT}
SAID = {
    "nl": ("De score is 53,8 van 100", "Waarom deze kleur?", "het verschil is klein"),
    "en": ("The score is 53.8 out of 100", "Why this colour?", "the difference is small"),
}


def asked(opened: Opened, part: str, **address: str) -> AppTest:
    app = opened(**address)
    [choice] = [one for one in app.get("button_group") if one.key == PART_WIDGET]
    choice.set_value(part)
    return app.run()


def lines(app: AppTest) -> list[str]:
    """Sentences that explain a light."""
    return [block.value for block in app.get("html") if 'class="bs-why"' in block.value]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_panel_says_in_one_sentence_why_and_which_rule_holds_the_colour(
    opened: Opened, sent: Sent, language: str
) -> None:
    app = opened(taal=language, **FLAT)
    assert not app.exception
    score, question, held = SAID[language]
    [said] = lines(app)
    assert score in said
    assert held in said
    assert question in sent(app)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("part", list(PARTS))
def test_every_part_opens_in_the_panel(opened: Opened, part: str, language: str) -> None:
    app = asked(opened, part, taal=language, **FLAT)
    assert not app.exception
    shown = [block.value for block in app.get("html") if "bs-table" in block.value or "bs-note" in block.value]
    assert shown


@pytest.mark.parametrize("part", ["opbouw", "balans", "verloop"])
def test_every_chart_has_words_and_a_table_for_who_cannot_see_it(opened: Opened, part: str) -> None:
    app = asked(opened, part, **FLAT)
    [chart] = app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")
    assert "tabel" in str(chart.proto)
    assert any("Hetzelfde als tabel" in block.value for block in app.get("html"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_explains_a_chosen_place_large_and_lets_it_be_added_up(
    opened: Opened, sent: Sent, language: str
) -> None:
    app = opened(page="method", taal=language, **FLAT)
    assert not app.exception
    said = sent(app)
    assert SAID[language][0] in said
    total = {"nl": "53,75", "en": "53.75"}[language]
    assert any("bs-table" in block.value and total in block.value for block in app.get("html"))
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 3


def test_another_place_of_the_list_can_be_chosen_on_the_page(opened: Opened) -> None:
    app = opened(page="method", **FLAT)
    app.selectbox(key="uitleg_plek").set_value("BU99980101").run()
    assert not app.exception
    assert "keuze" not in app.query_params
    assert any(one.value == "Waarom deze kleur: Havenkant" for one in app.header)


@pytest.mark.parametrize("role", [Role.PROJECTOR, Role.MUNICIPALITY_POLICY, Role.CARE])
@pytest.mark.parametrize("page", ["map", "method"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_shared_roles_read_words_and_no_figure(opened: Opened, role: str, page: str, language: str) -> None:
    app = opened(page=page, role=role, taal=language, **FLAT)
    assert not app.exception
    [said] = lines(app)
    assert not re.search(r"\d", re.sub(r"<[^>]*>", "", html.unescape(said)))
    assert {"nl": "veel", "en": "much"}[language] in said
    assert not any(word in said for word in ("op de grens", "zeker.", "on the border", "certain."))
    assert not app.get("vega_lite_chart")
    assert not app.get("arrow_vega_lite_chart")
    assert not [one for one in app.get("button_group") if one.key == PART_WIDGET]


@pytest.mark.parametrize("page", ["map", "method"])
def test_a_withheld_place_is_not_explained(opened: Opened, page: str) -> None:
    app = opened(page=page, role=Role.PROJECTOR, **(FLAT | {"keuze": small_town.HOUSES[0]}))
    assert not app.exception
    assert lines(app) == []


@pytest.mark.parametrize("part", list(PARTS))
def test_a_place_without_a_score_says_so_and_what_is_missing(opened: Opened, sent: Sent, part: str) -> None:
    app = asked(opened, part, niveau="neighbourhood", gebied="BU99980102")
    assert not app.exception
    assert lines(app) == []
    assert not app.error
    if part == "gegevens":
        assert "Wat niet meetelt, en waarom" in sent(app)
