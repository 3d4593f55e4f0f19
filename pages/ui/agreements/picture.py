"""The course of an agreement as a picture: the agreed path, the target, and what was measured; the same as a table."""

from __future__ import annotations

from datetime import timedelta

import altair as alt
import pandas as pd
import streamlit as st

from data.domain.access import Viewer
from data.domain.agreements import Agreement, Gauge
from data.domain.progress import STEPS, course
from geo.palette import INK
from pages.ui import notation
from pages.ui.agreements import reads, words
from pages.ui.agreements.reads import AgreementLine
from pages.ui.text import t
from pages.ui.why.chart import SLATE, draw, same_as_table

HEIGHT = 300
STEP = timedelta(days=7)
FOUND = "#1f4e79"
"""Colour of what was measured: the house's own blue, no light."""


def show(viewer: Viewer, agreement: Agreement, line: AgreementLine) -> None:
    """Draw the picture and the table; a sentence where there is nothing to draw."""
    path = pd.DataFrame(course(agreement.terms, STEP), columns=["day", "value"])
    points = reads.course(viewer, agreement)
    if path.empty and not points:
        st.info(t("verloop.niets"))
        return
    found = pd.DataFrame(
        [{"day": one.on, "low": one.low, "high": one.high, "middle": (one.low + one.high) / 2} for one in points],
        columns=["day", "low", "high", "middle"],
    )
    layers = [*_path(path, line), *_found(found, line.gauge)]
    spoken = t("verloop.alt", naam=line.title, zin=words.progress_sentence(line))
    draw(layers, height=HEIGHT, alt_text=spoken, key=f"verloop_{agreement.number}")
    st.caption(t("verloop.uitleg", maat=words.measure_name(line)))
    rows = [[notation.day(one.on), _written(line, one.low, one.high)] for one in points]
    same_as_table(t("verloop.tabel"), [t("verloop.dag"), t("verloop.cijfer")], rows)


def _written(line: AgreementLine, low: float, high: float) -> str:
    if low == high:
        return words.amount(line, low)
    return t("maat.band", laag=notation.plain(low), hoog=words.amount(line, high))


def _path(path: pd.DataFrame, line: AgreementLine) -> list[alt.Chart]:
    if path.empty or line.target is None:
        return []
    days = path.assign(day=pd.to_datetime(path["day"]))
    y = _value("value", line.gauge)
    planned = alt.Chart(days).mark_line(color=SLATE, strokeDash=[7, 5], strokeWidth=2.5).encode(x=_day(), y=y)
    target = pd.DataFrame({"value": [line.target], "text": [t("verloop.doel", n=words.amount(line, line.target))]})
    rule = alt.Chart(target).mark_rule(color=INK, strokeWidth=1.5).encode(y=y)
    text = alt.Chart(target).mark_text(align="left", dx=6, dy=-9).encode(x=alt.value(0), y=y, text="text:N")
    return [planned, rule, text]


def _found(found: pd.DataFrame, gauge: str) -> list[alt.Chart]:
    if found.empty:
        return []
    days = found.assign(day=pd.to_datetime(found["day"]))
    band = alt.Chart(days[days["low"] < days["high"]]).mark_rule(color=FOUND, strokeWidth=7, opacity=0.35)
    line = alt.Chart(days[days["low"] == days["high"]]).mark_line(
        color=FOUND, strokeWidth=3, point={"size": 90, "color": FOUND}
    )
    return [
        band.encode(x=_day(), y=_value("low", gauge), y2="high:Q"),
        line.encode(x=_day(), y=_value("middle", gauge)),
    ]


def _day() -> alt.X:
    return alt.X("day:T", title=None, axis=alt.Axis(format="%m-%Y", tickCount=6, grid=False))


def _value(name: str, gauge: str) -> alt.Y:
    if gauge != Gauge.LIGHT:
        return alt.Y(f"{name}:Q", title=None, axis=alt.Axis(tickCount=5))
    lights = ", ".join(f"'{t(f'stoplicht.{one.value}')}'" for one in STEPS)
    axis = alt.Axis(values=list(range(len(STEPS))), labelExpr=f"[{lights}][datum.value]")
    return alt.Y(f"{name}:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, len(STEPS) - 1]))
