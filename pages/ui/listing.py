"""The sortable list beside the map: the same units as a real table, fully usable by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import streamlit as st

from data.domain.lights import SHOWN_ORDER, State
from geo.packed import told_once
from geo.palette import symbol_uri
from pages.ui.component import component
from pages.ui.text import language, t

Action = Callable[[int], None]
"""What is done with the number of a row."""

Cell = tuple[float | str | None, str]
"""What a cell is sorted by (None: not known, always last) and what it says."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, whether it holds numbers, the row's name, or the light with its symbol."""

    label: str
    number: bool = False
    head: bool = False
    symbol: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One unit: its name, state, whether its colour is borrowed, a cell for each column, and a note under its light."""

    name: str
    state: State
    pale: bool
    cells: tuple[Cell, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list.

    Parameters
    ----------
    token
        Says which list this is; a click on an older one is not listened to.
    caption
        What the table holds, for screen readers.
    columns, rows
        The table; a row's position is its number.
    even
        Whether the other columns hold words too, and get room for them.
    """

    token: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Line, ...]
    even: bool = False

    @property
    def stamp(self) -> str:
        """Tell one list from another within this process: a list that is still the same is not drawn again."""
        return f"{hash(self):x}"


def show(
    listing: Listing,
    *,
    key: str,
    on_pick: Action | None = None,
    on_open: Action | None = None,
) -> None:
    """Draw a list.

    Parameters
    ----------
    listing
        What stands in it.
    key
        Name of the list on the page.
    on_pick, on_open
        Called with the number of the row that was chosen or opened, before the page is drawn again; None where rows
        can't be chosen or opened.
    """
    component("list")(
        key=key,
        data=_content(listing, picks=on_pick is not None, opens=on_open is not None),
        on_picked_change=_listener(key, "picked", listing, on_pick),
        on_opened_change=_listener(key, "opened", listing, on_open),
    )


def _listener(key: str, event: str, listing: Listing, action: Action | None) -> Callable[[], None]:
    def heard() -> None:
        sent = (st.session_state.get(key) or {}).get(event) or {}
        number = sent.get("row")
        if not action or sent.get("token") != listing.token or not isinstance(number, int):
            return
        if 0 <= number < len(listing.rows):
            action(number)

    return heard


def _content(listing: Listing, *, picks: bool, opens: bool) -> dict[str, object]:
    return {
        "token": listing.token,
        "stamp": f"{listing.stamp} {picks} {opens} {language()}",
        "language": language(),
        "columns": [_column(listing, number) for number in range(len(listing.columns))],
        "rows": len(listing.rows),
        "looks": _values([(row.state.value, row.pale, row.note) for row in listing.rows]),
        "order": 0,
        "even": listing.even,
        "picks": picks,
        "opens": opens,
        "symbols": {state.value: symbol_uri(state, size=18) for state in SHOWN_ORDER},
        "words": _words(listing),
    }


def _column(listing: Listing, number: int) -> dict[str, object]:
    column = listing.columns[number]
    about = {"label": column.label, "number": column.number, "head": column.head, "symbol": column.symbol}
    cells = [row.cells[number] for row in listing.rows]
    return about | _values([said if key == said else (key, said) for key, said in cells])


def _values(said: Sequence[Hashable]) -> dict[str, object]:
    """Tell what stands in a column, every different thing once: ``values``, and ``at``, which of them each row has.

    What is sorted by what it says is told as that text alone. Where every row has its own, ``at`` is left out.
    """
    values, at = told_once(said)
    return {"values": values} if len(values) == len(said) else {"values": values, "at": at}


def _words(listing: Listing) -> dict[str, str]:
    return {
        "caption": listing.caption,
        "search": t("lijst.zoek"),
        "none": t("lijst.leeg"),
        "open": t("lijst.open"),
        "openRow": t("lijst.open_naam", naam="%"),
    }
