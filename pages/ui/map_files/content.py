"""What is saved of the map: what is on the screen for this viewer, and what must stay with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data.domain.access import Viewer
from data.domain.areas import AREA_LEVELS
from data.domain.errors import AccessDeniedError
from data.domain.lights import State
from geo.layers import Outline
from geo.palette import Style, style
from geo.print_words import LegendLine, PrintWords
from geo.scales import ALL_STYLES, NUMBERS
from pages.ui import notation, reads
from pages.ui.area_map import drawable
from pages.ui.figures import source_word
from pages.ui.layers import registry
from pages.ui.layers.shape import Key, Painted
from pages.ui.listing import Column, Listing
from pages.ui.picture import LIGHTS as LIGHTS_LAYER
from pages.ui.rows import Row, records
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
    around, painted = reads.frame(now.viewer, now.unit), printable(now)
    return Content(
        _stem(now),
        _words(now, painted, made),
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
    return painted if painted.beneath is None else registry.paint(now, LIGHTS_LAYER)


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


def _words(now: Situation, painted: Painted, made: datetime) -> PrintWords:
    place = reads.place(now.viewer)
    return PrintWords(
        title=headline(now, painted),
        demo=t("kop.demo") if place.demo else "",
        legend_title=t("legenda.naam"),
        legend=_legend(now, painted),
        places_title=t("kaartbestand.nummers"),
        more=t("kaartbestand.meer", n="{n}"),
        facts=facts(now, made),
        decimal="," if language() == "nl" else ".",
    )


def _legend(now: Situation, painted: Painted) -> tuple[LegendLine, ...]:
    """Give the legend of the screen."""
    lines = [_line(key) for key in painted.keys]
    unsure = int(now.units["indicative"].sum())
    if unsure and "indicative" in painted.units:
        hatched = _styles(LIGHTS, indicative=True)
        lines.append(LegendLine(hatched, t("kaart.indicatief"), t("kaartbestand.indicatief"), notation.number(unsure)))
    return tuple(lines)


def _line(key: Key) -> LegendLine:
    if key.ring:
        return LegendLine((), key.word, key.meaning, notation.number(key.count))
    styles = (ALL_STYLES[NUMBERS[key.look]],) if key.look in NUMBERS else _styles((State(key.look),))
    drawn = _styles(LIGHTS, inherited=True) if key.pale else styles
    return LegendLine(drawn, key.word, key.meaning, notation.number(key.count))


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
