"""What a search finds, through the gate; kept only by who asks and what is asked."""

from __future__ import annotations

import streamlit as st

from data import release_find
from data.domain.access import Viewer
from data.release_find import Found
from pages.ui.reads import Who, _open, _viewer, _who, live


def find(viewer: Viewer, asked: str) -> tuple[Found, ...]:
    """Places that a text may mean, inside the areas of this viewer."""
    return _find(live(), _who(viewer), asked)


@st.cache_data(max_entries=256, show_spinner=False)
def _find(live: str, who: Who, asked: str) -> tuple[Found, ...]:
    return release_find.find(_open(live), _viewer(who), asked)
