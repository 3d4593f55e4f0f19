"""The layer of the map: packed shapes, how each looks, its words, and what is drawn around and under them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import folium
import numpy as np
import pandas as pd
from folium.template import Template

from data.domain.lights import SHOWN_ORDER, State
from geo.drawn import Box, Drawn, drawn
from geo.encode import encode
from geo.packed import column, told_once
from geo.palette import GROUND_FILLS
from geo.scales import NUMBERS

_ORDER = {str(state): number for number, state in enumerate(SHOWN_ORDER)}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that the map shows, in the viewer's language.

    Parameters
    ----------
    states
        Word a state, such as ``rood``.
    map_label
        What the map is, for screen readers.
    indicative, inherited
        Remark behind the word of a light that is indicative, or taken over from the complex or street.
    zoom_in, zoom_out
        Names of the buttons.
    language
        Code for screen readers.
    """

    states: Mapping[State, str]
    map_label: str = ""
    indicative: str = ""
    inherited: str = ""
    zoom_in: str = "+"
    zoom_out: str = "-"
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class Outline:
    """Border of the open area, drawn around its units.

    Parameters
    ----------
    name
        Written in the corner of the map; may be empty.
    shape
        WKB or geometry, EPSG:4326, longitude first.
    """

    name: str
    shape: object


