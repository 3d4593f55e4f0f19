"""The ranked list as a spreadsheet: what is on the screen, and a sheet that says what one is looking at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from data.domain.lights import SHOWN_ORDER
from pages.ui import notation, reads
from pages.ui.export import Sheet, Value, workbook
from pages.ui.layers.lights import limits
from pages.ui.ranking_list import rule
from pages.ui.ranking_table import Cell, Line, Ranked
from pages.ui.situation import Situation
from pages.ui.text import t


def spreadsheet(now: Situation, ranked: Ranked, made: datetime) -> Callable[[], bytes]:
    """Give what writes the file when it is asked for; its words are already chosen, its bytes not yet made.

    Parameters
    ----------
    now
        The situation, for the sheet that explains.
    ranked
        The list on the screen: nothing that is not on it goes into the file.
    made
        Moment of the export, UTC.
    """
    return partial(workbook, (_list(ranked), _about(now, ranked, made)))


def file_name(now: Situation) -> str:
    """Name the file by code and period; never by a name, which could hold anything."""
    code = "".join(letter for letter in now.unit.unit_id if letter.isascii() and (letter.isalnum() or letter in "-_"))
    return f"hotspots_{code}_{now.view.child.value}_{now.view.period}.xlsx"


def _list(ranked: Ranked) -> Sheet:
    heads = [t("hotspots.groep"), *(label for label, _ in ranked.columns), t("hotspots.soort"), t("hotspots.let_op")]
    rows = [[group, *_values(ranked, line)] for group, lines in ranked.groups for line in lines]
    return Sheet(t("hotspots.blad_lijst"), [heads, *rows])


def _values(ranked: Ranked, line: Line) -> list[Value]:
    """Give the cells of a row, and in cells of their own what stands under and behind the name on the screen."""
    named = line.cells[ranked.named]
    cells = [_value(Cell(cell.text) if cell is named else cell) for cell in line.cells]
    return [*cells, named.note, named.badge]


def _value(cell: Cell) -> Value:
    return cell.number if cell.number is not None else "; ".join(part for part in (cell.text, cell.note) if part)


def _about(now: Situation, ranked: Ranked, made: datetime) -> Sheet:
    place, model = reads.place(now.viewer), reads.model(now.viewer)
    facts = [
        (t("hotspots.titel_kort"), ranked.caption),
        (t("hotspots.gemaakt"), notation.moment(made)),
        (t("hotspots.plaats"), place.name if not place.demo else f"{place.name} ({t('kop.demo')})"),
        (t("hotspots.gebied"), now.unit.name),
        (t("hotspots.niveau"), t(f"niveau.{now.view.child.value}")),
        (t("kaart.periode"), notation.period(now.view.period)),
        (t("verantwoording.model"), place.model_id),
        (t("kop.rol"), t(f"rol.{now.viewer.role.value}")),
        (t("hotspots.volgorde"), rule(now.units)),
    ]
    lights = [(t(f"stoplicht.{state.value}"), limits(state, model, now.view.child)) for state in SHOWN_ORDER]
    return Sheet(t("hotspots.blad_uitleg"), [*facts, (t("legenda.naam"), ""), *lights])
