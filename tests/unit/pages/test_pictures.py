"""How the map is drawn, in the address: whatever is asked, what comes out exists, and what was changed is said."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.domain.indicators import catalogue
from pages.ui.layers.axis import between
from pages.ui.layers.certainty import percent
from pages.ui.layers.extent import CUTS, _step
from pages.ui.layers.indicator import limits
from pages.ui.layers.registry import LAYERS
from pages.ui.layers.steps import fifth
from pages.ui.picture import BESIDE, BESIDE_PERIOD, LAYER, LIGHTS, MODE, NAMES, SINCE, Mode, Picture, nearest
from pages.ui.state import address
from pages.ui.state import nearest as nearest_view
from scoring.shape import Weighed
from tests.samples.worlds import PERIODS, world

LAYER_CODES = ("licht", "draaglast", "thema-care")
ANYTHING = st.text(string.printable + "\u00e9\u2028\x00", max_size=40)
LIKELY = st.sampled_from([*LAYER_CODES, *PERIODS, *Mode, "thema-", "-", "{{7*7}}", "<script>", "2026-9"])


@settings(deadline=None)
@given(asked=st.dictionaries(st.sampled_from(NAMES), LIKELY | ANYTHING))
def test_any_address_gives_a_picture_that_exists_and_is_kept_when_it_is_asked_again(asked: dict[str, str]) -> None:
    picture, remarks = nearest(asked, LAYER_CODES, PERIODS)
    assert picture.layer in LAYER_CODES
    assert picture.beside in ("", *LAYER_CODES)
    assert {picture.since, picture.beside_period} <= {"", *PERIODS}
    assert set(remarks) <= {"laag", "periode_toen", "beeld"}
    again, silence = nearest(picture.address(), LAYER_CODES, PERIODS)
    assert again.address() == picture.address()
    assert silence == ()


@given(
    asked=st.dictionaries(st.sampled_from([*NAMES, "niveau", "gebied", "toon", "periode", "keuze"]), LIKELY | ANYTHING)
)
def test_any_address_gives_a_view_whose_own_address_needs_no_remark(asked: dict[str, str]) -> None:
    view, _ = nearest_view(asked, world(layers=LAYER_CODES))
    again, remarks = nearest_view(address(view), world(layers=LAYER_CODES))
    assert remarks == ()
    assert address(again) == address(view)


def test_what_is_as_usual_is_not_in_the_address() -> None:
    assert Picture().address() == {}
    assert Picture("draaglast", mode=Mode.PROJECTOR).address() == {LAYER: "draaglast", MODE: "projector"}
    assert Picture(beside_period="2026-1").address() == {}
    beside = Picture(beside=LIGHTS, beside_period="2026-1", since="2026-1")
    assert beside.address() == {SINCE: "2026-1", BESIDE: LIGHTS, BESIDE_PERIOD: "2026-1"}


@pytest.mark.parametrize(
    ("asked", "remark"),
    [({LAYER: "cijfer-x"}, "laag"), ({BESIDE: "x"}, "laag"), ({SINCE: "x"}, "periode_toen"), ({MODE: "x"}, "beeld")],
)
def test_what_does_not_exist_is_said(asked: dict[str, str], remark: str) -> None:
    assert nearest(asked, LAYER_CODES, PERIODS) == (Picture(), (remark,))


def test_an_area_that_does_not_open_keeps_the_layer_and_the_projector() -> None:
    asked = {"niveau": "building", "gebied": "B1", LAYER: "draaglast", MODE: "projector"}
    view, _ = nearest_view(asked, world(layers=LAYER_CODES))
    assert (view.unit_id, view.picture) == ("S1", Picture("draaglast", mode=Mode.PROJECTOR))


def test_every_layer_has_a_code_of_its_own_that_fits_in_an_address() -> None:
    codes = [layer.code for layer in LAYERS]
    assert len(set(codes)) == len(codes) > 8
    assert codes[0] == LIGHTS
    assert all(code.replace("_", "").isalpha() for code in codes)


@pytest.mark.parametrize(("value", "step"), [(0, 0), (19.99, 0), (20, 1), (59.9, 2), (80, 4), (100, 4)])
def test_a_fifth_begins_at_its_lower_limit(value: float, step: int) -> None:
    assert fifth(value) == step


def test_the_limits_of_the_fifths_follow_each_other() -> None:
    assert [between(number) for number in (0, 4)] == ["0 tot 20", "80 tot 100"]


@pytest.mark.parametrize(
    ("indicator", "lo", "hi", "first", "last"),
    [
        ("rent_arrears", 0.04, 0.14, ("boven 12 %", "ongunstig"), ("6 % of lager", "gunstig")),
        ("length_of_stay", 3, 13, ("onder 5", "ongunstig"), ("11 of hoger", "gunstig")),
    ],
)
def test_the_limits_of_an_indicator_come_from_its_goalposts_worst_first(
    indicator: str, lo: float, hi: float, first: tuple[str, str], last: tuple[str, str]
) -> None:
    about = catalogue()[indicator]
    words = limits(about, Weighed(indicator, "x", 1, lo, hi, about=about))
    assert (words[0], words[-1]) == (first, last)
    assert len(words) == 5


def test_no_share_is_called_certain_or_impossible_that_is_not() -> None:
    assert [percent(share) for share in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "1 %", "50 %", "99 %", "100 %"]


def test_homes_in_red_places_step_by_the_limits_in_the_legend() -> None:
    assert [_step(share) for share in (1.0, *CUTS, 0.09, 0.0)] == [0, 0, 1, 2, 3, 4]
