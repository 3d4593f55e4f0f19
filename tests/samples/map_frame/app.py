"""One map on a page: ``?what=`` says which shapes, the buttons replace them, select, and move to another area."""

from __future__ import annotations

import os

import pandas as pd
import shapely
import streamlit as st
from shapely.affinity import translate

from data.domain.lights import State
from data.settings import from_environment
from geo.layers import Outline, Wording, lights
from pages.ui.map_view import show
from tests.samples.map_frame.grid import EAST, NORTH, WIDE, grid
from tests.samples.map_frame.hostile import HOSTILE


def odd(units: pd.DataFrame) -> pd.DataFrame:
    """Put shapes that can't be drawn, or not as a surface, before the others."""
    line = shapely.LineString([(EAST, NORTH), (EAST + WIDE, NORTH)])
    collapsed = shapely.Polygon([(EAST, NORTH), (EAST + WIDE, NORTH), (EAST, NORTH)])
    spot = shapely.Point(EAST + 0.01, NORTH + 0.005)
    strange = [None, b"", shapely.to_wkb(shapely.Polygon()), *map(shapely.to_wkb, (line, collapsed, spot, spot, spot))]
    return units.assign(wkb=pd.Series([*strange, *units["wkb"][len(strange) :]], dtype="object"))


def ground() -> pd.DataFrame:
    """Lay greens beside the shapes: one with a hole, one with its hole covered, and two that overlap."""
    square, hole = shapely.box(0, 0, 0.003, 0.003), shapely.box(0.001, 0.001, 0.002, 0.002)
    shapes = [
        *(translate(square - hole, 0, up) for up in (0, 0.004, 0.008)),
        translate(square, 0, 0.004),
        shapely.reverse(translate(square, 0.001, 0.008)),
    ]
    wkb = [shapely.to_wkb(translate(shape, EAST + 0.021, NORTH)) for shape in shapes]
    return pd.DataFrame({"kind": "green", "wkb": wkb})


def words(text: str | None) -> Wording:
    """Plain words, or one hostile text in every place."""
    if text is None:
        return Wording({state: state.value for state in State}, "Kaart", "indicatief", "geleend", "Groter", "Kleiner")
    return Wording(dict.fromkeys(State, text), text, text, text, text, text)


state = st.session_state
turn = state.setdefault("turn", 0)
area = state.setdefault("area", 0)
clicks = state.setdefault("clicks", [])
hostile = st.query_params.get("what") == "hostile"

if st.button("replace"):
    state.turn = turn = turn + 1
if st.button("move"):
    state.area = area = area + 1
units = grid(len(HOSTILE) if hostile else int(st.query_params.get("n", "60")), turn, area * 0.05)
if hostile:
    units["name"] = pd.Series(HOSTILE, dtype="object")
    units["note"] = pd.Series(HOSTILE, dtype="object")
if st.query_params.get("what") == "odd":
    units = odd(units)
text = HOSTILE[turn % len(HOSTILE)] if hostile else None
around = shapely.box(EAST + area * 0.05, NORTH, EAST + area * 0.05 + 0.02, NORTH + 0.01)
layer = lights(
    units,
    words=words(text),
    outline=Outline(text or "Gebied", around),
    selected=clicks[-1] if clicks else None,
    ground=ground() if st.query_params.get("what") == "ground" else None,
    picks=st.query_params.get("what") != "shows",
)
settings = from_environment(os.environ)
click = show(layer, key="kaart", base_map_url=settings.base_map, attribution=settings.base_map_attribution)
if click:
    clicks.append(click.number)
    st.rerun()
st.text(f"turn={turn} area={area} clicks={clicks}")
