"""How agreements are worded: parties, standings with their sign, and figures in the unit of the measure."""

from __future__ import annotations

from collections.abc import Iterable

from data.domain.agreements import Gauge
from data.domain.indicators import catalogue
from data.domain.lights import State
from data.domain.progress import STEPS, Standing
from pages.ui import notation
from pages.ui.agreements.reads import AgreementLine
from pages.ui.markup import symbol, words
from pages.ui.text import known, language, t

SIGNS: dict[str, State] = {
    Standing.ON_COURSE: State.GREEN,
    Standing.REACHED: State.GREEN,
    Standing.BEHIND: State.AMBER,
    Standing.MISSED: State.RED,
    Standing.NOT_MEASURABLE: State.GREY,
}
"""Colour and shape of a standing; the word beside it tells them apart. What can't be measured is never green."""


def party(code: str) -> str:
    """Name of a party; of one that is no more, its code."""
    if not code:
        return t("partij.geen")
    return t(f"partij.{code}") if known(f"partij.{code}") else t("partij.weg", code=code)


def parties(codes: Iterable[str]) -> str:
    """Names of parties in a row."""
    return ", ".join(party(code) for code in codes)


def standing_badge(standing: str) -> str:
    """Sign and word of a standing, as HTML."""
    state = SIGNS[standing]
    word = words(t(f"stand.{standing}"))
    return f'<span class="bs-badge bs-{state.value}">{symbol(state)}<b>{word}</b></span>'


def lacks(line: AgreementLine) -> str:
    """Say what is missing; empty when nothing is."""
    return " ".join(t(f"gemis.{lack}") for lack in line.lacks)


def measure_name(line: AgreementLine) -> str:
    """Name of what is measured."""
    indicator = catalogue().get(line.indicator)
    if indicator is not None:
        return indicator.label(language())
    if not line.gauge:
        return t("maat.geen")
    return t("maat.weg", code=line.indicator) if line.gauge == Gauge.INDICATOR else t(f"maat.{line.gauge}")


def amount(line: AgreementLine, value: float | None) -> str:
    """Write a figure in the unit of the measure; of a light its word."""
    if value is None:
        return t("maat.onbekend")
    if line.gauge == Gauge.LIGHT:
        return t(f"stoplicht.{STEPS[min(max(round(value), 0), 2)].value}")
    indicator = catalogue().get(line.indicator)
    if indicator is None:
        return notation.plain(value)
    return f"{notation.number(value, indicator.decimals)} {indicator.unit(language())}".strip()


def figure(line: AgreementLine) -> str:
    """Write the figure that decided, a band as its two ends."""
    if line.low is None or line.high is None:
        return t("maat.onbekend")
    if line.low == line.high:
        return amount(line, line.low)
    return t("maat.band", laag=notation.plain(line.low), hoog=amount(line, line.high))


def helped(line: AgreementLine) -> str:
    """Say whether an agreement helped, at the place and at its neighbours; empty where that was not looked at."""
    if not line.effect:
        return ""
    said = t(f"effect.kort_{line.effect}")
    return f"{said} {t(f'effect.kort_buren_{line.nearby}')}" if line.nearby in ("better", "worse") else said


def progress_sentence(line: AgreementLine) -> str:
    """Say in one sentence how the agreement stands, with the figures that it follows from."""
    if line.lacks:
        return lacks(line)
    day = notation.day(line.measured_on) if line.measured_on else ""
    return t(
        f"stand.zin_{line.standing}",
        nu=figure(line),
        dag=day,
        hoort=amount(line, line.expected),
        doel=amount(line, line.target),
        eind=notation.day(line.due) if line.due else "",
    )
