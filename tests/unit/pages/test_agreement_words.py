"""How an agreement is worded when what it rests on is gone: named, and never left out in silence."""

from __future__ import annotations

from datetime import date

import pytest

from data.desk.meeting_book import AgreementLine
from pages.ui.agreements import words
from pages.ui.meeting.words import written


def line(**changed: object) -> AgreementLine:
    told: dict[str, object] = {
        "number": "P-2026-0001", "sort": "focus", "title": "Minder", "wording": "", "parties": ("corporation",),
        "owner": "corporation", "level": "estate", "unit_id": "C1", "place": "Kadeflat", "gauge": "indicator",
        "indicator": "rent_arrears", "baseline": 20.0, "target": 10.0, "starts": date(2026, 1, 1),
        "due": date(2026, 12, 31), "standing": "not_measurable", "lacks": (), "low": None, "high": None,
        "measured_on": None, "expected": None, "agreed": "", "agreed_why": "", "stage": "GEP",
    }  # fmt: skip
    return AgreementLine(**(told | changed))  # type: ignore[arg-type]


def test_an_indicator_that_is_gone_is_named_by_its_code_and_the_sentence_says_so() -> None:
    gone = line(indicator="happiness", lacks=("indicator",))
    assert words.measure_name(gone) == "indicator die er niet meer is (happiness)"
    assert words.progress_sentence(gone) == "De indicator bestaat niet meer."
    assert "niet meetbaar" in words.standing_badge(gone.standing)


def test_a_party_that_is_gone_is_named_by_its_code() -> None:
    assert words.parties(("corporation", "water_board")) == "corporatie, water_board (geen partij meer)"


@pytest.mark.parametrize(
    ("effect", "nearby", "said"),
    [
        ("", "", ""),
        ("too_early", "too_early", "Te vroeg om iets te zeggen."),
        ("worse", "worse", ("Zichtbaar verschil: slechter dan plekken die erop lijken. Let op: bij de buren gaat het "
         "slechter.")),
        ("no_visible_difference", "too_early", "Geen zichtbaar verschil met plekken die erop lijken."),
    ],
)  # fmt: skip
def test_whether_it_helped_is_said_in_words_with_the_neighbours_where_they_changed(
    effect: str, nearby: str, said: str
) -> None:
    assert words.helped(line(effect=effect, nearby=nearby)) == said


def test_a_text_that_was_erased_is_said_to_be() -> None:
    assert (written(""), written("Lampen")) == ("(gewist)", "Lampen")
