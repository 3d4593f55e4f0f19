"""A layer says what it must and no more; the map around it is the same text every time and asks no other host."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
import shapely
from streamlit_folium import _get_header, _get_map_string

from data.domain.lights import SHOWN_ORDER, State
from geo.assets import assets
from geo.canvas import Canvas, base_map
from geo.layers import LightsLayer, Outline, Wording, lights
from geo.legend import LegendRow, legend
from geo.palette import LOOKS, STYLES, paler, style, symbol_svg, symbol_uri

WORDS = {state: f"woord {state.value}" for state in State}
SHAPES = [shapely.box(5 + number / 100, 52, 5.005 + number / 100, 52.005) for number in range(5)]


def _units() -> pd.DataFrame:
    return pd.DataFrame({
        "name": ["a", "b", "c", "d", "e"],
        "state": list(SHOWN_ORDER),
        "inherited": [False, True, False, False, False],
        "indicative": [False, False, True, False, False],
        "wkb": [shapely.to_wkb(shape) for shape in SHAPES],
    })  # fmt: skip


def _content(layer: LightsLayer) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(layer.payload)
    return content


def test_every_unit_keeps_its_number_and_gets_its_style() -> None:
    units = _content(lights(_units(), words=Wording(WORDS)))["units"]
    assert units["count"] == 5
    assert units["names"] == ["a", "b", "c", "d", "e"]
    assert units["style"] == "u1:AAYMAwQ="  # 0, 1 + 5, 2 + 10, 3, 4


def test_a_style_number_is_the_style_of_that_state() -> None:
    for number, state in enumerate(SHOWN_ORDER):
        assert STYLES[number] == style(state, inherited=False, indicative=False)
        assert STYLES[number + 5] == style(state, inherited=True, indicative=False)
        assert STYLES[number + 10] == style(state, inherited=False, indicative=True)
        assert STYLES[number + 15] == style(state, inherited=True, indicative=True)


def test_flags_and_notes_may_be_left_out_or_missing() -> None:
    plain = _units().drop(columns=["inherited", "indicative"])
    assert _content(lights(plain, words=Wording(WORDS)))["units"]["style"] == "u1:AAECAwQ="
    unsure = _units().assign(inherited=pd.array([None] * 5, dtype="boolean"), note=[None, "x", None, None, None])
    units = _content(lights(unsure, words=Wording(WORDS)))["units"]
    assert units["style"] == "u1:AAEMAwQ="
    assert units["notes"] == {"at": "u1:AAEAAAA=", "texts": ["", "x"]}


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, shapely.from_wkb])
def test_shapes_are_taken_in_every_form_in_which_a_database_hands_them(kind: Callable[[bytes], object]) -> None:
    units = _units()
    units["wkb"] = pd.Series([kind(shape) for shape in units["wkb"]], dtype="object")
    expected = _content(lights(_units(), words=Wording(WORDS)))
    assert _content(lights(units, words=Wording(WORDS))) == expected


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, b"no WKB"])
def test_a_unit_without_a_shape_keeps_its_number(missing: object) -> None:
    units = _units()
    units["wkb"] = pd.Series([*units["wkb"][:2], missing, *units["wkb"][3:]], dtype="object")
    packed = _content(lights(units, words=Wording(WORDS)))["units"]
    assert packed["parts"] == "u1:AQEAAQE="
    assert packed["count"] == len(packed["names"]) == 5


def test_nothing_to_show_is_a_layer_too() -> None:
    empty = _content(lights(_units().iloc[:0], words=Wording(WORDS)))
    assert empty["units"]["count"] == 0
    assert empty["bounds"] is None
    assert {str(value) for value in empty["ground"].values()} == {"0", "[0, 0]"}


def test_the_map_fits_the_outline_then_the_units_unless_it_is_told() -> None:
    box = (4.0, 51.0, 6.0, 53.0)
    outline = Outline("x", shapely.box(*box))
    assert _content(lights(_units(), words=Wording(WORDS), outline=outline))["bounds"] == list(box)
    assert _content(lights(_units(), words=Wording(WORDS)))["bounds"] == pytest.approx([5.0, 52.0, 5.045, 52.005])
    told = lights(_units(), words=Wording(WORDS), outline=outline, bounds=(1, 2, 3, 4))
    assert _content(told)["bounds"] == [1, 2, 3, 4]


def test_the_stamp_changes_with_the_shapes_and_not_with_colour_or_selection() -> None:
    first = lights(_units(), words=Wording(WORDS)).stamp
    assert lights(_units().assign(state=State.RED), words=Wording(WORDS), selected=2).stamp == first
    assert lights(_units().iloc[::-1], words=Wording(WORDS)).stamp != first


def test_ground_is_drawn_from_low_to_high_and_unknown_kinds_are_left_out() -> None:
    ground = pd.DataFrame({"kind": ["road", "sand", "green"], "wkb": [shapely.to_wkb(shape) for shape in SHAPES[:3]]})
    packed = _content(lights(_units(), words=Wording(WORDS), ground=ground))["ground"]
    assert packed["count"] == 2
    assert packed["kind"] == "u1:AAI="  # green, then road


def test_the_units_are_not_changed() -> None:
    units = _units()
    lights(units, words=Wording(WORDS))
    pd.testing.assert_frame_equal(units, _units())


def test_a_layer_can_be_kept_in_a_cache() -> None:
    layer = lights(_units(), words=Wording(WORDS))
    again = pickle.loads(pickle.dumps(layer))  # noqa: S301 (our own bytes)
    assert again.payload == layer.payload


def test_the_empty_map_is_the_same_text_every_time() -> None:
    texts = {_get_map_string(base_map()) for _ in range(3)}
    assert len(texts) == 1


def test_the_empty_map_asks_for_our_own_files_only() -> None:
    canvas = base_map()
    links = [address for _, address in Canvas.default_js + Canvas.default_css]
    page = canvas.get_root().render()
    assert len(links) == 6
    assert all(re.fullmatch(r"\.\./\.\./map-files/[0-9a-f]{12}/[a-z]+\.(js|css)", link) for link in links)
    assert not re.findall(r"(?:https?:)?//[a-z]", page + _get_header(canvas) + _get_map_string(base_map()))


def test_only_six_files_can_be_served_and_their_address_changes_with_their_content() -> None:
    assert set(assets()) == {"leaflet.js", "leaflet.css", "shapes.js", "marks.js", "boards.js", "painter.js"}
    assert len({asset.address.split("/")[1] for asset in assets().values()}) == 6
    assert assets()["leaflet.js"].content.startswith(b"/*")


def test_a_base_map_is_named_only_when_it_is_configured() -> None:
    assert "tiles.example.org" not in _get_map_string(base_map())
    assert "tiles.example.org" in _get_map_string(base_map("https://tiles.example.org/&#123;z&#125;.png", "x"))


def test_the_legend_keeps_its_order_and_says_words_and_counts() -> None:
    rows = legend({State.GREEN: 4, State.RED: 1}, WORDS)
    assert rows == (
        LegendRow(State.RED, "woord red", 1),
        LegendRow(State.AMBER, "woord amber", 0),
        LegendRow(State.GREEN, "woord green", 4),
        LegendRow(State.GREY, "woord grey", 0),
    )
    assert legend({State.WITHHELD: 2}, WORDS)[-1] == LegendRow(State.WITHHELD, "woord withheld", 2)


def test_every_state_has_a_colour_a_symbol_and_a_glyph_of_its_own() -> None:
    assert set(LOOKS) == set(State)
    for facts in (
        {look.fill for look in LOOKS.values()},
        {look.path for look in LOOKS.values()},
        {look.glyph for look in LOOKS.values()},
    ):
        assert len(facts) == len(State)


def test_the_three_lights_have_the_measured_colours() -> None:
    assert [LOOKS[state].fill for state in SHOWN_ORDER[:3]] == ["#b00907", "#f7d06b", "#0a9fa6"]


def test_borrowed_and_indicative_colours_are_paler_and_look_different() -> None:
    red, borrowed, indicative = STYLES[0], STYLES[5], STYLES[10]
    assert borrowed.fill == indicative.fill == paler("#b00907") != red.fill
    assert borrowed.dashed
    assert not indicative.dashed
    assert indicative.lines == red.fill
    assert paler("#000000", 1.0) == "#ffffff"


@pytest.mark.parametrize("state", State)
def test_a_symbol_is_a_drawing_without_words_script_or_address(state: State) -> None:
    drawing = symbol_svg(state, size=18)
    assert 'width="18"' in drawing
    assert 'aria-hidden="true"' in drawing
    assert drawing.count("http") == 1  # the namespace
    assert symbol_uri(state).startswith("data:image/svg+xml;base64,")
