"""The parts of an explanation, each drawn alike in the side panel and, larger, on a page of its own."""

from __future__ import annotations

import streamlit as st

from data.explained import Explanation
from pages.ui import agreed, notation, reads, state
from pages.ui.markup import literal, table, words
from pages.ui.situation import Situation
from pages.ui.text import language, t
from pages.ui.unit_card import break_lines
from pages.ui.why import course as course_chart
from pages.ui.why import plane, said, tables, waterfall
from pages.ui.why.facts import Facts, theme_name
from scoring.followed import STANDARD, direction
from scoring.shape import ScoringModel

EARLIER_WIDGET = "uitleg_eerder"

METHOD = "../method.py"
"""File of the page that accounts for the lights, from where the app starts."""


def build_up(_: Situation, facts: Facts, *, wide: bool = False) -> None:
    """Show from what the score is built up, and how much the own data count."""
    if facts.fall is None:
        st.html(_note(t("uitleg.geen_score_zin")))
        return
    waterfall.show(facts, wide=wide)
    if not wide:
        put(tables.own_table(facts))


def balance(now: Situation, facts: Facts, *, wide: bool = False) -> None:
    """Show capacity against burden, with the other units in view."""
    light = facts.light
    figures = {name: light[name] for name in ("score", "capacity", "burden")}
    chosen = {"name": facts.explanation.name, "state": facts.explanation.light} | figures
    units = plane.dots(now.units, chosen, facts.model)
    if units.empty:
        st.html(_note(t("uitleg.geen_score_zin")))
        return
    plane.show(units, facts.model, wide=wide)
    if units["differs"].any():
        st.html(_note(f"{t('uitleg.ring')} {said.held_line(facts) or t('uitleg.ring_waarom')}"))


def course(now: Situation, facts: Facts, *, wide: bool = False) -> None:
    """Show the score over the meetings, and what moved it since one of them; an agreement moves the colour alone."""
    breaks = reads.model_breaks(now.viewer)
    course_chart.show(facts, breaks, wide=wide)
    if facts.fall is not None:
        way = direction(facts.fresh_scores())
        st.html(_note(t(f"richting.{way.value}", n=str(STANDARD.trend))))
    standing = reads.agreed(now.viewer, now.view.period).get((facts.explanation.level, now.explained.unit_id))
    notes = [agreed.moved(standing, facts.explanation.light), said.replaced_line(facts)]
    notes += break_lines(breaks, set(facts.explanation.lights["period"])) if wide else []  # the panel says it below
    put("".join(_note(note) for note in notes if note))
    change_since(facts)


def change_since(facts: Facts) -> None:
    """Let a meeting be chosen, and show what moved the score since that meeting saw it."""
    lights = facts.explanation.lights
    earlier = [str(period) for period in lights.loc[lights["period"].lt(facts.period), "period"]]
    if not earlier or facts.fall is None:
        return
    names = {period: notation.period(period) for period in earlier}
    if st.session_state.get(EARLIER_WIDGET) not in earlier:
        st.session_state[EARLIER_WIDGET] = earlier[-1]
    since = st.selectbox(t("uitleg.sinds"), earlier[::-1], format_func=names.__getitem__, key=EARLIER_WIDGET)
    change, replaced = facts.change(since), facts.replaced(since)
    if change.empty and replaced.empty:
        scored = lights.loc[lights["period"].eq(since), "score"].notna().all()
        st.html(_note(t("uitleg.geen_verschil" if scored else "uitleg.toen_geen_score")))
        return
    seen = facts.seen(since)
    if seen is not None and not replaced.empty:
        st.html(_note(t("uitleg.toen_stond", periode=names[since], toen=notation.number(seen[0], 1))))
    st.html(tables.change_table(change, replaced, names[since]))


def certainty(_: Situation, facts: Facts, *, wide: bool = False) -> None:
    """Show how sure the colour is, and the smallest change that would turn it."""
    sure = said.sure_line(facts)
    lines = [f"<b>{words(sure)}</b>"] if sure else []
    lines += [words(line) for line in [said.chances(facts)] if line]
    st.html("".join(f'<p class="bs-note">{line}</p>' for line in lines) or _note(t("uitleg.geen_score_zin")))
    if facts.fall is None:
        return
    if facts.explanation.rule in ("veto", "single_address"):
        st.html(_note(t(f"uitleg.omslag_{facts.explanation.rule}")))
        return
    st.html(tables.turn_list(facts) + _note(t("uitleg.omslag_uitleg", keer=str(facts.model.stability.clear))))
    if wide:
        put(tables.own_table(facts))


def data(now: Situation, facts: Facts, *, wide: bool = False) -> None:
    """Show what is missing and why, and with which model the light was made."""
    st.html(tables.missing_list(facts))
    if wide:
        put(tables.sum_table(facts))
        return
    made, model = reads.publication(now.viewer), facts.model
    name = model.nl if language() == "nl" else model.en
    st.html(_note(t("uitleg.model", naam=name, kenmerk=model.id, vingerafdruk=str(made["model_hash"])[:12])))


def reason_list(explanation: Explanation, model: ScoringModel, *, folded: bool = True) -> str:
    """Write the themes in order for who may see no figure; nothing when there are none."""
    rows = [
        [theme_name(one.dimension, model), t("uitleg.drukt" if one.against else "uitleg.helpt"),
         t(f"uitleg.{one.amount.value}")]
        for one in explanation.reasons
    ]  # fmt: skip
    if not rows:
        return ""
    heads = [t("uitleg.thema"), t("uitleg.richting"), t("uitleg.hoeveel")]
    listed = table(t("uitleg.redenen"), heads, rows) + _note(t("uitleg.redenen_uitleg"))
    if not folded:
        return listed
    return f'<details class="bs-fold"><summary>{words(t("uitleg.kop"))}</summary>{listed}</details>'


def larger(now: Situation) -> None:
    """Draw the link to the page where the same stands larger and can be worked out again."""
    st.page_link(METHOD, label=t("uitleg.groter"), query_params=state.address(now.view))


def heading(text: str) -> None:
    """Draw the heading of a part on the page."""
    st.subheader(literal(text), anchor=False)


def _note(text: str) -> str:
    return f'<p class="bs-note">{words(text)}</p>'


def borrowed(now: Situation, explanation: Explanation) -> None:
    """Say whose colour is explained, where it is not that of the unit itself."""
    if explanation.level != now.explained.level:
        st.html(_note(t(f"uitleg.van_{explanation.level}", naam=explanation.name)))


def put(text: str) -> None:
    """Put a piece of HTML on the page; nothing when there is none."""
    if text:
        st.html(text)
