"""The default page: it only leads on to the map, since Streamlit gives the default page no address of its own."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui.gate import guarded
from pages.ui.state import asked


def page(viewer: Viewer) -> None:  # noqa: ARG001 - every page takes the viewer
    """Go on to the map, with the view that the address already asks for."""
    st.switch_page(Path(__file__).with_name("map.py"), query_params=asked())


guarded(page, needs=Permission.SEE_LIGHTS)
