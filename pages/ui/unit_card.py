"""What the side panel says of one unit, as HTML: light, sentence, the two axes, what lies below, the course in time."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from data.domain.areas import Level, child_level
from data.domain.lights import SHOWN_ORDER, State
from data.explained import ModelBreak
from pages.ui import notation
from pages.ui.counts import INHERITED
from pages.ui.markup import badge, symbol, words
from pages.ui.rows import Row, figure, records
from pages.ui.text import counted, t

COURSE = 6
"""Periods of the course in time: a year."""


def light_card(row: Row) -> str:
    """Write the light of a unit, what kind of unit it is, and the sentence that says what the light means.

    Parameters
    ----------
    row
        The unit, as a row of ``data.release.units``; a unit that is only passed through has no more than a name.
    """
    return f'<div class="bs-panel">{_head(row)}<p class="bs-sentence">{words(sentence(row))}</p></div>'


def course_card(row: Row, history: pd.DataFrame, breaks: Sequence[ModelBreak], period: str) -> str:
    """Write capacity and burden, the lights one level down, and the course in time.

    Parameters
    ----------
    row
        As in ``light_card``.
    history
        States of the unit, old to new: ``period``, ``state``.
    breaks
        Where the model changed.
    period
        Period in view.
    """
    return f'<div class="bs-panel">{_axes(row)}{_below(row)}{_course(history, breaks, period)}</div>'


def break_lines(breaks: Sequence[ModelBreak], shown: Collection[str]) -> list[str]:
    """Say where the model changed, of the breaks after one of the meetings that are shown."""
    return [
        t("paneel.modelbreuk_nu" if one.recomputed else "paneel.modelbreuk", periode=notation.period(one.until))
        for one in breaks
        if one.until in shown
    ]


def sentence(row: Row) -> str:
    """Say in plain words what the light means and why a unit has none or borrows one.

    Parameters
    ----------
    row
        ``state``, ``reason``, ``source_level``, ``source_name``, ``indicative``, ``homes``.
    """
    reason = str(row["reason"])
    if reason == INHERITED:
        return t(f"zin.geleend_{row['source_level']}", bron=row["source_name"], licht=t(f"stoplicht.{row['state']}"))
    if reason != "scored":
        return t(f"zin.{reason}", n=notation.number(figure(row, "homes") or 0.0))
    said = t(f"zin.{row['state']}")
    return f"{said} {t('zin.indicatief')}" if row.get("indicative") else said


def _head(row: Row) -> str:
    homes = figure(row, "homes") or 0.0
    facts = [t(f"niveau.{row['level']}"), counted("aantal.woningen", int(homes), notation.number(homes))]
    year = figure(row, "construction_year")
    if year is not None:
        facts.append(t("paneel.bouwjaar", jaar=str(round(year))))
    light = badge(State(str(row["state"])), pale=row["reason"] == INHERITED)
    return f'<p class="bs-head">{light}<span>{words(" · ".join(facts))}</span></p>'


def _axes(row: Row) -> str:
    capacity, burden, score = (figure(row, name) for name in ("capacity", "burden", "score"))
    if capacity is None or burden is None or score is None:
        return f'<p class="bs-note">{words(t("paneel.geen_assen"))}</p>' if row["reason"] == "scored" else ""
    bars = _axis("capacity", capacity) + _axis("burden", burden)
    total = t("paneel.score", n=notation.number(score, 1))
    return f'<dl class="bs-axes">{bars}</dl><p class="bs-note">{words(total)}</p>'


def _axis(axis: str, value: float) -> str:
    return (
        f"<dt>{words(t(f'as.{axis}'))}</dt>"
        f'<dd><span class="bs-bar"><i class="bs-{axis}" style="width:{value:.0f}%"></i></span>'
        f"<b>{notation.number(value)}</b></dd>"
    )


def _below(row: Row) -> str:
    """Lights one level down, so that a green area hides no red building."""
    level = child_level(Level(str(row["level"])))
    counts = {light: figure(row, light.value) or 0.0 for light in SHOWN_ORDER}
    total = sum(counts.values())
    if level is None or level is Level.DWELLING or not total:
        return ""
    chips = "".join(
        f'<span class="bs-chip">{symbol(light, 18)}<b>{notation.number(number)}</b> '
        f"<small>{words(t(f'stoplicht.{light.value}'))}</small></span>"
        for light, number in counts.items()
        if number
    )
    seen = total - counts[State.WITHHELD]  # of a withheld unit nobody may conclude that it is not red
    red = t("paneel.rood_van", n=notation.number(counts[State.RED]), totaal=notation.number(seen))
    return f'<p class="bs-below"><b>{words(t(f"niveaus.{level.value}"))}</b>: {words(red)}<br>{chips}</p>'


def _course(history: pd.DataFrame, breaks: Sequence[ModelBreak], period: str) -> str:
    """States of the period in view and those before it, side by side."""
    if len(history) < 2:  # noqa: PLR2004 - one period is no course
        return ""
    until = max(COURSE, int(history["period"].le(period).sum()))
    seen = history.iloc[:until].tail(COURSE)
    marks = "".join(_mark(row, period) for row in records(seen))
    broken = "".join(f'<p class="bs-note">{words(line)}</p>' for line in break_lines(breaks, set(seen["period"])))
    return f'<div class="bs-course"><b>{words(t("paneel.verloop"))}</b><ol>{marks}</ol>{broken}</div>'


def _mark(row: Row, period: str) -> str:
    state, when = State(str(row["state"])), notation.period(str(row["period"]))
    current = ' aria-current="true"' if row["period"] == period else ""
    word = words(t(f"stoplicht.{state.value}"))
    return f"<li{current}>{symbol(state, 22)}<em>{word}</em><span>{words(when)}</span></li>"
