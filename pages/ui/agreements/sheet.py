"""Agreements as a spreadsheet, out and in: the same columns both ways; nothing is read in unless every row is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data.domain.agreements import Agreement, Terms
from pages.ui.agreements.cells import COLUMNS, row, terms_of
from pages.ui.agreements.reads import AgreementLine
from pages.ui.export import Sheet, Value, workbook
from pages.ui.text import t


def sheet(agreements: Mapping[str, Agreement], lines: list[AgreementLine]) -> bytes:
    """Write agreements as an xlsx file: one sheet with codes that can be read in again, one with how each stands."""
    rows: list[list[Value]] = [[*COLUMNS], *(row(number, one.terms) for number, one in agreements.items())]
    heads = [t("afspraak.nummer"), t("afspraak.titel"), t("actie.hoe")]
    stands = [[one.number, one.title, t(f"stand.{one.standing}")] for one in lines]
    return workbook((Sheet("agreements", rows), Sheet(t("afspraken.blad_stand"), [heads, *stands])))


def read(rows: Sequence[Sequence[object]]) -> tuple[list[Terms], list[str]]:
    """Read new agreements from the rows of a workbook.

    Parameters
    ----------
    rows
        Cells, the names of the columns first. A row with a number is an agreement that is there already, and is passed
        over.

    Returns
    -------
    terms, faults
        One a row; and a sentence a fault, with its row. With any fault nothing of the file should be recorded.
    """
    heads = [str(one or "") for one in rows[0]] if rows else []
    absent = [name for name in COLUMNS if name not in heads]
    if absent:
        return [], [t("inlezen.kolom", kolom=", ".join(absent))]
    terms: list[Terms] = []
    faults: list[str] = []
    for place, line in enumerate(rows[1:], 2):
        cells = {name: value for name, value in zip(heads, line, strict=False) if value not in (None, "")}
        if not cells or "number" in cells:
            continue
        try:
            terms.append(terms_of(cells))
        except ValueError as error:
            faults.append(t("inlezen.rij", rij=str(place), kolom=str(error)))
    return terms, faults
