"""What is saved of the map: what is on the screen for this viewer, and what must stay with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data.domain.access import Viewer
from data.domain.areas import AREA_LEVELS, Level
from data.domain.errors import AccessDeniedError
from data.domain.lights import State
from geo.layers import Outline
from geo.legend import legend as legend_rows
from geo.palette import Style, style
from geo.print_words import LegendLine, PrintWords
from pages.ui import notation, reads
from pages.ui.area_map import drawable
from pages.ui.counts import count
from pages.ui.figures import source_word
from pages.ui.legend import limits
from pages.ui.listing import Column, Listing
from pages.ui.situation import Situation
from pages.ui.text import language, t
from pages.ui.unit_list import headline, list_of

LIGHTS = (State.RED, State.AMBER, State.GREEN)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a file can hold; made while the viewer looks, so that a file says what was on the screen.

    Parameters
    ----------
    stem
        Name of the file without its ending: codes only.
    words
        What is written on paper; its facts go in every file.
    drawn
        What the map draws (columns: ``geo.layers.lights``).
    outline, ground, selected
        As the map has them.
    table
        The list beside the map, a row a place in the order of ``drawn``: its columns by their headings.
    made
        Moment of saving, UTC.
    """

    stem: str
    words: PrintWords
    drawn: pd.DataFrame
    outline: Outline | None
    ground: pd.DataFrame
    selected: int | None
    table: pd.DataFrame
    made: datetime


def content(now: Situation, made: datetime) -> Content:
    """Gather what is on the screen.

    Raises
    ------
    AccessDeniedError
        Homes are in view: their lights are for who works on them and never leave in a file.
    """
    if now.homes:
        message = "homes are never saved in a file"
        raise AccessDeniedError(message)
    around = reads.frame(now.viewer, now.unit)
    return Content(
        _stem(now),
        _words(now, made),
        drawable(now.units, reads.shapes(now.viewer, now.unit, now.view.child)),
        Outline(now.unit.name, around.outline) if around.outline else None,
        around.ground,
        now.selected,
        table(now),
        made,
    )


def table(now: Situation) -> pd.DataFrame:
    """Give the list beside the map as a table; areas of the CBS also have their code, which is public."""
    shown: Listing = list_of(now)
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


def _words(now: Situation, made: datetime) -> PrintWords:
    place = reads.place(now.viewer)
    return PrintWords(
        title=headline(now),
        demo=t("kop.demo") if place.demo else "",
        legend_title=t("legenda.naam"),
        legend=_legend(now),
        places_title=t("kaartbestand.nummers"),
        more=t("kaartbestand.meer", n="{n}"),
        facts=facts(now, made),
        decimal="," if language() == "nl" else ".",
    )


def _legend(now: Situation) -> tuple[LegendLine, ...]:
    counts, model = count(now.units), reads.model(now.viewer)
    names = {state: t(f"stoplicht.{state.value}") for state in State}
    lines = [
        LegendLine(
            _styles((row.state,)), row.word, limits(row.state, model, now.view.child), notation.number(row.count)
        )
        for row in legend_rows(counts.own, names)
    ]
    if now.view.child is Level.BUILDING:
        borrowed, number = _styles(LIGHTS, inherited=True), notation.number(counts.inherited)
        lines.append(LegendLine(borrowed, t("legenda.geleend"), t("legenda.geleend_uitleg"), number))
    unsure = int(now.units["indicative"].sum())
    if unsure:
        hatched = _styles(LIGHTS, indicative=True)
        lines.append(LegendLine(hatched, t("kaart.indicatief"), t("kaartbestand.indicatief"), notation.number(unsure)))
    return tuple(lines)


def _styles(states: Sequence[State], *, inherited: bool = False, indicative: bool = False) -> tuple[Style, ...]:
    return tuple(style(state, inherited=inherited, indicative=indicative) for state in states)


def facts(now: Situation, made: datetime) -> tuple[tuple[str, str], ...]:
    """Say what must stay with a file: place, area, period, model, sources, when it was made and for whom."""
    place = reads.place(now.viewer)
    return (
        (t("hotspots.plaats"), f"{place.name} ({t('kop.demo')})" if place.demo else place.name),
        (t("hotspots.gebied"), now.unit.name),
        (t("hotspots.niveau"), t(f"niveau.{now.view.child.value}")),
        (t("kaart.periode"), notation.period(now.view.period)),
        (t("verantwoording.model"), place.model_id),
        (t("kaartbestand.bronnen"), ", ".join(sources(now.viewer))),
        (t("hotspots.gemaakt"), notation.moment(made)),
        (t("kop.rol"), t(f"rol.{now.viewer.role.value}")),
    )


def sources(viewer: Viewer) -> Sequence[str]:
    """Name the sources of the figures, each once."""
    return list(dict.fromkeys(source_word(str(source)) for source in reads.sources(viewer)["source"]))


def _stem(now: Situation) -> str:
    """Name the file by code and period; never by a name, which could hold anything."""
    code = "".join(letter for letter in now.unit.unit_id if letter.isascii() and (letter.isalnum() or letter in "-_"))
    return f"kaart_{code}_{now.view.child.value}_{now.view.period}"
