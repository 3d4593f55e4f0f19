"""Where first, and why, at ``/hotspots``: the places of an area in the order in which they ask for attention."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui import campaigns, export, ranking_table, state
from pages.ui.gate import guarded
from pages.ui.markup import literal
from pages.ui.ranking_file import file_name, spreadsheet
from pages.ui.ranking_list import headline, map_view, ranked_list, rule
from pages.ui.ranking_map import cluster_legend, ranking_map
from pages.ui.ranking_view import choices, others_words, ranking_of
from pages.ui.rows import records
from pages.ui.situation import Situation
from pages.ui.text import t

FOLLOWED = "hotspots_open"
"""Where the session keeps which row's link was followed, until the page has gone there."""


def page(viewer: Viewer) -> None:
    """Rank the places of the area in view; select what is clicked, on the map or in the list."""
    now = ranking_of(viewer)
    follow(now)
    choices(now)
    for remark in now.remarks:
        st.info(t(f"melding.{remark}"))
    st.title(literal(headline(now)), anchor=False)
    if now.units.empty:
        st.info(t("hotspots.leeg"))
        return
    st.markdown(f"**{t('hotspots.volgorde')}:** {rule(now.units)}")
    campaigns.on_places(now)
    left, right = st.columns([66, 34], gap="medium")
    with right:
        beside(now)
    with left:
        listed(now)


def listed(now: Situation) -> None:
    """Draw the ranked list, what is not on it, and the button that gives it as a file."""
    ranked = ranked_list(now)
    ranking_table.show(
        ranked,
        key="hotspots_lijst",
        on_pick=lambda row: state.select(now.view, now.code(row)),
        on_open=lambda row: st.session_state.update({FOLLOWED: now.code(row)}),
    )
    with st.container(horizontal=True, vertical_alignment="top"):
        st.caption(others_words(now), width="stretch")
        make = spreadsheet(now, ranked, datetime.now(UTC))
        name = file_name(now)
        st.download_button(t("hotspots.bestand"), make, name, export.TYPE, key="hotspots_bestand", on_click="ignore")


def beside(now: Situation) -> None:
    """Draw the map of the same places; what is clicked on it is selected in the list."""
    ranking_map(now)
    cluster_legend(now)


def follow(now: Situation) -> None:
    """Go on to the map page where a link of the list was followed."""
    wanted = st.session_state.pop(FOLLOWED, None)
    for row in records(now.units[now.units["unit_id"] == wanted]):
        st.switch_page(Path(__file__).with_name("map.py"), query_params=state.address(map_view(row, now.view)))


guarded(page, needs=Permission.SEE_LIGHTS)
