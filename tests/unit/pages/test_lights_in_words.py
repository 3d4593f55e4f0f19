"""How many have which light, and what is said of one unit, in words."""

from __future__ import annotations

import pandas as pd
import pytest

from data.domain.indicators import catalogue
from data.domain.lights import State
from pages.ui.counts import Counts, count, in_words
from pages.ui.figures import goalposts, value_words
from pages.ui.unit_card import sentence
from pages.ui.unit_list import light_note
from scoring.shape import Weighed


def test_a_borrowed_light_is_not_counted_as_a_light() -> None:
    units = pd.DataFrame(
        {"state": ["red", "red", "green", "grey"], "reason": ["scored", "inherited", "scored", "water"]}
    )
    counts = count(units)
    assert (counts.own[State.RED], counts.own[State.GREEN], counts.own[State.GREY], counts.inherited) == (1, 1, 1, 1)
    assert counts.total == len(units)


def test_what_does_not_occur_is_not_said() -> None:
    counts = Counts({State.RED: 1, State.AMBER: 0, State.GREEN: 2, State.GREY: 0, State.WITHHELD: 0}, 40)
    assert in_words(counts) == "1 rood, 2 groen, 40 te klein voor een eigen kleur"
    assert in_words(Counts(dict.fromkeys(State, 0), 0)) == "geen"


@pytest.mark.parametrize(
    ("row", "said", "note"),
    [
        ({"state": "red", "reason": "scored"}, "De draaglast is hier te groot", ""),
        ({"state": "red", "reason": "scored", "indicative": True}, "zie de kleur als een aanwijzing", "indicatief"),
        (
            {"state": "red", "reason": "inherited", "source_level": "street", "source_name": "Kade"},
            "te klein voor een eigen kleur. U ziet de kleur van de straat: Kade, rood.",
            "van straat",
        ),
        ({"state": "grey", "reason": "too_few_homes"}, "te weinig woningen voor een eigen kleur (12)", "te klein"),
        ({"state": "grey", "reason": "coverage"}, "te weinig bekend", ""),
        ({"state": "grey", "reason": "water"}, "Dit is water", "water"),
        ({"state": "withheld", "reason": "withheld"}, "niet zichtbaar voor uw rol", ""),
    ],
)
def test_every_light_and_every_lack_of_one_has_its_sentence(row: dict[str, object], said: str, note: str) -> None:
    whole = {"homes": 12, "indicative": False} | row
    assert said in sentence(whole)
    assert light_note(whole) == note


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"state": "shown", "value": 0.062}, "6,2 % van de huurwoningen"),
        ({"state": "band", "band": "5-10"}, "5\N{EN DASH}10 % van de huurwoningen (klasse)"),
        ({"state": "band", "band": "0-4"}, "0 tot en met 4 woningen (klasse)"),
        ({"state": "band", "band": "5h+"}, "5 woningen of meer (klasse)"),
        ({"state": "band", "band": "5h-20"}, "5 woningen tot 20 % van de huurwoningen (klasse)"),
        ({"state": "band", "band": "35+"}, "35 % van de huurwoningen of meer (klasse)"),
        ({"state": "rounded", "band": "1230"}, "ongeveer 1.230 woningen (afgerond op tien)"),
        ({"state": "missing"}, "niet bekend"),
        ({"state": "withheld"}, "niet zichtbaar voor uw rol"),
    ],
)
def test_a_figure_is_a_value_a_band_or_a_word(row: dict[str, object], said: str) -> None:
    assert value_words(row, catalogue()["rent_arrears"]) == said


def test_goalposts_say_which_end_is_favourable_in_the_unit_of_the_screen() -> None:
    arrears, stay = catalogue()["rent_arrears"], catalogue()["length_of_stay"]
    low = Weighed("rent_arrears", "x", 1.0, 0.04, 0.2, about=arrears)
    high = Weighed("length_of_stay", "x", 1.0, 3.0, 15.0, about=stay)
    assert goalposts(arrears, low) == "0 punten bij 20 %, 100 bij 4 %"
    assert goalposts(stay, high) == "0 punten bij 3, 100 bij 15"
