"""One plain sentence a unit, made by fixed rules from the parts that explain it (SCORING 3).

What is made here is the choice of words and figures, not the words: those stand in the languages of the screen. Every
figure is one of the parts, as it stands there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import pandas as pd

from data.domain.lights import Light
from data.domain.reasons import Reason
from scoring.account import Sureness, Waterfall

ORDER = (Light.RED.value, Light.AMBER.value, Light.GREEN.value)


class Form(StrEnum):
    """Which reasons a sentence names, the most important first; alone: there is nothing to compare with."""

    AGAINST_FAVOUR = "against_favour"
    FAVOUR_AGAINST = "favour_against"
    AGAINST = "against"
    FAVOUR = "favour"
    EVEN = "even"
    ALONE = "alone"


class Held(StrEnum):
    """What made the colour another than the score alone."""

    NOT = "not"
    NOT_RECOVERED = "not_recovered"
    NOT_YET_WORSE = "not_yet_worse"
    STABILITY = "stability"
    SINGLE_ADDRESS = "single_address"
    VETO = "veto"


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said of one unit.

    Parameters
    ----------
    light, plain
        The colour, and the one by the thresholds alone ("" when that may not be told).
    form
        Which reasons are named.
    against, favour
        What pulls most down and up: an indicator where there are figures, otherwise a theme; "" for none.
    held, subject
        The rule that holds the colour, and the indicator or theme of a veto.
    sureness
        How sure; None when it is not told.
    figures
        ``score``, and ``against`` and ``favour`` in points; empty for who may have no figure.
    amounts
        ``against`` and ``favour`` as much, some or little; empty where there are figures.
    """

    light: str
    form: Form
    against: str = ""
    favour: str = ""
    held: Held = Held.NOT
    plain: str = ""
    subject: str = ""
    sureness: Sureness | None = None
    figures: Mapping[str, float] = field(default_factory=dict)
    amounts: Mapping[str, str] = field(default_factory=dict)


def from_parts(fall: Waterfall, light: str, plain: str, rule: str, subject: str, sureness: Sureness | None) -> Sentence:
    """Make the sentence of a unit with exact parts.

    Parameters
    ----------
    fall
        Contributions of the indicators.
    light, plain, rule, subject
        The colour, that of the thresholds alone, the rule that made them differ, and the indicator of a veto.
    sureness
        How sure the colour is.
    """
    parts = fall.parts.set_index("indicator")["contribution"]
    worst, best = _extreme(parts, below=True), _extreme(parts, below=False)
    figures = {"score": fall.end}
    figures |= {name: float(parts[key]) for name, key in (("against", worst), ("favour", best)) if key}
    alone = fall.parts["reference"].isna().all()
    form = Form.ALONE if alone else _form(light, against=bool(worst), favour=bool(best))
    return Sentence(light, form, worst, best, _held(rule, light, plain), plain, subject, sureness, figures)


def from_words(light: str, rule: str, subject: str, reasons: Sequence[Reason]) -> Sentence:
    """Make the sentence for who may have no figure: themes and amounts in words, and no certainty."""
    worst = next((one for one in reasons if one.against), None)
    best = next((one for one in reversed(reasons) if not one.against), None)
    amounts = {name: one.amount.value for name, one in (("against", worst), ("favour", best)) if one}
    against, favour = (one.dimension if one else "" for one in (worst, best))
    form = _form(light, against=worst is not None, favour=best is not None)
    held = Held(rule) if rule in list(Held) else Held.NOT
    return Sentence(light, form, against, favour, held=held, subject=subject, amounts=amounts)


def _extreme(parts: pd.Series, *, below: bool) -> str:
    """Give the name of what pulls most one way; the first in the model's order when several do; "" for none."""
    there = parts[parts < 0] if below else parts[parts > 0]
    return str(there.abs().idxmax()) if len(there) else ""


def _form(light: str, *, against: bool, favour: bool) -> Form:
    """Begin with what made the colour: what helps for green, what weighs for the others."""
    if against and favour:
        return Form.FAVOUR_AGAINST if light == Light.GREEN.value else Form.AGAINST_FAVOUR
    if against or favour:
        return Form.AGAINST if against else Form.FAVOUR
    return Form.EVEN


def _held(rule: str, light: str, plain: str) -> Held:
    if rule != Held.STABILITY.value:
        return Held(rule) if rule in list(Held) else Held.NOT
    return Held.NOT_RECOVERED if ORDER.index(plain) > ORDER.index(light) else Held.NOT_YET_WORSE
