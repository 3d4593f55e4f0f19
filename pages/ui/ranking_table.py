"""The ranked list as a real table: names that are links, a button a row that points the place out, arrow keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from data.domain.lights import SHOWN_ORDER, State
from geo.palette import symbol_uri
from pages.ui.component import component
from pages.ui.text import t

Action = Callable[[int], None]
"""What is done with the number of a row."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, a smaller line under it, and a badge; ``number`` is what a spreadsheet gets instead."""

    text: str
    note: str = ""
    badge: str = ""
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One place: its light, the address of its view on the map page, and a cell for each column."""

    state: State
    address: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranked list.

    Parameters
    ----------
    token
        Says which list this is; a click on an older one is not listened to.
    caption
        What the table holds, for screen readers.
    columns
        Heading and kind of each column: ``rank``, ``light``, ``name`` (one, the link), ``number``, ``text``, or
        ``short`` (text on one line).
    groups
        Heading (empty for none) and rows of each group; rows are numbered through the groups, from 0.
    selected
        Number of the selected row, if any.
    """

    token: str
    caption: str
    columns: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    selected: int | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Rows of all groups, by their number."""
        return tuple(line for _, lines in self.groups for line in lines)

    @property
    def named(self) -> int:
        """Position of the column that holds the name."""
        return [kind for _, kind in self.columns].index("name")


def show(ranked: Ranked, *, key: str, on_pick: Action, on_open: Action) -> None:
    """Draw the list; the actions get the number of the row that was chosen, or whose link was followed."""
    component("ranking")(
        key=key,
        data=_content(ranked),
        on_picked_change=_listener(key, "picked", ranked, on_pick),
        on_opened_change=_listener(key, "opened", ranked, on_open),
    )


def _listener(key: str, event: str, ranked: Ranked, action: Action) -> Callable[[], None]:
    token, rows = ranked.token, len(ranked.lines)

    def heard() -> None:
        sent = (st.session_state.get(key) or {}).get(event) or {}
        number = sent.get("row")
        if sent.get("token") == token and isinstance(number, int) and 0 <= number < rows:
            action(number)

    return heard


def _content(ranked: Ranked) -> dict[str, object]:
    numbers = iter(range(len(ranked.lines)))
    return {
        "token": ranked.token,
        "columns": ranked.columns,
        "named": ranked.named,
        "groups": [[label, [_line(next(numbers), line) for line in lines]] for label, lines in ranked.groups],
        "selected": ranked.selected,
        "symbols": {state.value: symbol_uri(state, size=18) for state in SHOWN_ORDER},
        "words": {
            "caption": ranked.caption,
            "told": _told(ranked),
            "point": t("hotspots.wijs"),
            "pointRow": t("hotspots.wijs_naam", naam="%"),
        },
    }


def _line(number: int, line: Line) -> list[object]:
    return [number, line.state.value, line.address, [[cell.text, cell.note, cell.badge] for cell in line.cells]]


def _told(ranked: Ranked) -> str:
    if ranked.selected is None:
        return ""
    return t("lijst.gekozen", naam=ranked.lines[ranked.selected].cells[ranked.named].text)
