"""The maps of the pack, from the frozen lights of the meeting."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.lights import SHOWN_ORDER, State
from geo.layers import Outline
from geo.palette import style
from geo.print_words import LegendLine, PrintWords
from pages.ui import notation, reads
from pages.ui.counts import count, in_words
from pages.ui.meeting.reads import Item, MeetingBook, Spot
from pages.ui.meeting.spot_map import around, box
from pages.ui.text import language, t

Bounds = tuple[float, float, float, float]

SHOWN = (State.RED, State.AMBER, State.GREEN, State.GREY)
"""Lights that a map of a meeting can hold; withheld places are not drawn in their own colour either."""


@dataclass(frozen=True, slots=True)
class Plate:
    """One map.

    Parameters
    ----------
    title
        What it shows, in one sentence; also its text for who can't see it.
    units
        As ``geo.print.map_figure`` takes them.
    selected, bounds
        The place it is about, and what is shown around it; None for the whole.
    outline, ground
        What is drawn around it.
    words
        Title, legend and facts of a sheet of its own.
    """

    title: str
    units: pd.DataFrame
    selected: int | None
    bounds: Bounds | None
    outline: Outline | None
    ground: pd.DataFrame | None
    words: PrintWords


def overviews(viewer: Viewer, book: MeetingBook, facts: tuple[tuple[str, str], ...]) -> tuple[Plate, ...]:
    """Make a map of the whole for each level that the meeting looks at, largest places first."""
    found = []
    for level in (one for one in Level if one is not Level.STREET):
        there = [one for one in book.spots if one.level == level.value and one.shape]
        if there:
            units = _units(there)
            counts = in_words(count(units.assign(reason="scored")))
            period = notation.period(book.stamp.period)
            said = t("kaart.titel", wat=t(f"niveaus.{level.value}"), naam=book.place, periode=period, aantallen=counts)
            found.append(Plate(said, units, None, None, None, _ground(viewer), _words(book, said, units, facts)))
    return tuple(found)


def item_plate(viewer: Viewer, book: MeetingBook, item: Item) -> Plate | None:
    """Make the map of an item: the places of its level, the one that it is about in the middle; None for no place."""
    there = [one for one in book.spots if one.level == item.level and one.shape]
    selected = next((place for place, one in enumerate(there) if one.unit_id == item.unit_id), None)
    if selected is None:
        return None
    units = _units(there)
    outline, ground = around(viewer, item)
    word = t(f"stoplicht.{there[selected].state}")
    said = t("pakket.kaart", naam=item.name, licht=word)
    return Plate(said, units, selected, box(there[selected].shape), outline, ground, _words(book, said, units, ()))


def _units(there: list[Spot]) -> pd.DataFrame:
    return pd.DataFrame({
        "name": [one.name for one in there],
        "state": [one.state for one in there],
        "wkb": pd.Series([one.shape for one in there], dtype="object"),
        "indicative": [one.indicative for one in there],
    })  # fmt: skip


def _ground(viewer: Viewer) -> pd.DataFrame | None:
    """Give the water, green and roads of the whole place."""
    place = reads.place(viewer)
    unit = reads.locate(viewer, Level.MUNICIPALITY, place.root)
    return reads.frame(viewer, unit).ground if unit else None


def _words(book: MeetingBook, title: str, units: pd.DataFrame, facts: tuple[tuple[str, str], ...]) -> PrintWords:
    return PrintWords(
        title=title,
        demo=t("kop.demo") if book.demo else "",
        legend_title=t("legenda.naam"),
        legend=tuple(
            LegendLine(
                (style(state, inherited=False, indicative=False),),
                t(f"stoplicht.{state.value}"),
                t(f"pakket.licht_{state.value}"),
                notation.number(int(units["state"].eq(state.value).sum())),
            )
            for state in SHOWN_ORDER
        ),
        places_title=t("kaartbestand.nummers"),
        more=t("kaartbestand.meer", n="{n}"),
        facts=facts,
        decimal="," if language() == "nl" else ".",
    )
