"""What explains a light in rows: change since a meeting, what would turn it, what is missing, own data, the sum."""

from __future__ import annotations

import pandas as pd

from data.domain.indicators import Indicator, catalogue
from pages.ui import notation
from pages.ui.figures import goalposts, source_word
from pages.ui.markup import table, words
from pages.ui.rows import Row, figure, moment, records
from pages.ui.text import language, t
from pages.ui.why.facts import Facts, indicator_name, theme_name
from pages.ui.why.said import percent, signed

PARTS = ("own_data", "smoothing", "coverage")
NEARLY_ALL = 0.99
"""Share of the own data from which it is not worth a row."""

TURNS = 3
"""Smallest changes that are named for each colour."""


def change_table(change: pd.DataFrame, replaced: pd.Series, when: str) -> str:
    """Write what moved the score since a meeting saw it: per indicator, by what was replaced since, and their sum.

    Parameters
    ----------
    change
        ``indicator`` and a column a part, as ``scoring.account.change`` gives it.
    replaced
        Points by cause, as ``scoring.account.replaced`` gives it; empty when nothing was.
    when
        Name of the earlier meeting.
    """
    shown = [part for part in PARTS if change[part].abs().max() >= 0.05]  # noqa: PLR2004 - what one decimal shows
    parts = change.set_index("indicator")[shown]
    order = parts.sum(axis=1).abs().sort_values(ascending=False, kind="stable")
    seen = order[order.ge(0.05) | parts.abs().max(axis=1).ge(0.05)].index
    rows = [_changed(indicator_name(str(one)), parts.loc[one]) for one in seen]
    rest = parts.drop(index=seen).sum()
    if rest.abs().max() >= 0.05:  # noqa: PLR2004 - what one decimal shows
        rows.append(_changed(t("uitleg.overige"), rest))
    empty = [""] * len(shown)
    rows += [[t(f"uitleg.door_{cause}"), *empty, signed(points)] for cause, points in replaced.items()]
    total = [
        t("uitleg.samen"),
        *_signed(change[shown].sum()),
        signed(float(change[list(PARTS)].sum().sum() + replaced.sum())),
    ]
    heads = [t("uitleg.indicator"), *(t(f"uitleg.{part}") for part in shown), t("uitleg.samen")]
    return table(t("uitleg.verschil_tabel", periode=when), heads, [*rows, total], numbers=_but_first(heads))


def turn_list(facts: Facts) -> str:
    """Write the smallest changes to another colour, in the unit of each indicator."""
    turns = facts.turns()
    lists = [_turn(facts, str(towards), rows) for towards, rows in turns.groupby("towards", sort=False)]
    return "".join(lists) or f'<p class="bs-note">{words(t("uitleg.geen_omslag"))}</p>'


def missing_list(facts: Facts) -> str:
    """Write what does not count and why; a sentence when all of it counts."""
    rows = [
        [indicator_name(str(row["indicator"])), theme_name(str(row["dimension"]), facts.model),
         t(f"uitleg.mist_{row['why']}")]
        for row in records(facts.missing())
    ]  # fmt: skip
    if not rows:
        return f'<p class="bs-note">{words(t("uitleg.mist_niets"))}</p>'
    heads = [t("uitleg.indicator"), t("uitleg.thema"), t("uitleg.waarom")]
    return table(t("uitleg.mist_tabel"), heads, rows)


def own_table(facts: Facts) -> str:
    """Write own figure beside the one that counts, and how much the own data count for; "" when nothing is smoothed."""
    rows = [
        [indicator_name(str(row["indicator_id"])), _natural(row, "raw"), _natural(row, "value"),
         percent(figure(row, "own_share") or 0.0)]
        for row in records(facts.steps)
        if figure(row, "weight") and (figure(row, "own_share") or 1.0) < NEARLY_ALL
    ]  # fmt: skip
    if not rows:
        return ""
    heads = [t(f"uitleg.{head}") for head in ("indicator", "eigen", "telt", "eigen_deel")]
    return table(t("uitleg.eigen_tabel"), heads, rows, numbers=_but_first(heads))


def sum_table(facts: Facts) -> str:
    """Write everything with which the score can be worked out again: S = sum of weight times points."""
    if facts.fall is None:
        return ""
    weighed = {one.id: one for one in facts.model.indicators}
    steps = {str(row["indicator_id"]): row for row in records(facts.steps)}
    rows = []
    for part in records(facts.fall.parts):
        name = str(part["indicator"])
        step, points, weight = steps[name], figure(part, "score") or 0.0, figure(part, "weight") or 0.0
        last = moment(step, "ends")
        rows.append([
            indicator_name(name), theme_name(str(part["dimension"]), facts.model), _natural(step, "value"),
            goalposts(catalogue()[name], weighed[name]), notation.number(points, 2),
            notation.number(100 * weight, 2), notation.number(points * weight, 2),
            source_word(str(step["source"])), notation.day(last) if last is not None else "",
        ])  # fmt: skip
    empty = [""] * 5
    rows.append([t("uitleg.samen"), *empty[:4], notation.number(100.0), notation.number(facts.fall.end, 2), "", ""])
    names = ("indicator", "thema", "telt", "schaal", "punten", "gewicht", "bijdrage", "bron", "gemeten")
    heads = [t(f"uitleg.{name}") for name in names]
    return table(t("uitleg.som_tabel"), heads, rows, numbers=frozenset({2, 4, 5, 6}))


def _changed(name: str, parts: pd.Series) -> list[str]:
    return [name, *_signed(parts), signed(float(parts.sum()))]


def _signed(parts: pd.Series) -> list[str]:
    return [signed(float(part)) for part in parts]


def _turn(facts: Facts, towards: str, rows: pd.DataFrame) -> str:
    steps = {str(row["indicator_id"]): row for row in records(facts.steps)}
    items = "".join(
        f"<li>{words(_turned(str(row['indicator']), steps[str(row['indicator'])], figure(row, 'dx') or 0.0))}</li>"
        for row in records(rows.head(TURNS))
    )
    target = notation.number(float(rows["target"].iloc[0]), 1)
    head = t("uitleg.omslag", licht=t(f"stoplicht.{towards}"), score=target)
    return f'<p class="bs-turn"><b>{words(head)}</b></p><ul class="bs-turns">{items}</ul>'


def _turned(name: str, step: Row, dx: float) -> str:
    indicator = catalogue()[name]
    value = figure(step, "value") or 0.0
    before, after = (_figure(one, indicator) for one in (value, value + dx))
    if before == after:
        before, after = (_figure(one, indicator, more=1) for one in (value, value + dx))
    unit = indicator.unit(language())
    return t("uitleg.omslag_stap", naam=indicator_name(name), van=before, naar=after, eenheid=unit)


def _natural(row: Row, column: str) -> str:
    indicator, value = catalogue()[str(row["indicator_id"])], figure(row, column)
    return t("cijfer.missing") if value is None else _shown(value, indicator)


def _figure(value: float, indicator: Indicator, *, more: int = 0) -> str:
    return notation.number(value * indicator.scale, indicator.decimals + more)


def _shown(value: float, indicator: Indicator) -> str:
    """Write a figure with its percent sign where it has one; other units stand beside the name."""
    told = _figure(value, indicator)
    return t("uitleg.procent", n=told) if indicator.unit(language()).startswith("%") else told


def _but_first(heads: list[str]) -> frozenset[int]:
    return frozenset(range(1, len(heads)))
