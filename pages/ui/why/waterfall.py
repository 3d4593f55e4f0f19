"""The way from the benchmark's score to that of the unit, a bar a theme or an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

import altair as alt
import pandas as pd

from data.domain.lights import State
from geo.palette import INK, LOOKS
from pages.ui import notation
from pages.ui.text import t
from pages.ui.why.chart import LETTERS, SLATE, by_light, draw, same_as_table, zones
from pages.ui.why.facts import Facts, indicator_name, theme_name
from pages.ui.why.said import signed
from scoring.account import Waterfall

ROW = 34
"""Height of a bar with its room, in pixels."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A waterfall to draw: names and contributions in order, from ``start`` to ``end``."""

    start: float
    end: float
    names: tuple[str, ...]
    parts: tuple[float, ...]

    def frame(self, first: str, last: str) -> pd.DataFrame:
        """One row a bar, the benchmark first and the score last: ``name``, ``low``, ``high``, ``kind``, ``text``."""
        ends = list(accumulate(self.parts, initial=self.start))
        rows = [(first, self.start, self.start, "end", notation.number(self.start, 1))]
        for name, part, before, after in zip(self.names, self.parts, ends[:-1], ends[1:], strict=True):
            kind = "down" if part < 0 else "up"
            rows.append((name, min(before, after), max(before, after), kind, signed(part)))
        rows.append((last, self.end, self.end, "end", notation.number(self.end, 1)))
        return pd.DataFrame(rows, columns=["name", "low", "high", "kind", "text"])


def bars(fall: Waterfall, facts: Facts, *, wide: bool) -> Bars:
    """Take the bars of a waterfall: a theme each, or an indicator each where there is room."""
    if wide:
        names = tuple(indicator_name(str(one)) for one in fall.parts["indicator"])
        return Bars(fall.start, fall.end, names, tuple(fall.parts["contribution"].astype(float)))
    themes = fall.themes()
    names = tuple(theme_name(str(one), facts.model) for one in themes["dimension"])
    return Bars(fall.start, fall.end, names, tuple(themes["contribution"].astype(float)))


def show(facts: Facts, *, wide: bool) -> None:
    """Draw the waterfall and the same as a table."""
    fall = facts.fall
    if fall is None:
        return
    told = facts.explanation
    shown = bars(fall, facts, wide=wide)
    first = t("uitleg.begin", gebied=told.reference, periode=notation.period(told.reference_period))
    last = t("uitleg.einde")
    frame = shown.frame(first, last)
    spoken = t("uitleg.opbouw_alt", begin=frame["text"].iloc[0], einde=frame["text"].iloc[-1], naam=told.name)
    draw(_layers(frame, facts), height=ROW * len(frame), alt_text=spoken, key="uitleg_opbouw")
    rows = [[str(name), str(text)] for name, text in zip(frame["name"], frame["text"], strict=True)]
    same_as_table(t("uitleg.opbouw_tabel"), [t("uitleg.onderdeel"), t("uitleg.punten")], rows)


def _layers(frame: pd.DataFrame, facts: Facts) -> list[alt.Chart]:
    low, high = _domain(frame)
    order = list(frame["name"])
    y = alt.Y("name:N", sort=order, title=None, axis=alt.Axis(ticks=False, domain=False, labelPadding=8, grid=False))
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    x = alt.X("low:Q", scale=scale, title=None, axis=alt.Axis(tickCount=5))
    moved, ends = frame[frame["kind"].ne("end")], frame[frame["kind"].eq("end")].assign(state=facts.explanation.light)
    colours = alt.Scale(domain=["up", "down"], range=[LOOKS[State.GREEN].fill, LOOKS[State.RED].fill])
    bar = (
        alt.Chart(moved)
        .mark_bar(height=ROW * 0.6, stroke=INK, strokeWidth=1)
        .encode(x=x, x2="high:Q", y=y, color=alt.Color("kind:N", scale=colours, legend=None))
    )
    start = alt.Chart(ends.iloc[:1]).mark_tick(thickness=5, size=ROW * 0.75, color=SLATE).encode(x=x, y=y)
    end = (
        alt.Chart(ends.iloc[1:])
        .mark_point(size=320, stroke=INK, strokeWidth=1.5, opacity=1)
        .encode(x=x, y=y, fill=by_light(alt.Fill), shape=by_light(alt.Shape))
    )
    text = alt.Chart(frame).mark_text(align="left", dx=12, fontSize=LETTERS).encode(
        x=alt.X("high:Q", scale=scale), y=y, text="text:N"
    )  # fmt: skip
    return [*_ground(facts, x, low, high), bar, start, end, text]


def _domain(frame: pd.DataFrame) -> tuple[float, float]:
    """Leave room for the numbers beside the bars."""
    low, high = float(frame["low"].min()), float(frame["high"].max())
    span = max(high - low, 12.0)
    return max(0.0, low - 0.15 * span), min(112.0, high + 0.4 * span)


def _ground(facts: Facts, x: alt.X, low: float, high: float) -> list[alt.Chart]:
    """Draw the colours behind the bars, each with its word above."""
    rows = [
        {"low": max(limit, low), "high": min(top, high) if top < high else high, "fill": fill,
         "word": t(f"stoplicht.{state.value}")}
        for state, limit, top, fill in zones(facts.model)
        if limit < high and (top > low)
    ]  # fmt: skip
    data = pd.DataFrame(rows).assign(middle=lambda frame: (frame["low"] + frame["high"]) / 2)
    ground = alt.Chart(data).mark_rect().encode(x=x, x2="high:Q", fill=alt.Fill("fill:N", scale=None))
    wide = data[data["high"].sub(data["low"]).gt(0.12 * (high - low))]
    word = (
        alt.Chart(wide)
        .mark_text(fontSize=LETTERS, dy=-10)
        .encode(
            x=alt.X("middle:Q", scale=alt.Scale(domain=[low, high], nice=False, zero=False)),
            y=alt.value(0),
            text="word:N",
        )
    )
    return [ground, word]
