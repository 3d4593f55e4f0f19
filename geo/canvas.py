"""The empty map on which layers are painted; the same text on every run, so that it is mounted once."""

from __future__ import annotations

import json
from dataclasses import asdict

import folium
from branca.element import MacroElement
from folium.template import Template

from geo.assets import assets
from geo.encode import encode
from geo.palette import BOX, CLUSTER, GROUND, GROUND_FILLS, HALO, INK
from geo.scales import ALL_STYLES

TILE_STEP = 1.0
"""Zoom steps with a base map: its pictures exist for whole levels only."""

PLAIN_STEP = 0.1
"""Zoom steps on the plain ground: finer, so that an area fills the frame."""


def _links(*names: str) -> list[tuple[str, str]]:
    """Addresses relative to the frame (``component/<name>/index.html``), so that they hold behind any prefix."""
    return [(name, f"../../{assets()[name].address}") for name in names]


class Canvas(folium.Map):
    """folium's map with only our own files: its default asks ten files from four other hosts."""

    default_js = _links("leaflet.js", "shapes.js", "marks.js", "boards.js", "painter.js")
    default_css = _links("leaflet.css")


class Start(MacroElement):
    """Hands palette and base map to the painter."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "buurtstoplicht.start({{ this._parent.get_name() }}, {{ this.settings }});"
        "{% endmacro %}"
    )

    def __init__(self, settings: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.settings = settings


def base_map(url: str = "", attribution: str = "") -> Canvas:
    """Make the empty map.

    Parameters
    ----------
    url
        XYZ address of a base map, such as ``https://host/{z}/{x}/{y}.png``; empty for the plain ground.
    attribution
        Text that the base map asks for; shown only with a base map.
    """
    canvas = Canvas(
        location=(52.1, 5.3),
        zoom_start=7,
        tiles=None,
        prefer_canvas=True,
        zoom_control=False,
        attribution_control=False,
        double_click_zoom=False,
        zoom_snap=TILE_STEP if url else PLAIN_STEP,
        min_zoom=6,
        max_zoom=21,
    )
    canvas._id = "canvas"  # noqa: SLF001 - folium draws a random one; the same text every time is what keeps it mounted
    settings = {
        "styles": [asdict(style) for style in ALL_STYLES],
        "ground": list(GROUND_FILLS.values()),
        "colours": {"ground": GROUND, "ink": INK, "halo": HALO, "cluster": CLUSTER},
        "box": BOX,
        "tiles": encode(url, limit=500),
        "attribution": encode(attribution),
    }
    canvas.add_child(Start(json.dumps(settings, ensure_ascii=False)))
    return canvas
