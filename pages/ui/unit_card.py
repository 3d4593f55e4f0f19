"""What the side panel says of one unit, as HTML: light, sentence, the two axes, what lies below, the course in time."""

from __future__ import annotations

import pandas as pd

from data.domain.areas import Level, child_level
from data.domain.lights import SHOWN_ORDER, State
from pages.ui import notation
from pages.ui.counts import INHERITED
from pages.ui.markup import badge, symbol, words
from pages.ui.text import counted, t


def unit_card(row: dict[str, object], history: pd.DataFrame, period: str) -> str:
    """Write the upper part of the panel.

    Parameters
    ----------
    row
        The unit, as a row of ``data.release.units``; a unit that is only passed through has no more than a name.
    history
        Its states, old to new: ``period``, ``state``.
    period
        Period in view.
    """
    parts = [_head(row), f'<p class="bs-sentence">{words(sentence(row))}</p>', _axes(row), _below(row)]
    return f'<div class="bs-panel">{"".join(parts)}{_course(history, period)}</div>'


def sentence(row: dict[str, object]) -> str:
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
        return t(f"zin.{reason}", n=notation.number(float(str(row["homes"]))))
    said = t(f"zin.{row['state']}")
    return f"{said} {t('zin.indicatief')}" if row.get("indicative") else said


def _head(row: dict[str, object]) -> str:
    homes = float(str(row["homes"]))
    facts = [t(f"niveau.{row['level']}"), counted("aantal.woningen", int(homes), notation.number(homes))]
    year = row.get("construction_year")
    if year is not None and pd.notna(year):
        facts.append(t("paneel.bouwjaar", jaar=str(int(float(str(year))))))
    light = badge(State(str(row["state"])), pale=row["reason"] == INHERITED)
    return f'<p class="bs-head">{light}<span>{words(" · ".join(facts))}</span></p>'


def _axes(row: dict[str, object]) -> str:
    capacity, burden = (row.get(axis) for axis in ("capacity", "burden"))
    if capacity is None or pd.isna(capacity):
        return f'<p class="bs-note">{words(t("paneel.geen_assen"))}</p>' if _has_light(row) else ""
    bars = _axis("capacity", float(str(capacity))) + _axis("burden", float(str(burden)))
    score = t("paneel.score", n=notation.number(float(str(row["score"])), 1))
    return f'<dl class="bs-axes">{bars}</dl><p class="bs-note">{words(score)}</p>'


def _axis(axis: str, value: float) -> str:
    return (
        f"<dt>{words(t(f'as.{axis}'))}</dt>"
        f'<dd><span class="bs-bar"><i class="bs-{axis}" style="width:{value:.0f}%"></i></span>'
        f"<b>{notation.number(value)}</b></dd>"
    )


def _has_light(row: dict[str, object]) -> bool:
    return row["state"] in (State.RED, State.AMBER, State.GREEN)


def _below(row: dict[str, object]) -> str:
    """Lights one level down, so that a green area hides no red building."""
    level = child_level(Level(str(row["level"])))
    counts = {light: float(str(row.get(light.value) or 0)) for light in SHOWN_ORDER}
    total = sum(counts.values())
    if level is None or level is Level.DWELLING or not total:
        return ""
    chips = "".join(
        f'<span class="bs-chip">{symbol(light, 18)}<b>{notation.number(number)}</b> '
        f"<small>{words(t(f'stoplicht.{light.value}'))}</small></span>"
        for light, number in counts.items()
        if number
    )
    red = t("paneel.rood_van", n=notation.number(counts[State.RED]), totaal=notation.number(total))
    return f'<p class="bs-below"><b>{words(t(f"niveaus.{level.value}"))}</b>: {words(red)}<br>{chips}</p>'


def _course(history: pd.DataFrame, period: str) -> str:
    """States of the periods, side by side."""
    if len(history) < 2:  # noqa: PLR2004 - one period is no course
        return ""
    marks = "".join(_mark(entry, period) for entry in history.to_dict("records"))
    return f'<div class="bs-course"><b>{words(t("paneel.verloop"))}</b><ol>{marks}</ol></div>'


def _mark(entry: dict[str, object], period: str) -> str:
    state, when = State(str(entry["state"])), notation.period(str(entry["period"]))
    current = ' aria-current="true"' if entry["period"] == period else ""
    return f"<li{current}>{symbol(state, 22)}<em>{words(t(f'stoplicht.{state.value}'))}</em><span>{words(when)}</span></li>"