class LightsLayer(folium.FeatureGroup):
    """Everything the map shows at one moment, as one call to the painter in the browser.

    Parameters
    ----------
    content
        Numbers, packed columns and encoded texts only.
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = buurtstoplicht.lights({{ this.payload }});"
        "{% endmacro %}"
    )

    def __init__(self, content: Mapping[str, object]) -> None:
        super().__init__(control=False)
        self.content = dict(content)
        self.payload = json.dumps(content, separators=(",", ":"), allow_nan=False, ensure_ascii=False)
        self.stamp = str(content["stamp"])

    def render(self, **_: object) -> str:
        """Give nothing: folium would compile the script once more as a template, and run what stands in it."""
        return ""


def lights(
    units: pd.DataFrame,
    *,
    words: Wording,
    outline: Outline | None = None,
    ground: pd.DataFrame | None = None,
    beneath: pd.DataFrame | None = None,
    selected: int | None = None,
    bounds: Box | None = None,
    large: bool = False,
    picks: bool = True,
) -> LightsLayer:
    """Make the layer of the units in view.

    Parameters
    ----------
    units
        One row a unit; its position is the number that a click gives back. Columns: ``name``, ``state`` (a ``State``)
        or ``look`` (a ``State`` or a name of ``geo.scales.NUMBERS``), ``wkb`` (bytes) or ``geometry``, EPSG:4326 with
        longitude first, missing where there is nothing to draw; optional ``indicative`` and ``inherited`` (bool, of
        lights), ``said`` (the word of the tooltip; otherwise that of the state), ``mark`` (a short text at the place of
        the symbol), ``ring`` (a ``State`` inside the edge, or None), ``cluster`` (bool: an outline over the light) and
        ``note`` (a line under the word in the tooltip). No other column is looked at or sent.
    words
        Words on the map.
    outline
        Border of the open area.
    ground
        What is drawn underneath: ``kind`` (a key of ``GROUND_FILLS``) and ``wkb`` or ``geometry``.
    beneath
        Lights under the units that can't be clicked: ``state``, optional ``inherited``, ``wkb`` or ``geometry``.
    selected
        Position of the selected unit.
    bounds
        West, south, east, north in degrees to fit; default: of the outline, otherwise of the units. The map moves only
        when they change.
    large
        Whether it is read from the back of a room: larger letters and symbols.
    picks
        Whether a unit can be selected: a click points it out at once and is told to the page.

    Returns
    -------
    layer
        For ``map_view.show``; holds no identifier of any unit.
    """
    shapes = drawn(_shapes(units), marked=True)
    border = drawn([outline.shape] if outline else [])
    content: dict[str, object] = {
        "stamp": shapes.packed.stamp,
        "bounds": bounds or border.bounds or shapes.bounds,
        "units": {**shapes.columns(), **_facts(units, words)},
        "selected": -1 if selected is None else int(selected),
        "outline": {**border.columns(), "name": encode(outline.name if outline else "")},
        "ground": _ground(ground),
        "words": _words(words),
        "large": large,
        "picks": picks,
    }
    return LightsLayer(content | ({} if beneath is None else {"beneath": _beneath(beneath)}))


def side_by_side(first: LightsLayer, second: LightsLayer) -> LightsLayer:
    """Put two layers of the same area in two maps that move together; what both share is sent once.

    Parameters
    ----------
    first, second
        Layers of ``lights``. A click gives the number in either; both must be made of the same units, in one order.
    """
    shared = {"ground", "words", "bounds", "large", "picks"}
    other = {name: part for name, part in second.content.items() if name not in shared}
    if first.stamp == second.stamp:
        packed = Drawn.names()
        units = dict(second.content["units"])  # type: ignore[call-overload]
        other["units"] = {name: part for name, part in units.items() if name not in packed}
    return LightsLayer(first.content | {"beside": other})


def _shapes(frame: pd.DataFrame) -> pd.Series:
    return frame["wkb"] if "wkb" in frame else frame["geometry"]


def _facts(units: pd.DataFrame, words: Wording) -> dict[str, object]:
    """Style and texts of each unit."""
    looks = [str(look) for look in units["look" if "look" in units else "state"]]
    light = np.array([look in _ORDER for look in looks], dtype=np.int64)
    style = np.array([_ORDER[look] if look in _ORDER else NUMBERS[look] for look in looks], dtype=np.int64)
    said = units["said"] if "said" in units else [words.states[State(look)] for look in looks]
    return {
        "style": column(style + light * (5 * _flag(units, "inherited") + 10 * _flag(units, "indicative"))),
        "cluster": column(_flag(units, "cluster")),
        "ring": column(_rings(units)),
        "names": [encode(name) for name in units["name"]],
        "said": _texts(said),
        "marks": _texts(units["mark"] if "mark" in units else [""] * len(units)),
        "notes": _texts(units["note"] if "note" in units else [""] * len(units)),
    }


def _texts(said: Iterable[object]) -> dict[str, object]:
    """Encode every different text once: ``texts``, and ``at``, which of them each unit has."""
    texts, at = told_once(pd.Series(list(said), dtype="object").fillna("").tolist())
    return {"at": at, "texts": [encode(text) for text in texts]}


def _rings(units: pd.DataFrame) -> np.ndarray:
    """Give the number of the state of each ring plus one; 0 for no ring."""
    rings = units["ring"] if "ring" in units else [None] * len(units)
    return np.array([_ORDER.get(str(ring), -1) + 1 for ring in rings], dtype=np.int64)


def _flag(units: pd.DataFrame, name: str) -> np.ndarray:
    if name not in units:
        return np.zeros(len(units), dtype=np.int64)
    return units[name].fillna(value=False).to_numpy(dtype=np.int64)


def _ground(ground: pd.DataFrame | None) -> dict[str, object]:
    """Pack what is drawn underneath, in the order of the palette."""
    kinds = list(GROUND_FILLS)
    given = pd.DataFrame({"kind": [], "wkb": []}) if ground is None else ground
    known = given[given["kind"].isin(kinds)]
    number = known["kind"].map(kinds.index).to_numpy(dtype=np.int64)
    order = np.argsort(number, kind="stable")
    return {**drawn(_shapes(known.iloc[order])).columns(), "kind": column(number[order])}


def _beneath(rows: pd.DataFrame) -> dict[str, object]:
    """Pack the lights that lie under the units."""
    style = np.array([_ORDER[str(state)] for state in rows["state"]], dtype=np.int64)
    return {**drawn(_shapes(rows)).columns(), "style": column(style + 5 * _flag(rows, "inherited"))}


def _words(words: Wording) -> dict[str, object]:
    return {
        "map": encode(words.map_label),
        "indicative": encode(words.indicative),
        "inherited": encode(words.inherited),
        "zoomIn": encode(words.zoom_in),
        "zoomOut": encode(words.zoom_out),
        "language": encode(words.language),
    }
