"""Rows of a CBS area file: which of them are areas, of which level, on land or water."""

from __future__ import annotations

import re

import pandas as pd

from data.domain.areas import Level
from data.domain.errors import SourceError
from data.sources import cbs_columns
from data.sources.report import Tally

PATTERNS: dict[Level, str] = {
    Level.MUNICIPALITY: r"GM\d{4}",
    Level.DISTRICT: r"WK\d{4}[0-9A-Z]{2}",
    Level.NEIGHBOURHOOD: r"BU\d{4}[0-9A-Z]{4}",
}
"""Form of a code, per level: the prefix, the four digits of the municipality, then digits or letters."""

PREFIXES: dict[str, Level] = {"GM": Level.MUNICIPALITY, "WK": Level.DISTRICT, "BU": Level.NEIGHBOURHOOD}

LARGER = r"(?:NL|LD|PV|CR|AM|COROP)\w*"
"""Codes of the country, parts of the country, provinces and regions, which stand in the same tables."""

LAND, WET, ABROAD = "NEE", "JA", "B"


def levels(codes: pd.Series) -> pd.Series:
    """Give the level that each code speaks of, by its prefix; NA for anything else."""
    return codes.str[:2].map(PREFIXES).astype("string")


def parents(codes: pd.Series) -> pd.Series:
    """Derive the code one level up: ``BU0363SB01`` to ``WK0363SB`` to ``GM0363``; NA for a municipality."""
    up = codes.str.replace(r"^BU(.{6}).*$", r"WK\1", regex=True).where(codes.str.startswith("BU"))
    return up.fillna(codes.str.replace(r"^WK(.{4}).*$", r"GM\1", regex=True).where(codes.str.startswith("WK")))


def inside(codes: pd.Series, area: str) -> pd.Series:
    """Whether each code is that area or lies in it: ``WK0363SB`` and ``BU0363SB01`` lie in ``GM0363``."""
    return codes.str[2:].str.startswith(area[2:])


def coded(frame: pd.DataFrame, file: str, tally: Tally, municipality: str | None) -> pd.DataFrame:
    """Keep the rows that are areas of this country, and of the municipality where one is named.

    Parameters
    ----------
    frame
        The rows as delivered; the index is the row number.
    file
        Name of the file, for the sentences.
    tally
        Account in which every row that is left out is counted, with its reason.
    municipality
        Code such as ``GM0405``; None keeps all.

    Returns
    -------
    rows
        The kept rows with two more columns: ``area_id`` and ``wet`` (boolean, NA where the file has no column for it).

    Raises
    ------
    SourceError
        A code has another form, the municipality's does, or none of its rows is there.
    """
    _, name = cbs_columns.code_column(frame.columns, file)
    codes = frame[name].astype("string").str.strip().str.upper()
    water = _water(frame, file)
    rows = frame.assign(area_id=codes, wet=(water == WET).where(water.notna()).astype("boolean"))
    outside = ~inside(codes, _code(municipality, file)) if municipality else codes.isna()
    reasons = pd.Series(pd.NA, index=frame.index, dtype="string")
    reasons = reasons.mask(outside.fillna(value=True), "outside_municipality")
    reasons = reasons.mask(codes.str.fullmatch(LARGER, na=False), "larger_region")
    reasons = reasons.mask(codes.fillna("") == "", "no_code").mask(water.fillna(LAND) == ABROAD, "foreign_ground")
    kept = _kept(rows, reasons, tally)
    if kept.empty:
        place = f" of {municipality}" if municipality else ""
        raise SourceError(file, [f"no row{place} remains ({_counted(reasons)}); deliver the file of this place"])
    _refuse_malformed(kept, file, name)
    return kept


def single(rows: pd.DataFrame, file: str, tally: Tally, keys: list[str]) -> pd.DataFrame:
    """Leave one row an area: the water part that CBS draws beside a municipality's land goes out.

    Raises
    ------
    SourceError
        An area occurs twice for another reason; names the rows.
    """
    land = rows.loc[~rows["wet"].fillna(value=False).astype(bool), keys]
    beside = rows["wet"].fillna(value=False).astype(bool) & pd.MultiIndex.from_frame(rows[keys]).isin(
        pd.MultiIndex.from_frame(land).tolist()
    )
    kept = _kept(rows, pd.Series(pd.NA, index=rows.index, dtype="string").mask(beside, "water_part"), tally)
    refuse_double(kept, file, keys)
    return kept


def refuse_double(rows: pd.DataFrame, file: str, keys: list[str]) -> None:
    """Raise SourceError naming the rows that have the same values in the columns ``keys``."""
    twice = rows[rows.duplicated(keys, keep=False)]
    named = twice[keys].astype("string").agg(" ".join, axis=1) if not twice.empty else pd.Series(dtype="string")
    groups = named.groupby(named, sort=False).groups.items()
    faults = [f"rows {', '.join(map(str, group))}: {name} occurs {len(group)} times" for name, group in groups]
    if faults:
        raise SourceError(file, [f"{fault}; leave one of them" for fault in faults[:5]])


def _kept(rows: pd.DataFrame, reasons: pd.Series, tally: Tally) -> pd.DataFrame:
    for reason, group in rows.groupby(reasons, sort=False):
        tally.reject(str(reason), len(group), [f"row {row}" for row in group.index[:5]])
    return rows[reasons.isna()]


def _counted(reasons: pd.Series) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in reasons.value_counts().items())


def _code(municipality: str, file: str) -> str:
    if not re.fullmatch(PATTERNS[Level.MUNICIPALITY], municipality):
        raise SourceError(file, [f"'{municipality}' is not the code of a municipality; write it as GM0405"])
    return municipality


def _water(frame: pd.DataFrame, file: str) -> pd.Series:
    found = cbs_columns.column(frame.columns, cbs_columns.WATER)
    if found is None:
        return pd.Series(pd.NA, index=frame.index, dtype="string")
    values = frame[found].astype("string").str.strip().str.upper().fillna(LAND)
    odd = ~values.isin([LAND, WET, ABROAD])
    if odd.any():
        row = values.index[odd][0]
        fault = f"row {row}: column '{found}' holds '{values[row]}'; write {WET}, {LAND} or {ABROAD}"
        raise SourceError(file, [fault])
    return values


def _refuse_malformed(rows: pd.DataFrame, file: str, name: str) -> None:
    known = rows["area_id"].str.fullmatch("|".join(PATTERNS.values()))
    wrong = rows["area_id"][~known]
    if not wrong.empty:
        form = "write it as GM0405, WK040501 or BU04050101"
        raise SourceError(
            file, [f"row {row}: column '{name}' holds '{code}'; {form}" for row, code in wrong[:5].items()]
        )
