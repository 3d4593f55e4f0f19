"""Whether a measure made a difference: its places over time against the similar ones, in a picture and in words."""

from __future__ import annotations

import altair as alt
import pandas as pd
import streamlit as st

from data.domain.access import Detail
from data.domain.areas import Level
from geo.neighbours import neighbours
from geo.palette import INK
from pages.ui import notation, reads
from pages.ui.markup import literal, words
from pages.ui.rows import figure, records
from pages.ui.situation import Situation
from pages.ui.text import t
from pages.ui.why.chart import SLATE, draw, same_as_table
from pages.ui.why.said import signed
from scoring.effect import Effect, Verdict
from scoring.followed import STANDARD, Comparison, by_meeting, compared

ON_WIDGET, START_WIDGET = "effect_aan", "effect_start"


def offered(now: Situation) -> None:
    """Show, for who has exact figures and a place in mind, what a measure from some meeting on would be seen to do."""
    level = now.view.child
    if now.selected is None or level is Level.DWELLING or now.viewer.detail(level) is not Detail.EXACT:
        return
    st.subheader(t("effect.kop", naam=literal(now.explained.name)), anchor=False)
    st.html(f'<p class="bs-note">{words(t("effect.uitleg"))}</p>')
    if st.toggle(t("effect.aan"), key=ON_WIDGET):
        _followed(now)


@st.fragment
def _followed(now: Situation) -> None:
    lights, steps = reads.trial(now.viewer, now.unit, now.view.child, now.view.period)
    code = str(now.view.selected)
    scores = by_meeting(steps)
    starts = [str(period) for period in scores.columns[1:]]
    if code not in scores.index or not starts:
        st.info(t("effect.geen"))
        return
    start = st.selectbox(
        t("effect.start"),
        starts,
        index=max(len(starts) - STANDARD.after, 0),
        format_func=notation.period,
        key=START_WIDGET,
        width=300,
    )
    around = neighbours(reads.shapes(now.viewer, now.unit, now.view.child))
    near = list(around.loc[around["unit_id"].eq(code), "neighbour"])
    show(compared(scores, [code], start, near), dict(lights["name"]))


def show(found: Comparison, names: dict[str, str]) -> None:
    """Show a comparison: the words first, then picture, table and who it was compared with.

    Parameters
    ----------
    found
        From `scoring.followed.compared`.
    names
        Name of every unit by its code.
    """
    st.html(f'<p class="bs-why"><b>{words(said(found.effect))}</b> {words(waterbed(found.nearby))}</p>')
    frame = found.course.assign(when=[notation.period(period) for period in found.course["period"]])
    first = frame.loc[frame["after"], "when"].iloc[0]
    draw(_layers(frame, first), height=300, alt_text=t("effect.alt", start=first), key="effect_beeld")
    heads = [t("uitleg.overleg"), t("effect.deze"), t("effect.vergelijkbaar")]
    rows = [[str(row["when"]), _shown(figure(row, "ours")), _shown(figure(row, "theirs"))] for row in records(frame)]
    same_as_table(t("effect.tabel"), heads, rows)
    whom = ", ".join(names.get(code, code) for code in found.alike[:5])
    if whom:
        n = notation.number(len(found.alike))
        st.html(f'<p class="bs-note">{words(t("effect.met_wie", n=n, namen=whom))}</p>')


def said(effect: Effect) -> str:
    """Say in words what may be said of an effect, with its interval where there is one."""
    if effect.verdict is Verdict.TOO_EARLY:
        return t("effect.too_early", n=notation.number(STANDARD.after))
    ends = {"laag": signed(effect.low), "hoog": signed(effect.high), "verschil": signed(effect.estimate)}
    return t(f"effect.{effect.verdict.value}", **ends)


def waterbed(nearby: Effect) -> str:
    """Say whether the neighbours changed in another way than the similar places did."""
    if nearby.verdict is Verdict.TOO_EARLY:
        return t("effect.buren_onbekend")
    if nearby.verdict is Verdict.NO_VISIBLE_DIFFERENCE:
        return t("effect.buren_niet")
    return t("effect.buren_slechter" if nearby.estimate < 0 else "effect.buren_beter", verschil=signed(nearby.estimate))


def _shown(score: float | None) -> str:
    return t("uitleg.geen_score") if score is None else notation.number(score, 1)


def _layers(frame: pd.DataFrame, first: str) -> list[alt.Chart]:
    kinds = {"ours": t("effect.deze"), "theirs": t("effect.vergelijkbaar")}
    long = frame.melt(["when"], ["ours", "theirs"], var_name="kind", value_name="score")
    long = long.assign(kind=long["kind"].map(kinds))
    low, high = float(long["score"].min()) - 4, float(long["score"].max()) + 4
    x = alt.X("when:O", sort=list(frame["when"]), title=None, axis=alt.Axis(labelAngle=-35, grid=False))
    y = alt.Y("score:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False), title=t("uitleg.score"))
    names = list(kinds.values())
    colour = alt.Scale(domain=names, range=[INK, SLATE])
    legend = alt.Legend(title=None, orient="top", labelFontSize=16, labelLimit=400)
    dash = alt.StrokeDash("kind:N", scale=alt.Scale(domain=names, range=[[1, 0], [6, 5]]), legend=legend)
    line = alt.Chart(long).mark_line(strokeWidth=3, point=alt.OverlayMarkDef(size=70)).encode(
        x=x, y=y, color=alt.Color("kind:N", scale=colour, legend=legend), strokeDash=dash
    )  # fmt: skip
    rule = alt.Chart(pd.DataFrame({"when": [first]})).mark_rule(strokeDash=[3, 3], strokeWidth=2).encode(
        x=alt.X("when:O", sort=list(frame["when"]))
    )  # fmt: skip
    return [line, rule]
