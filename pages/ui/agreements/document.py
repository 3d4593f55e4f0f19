"""Agreements as a Word file, out and in: a section each, with a table in the words of the reader.

What goes out comes in again, in either language; nothing is read in unless every field of every agreement is right.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from docx import Document
from docx.document import Document as Text
from docx.shared import Mm

from data.domain.agreements import Agreement, Gauge, Sort, Terms
from data.domain.indicators import catalogue as indicators
from data.domain.parties import Party
from pages.ui.agreements import words
from pages.ui.agreements.cells import COLUMNS, Value, row, terms_of
from pages.ui.agreements.reads import AgreementLine
from pages.ui.export import writable
from pages.ui.text import LANGUAGES, catalogue, language, t

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DAYS = ("starts", "due")
NEEDED = ("sort", "title", "parties")
"""Fields that an agreement has at the least."""


def document(agreements: Mapping[str, Agreement], lines: list[AgreementLine]) -> bytes:
    """Write agreements as a docx file: a section each, with how it stands and a table that can be read in again."""
    book = Document()
    book.add_heading(t("afspraken.document"), 0)
    book.add_paragraph(t("afspraken.document_uitleg"))
    stands = {one.number: one for one in lines}
    for number, one in agreements.items():
        _section(book, number, one.terms, stands.get(number))
    about = book.core_properties
    about.title, about.author, about.language = t("afspraken.document"), "Buurtstoplicht", language()
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read(tables: Sequence[Sequence[Sequence[str]]]) -> tuple[list[Terms], list[str]]:
    """Read new agreements from the tables of a Word file.

    Parameters
    ----------
    tables
        Texts of the rows of each. A table with a number is an agreement that is there already, and is passed over.

    Returns
    -------
    terms, faults
        One a table; and a sentence a fault, with its agreement and field. With any fault nothing should be recorded.
    """
    there = [cells for cells in map(_cells, tables) if "title" in cells]
    if not there:
        return [], [t("inlezen.geen_document")]
    terms: list[Terms] = []
    faults: list[str] = []
    for place, cells in enumerate(there, 1):
        if cells.get("number"):
            continue
        try:
            terms.append(_terms(cells))
        except ValueError as error:
            name = cells["title"] or str(place)
            faults.append(t("inlezen.afspraak", titel=name, veld=t(f"veld.{error}")))
    return terms, faults


def _section(book: Text, number: str, terms: Terms, line: AgreementLine | None) -> None:
    book.add_heading(writable(terms.title) or number, 1)
    if line is not None:
        stands = t(f"stand.{line.standing}")
        book.add_paragraph(f"{stands[:1].upper()}{stands[1:]}. {words.progress_sentence(line)}")
    cells = dict(zip(COLUMNS, row(number, terms), strict=True))
    grid = book.add_table(0, 2, style="Table Grid")
    grid.autofit = False
    for column, wide in zip(grid.columns, (Mm(50), Mm(100)), strict=True):
        column.width = wide
    for name in COLUMNS:
        label, said = grid.add_row().cells
        label.text = t(f"veld.{name}")
        label.paragraphs[0].runs[0].bold = True
        said.text = _said(name, cells[name])


def _said(name: str, value: Value) -> str:
    """Write a cell as somebody reads it: choices in words, days as 31-12-2026."""
    text = f"{value:.10g}" if isinstance(value, float) else writable(str(value or ""))
    if name == "parties":
        return ", ".join(_word(name, one) for one in text.split())
    return f"{date.fromisoformat(text):%d-%m-%Y}" if name in DAYS and text else _word(name, text)


def _word(name: str, code: str) -> str:
    """Word of a code in the language of the reader; the code itself where it has none."""
    return next((word for word, one in _words(language()).get(name, {}).items() if one == code), code)


def _cells(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """Read a table of two columns as fields by name; labels that are none of ours are left out."""
    names = {label.casefold(): name for label, name in _labels().items()}
    found: dict[str, str] = {}
    for texts in rows:
        name = names.get(texts[0].casefold().rstrip(": ")) if len(texts) > 1 else None
        if name:
            found[name] = texts[1]
    return found


def _terms(cells: Mapping[str, str]) -> Terms:
    for name in NEEDED:
        if not cells.get(name):
            raise ValueError(name)
    codes: dict[str, object] = {name: text for name, text in cells.items() if text}
    for name in ("sort", "owner", "level", "measure"):
        if name in codes:
            codes[name] = _code(name, cells[name])
    codes["parties"] = " ".join(_code("parties", one.strip()) for one in cells["parties"].split(",") if one.strip())
    if codes.get("owner") and codes["owner"] not in list(Party):
        raise ValueError("owner")
    return terms_of(codes)


def _code(name: str, said: str) -> str:
    """Code of a word in either language; what is no word of ours stays as it is."""
    for one in LANGUAGES:
        for word, code in _words(one).get(name, {}).items():
            if word.casefold() == said.casefold():
                return code
    return said.replace(" ", "_") if name == "parties" else said


@cache
def _labels() -> dict[str, str]:
    """Names of the fields by their labels, in both languages."""
    return {catalogue(one)[f"veld.{name}"]: name for one in LANGUAGES for name in COLUMNS}


@cache
def _words(which: str) -> dict[str, dict[str, str]]:
    """Codes by their words, by the name of the field."""
    told = catalogue(which)
    gauges = {told[f"maat.{one.value}"]: one.value for one in Gauge if one is not Gauge.INDICATOR}
    parties = {told[f"partij.{one.value}"]: one.value for one in Party}
    places = {told[key]: key.removeprefix("niveau.") for key in told if key.startswith("niveau.")}
    return {
        "sort": {told[f"soort.{one.value}"]: one.value for one in Sort},
        "parties": parties,
        "owner": parties,
        "level": places,
        "measure": gauges | {one.label(which): one.id for one in indicators().values()},
    }
