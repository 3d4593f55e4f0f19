"""Where a campaign asked people to report, the figures that reports feed say so: more reports are not more problems."""

from __future__ import annotations

import streamlit as st

from data.domain import signal_terms
from data.domain.access import Viewer
from data.domain.areas import AREA_LEVELS
from data.domain.periods import Period
from data.domain.signal_terms import Campaign
from data.domain.signals import FEEDS
from data.released import Unit
from pages.ui import live, notation, reads
from pages.ui.markup import literal, words
from pages.ui.situation import Situation
from pages.ui.text import t


def on_layer(now: Situation) -> None:
    """Say it above the map where its layer shows a figure that reports feed."""
    if now.view.picture.layer in _layers(now.viewer):
        on_places(now)


def on_places(now: Situation) -> None:
    """Say it above places that are compared, of the open area and the period in view."""
    for campaign in _concerning(now, now.unit):
        st.info(sentence(campaign), icon=":material/campaign:")


def note(now: Situation) -> str:
    """Say it beside the explanation of a unit; empty where there was no campaign."""
    found = _concerning(now, now.explained)
    return "".join(f'<p class="bs-note">{words(sentence(campaign, plain=True))}</p>' for campaign in found)


def sentence(campaign: Campaign, *, plain: bool = False) -> str:
    """Say who asked, when, and what that means; as Markdown, or as plain text."""
    begins, ends = notation.day(campaign.starts), notation.day(campaign.ends)
    return t("campagne.zin", naam=campaign.name if plain else literal(campaign.name), begin=begins, einde=ends)


def _concerning(now: Situation, unit: Unit) -> list[Campaign]:
    """Give the campaigns of the period in view that touch a unit; none where no figure is fed by reports."""
    if not _layers(now.viewer):
        return []
    around = [one.unit_id for one in reads.trail(now.viewer, unit) if one.level in AREA_LEVELS]
    period = Period.parse(now.view.period)
    known = signal_terms.read(live.settings().waakvlam).campaigns
    return [one for one in known if around and one.touches(period.start, period.end, around[-1])]


def _layers(viewer: Viewer) -> frozenset[str]:
    """Give the codes of the layers that show a figure which reports feed."""
    model = reads.model(viewer)
    fed = [one for one in model.indicators if one.id in FEEDS.values()] if model else []
    single = {f"cijfer-{one.id}" for one in fed} | {f"thema-{one.dimension}" for one in fed}
    return frozenset(single | {"draaglast"} if fed else ())
