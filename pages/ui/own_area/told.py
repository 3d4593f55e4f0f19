"""What is said of the own area, as HTML in plain words: what goes well, what needs attention, what changed."""

from __future__ import annotations

from collections.abc import Iterable

from data.domain.lights import State
from pages.ui.markup import symbol, words
from pages.ui.own_area.looked import Looked
from pages.ui.rows import Row, records
from pages.ui.text import counted, language, t
from scoring.model import ScoringModel

MOST = 6
"""Places that are named in one list; of the rest the number is told."""

ORDER = (State.RED, State.AMBER, State.GREEN)
"""Lights that can be compared, worst first."""


def well(now: Looked, model: ScoringModel | None) -> str:
    """Say which themes go well, and how many places are green."""
    number, written = _number(now, State.GREEN)
    green = [words(counted("mijn.groen", number, written))] if number else []
    return _box("goed", [*_themes(now, model, against=False), *green] or [words(t("mijn.niets_goed"))])


def attention(now: Looked, model: ScoringModel | None) -> str:
    """Say which themes need attention, and which places are red."""
    red = _named(row for row in records(now.places) if _own(row) and row["state"] == State.RED.value)
    return _box("aandacht", [*_themes(now, model, against=True), *(red or [words(t("mijn.geen_rood"))])])


def changed(now: Looked) -> str:
    """Say which places have another light than at the last meeting: better first, then worse."""
    rows = [row for row in (now.card.unit, *records(now.places)) if _own(row) and _steps(row)]
    better, worse = ([row for row in rows if sign * _steps(row) > 0] for sign in (1, -1))
    lines = _named(better, change=True) + _named(worse, change=True)
    return _box("veranderd", lines or [words(t("mijn.niets_veranderd"))])


def _themes(now: Looked, model: ScoringModel | None, *, against: bool) -> list[str]:
    if model is None:
        return []
    names = {one.id: one.en if language() == "en" else one.nl for one in model.dimensions}
    told = [one for one in now.explanation.reasons if one.against is against and one.dimension in names]
    told = told if against else told[::-1]
    return [
        f"<b>{words(names[one.dimension])}</b> <small>{words(t(f'mijn.{one.amount.value}'))}</small>" for one in told
    ]


def _number(now: Looked, state: State) -> tuple[int, str]:
    number = sum(_own(row) and row["state"] == state.value for row in records(now.places))
    return number, str(number)


def _own(row: Row) -> bool:
    return row["reason"] == "scored" and row["state"] in ORDER


def _steps(row: Row) -> int:
    """Give how many steps a place got better; below zero it got worse; zero when it did not, or can't be compared."""
    return ORDER.index(State(str(row["state"]))) - ORDER.index(State(str(row["previous"]))) if _compares(row) else 0


def _compares(row: Row) -> bool:
    return row["previous"] in ORDER


def _named(rows: Iterable[Row], *, change: bool = False) -> list[str]:
    listed = list(rows)
    lines = [_place(row, change=change) for row in listed[:MOST]]
    more = len(listed) - MOST
    return [*lines, words(counted("mijn.en_nog", more, str(more)))] if more > 0 else lines


def _place(row: Row, *, change: bool) -> str:
    state = State(str(row["state"]))
    kind = t(f"niveau.{row['level']}")
    name = f"{symbol(state, 18)} {words(row['name'])} <small>{words(kind)}</small>"
    if not change:
        return name
    was = t("mijn.van_naar", was=t(f"stoplicht.{row['previous']}"), nu=t(f"stoplicht.{state.value}"))
    return f"{name}<br><small>{words(was)}</small>"


def _box(kind: str, lines: list[str]) -> str:
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<section class="bs-own bs-own-{kind}"><h2>{words(t(f"mijn.{kind}"))}</h2><ul>{items}</ul></section>'
