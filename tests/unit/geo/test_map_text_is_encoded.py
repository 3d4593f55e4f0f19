"""No text can leave the place that a map gives it: not on the server, not in the script, not in the page."""

from __future__ import annotations

import html
import json
from collections.abc import Callable

import folium
import jinja2
import pandas as pd
import pytest
import shapely
from streamlit_folium import _get_feature_group_string, _get_map_string

from data.domain.lights import State
from geo.canvas import base_map
from geo.encode import LIMIT, encode
from geo.layers import LightsLayer, Outline, Wording, lights
from tests.samples.map_frame.hostile import HOSTILE

SQUARE = shapely.box(5.0, 52.0, 5.01, 52.01)
PLAIN = Wording({state: state.value for state in State})
TILES = "https://tiles.example.org/{z}/{x}/{y}.png"


def _layer(*, words: Wording = PLAIN, outline: str = "", **texts: str) -> LightsLayer:
    unit = {"name": "a", "state": State.RED, "geometry": SQUARE, "note": "b"} | texts
    return lights(pd.DataFrame([unit], dtype="object"), words=words, outline=Outline(outline, SQUARE))


def _worded(text: str) -> Wording:
    return Wording(dict.fromkeys(State, text), text, text, text, text, text, text)


def _layer_script(layer: LightsLayer) -> str:
    """Script of a layer exactly as it is sent."""
    script: str = _get_feature_group_string(layer, map=base_map())
    return script


def _map_script(url: str, attribution: str) -> str:
    """Script of the empty map exactly as it is sent, after everything that renders it."""
    canvas = base_map(url, attribution)
    canvas.get_root().render()
    script: str = _get_map_string(canvas)
    return script


SURFACES: dict[str, Callable[[str], str]] = {
    "name on the map and in the tooltip": lambda text: _layer_script(_layer(name=text)),
    "line under the state in the tooltip": lambda text: _layer_script(_layer(note=text)),
    "name of the outline": lambda text: _layer_script(_layer(outline=text)),
    "words of the states, the map and its buttons": lambda text: _layer_script(_layer(words=_worded(text))),
    "attribution": lambda text: _map_script(TILES, text),
    "address of the base map": lambda text: _map_script(text, "a"),
}


def _executes(script: str) -> bool:
    """Whether folium would run something if it read the script as a template, as it does with what it renders."""
    try:
        return jinja2.Template(script, keep_trailing_newline=True).render() != script
    except Exception:  # noqa: BLE001 (any failure is a broken map)
        return True


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_neither_runs_nor_breaks_a_template(surface: str, text: str) -> None:
    assert not _executes(SURFACES[surface](text))


@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_adds_no_character_that_means_something(surface: str, text: str) -> None:
    hostile, harmless = SURFACES[surface](text), SURFACES[surface]("x")
    for sign in "{}<>\"'`$\\\n\u2028\u2029\x00":
        assert hostile.count(sign) == harmless.count(sign), repr(sign)


def test_the_control_does_execute_without_the_encoder() -> None:
    raw = _layer_script(LightsLayer({"stamp": "", "names": ["{{7*7}}"]}))
    assert _executes(raw)
    assert '"names":["49"]' in jinja2.Template(raw).render()


def test_the_control_does_execute_in_the_plain_recipe() -> None:
    plain = folium.Map()
    feature = {"type": "Feature", "geometry": SQUARE.__geo_interface__, "properties": {"name": "{{7*7}}"}}
    folium.GeoJson({"type": "FeatureCollection", "features": [feature]}).add_to(plain)
    page = plain.get_root().render()
    assert '"name": "49"' in page
    assert "{{7*7}}" not in page


def test_the_whole_page_of_a_map_with_a_layer_renders_without_running_it() -> None:
    canvas = base_map()
    _layer(name="{{7*1234567}}").add_to(canvas)
    assert "8641969" not in canvas.get_root().render()


@pytest.mark.parametrize(
    "text", ["Wijk 3 'De Hoek' & \"Zuid\"", "{{7*7}}", "a\\b $1 `c` d_e", "</script>", "Ĳsselœ → 🏠"]
)
def test_the_reader_sees_the_text_as_it_was(text: str) -> None:
    assert html.unescape(encode(text)) == text


def test_control_characters_become_a_space_and_turning_marks_go() -> None:
    assert encode("a\x00\nb\u2028c\ud800d") == "a b c d"
    assert encode("a\u202ecba\u202c") == "acba"


def test_a_long_text_is_cut_before_it_is_encoded_so_that_no_entity_is_cut() -> None:
    cut = encode("<" * 5000)
    assert html.unescape(cut) == "<" * (LIMIT - 1) + "…"


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT])
def test_nothing_gives_an_empty_text(missing: object) -> None:
    assert encode(missing) == ""


def test_the_layer_holds_no_column_that_was_not_asked_for() -> None:
    unit = {"name": "a", "state": State.GREEN, "geometry": SQUARE, "unit_id": "0363100012345678", "score": 41.5}
    layer = lights(pd.DataFrame([unit]), words=PLAIN)
    assert "0363100012345678" not in layer.payload
    assert "41.5" not in layer.payload
    assert json.loads(layer.payload)["units"]["names"] == ["a"]
