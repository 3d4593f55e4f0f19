"""The map beside the ranked list: the same places, the clusters outlined, and the sentence that explains them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.domain.lights import State
from geo.drawn import drawn
from geo.layers import LightsLayer, Outline, Wording, lights
from geo.palette import CLUSTER
from pages.ui import live, map_view, reads, state
from pages.ui.markup import words
from pages.ui.ranking_list import has_ranks, rank_words
from pages.ui.rows import records
from pages.ui.situation import Situation
from pages.ui.text import language, t

HEIGHT = 460
"""Height of the map in pixels."""


def ranking_map(now: Situation) -> None:
    """Draw the map; a click selects the row of the list."""
    settings = live.settings()
    map_view.show(
        layer(now),
        key="hotspots_kaart",
        height=HEIGHT,
        base_map_url=settings.base_map,
        attribution=settings.base_map_attribution,
        on_click=lambda row: state.select(now.view, now.code(row)),
    )


def layer(now: Situation) -> LightsLayer:
    """Make the layer: a unit's row in the list is its number on the map."""
    around = reads.frame(now.viewer, now.unit)
    outline = Outline(now.unit.name, around.outline) if around.outline else None
    ranked = has_ranks(now.units)
    places = pd.DataFrame({
        "name": now.units["name"],
        "state": now.units["state"],
        "wkb": now.units["wkb"].astype("object").where(now.units["wkb"].notna(), None),
        "indicative": now.units["indicative"],
        "cluster": now.units["cluster"].astype("float64").fillna(0.0) > 0,
        "note": [t("hotspots.rang_kaart", n=rank_words(row)) if ranked else "" for row in records(now.units)],
    })  # fmt: skip
    return lights(
        places,
        words=_wording(),
        outline=outline,
        ground=around.ground,
        selected=now.selected,
        bounds=drawn(places["wkb"]).bounds,  # of the places themselves: few buildings are lost in a whole municipality
    )


def cluster_legend(now: Situation) -> None:
    """Say what the outline means, or why no cluster is shown."""
    sample = f'<span style="flex:none;width:26px;height:20px;border:4px solid {CLUSTER};border-radius:3px"></span>'
    found = int((now.units["cluster"].astype("float64") > 0).sum())
    picture = sample if found else ""
    st.html(f'<ul class="bs-legend"><li>{picture}<span>{words(cluster_sentence(now, found))}</span></li></ul>')


def cluster_sentence(now: Situation, found: int) -> str:
    """Say in one sentence what there is to see of clusters for this viewer, in this area."""
    model, known = reads.model(now.viewer), len(now.units)
    if model is None or not has_ranks(now.units):
        return t("hotspots.cluster_dicht")
    if now.units["cluster"].isna().all():
        return t("hotspots.cluster_weinig", nodig=str(model.hotspots.units), n=str(known))
    return t("hotspots.cluster_uitleg" if found else "hotspots.cluster_geen")


def _wording() -> Wording:
    return Wording(
        {state: t(f"stoplicht.{state.value}") for state in State},
        map_label=t("hotspots.kaart_naam"),
        indicative=t("kaart.indicatief"),
        zoom_in=t("kaart.inzoomen"),
        zoom_out=t("kaart.uitzoomen"),
        language=language(),
    )
