"""Our own parts in the page: their scripts are files of this server, so that the page allows no loose scripts."""

from __future__ import annotations

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

from pages.ui.look import FOLDER, sheet

PACKAGE = "buurtstoplicht"
NAMES = ("list", "language", "ranking", "player", "keys", "meeting_keys", "chosen")
"""Each has a script ``style/<name>.js``, and may have ``<name>.html`` and ``<name>.css`` beside it."""


def component(name: str) -> ComponentRenderer:
    """Give a part by its name, registered with this server."""
    manager = get_bidi_component_manager()
    if manager.get_metadata(f"{PACKAGE}.{name}") is None:
        manifest = ComponentManifest(PACKAGE, "1", [ComponentConfig(one, FOLDER.name) for one in NAMES])
        manager.register_from_manifest(manifest, FOLDER.parent)
    html, css = FOLDER / f"{name}.html", FOLDER / f"{name}.css"
    return st.components.v2.component(
        f"{PACKAGE}.{name}",
        html=html.read_text(encoding="utf-8") if html.exists() else None,
        css=sheet(css.name) if css.exists() else None,
        js=f"{name}.js",
    )
