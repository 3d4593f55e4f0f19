"""The indicators behind a light, grouped by axis and theme: value, goalposts, period and source, in words."""

from __future__ import annotations

from data.domain.indicators import Indicator, catalogue
from data.released import Card
from pages.ui import notation
from pages.ui.markup import words
from pages.ui.rows import Row, figure, moment, records
from pages.ui.text import known, language, t
from scoring.shape import Axis, Dimension, ScoringModel, Weighed

MARKS = ("carried", "transferred", "rolled_up")
"""Columns that say something about a figure that its reader must know."""

Scores = dict[str, float | None]
"""Score 0-100 of every theme, by its id; None without one."""


def figures(card: Card, model: ScoringModel) -> str:
    """Write the indicators of a unit as HTML.

    Parameters
    ----------
    card
        What the gate gives of the unit.
    model
        Model of the published lights: goalposts, themes and axes.
    """
    rows = {str(row["indicator_id"]): row for row in records(card.indicators)}
    scores = {str(row["dimension"]): figure(row, "score") for row in records(card.dimensions)}
    sections = [_axis(axis, rows, scores, model) for axis in Axis]
    context = "".join(_item(row, None) for row in rows.values() if row["context"])
    if context:
        sections.append(_section(t("paneel.context"), t("paneel.context_uitleg"), f"<ul>{context}</ul>"))
    return f'<div class="bs-figures">{"".join(sections)}</div>'


def _axis(axis: Axis, rows: dict[str, Row], scores: Scores, model: ScoringModel) -> str:
    themes = [_theme(theme, rows, scores, model) for theme in model.dimensions if theme.axis is axis]
    content = "".join(themes)
    return _section(t(f"as.{axis.value}"), t(f"as.{axis.value}_uitleg"), content) if content else ""


def _theme(theme: Dimension, rows: dict[str, Row], scores: Scores, model: ScoringModel) -> str:
    weighed = [one for one in model.indicators if one.dimension == theme.id and one.id in rows]
    if not weighed:
        return ""
    items = "".join(_item(rows[one.id], one) for one in weighed)
    name = theme.en if language() == "en" else theme.nl
    return f"<h3>{words(name)}{_theme_score(scores.get(theme.id))}</h3><ul>{items}</ul>"


def _section(title: str, explanation: str, content: str) -> str:
    """Write one part that folds; its heading takes the focus, so that the panel scrolls by keyboard."""
    head = f"<summary>{words(title)}<span>{words(explanation)}</span></summary>"
    return f"<details open>{head}{content}</details>"


def _theme_score(score: float | None) -> str:
    return "" if score is None else f"<span>{words(t('paneel.punten', n=notation.number(score)))}</span>"


def _item(row: Row, weighed: Weighed | None) -> str:
    indicator = catalogue()[str(row["indicator_id"])]
    value = f'<span class="bs-value">{words(value_words(row, indicator))}</span>'
    name = f'<span class="bs-name">{words(indicator.label(language()))}</span>'
    detail = " · ".join(words(part) for part in _details(row, indicator, weighed))
    return f'<li class="bs-{row["state"]}">{name}{value}{_score(row)}<span class="bs-detail">{detail}</span></li>'


def _score(row: Row) -> str:
    score = figure(row, "score")
    if score is None:
        return ""
    return (
        f'<span class="bs-score"><span class="bs-bar"><i style="width:{score:.0f}%"></i></span>'
        f"<small>{words(t('paneel.punten', n=notation.number(score)))}</small></span>"
    )


def value_words(row: Row, indicator: Indicator) -> str:
    """Write the figure with its unit, its band, or in words why there is none.

    Parameters
    ----------
    row
        ``state`` (``shown``, ``band``, ``rounded``, ``withheld``, ``missing``), ``value``, ``band``.
    indicator
        Entry of the catalogue; its scale turns the stored value into the one that is shown.
    """
    state, unit = str(row["state"]), indicator.unit(language())
    if state == "band":
        return band_words(str(row["band"]), unit)
    if state == "rounded":
        return t("paneel.ongeveer", n=notation.number(float(str(row["band"]))))
    if state != "shown":
        return t(f"cijfer.{state}")
    return _joined(notation.number((figure(row, "value") or 0.0) * indicator.scale, indicator.decimals), unit)


def band_words(band: str, unit: str) -> str:
    """Write a band: ``0 tot en met 4 woningen``, ``5 woningen tot 20 % van ...``, ``35 % van ... of meer``."""
    if band.startswith("0-"):
        return t("paneel.klasse_weinig", hoogst=band[2:])
    low, _, high = band.removesuffix("+").partition("-")
    if low.endswith("h"):
        number = low.removesuffix("h")
        return (
            t("paneel.klasse_vanaf", n=number) if not high else t("paneel.klasse_tot", n=number, tot=f"{high} {unit}")
        )
    return (
        t("paneel.klasse", klasse=notation.banded(f"{low}-{high}"), eenheid=unit)
        if high
        else (t("paneel.klasse_meer", klasse=low, eenheid=unit))
    )


def _joined(shown: str, unit: str) -> str:
    scale = "1 " in unit  # a scale such as "1 excellent - 6 very bad" explains the figure rather than naming its unit
    return f"{shown} ({unit})" if scale else f"{shown} {unit}"


def _details(row: Row, indicator: Indicator, weighed: Weighed | None) -> list[str]:
    parts = [goalposts(indicator, weighed)] if weighed else []
    last = moment(row, "ends")
    if last is not None:
        parts.append(t("paneel.tot", dag=notation.day(last)))
    parts.append(source_word(str(row["source"])))
    parts += [t(f"cijfer.{mark}") for mark in MARKS if row[mark]]
    return parts + _smoothed(row, indicator)


def source_word(source: str) -> str:
    """Name of a source; a delivery may name one that the texts do not know."""
    return t(f"bron.{source}") if known(f"bron.{source}") else source


def goalposts(indicator: Indicator, posts: Weighed) -> str:
    """Say where the scale begins and ends: ``0 punten bij 20 %, 100 bij 4 %``."""
    worst, best = (posts.lo, posts.hi) if indicator.direction > 0 else (posts.hi, posts.lo)
    ends = [notation.plain(end * indicator.scale) for end in (worst, best)]
    if indicator.unit(language()).startswith("%"):
        ends = [t("uitleg.procent", n=end) for end in ends]
    return t("paneel.doelpalen", slechtst=ends[0], best=ends[1])


def _smoothed(row: Row, indicator: Indicator) -> list[str]:
    """Own figure beside the one that counts, where small numbers pulled them apart."""
    raw, value = figure(row, "raw"), figure(row, "value")
    if raw is None or value is None:
        return []
    own, counted = (notation.number(one * indicator.scale, indicator.decimals) for one in (raw, value))
    return [] if own == counted else [t("paneel.eigen_cijfer", n=own)]
