"""The map in a page: mounted once, its content replaced, a click coming back as a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit_folium import st_folium

from geo.canvas import base_map
from geo.layers import LightsLayer


@dataclass(frozen=True, slots=True)
class Click:
    """A click on a shape; ``number`` is the position of its row in the units that the layer was made of."""

    number: int


def show(
    layer: LightsLayer,
    *,
    key: str,
    height: int = 640,
    base_map_url: str = "",
    attribution: str = "",
    on_click: Callable[[int], None] | None = None,
) -> Click | None:
    """Show a layer and tell which shape was clicked since the last run.

    The frame is mounted once a ``key``: a new layer replaces the old one in place, and the map moves only when the
    layer's bounds change.

    Parameters
    ----------
    layer
        What to show, from ``geo.layers.lights``.
    key
        Name of the map on the page; the same on every run.
    height
        Height in pixels.
    base_map_url, attribution
        XYZ address of a base map and the text it asks for, from the settings; empty for the plain ground.
    on_click
        Called with the number of the shape that was clicked, before the page is drawn again, so that it is drawn once.

    Returns
    -------
    click
        A click that was not given back before nor given to ``on_click``, also on the shape that is already selected;
        None otherwise, and for a click on a layer that has been replaced by other shapes since.
    """
    seen = f"{key}.seen"

    def heard() -> None:
        click = _new_click(st.session_state.get(key), layer.stamp, seen=seen)
        if click is not None and on_click is not None:
            on_click(click.number)

    answer = st_folium(
        base_map(base_map_url, attribution),
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=layer,
        returned_objects=[],
        render=False,
        on_change=heard if on_click else None,
    )
    return _new_click(answer, layer.stamp, seen=seen)


def _new_click(answer: dict[str, object] | None, stamp: str, *, seen: str) -> Click | None:
    """Take a click once, by the moment at which it was made."""
    moment = (answer or {}).get("at")
    if moment is None or moment == st.session_state.get(seen):
        return None
    st.session_state[seen] = moment
    number = (answer or {}).get("unit")
    return Click(number) if (answer or {}).get("layer") == stamp and isinstance(number, int) else None
