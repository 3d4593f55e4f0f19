"""What is saved of the map: what is on the screen for this viewer, and what must stay with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from data.domain.areas import AREA_LEVELS
from data.domain.errors import AccessDeniedError
from data.domain.lights import State
from geo.layers import Outline
from geo.palette import Style, style
from geo.print_words import PrintWords
from geo.scales import ALL_STYLES, NUMBERS
from pages.ui import reads
from pages.ui.area_map import drawable
from pages.ui.beside import beside, caption
from pages.ui.layers import registry, signals
from pages.ui.layers.shape import Painted
from pages.ui.listing import Column, Listing
from pages.ui.map_files.printed import Caption, printed, side_by_side
from pages.ui.picture import LIGHTS
from pages.ui.rows import Row, records
from pages.ui.situation import Situation
from pages.ui.text import t
from pages.ui.unit_list import list_of


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a file can hold; made while the viewer looks, so that a file says what was on the screen.

    Parameters
    ----------
    stem
        Name of the file without its ending: codes only.
    words
        Title, legend and facts of this map; its facts go in every file.
    layer
        Its name.
    caption
        Layer and period, and what it says of its places.
    paper
        What is written on the sheet: the words of this map, or those of two beside each other.
    drawn
        What the map draws (columns: ``geo.layers.lights``).
    outline, ground, selected
        As the map has them.
    table
        The list beside the map, a row a place in the order of ``drawn``: its columns by their headings.
    made
        Moment of saving, UTC.
    beside
        The second map, of the same places in the same order; None for one map.
    """

    stem: str
    words: PrintWords
    layer: str
    caption: Caption
    paper: PrintWords
    drawn: pd.DataFrame
    outline: Outline | None
    ground: pd.DataFrame
    selected: int | None
    table: pd.DataFrame
    made: datetime
    beside: Content | None = None


def content(now: Situation, made: datetime) -> Content:
    """Gather what is on the screen: one map, or two beside each other.

    Raises
    ------
    AccessDeniedError
        Homes are in view: their lights are for who works on them and never leave in a file. Or work of today is.
    """
    if now.homes or signals.kept_out(now):
        message = "homes and what is open today are never saved in a file"
        raise AccessDeniedError(message)
    other, first = beside(now), _one(now, made)
    if other is None:
        return first
    second = _one(other, made)
    paper = side_by_side(now, (first.words, second.words), (first.caption, second.caption), (first.layer, second.layer))
    return replace(first, stem=_stem(now, other), paper=paper, beside=second)


def _one(now: Situation, made: datetime) -> Content:
    around, painted = reads.frame(now.viewer, now.unit), printable(now)
    words = printed(now, painted, made)
    return Content(
        _stem(now),
        words,
        painted.name,
        (caption(now, painted), painted.summary),
        words,
        styled(drawable(now, painted)),
        Outline(now.unit.name, around.outline) if around.outline else None,
        around.ground,
        now.selected,
        table(now, painted),
        made,
    )


def printable(now: Situation) -> Painted:
    """Paint the layer in view; of the picture of all buildings, which no sheet holds, the lights of the units."""
    painted = registry.paint(now, now.view.picture.layer)
    return painted if painted.beneath is None else registry.paint(now, LIGHTS)


def styled(drawn: pd.DataFrame) -> pd.DataFrame:
    """Add to what the map draws its state and its style; what is no light has the state of what is not known."""
    names = [State(look) if look in list(State) else State.GREY for look in drawn["look"]]
    return drawn.assign(
        state=[name.value for name in names],
        style=pd.Series([_style(*one) for one in zip(records(drawn), names, strict=True)], dtype="object"),
    )


def _style(row: Row, state: State) -> Style:
    if row["look"] in NUMBERS:
        return ALL_STYLES[NUMBERS[str(row["look"])]]
    return style(state, inherited=bool(row.get("inherited")), indicative=bool(row.get("indicative")))


def table(now: Situation, painted: Painted) -> pd.DataFrame:
    """Give the list beside the map as a table; areas of the CBS also have their code, which is public."""
    shown: Listing = list_of(now, painted)
    cells = {
        column.label: [_value(column, row.cells[place]) for row in shown.rows]
        for place, column in enumerate(shown.columns)
    }
    codes = {t("kaartbestand.code"): now.units["unit_id"].astype(str).tolist()} if now.view.child in AREA_LEVELS else {}
    notes = {t("hotspots.let_op"): [row.note for row in shown.rows]}
    return pd.DataFrame({**codes, **cells, **notes}, index=range(len(shown.rows)))


def _value(column: Column, cell: tuple[float | str | None, str]) -> str | float | None:
    """Give a cell as a number where it says no more than its number."""
    value, said = cell
    worded = any(letter.isalpha() for letter in said)
    if not column.number or worded:
        return said if value is not None else ""
    return round(value, 1) if isinstance(value, int | float) else None


def _stem(now: Situation, other: Situation | None = None) -> str:
    """Name the file by codes and periods; never by a name, which could hold anything."""
    parts = [now.unit.unit_id, now.view.child.value, now.view.period]
    if other is not None:
        parts += ["naast", other.view.picture.layer, other.view.period]
    codes = ("".join(one for one in part if one.isascii() and (one.isalnum() or one in "-_")) for part in parts)
    return "_".join(["kaart", *codes])
