"""A map as most dashboards make it: folium's GeoJson with a style function and a tooltip, made anew by every run.

``?n=`` shows so many rectangles, and the button gives them other colours; otherwise the places of the warehouse, with a
panel and a list: the same figures as on the page of the map, kept between runs. Only the files of Leaflet come from
this server instead of from a distant one.
"""

from __future__ import annotations

import os
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import shapely
import streamlit as st
from streamlit_folium import st_folium

from data import release
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.lights import State
from data.settings import from_environment
from geo.assets import assets
from geo.palette import LOOKS
from tests.samples.map_frame.grid import grid

folium.Map.default_js = [("leaflet", f"../../{assets()['leaflet.js'].address}")]
folium.Map.default_css = [("leaflet", f"../../{assets()['leaflet.css'].address}")]
FILLS = {str(state): look.fill for state, look in LOOKS.items()}
VIEWER = Viewer(Role.CORPORATION_MANAGER, frozenset({"GM9999"}))


@st.cache_resource
def store() -> release.Store:
    """Open the warehouse once."""
    return release.open_store(from_environment(os.environ))


@st.cache_data
def places(level: str, code: str, child: str) -> gpd.GeoDataFrame:
    """Read the places inside an area with their lights and shapes."""
    asked = (store(), VIEWER, Level(level), code, Level(child))
    period = release.place(store(), VIEWER).periods[-1]
    units = release.units(*asked, period)
    shapes = release.shapes(*asked)[["unit_id", "wkb"]]
    joined = units.merge(shapes, on="unit_id", how="inner")
    return framed(joined[["unit_id", "name", "state", "homes"]], joined["wkb"])


@st.cache_data
def rectangles(number: int, turn: int) -> gpd.GeoDataFrame:
    """Give rectangles whose colours depend on the turn."""
    made = grid(number, turn, 0.0)
    return framed(made[["name", "state"]].astype({"state": str}), made["wkb"])


def framed(facts: pd.DataFrame, wkb: pd.Series) -> gpd.GeoDataFrame:
    """Put the shapes beside the facts."""
    shapes = shapely.from_wkb([bytes(one) for one in wkb])
    return gpd.GeoDataFrame(facts.assign(state=facts["state"].map(str)), geometry=shapes, crs="EPSG:4326")


def style(feature: dict[str, Any]) -> dict[str, Any]:
    """Fill a place with the colour of its light; the selected one has a thick border."""
    facts = feature["properties"]
    chosen = facts["name"] == st.session_state.get("chosen")
    fill = FILLS[facts["state"]] if facts["state"] in FILLS else FILLS[str(State.GREY)]
    return {"fillColor": fill, "fillOpacity": 0.9, "color": "#222222", "weight": 5 if chosen else 1}


def drawn(frame: gpd.GeoDataFrame) -> None:
    """Draw the map; what is clicked is selected by drawing the page again."""
    west, south, east, north = frame.total_bounds
    chart = folium.Map(tiles=None, zoom_control=True)
    tooltip = folium.GeoJsonTooltip(["name", "state"], aliases=["Naam", "Stoplicht"])
    folium.GeoJson(frame, style_function=style, tooltip=tooltip).add_to(chart)
    chart.fit_bounds([[south, west], [north, east]])
    answer = st_folium(chart, key="kaart", height=640, use_container_width=True)
    clicked = ((answer or {}).get("last_active_drawing") or {}).get("properties", {}).get("name")
    if clicked and clicked != st.session_state.get("chosen"):
        st.session_state.chosen = clicked
        st.rerun()


st.set_page_config(layout="wide")
state = st.session_state
turn = state.setdefault("turn", 0)
if "n" in st.query_params:
    if st.button("replace"):
        state.turn = turn = turn + 1
    drawn(rectangles(int(st.query_params["n"]), turn))
    st.text(f"turn={turn}")
else:
    level, code = st.query_params["niveau"], st.query_params["gebied"]
    child = st.radio("Toon", st.query_params["toon"].split(), horizontal=True)
    frame = places(level, code, str(child))
    left, right = st.columns([62, 38])
    with left:
        drawn(frame)
        st.dataframe(frame.drop(columns="geometry"))
    with right, st.container(key="paneel"):
        st.header(str(state.get("chosen") or code))
        st.write(frame[frame["name"] == state.get("chosen")].drop(columns="geometry"))
