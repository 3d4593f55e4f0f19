"""Learning from signals: how far they came in every wijk, how long each hand-over took, and where it waits."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.signal_funnel import HAND_OVERS, STAGES
from data.domain.signal_told import last_day
from pages.ui import campaigns, notation
from pages.ui.markup import table
from pages.ui.signals import reads
from pages.ui.signals.reads import Learned
from pages.ui.text import t


def show(viewer: Viewer) -> None:
    """Draw the funnel of every wijk, the days of the hand-overs, and who it waits for."""
    stand = reads.learned(viewer)
    if stand is None:
        st.info(_not_yet(viewer))
        return
    rounded = reads.is_rounded(viewer)
    until = notation.day(last_day(stand.ends))
    st.caption(t("leren.over", begin=notation.day(stand.starts), einde=until))
    if rounded:
        st.caption(t("leren.stand", dag=until))
    for one in reads.campaigns(stand):
        st.info(campaigns.sentence(one))
    found = stand.districts
    if not found:
        st.info(t("leren.leeg"))
        return
    names = {one.district: reads.area_name(viewer, Level.DISTRICT, one.district) for one in found}
    st.html(_stages(found, names, rounded=rounded))
    if rounded:
        st.caption(t("leren.afgerond"))
    _or_words(_days(found, names), "leren.geen_dagen")
    _or_words(
        _waiting(found, names, rounded=rounded), "leren.niets_te_laat_afgerond" if rounded else "leren.niets_te_laat"
    )


def _not_yet(viewer: Viewer) -> str:
    """Say from when there are counts."""
    on = reads.expected_on(viewer)
    return t("leren.nog_niet") if on is None else t("leren.nog_niet_tot", dag=notation.day(on))


def _or_words(made: str, key: str) -> None:
    """Draw a table, or say that there is nothing to put in it."""
    if made:
        st.html(made)
    else:
        st.markdown(t(key))


def _stages(found: Sequence[Learned], names: dict[str, str], *, rounded: bool) -> str:
    heads = [t("leren.wijk"), *(t(f"trede.{name}") for name, _ in STAGES), t("leren.uit"), t("leren.open")]
    rows = [
        [
            names[one.district],
            *_counts([*(one.stages.get(name, 0) for name, _ in STAGES), one.outgoing, one.open], one, rounded=rounded),
        ]
        for one in found
    ]
    return table(t("leren.trechter"), heads, rows, numbers=frozenset(range(1, len(heads))))


def _counts(counts: list[int], one: Learned, *, rounded: bool) -> list[str]:
    return [_count(count, rounded=rounded) if one.shown else t("leren.te_weinig") for count in counts]


def _count(count: int, *, rounded: bool) -> str:
    """Write a count; one that was rounded to tens says so, and nought is then no nought."""
    if not rounded:
        return notation.number(count)
    return t("leren.ongeveer", n=notation.number(count)) if count else t("leren.onder_vijf")


def _days(found: Sequence[Learned], names: dict[str, str]) -> str:
    if not any(days is not None for one in found for days in (one.medians or {}).values()):
        return ""
    heads = [t("leren.wijk"), *(t(f"overdracht.{name}") for name, _, _ in HAND_OVERS)]
    rows = [[names[one.district], *(_day(one, name) for name, _, _ in HAND_OVERS)] for one in found]
    return table(t("leren.dagen"), heads, rows, numbers=frozenset(range(1, len(heads))))


def _day(one: Learned, name: str) -> str:
    days = (one.medians or {}).get(name)
    return t("leren.te_weinig") if days is None else notation.number(days, 1)


def _waiting(found: Sequence[Learned], names: dict[str, str], *, rounded: bool) -> str:
    rows = [
        [names[one.district], t(f"partij_signaal.{party.value}"), _count(count, rounded=rounded)]
        for one in found
        for party, count in (one.waiting or {}).items()
    ]
    if not rows:
        return ""
    return table(
        t("leren.wachten"), [t("leren.wijk"), t("leren.bij"), t("leren.te_laat")], rows, numbers=frozenset({2})
    )
