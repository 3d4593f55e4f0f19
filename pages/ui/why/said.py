"""The sentence that explains a light, worded; the rules that choose its parts stand in ``scoring.sentence``."""

from __future__ import annotations

import math

from data.explained import Explanation
from pages.ui import notation
from pages.ui.markup import words
from pages.ui.text import t
from pages.ui.why.facts import Facts, indicator_name, theme_name
from scoring.account import decided
from scoring.sentence import Held, Sentence, from_words
from scoring.shape import ScoringModel


def signed(points: float, decimals: int = 1) -> str:
    """Write points with their sign: ``+4,9``; what rounds to nothing has none."""
    shown = notation.number(points, decimals)
    return f"+{shown}" if round(points, decimals) > 0 else shown


def percent(share: float) -> str:
    """Write a chance or share of 0-1; never a certainty that the figure does not have."""
    if 0 < share < 0.01:  # noqa: PLR2004 - less than what is shown
        return t("uitleg.minder_dan_een")
    if 0.99 < share < 1:  # noqa: PLR2004 - more than what is shown
        return t("uitleg.meer_dan_99")
    return t("uitleg.procent", n=notation.number(100 * share))


def exact_lines(facts: Facts) -> list[str]:
    """Say why, for who may have figures: a veto first, then the reasons, what holds the colour, and how sure it is."""
    said = facts.sentence()
    if said is None:
        return []
    told = facts.explanation
    figures = {name: signed(value) for name, value in said.figures.items()}
    names = {name: indicator_name(one) if one else "" for name, one in (("a", said.against), ("f", said.favour))}
    reasons = t(
        f"uitleg.zin_{said.form.value}",
        score=notation.number(said.figures["score"], 1),
        tegen=names["a"],
        min=figures.get("against", ""),
        mee=names["f"],
        plus=figures.get("favour", ""),
        gebied=told.reference,
    )
    sure = [sure_line(facts)] if said.sureness and not decided(told.rule) else []
    return _ordered(said, reasons, _held(said, facts.model)) + sure


def shared_lines(explanation: Explanation, model: ScoringModel) -> list[str]:
    """Say why, for who may see no figure: themes in words, and the rule; empty when there is nothing to say."""
    if not explanation.reasons:
        return []
    said = from_words(explanation.light, explanation.rule, explanation.subject, explanation.reasons)
    reasons = t(
        f"uitleg.woord_{said.form.value}",
        tegen=theme_name(said.against, model) if said.against else "",
        min=t(f"uitleg.{said.amounts['against']}") if said.against else "",
        mee=theme_name(said.favour, model) if said.favour else "",
        plus=t(f"uitleg.{said.amounts['favour']}") if said.favour else "",
    )
    return _ordered(said, reasons, _held(said, model))


def card(lines: list[str]) -> str:
    """Write the sentence as HTML."""
    return f'<p class="bs-why">{" ".join(words(line) for line in lines)}</p>' if lines else ""


def sure_line(facts: Facts) -> str:
    """Say how sure the colour is; where a rule decides the colour, how sure the score itself is; "" without a score."""
    if facts.fall is not None and not facts.errors_known:
        return t("uitleg.zeker_unknown")
    if facts.sureness is None:
        return ""
    if decided(facts.explanation.rule):
        return t(f"uitleg.zeker_score_{facts.sureness.value}", licht=t(f"stoplicht.{facts.light['plain']}"))
    return t(f"uitleg.zeker_{facts.sureness.value}")


def replaced_line(facts: Facts) -> str:
    """Say what a later publication made of the score of the meeting in view; "" when it is as it was."""
    seen = facts.seen(facts.period)
    if seen is None:
        return ""
    score, light = seen
    was = t(f"stoplicht.{light}")
    if math.isnan(score) or facts.fall is None:
        return t("uitleg.opnieuw_kleur", licht=was)
    parts = facts.replaced(facts.period)
    causes = {cause: t(f"uitleg.door_{cause}") for cause in parts.index}
    told = [f"{causes[cause][:1].lower()}{causes[cause][1:]} {signed(points)}" for cause, points in parts.items()]
    line = t("uitleg.opnieuw", toen=notation.number(score, 1), licht=was, nu=notation.number(facts.fall.end, 1))
    return f"{line} {t('uitleg.opnieuw_door', delen='; '.join(told))}" if told else line


def held_line(facts: Facts) -> str:
    """Say what made the colour another than that of the score; "" when nothing did."""
    said = facts.sentence()
    return _held(said, facts.model) if said else ""


def chances(facts: Facts) -> str:
    """Say the chance of each colour, and of how many figures the error is not known; "" when of all of them."""
    if not facts.errors_known or any(math.isnan(chance) for chance in facts.chance.values()):
        return ""
    shares = {name: percent(chance) for name, chance in facts.chance.items()}
    told = t("uitleg.kansen", rood=shares["red"], oranje=shares["amber"], groen=shares["green"])
    unknown = int(float(str(facts.light["unknown_errors"] or 0)))
    return f"{told} {t('uitleg.zonder_marge', n=notation.number(unknown))}" if unknown else told


def _ordered(said: Sentence, reasons: str, held: str) -> list[str]:
    if not held:
        return [reasons]
    return [held, reasons] if said.held is Held.VETO else [reasons, held]


def _held(said: Sentence, model: ScoringModel) -> str:
    if said.held is Held.NOT:
        return ""
    known = {one.id for one in model.dimensions}
    subject = theme_name(said.subject, model) if said.subject in known else ""
    if said.held is Held.VETO and not subject:
        subject = indicator_name(said.subject)
    return t(
        f"uitleg.regel_{said.held.value}",
        licht=t(f"stoplicht.{said.light}"),
        eigenlijk=t(f"stoplicht.{said.plain}") if said.plain else "",
        cijfer=subject,
        grens=notation.plain(model.thresholds.t1 if said.light == "red" else model.thresholds.t2),
        keer=notation.number(model.stability.clear),
        langer=notation.number(model.stability.narrow),
    )
