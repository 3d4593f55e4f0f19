"""Learning from signals: how far they came in every wijk, how long each hand-over took, and where it waits."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.signal_funnel import HAND_OVERS, STAGES
from pages.ui import campaigns, notation
from pages.ui.markup import table
from pages.ui.signals import reads
from pages.ui.signals.reads import Learned
from pages.ui.text import t


def show(viewer: Viewer) -> None:
    """Draw the funnel of every wijk, the days of the hand-overs, and who it waits for."""
    starts, ends = reads.stretch()
    st.caption(t("leren.over", begin=notation.day(starts), einde=notation.day(ends - timedelta(days=1))))
    for one in reads.campaigns():
        st.info(campaigns.sentence(one))
    found = reads.learned(viewer)
    if not found:
        st.info(t("leren.leeg"))
        return
    names = {one.district: reads.area_name(viewer, Level.DISTRICT, one.district) for one in found}
    st.html(_stages(found, names))
    st.html(_days(found, names))
    st.html(_waiting(found, names))


def _stages(found: list[Learned], names: dict[str, str]) -> str:
    heads = [t("leren.wijk"), *(t(f"trede.{name}") for name, _ in STAGES), t("leren.uit"), t("leren.open")]
    rows = [
        [names[one.district], *_counts([*(one.stages.get(name, 0) for name, _ in STAGES), one.outgoing, one.open], one)]
        for one in found
    ]
    return table(t("leren.trechter"), heads, rows, numbers=frozenset(range(1, len(heads))))


def _counts(counts: list[int], one: Learned) -> list[str]:
    return [notation.number(count) if one.shown else t("leren.te_weinig") for count in counts]


def _days(found: list[Learned], names: dict[str, str]) -> str:
    heads = [t("leren.wijk"), *(t(f"overdracht.{name}") for name, _, _ in HAND_OVERS)]
    rows = [[names[one.district], *(_day(one, name) for name, _, _ in HAND_OVERS)] for one in found]
    return table(t("leren.dagen"), heads, rows, numbers=frozenset(range(1, len(heads))))


def _day(one: Learned, name: str) -> str:
    days = (one.medians or {}).get(name)
    return t("leren.te_weinig") if days is None else notation.number(days, 1)


def _waiting(found: list[Learned], names: dict[str, str]) -> str:
    rows = [
        [names[one.district], t(f"partij_signaal.{party.value}"), notation.number(count)]
        for one in found
        for party, count in (one.waiting or {}).items()
    ]
    return table(
        t("leren.wachten"), [t("leren.wijk"), t("leren.bij"), t("leren.te_laat")], rows, numbers=frozenset({2})
    )
