"""The layer of lights: packed shapes, their state, their words, and what is drawn around them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import folium
import numpy as np
import pandas as pd
from folium.template import Template

from data.domain.lights import SHOWN_ORDER, State
from geo.drawn import Box, drawn
from geo.encode import encode
from geo.packed import column
from geo.palette import GROUND_FILLS


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
    selected: int | None = None,
    bounds: Box | None = None,
) -> LightsLayer:
    """Make the layer of the units in view.

    Parameters
    ----------
    units
        One row a unit; its position is the number that a click gives back. Columns: ``name``, ``state`` (a ``State``),
        ``wkb`` (bytes) or ``geometry``, EPSG:4326 with longitude first, missing where there is nothing to draw;
        optional ``indicative`` and ``inherited`` (bool), ``cluster`` (bool: an outline over the light) and ``note`` (a
        line under the state in the tooltip). No other column is looked at or sent.
    words
        Words on the map.
    outline
        Border of the open area.
    ground
        What is drawn underneath: ``kind`` (a key of ``GROUND_FILLS``) and ``wkb`` or ``geometry``.
    selected
        Position of the selected unit.
    bounds
        West, south, east, north in degrees to fit; default: of the outline, otherwise of the units. The map moves only
        when they change.

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
        "units": {**shapes.columns(), **_facts(units)},
        "selected": -1 if selected is None else int(selected),
        "outline": {**border.columns(), "name": encode(outline.name if outline else "")},
        "ground": _ground(ground),
        "words": _words(words),
    }
    return LightsLayer(content)


def _shapes(frame: pd.DataFrame) -> pd.Series:
    return frame["wkb"] if "wkb" in frame else frame["geometry"]


def _facts(units: pd.DataFrame) -> dict[str, object]:
    """Style and texts of each unit."""
    order = {str(state): number for number, state in enumerate(SHOWN_ORDER)}
    style = np.array([order[str(state)] for state in units["state"]], dtype=np.int64)
    return {
        "style": column(style + 5 * _flag(units, "inherited") + 10 * _flag(units, "indicative")),
        "cluster": column(_flag(units, "cluster")),
        "names": [encode(name) for name in units["name"]],
        "notes": [encode(note) for note in units["note"]] if "note" in units else [],
    }


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


def _words(words: Wording) -> dict[str, object]:
    return {
        "states": [encode(words.states[state]) for state in SHOWN_ORDER],
        "map": encode(words.map_label),
        "indicative": encode(words.indicative),
        "inherited": encode(words.inherited),
        "zoomIn": encode(words.zoom_in),
        "zoomOut": encode(words.zoom_out),
        "language": encode(words.language),
    }
