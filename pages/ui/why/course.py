"""The score of a unit at the meetings so far, with the thresholds and the light that each meeting saw."""

from __future__ import annotations

import math
from collections.abc import Sequence

import altair as alt
import pandas as pd

from data.explained import ModelBreak
from geo.palette import INK
from pages.ui import notation
from pages.ui.rows import records
from pages.ui.text import t
from pages.ui.why.chart import LETTERS, SLATE, by_light, draw, same_as_table, zones
from pages.ui.why.facts import Facts

NARROW, WIDE = 6, 12
"""Meetings that are shown, in the panel and on a page."""


def meetings(facts: Facts, *, wide: bool) -> pd.DataFrame:
    """Give the meetings to draw, old to new: ``period``, ``when``, ``state``, ``score`` (NaN when grey), ``text``.

    ``then`` is what a meeting saw, in words, where later publications made something else of it; otherwise empty.
    """
    lights = facts.explanation.lights
    until = lights[lights["period"].le(facts.period)].tail(WIDE if wide else NARROW)
    scores = until["score"].astype("float64")
    return pd.DataFrame({
        "period": until["period"].to_numpy(),
        "when": [notation.period(str(period)) for period in until["period"]],
        "state": until["light"].to_numpy(),
        "score": scores.to_numpy(),
        "text": ["" if pd.isna(score) else notation.number(score, 1) for score in scores],
        "then": [_then(facts.seen(str(period))) for period in until["period"]],
    })  # fmt: skip


def show(facts: Facts, breaks: Sequence[ModelBreak], *, wide: bool) -> None:
    """Draw the course, where the model changed, and the same as a table; one meeting is no course."""
    frame = meetings(facts, wide=wide)
    if len(frame) < 2:  # noqa: PLR2004 - one meeting is no course
        return
    spoken = t("uitleg.verloop_alt", van=frame["when"].iloc[0], tot=frame["when"].iloc[-1])
    draw(
        [*_layers(frame, facts), *_broken(frame, breaks)],
        height=300 if wide else 260,
        alt_text=spoken,
        key="uitleg_verloop",
    )
    rows = [
        [str(row["when"]), str(row["text"]) or t("uitleg.geen_score"), t(f"stoplicht.{row['state']}"), str(row["then"])]
        for row in records(frame)
    ]
    heads = [t(f"uitleg.{head}") for head in ("overleg", "score", "kleur", "toen_gezien")]
    columns = len(heads) if frame["then"].ne("").any() else len(heads) - 1
    same_as_table(t("uitleg.verloop_tabel"), heads[:columns], [row[:columns] for row in rows])


def _then(seen: tuple[float, str] | None) -> str:
    if seen is None:
        return ""
    score, light = seen
    word = t(f"stoplicht.{light}")
    return word if math.isnan(score) else f"{notation.number(score, 1)} {word}"


def _broken(frame: pd.DataFrame, breaks: Sequence[ModelBreak]) -> list[alt.Chart]:
    """Draw a line at the last meeting that saw another model."""
    marks = frame[frame["period"].isin([one.until for one in breaks])].assign(word=t("uitleg.modelbreuk"))
    if marks.empty:
        return []
    x = alt.X("when:O", sort=list(frame["when"]))
    line = alt.Chart(marks).mark_rule(color=INK, strokeWidth=2, strokeDash=[6, 4]).encode(x=x)
    late = marks.index >= len(frame) / 2
    left = alt.Chart(marks[~late]).mark_text(y="height", dy=-12, dx=6, align="left").encode(x=x, text="word:N")
    right = alt.Chart(marks[late]).mark_text(y="height", dy=-12, dx=-6, align="right").encode(x=x, text="word:N")
    return [line, left, right]


def _layers(frame: pd.DataFrame, facts: Facts) -> list[alt.Chart]:
    low, high = _domain(frame, facts)
    x = alt.X("when:O", sort=list(frame["when"]), title=None, axis=alt.Axis(labelAngle=-35, grid=False))
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    y = alt.Y("score:Q", scale=scale, title=t("uitleg.score"), axis=alt.Axis(tickCount=4))
    bands = pd.DataFrame(
        [(max(start, low), min(end, high), fill) for _, start, end, fill in zones(facts.model) if end > low],
        columns=["from", "to", "fill"],
    )
    ground = alt.Chart(bands).mark_rect().encode(
        y=alt.Y("from:Q", scale=scale), y2="to:Q", fill=alt.Fill("fill:N", scale=None)
    )  # fmt: skip
    line = alt.Chart(frame).mark_line(color=SLATE, strokeWidth=2.5).encode(x=x, y=y)
    shown = frame.assign(place=frame["score"].fillna(low + 0.04 * (high - low)))
    points = (
        alt.Chart(shown)
        .mark_point(size=240, stroke=INK, strokeWidth=1.5, opacity=1)
        .encode(x=x, y=alt.Y("place:Q", scale=scale), fill=by_light(alt.Fill), shape=by_light(alt.Shape))
    )
    ends = shown.iloc[[0, -1]]
    text = alt.Chart(ends).mark_text(dy=-20, fontSize=LETTERS).encode(
        x=x, y=alt.Y("place:Q", scale=scale), text="text:N"
    )  # fmt: skip
    return [ground, line, points, text]


def _domain(frame: pd.DataFrame, facts: Facts) -> tuple[float, float]:
    """Show both thresholds always, so that the same colour stands at the same side."""
    limits = [facts.model.thresholds.t1, facts.model.thresholds.t2, *frame["score"].dropna()]
    return max(0.0, min(limits) - 8), min(100.0, max(limits) + 10)
