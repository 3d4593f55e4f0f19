"""Agreements as a spreadsheet, out and in: the same columns both ways; nothing is read in unless every row is right."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from data.domain.agreements import Agreement, Gauge, Measure, Sort, Terms
from data.domain.indicators import catalogue
from data.domain.parties import Party
from pages.ui.agreements.reads import AgreementLine
from pages.ui.export import Sheet, Value, workbook
from pages.ui.text import t

COLUMNS = (
    *("number", "sort", "title", "wording", "parties", "owner", "level", "unit_id", "measure", "baseline", "target"),
    *("starts", "due", "evidence", "budget"),
)
"""Codes of the columns; the second sheet explains them in words."""

MOST = 500
"""Rows that are read in at once."""


def sheet(agreements: Mapping[str, Agreement], lines: list[AgreementLine]) -> bytes:
    """Write agreements as an xlsx file: one sheet with codes that can be read in again, one with how each stands."""
    rows: list[list[Value]] = [[*COLUMNS], *(_row(number, one.terms) for number, one in agreements.items())]
    heads = [t("afspraak.nummer"), t("afspraak.titel"), t("actie.hoe")]
    stands = [[one.number, one.title, t(f"stand.{one.standing}")] for one in lines]
    return workbook((Sheet("agreements", rows), Sheet(t("afspraken.blad_stand"), [heads, *stands])))


def read(content: bytes) -> tuple[list[Terms], list[str]]:
    """Read new agreements from an xlsx file.

    Parameters
    ----------
    content
        Bytes of the file. A row with a number is an agreement that is there already, and is passed over.

    Returns
    -------
    terms, faults
        One a row; and a sentence a fault, with its row. With any fault nothing of the file should be recorded.
    """
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = list(book.worksheets[0].iter_rows(values_only=True, max_row=MOST + 1))
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError):
        return [], [t("inlezen.geen_blad")]
    heads = [str(one or "") for one in rows[0]] if rows else []
    absent = [name for name in COLUMNS if name not in heads]
    if absent:
        return [], [t("inlezen.kolom", kolom=", ".join(absent))]
    terms: list[Terms] = []
    faults: list[str] = []
    for place, row in enumerate(rows[1:], 2):
        cells = {name: value for name, value in zip(heads, row, strict=False) if value not in (None, "")}
        if not cells or "number" in cells:
            continue
        try:
            terms.append(_terms(cells))
        except ValueError as error:
            faults.append(t("inlezen.rij", rij=str(place), kolom=str(error)))
    return terms, faults


def _row(number: str, terms: Terms) -> list[Value]:
    measure = terms.measure
    days = [one.isoformat() if one else None for one in (terms.starts, terms.due)]
    figures = [measure.baseline, measure.target] if measure else [None, None]
    gauge = (measure.indicator or measure.gauge.value) if measure else None
    plain: list[Value] = [number, terms.sort.value, terms.title, terms.wording, " ".join(terms.parties), terms.owner]
    return [*plain, terms.level, terms.unit_id, gauge, *figures, *days, terms.evidence, terms.budget]


def _terms(cells: Mapping[str, object]) -> Terms:
    text = {name: _text(cells.get(name)) for name in COLUMNS}
    parties = tuple(text["parties"].split())
    if not set(parties) <= set(Party):
        raise ValueError("parties")
    return Terms(
        sort=_sort(text["sort"]),
        title=text["title"],
        wording=text["wording"],
        parties=parties,
        owner=text["owner"],
        level=text["level"],
        unit_id=text["unit_id"],
        measure=_measure(text["measure"], cells),
        starts=_day(cells, "starts"),
        due=_day(cells, "due"),
        evidence=text["evidence"],
        budget=text["budget"],
    )


def _text(value: object) -> str:
    """Give a cell as text; the apostrophe that keeps a spreadsheet from running a text is taken off again."""
    written = "" if value is None else str(value).strip()
    return written[1:] if written.startswith(("'=", "'+", "'-", "'@")) else written


def _sort(text: str) -> Sort:
    if text not in list(Sort):
        raise ValueError("sort")
    return Sort(text)


def _measure(text: str, cells: Mapping[str, object]) -> Measure | None:
    if not text:
        return None
    baseline, target = (_number(cells, name) for name in ("baseline", "target"))
    if text in catalogue():
        return Measure(Gauge.INDICATOR, text, baseline, target, catalogue()[text].direction)
    if text not in list(Gauge) or text == Gauge.INDICATOR:
        raise ValueError("measure")
    return Measure(Gauge(text), "", baseline, target)


def _number(cells: Mapping[str, object], name: str) -> float | None:
    value = cells.get(name)
    if value is None:
        return None
    try:
        return float(str(value).replace(",", "."))
    except ValueError as error:
        raise ValueError(name) from error


def _day(cells: Mapping[str, object], name: str) -> date | None:
    value = cells.get(name)
    if value is None or isinstance(value, datetime):
        return value.date() if isinstance(value, datetime) else None
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError as error:
        raise ValueError(name) from error
