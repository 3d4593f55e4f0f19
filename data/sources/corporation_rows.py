"""The rows of one delivery of the corporation, from the opened file to the rows that can be used.

Reasons are fixed English keys; rows are named by the number that a spreadsheet shows. No cell is ever repeated in a
message: a row may hold what should not have been sent.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from data.domain.errors import SourceError
from data.sources import files, refused
from data.sources.corporation_columns import NEEDED, Kind, canonical, read_by
from data.sources.report import Report, Tally

EXAMPLES = 5
ID_LENGTH = 16
SHORTEST_ID = 13
"""The first municipality codes begin with three noughts; a spreadsheet that takes an id for a number drops them."""

ROUNDED_FROM = 20
"""So many ids of 16 figures that all end in 0 are no chance: a spreadsheet keeps only 15 figures."""

FIRST_YEAR = 1900
DWELLING_TYPES = ("01", "02", "03")
"""Figures 5 and 6 of the BAG id of a verblijfsobject, ligplaats and standplaats."""

BUILDING_TYPES = ("10",)
YES = ("ja", "j", "yes", "true", "waar")
NO = ("nee", "n", "no", "false", "onwaar")


@dataclass(slots=True)
class Rows:
    """Rows that are still in, and the account of those that are not.

    Parameters
    ----------
    file
        Name of the file.
    frame
        Rows still in; the columns that this kind of delivery reads, absent ones as NA; text; indexed by row number.
    tally
        The account.
    given
        Columns that the file has.
    """

    file: str
    frame: pd.DataFrame
    tally: Tally
    given: frozenset[str]

    def reject(self, wrong: pd.Series, reason: str) -> None:
        """Leave rows out; ``wrong`` is boolean over the rows still in."""
        self.tally.reject(reason, int(wrong.sum()), named(wrong))
        self.frame = self.frame[~wrong]

    def warn(self, odd: pd.Series, reason: str) -> None:
        """Keep rows with a remark; ``odd`` is boolean over the rows still in."""
        self.tally.warn(reason, int(odd.sum()), named(odd))

    def replace(self, **columns: pd.Series) -> None:
        """Put read values in the place of text."""
        self.frame = self.frame.assign(**columns)

    def report(self) -> Report:
        """Close the account."""
        return self.tally.report()


def named(rows: pd.Series) -> list[str]:
    """Give the row numbers of the first rows that are true."""
    return [str(row) for row in rows.index[rows][:EXAMPLES]]


def opened(path: Path, kind: Kind, table: str = "measurements") -> Rows:
    """Open a delivery, refuse what may not be sent, keep only the columns that are read.

    Raises
    ------
    SourceError
        The file can't be read, has a refused column (nothing of it is kept), lacks a column, or names one twice.
    """
    raw = files.table(path)
    refused.check(path.name, raw.columns)
    names = {column: name for column, name in canonical(raw.columns).items() if name in read_by(kind)}
    _check_names(path.name, list(raw.columns), names, kind)
    tally = Tally(path.name, table, len(raw))
    unread = [column for column in raw.columns if column not in names]
    tally.warn("ignored_columns", len(unread), [", ".join(map(_shown, unread))])
    frame = raw[list(names)].rename(columns=names).reindex(columns=list(dict.fromkeys(read_by(kind))))
    return Rows(path.name, frame.astype("string"), tally, frozenset(names.values()))


def _check_names(file: str, columns: list[str], names: dict[str, str], kind: Kind) -> None:
    doubled = sorted({name for name in names.values() if list(names.values()).count(name) > 1})
    if doubled:
        both = [column for column, name in names.items() if name in doubled]
        raise SourceError(file, [f"row 1: the columns {both} mean the same ({', '.join(doubled)}); leave one of them"])
    have = {*names.values()}
    missing = [" or ".join(group) for group in NEEDED[kind] if not have & set(group)]
    files.require(file, map(_shown, columns), missing, what=f"the delivery '{kind}'")


def _shown(column: str) -> str:
    return "(no column name)" if re.search(r"\d{5}|@", column) else column[:40]


def with_ids(rows: Rows, column: str, types: Collection[str]) -> None:
    """Read BAG ids into 16 figures; what is none is rejected as ``bad_id``, a lost leading nought is put back.

    Raises
    ------
    SourceError
        A spreadsheet has rounded the ids: they can't be told apart any more.
    """
    text = rows.frame[column].str.replace(r"^NL\.IMBAG\.[A-Za-z]+\.", "", regex=True)
    figures = text.where(text.str.fullmatch(rf"\d{{{SHORTEST_ID},{ID_LENGTH}}}").fillna(value=False))
    long = figures[figures.str.len() == ID_LENGTH]
    suspects = long[~long.str.startswith("0")].drop_duplicates()
    if len(suspects) >= ROUNDED_FROM and suspects.str.endswith("0").all():
        fault = f"column '{column}': every id ends in 0, a spreadsheet has rounded them; export the column as text"
        raise SourceError(rows.file, [fault])
    padded = figures.str.zfill(ID_LENGTH)
    fits = padded.str.slice(4, 6).isin(types)
    rows.replace(**{column: padded})
    rows.warn((figures.str.len() < ID_LENGTH).fillna(value=False) & fits, "id_padded")
    rows.reject(~fits, "bad_id")


def within(rows: Rows, column: str, homes: Collection[str] | None) -> None:
    """Reject homes that are not in the register, when there is one: they are not in the base of any figure."""
    if homes is not None:
        rows.reject(~rows.frame[column].isin(set(homes)), "not_in_register")


def dates(text: pd.Series) -> pd.Series:
    """Read ``2026-09-30`` and ``30-09-2026`` (also with ``/`` and a time behind it); what is no date becomes NaT."""
    clean = text.astype("string").str.replace("/", "-", regex=False).str.replace(r"[T ]\d\d?:.*$", "", regex=True)
    found = pd.to_datetime(clean, format="%Y-%m-%d", errors="coerce")
    found = found.fillna(pd.to_datetime(clean, format="%d-%m-%Y", errors="coerce")).astype("datetime64[s]")
    return found.where(found.dt.year >= FIRST_YEAR)


def with_dates(rows: Rows, column: str, today: date) -> None:
    """Read a column of dates; what is none is rejected as ``bad_date``, what is after today as ``future_date``."""
    rows.replace(**{column: dates(rows.frame[column])})
    rows.reject(rows.frame[column].isna(), "bad_date")
    rows.reject(rows.frame[column] > pd.Timestamp(today), "future_date")


def yes_no(text: pd.Series, *, figures: bool) -> pd.Series:
    """Read ja and nee as 1.0 and 0.0, empty as NaN and anything else as -1.0; with ``figures`` 1 and 0 too."""
    words = text.str.lower().str.strip()
    yes, no = ((*YES, "1"), (*NO, "0")) if figures else (YES, NO)
    answer = pd.Series(-1.0, index=text.index)
    return answer.mask(words.isin(yes), 1.0).mask(words.isin(no), 0.0).mask(words.isna(), float("nan"))


def once(rows: Rows, key: Iterable[str]) -> None:
    """Reject rows that occur twice (``duplicate_row``, the first stays) and that contradict (``conflicting_rows``)."""
    rows.reject(rows.frame.duplicated(), "duplicate_row")
    rows.reject(rows.frame.duplicated(list(key), keep=False), "conflicting_rows")
