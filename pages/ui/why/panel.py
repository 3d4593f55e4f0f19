"""Why a light has its colour, in the side panel: the sentence at once, a chart or table for who asks."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data.domain.access import Detail
from pages.ui import campaigns, reads
from pages.ui.situation import Situation
from pages.ui.text import t
from pages.ui.why import parts, said
from pages.ui.why.facts import Facts
from pages.ui.why.reads import facts

PART_WIDGET = "uitleg_deel"

Part = Callable[[Situation, Facts], None]

PARTS: dict[str, Part] = {
    "opbouw": parts.build_up,
    "balans": parts.balance,
    "verloop": parts.course,
    "zekerheid": parts.certainty,
    "gegevens": parts.data,
}
"""What can be asked, in order; the word of each stands in the texts."""


def why(now: Situation) -> None:
    """Explain the light of the unit in the panel, as far as this viewer may know; nothing where nothing may be told."""
    model = reads.model(now.viewer)
    told = reads.explanation(now.viewer, now.explained, now.view.period)
    if model is None or told.detail is Detail.NOTHING:
        return
    parts.borrowed(now, told)
    parts.put(campaigns.note(now))
    exact = facts(now.viewer, now.explained, now.view.period)
    if exact is None:
        parts.put(said.card(said.shared_lines(told, model)) + parts.reason_list(told, model))
        return
    parts.put(said.card(said.exact_lines(exact)))
    asked = st.segmented_control(
        t("uitleg.kop"), list(PARTS), format_func=lambda part: t(f"uitleg.deel_{part}"), key=PART_WIDGET
    )
    if asked:
        with st.container(key="uitleg"):
            PARTS[asked](now, exact)
            parts.larger(now)
