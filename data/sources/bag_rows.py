"""BAG rows before they are tables: the columns both kinds of file are brought to, and how their cells are read."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from data.domain.errors import SourceError
from data.sources.report import Tally

BUILDING_COLUMNS = ("identificatie", "bouwjaar", "status")
OBJECT_COLUMNS = (
    "identificatie",
    "oppervlakte",
    "status",
    "gebruiksdoel",
    "openbare_ruimte_identificatie",
    "openbare_ruimte_naam",
    "huisnummer",
    "huisletter",
    "toevoeging",
    "postcode",
    "woonplaats_naam",
    "pand_identificatie",
)
"""The words of ``bag-light.gpkg``."""

ID_LENGTH = 16
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one kind with the account of what was read so far.

    Parameters
    ----------
    frame
        At least ``BUILDING_COLUMNS`` or ``OBJECT_COLUMNS``, and geometry in EPSG:28992. Several uses, or several
        buildings, of one object stand in one cell, joined with a comma. Index from 0 in the order of the file.
    tally
        Holds the rows that were left out already.
    """

    frame: gpd.GeoDataFrame
    tally: Tally


def present(rows: Rows, gone: tuple[str, ...]) -> gpd.GeoDataFrame:
    """Leave out rows with one of the statuses in ``gone`` and rows without geometry, and count them.

    Raises
    ------
    SourceError
        Nothing is left.
    """
    frame = without(rows.frame, text(rows.frame["status"]).isin(gone), rows.tally, "not_existing")
    frame = without(frame, frame.geometry.isna() | frame.geometry.is_empty, rows.tally, "no_geometry")
    if frame.empty:
        fault = f"none of its {rows.tally.read} {rows.tally.table} exists now; check that this is the right delivery"
        raise SourceError(rows.tally.file, [fault])
    return frame


def without(frame: gpd.GeoDataFrame, mask: pd.Series, tally: Tally, reason: str) -> gpd.GeoDataFrame:
    """Leave out the rows of ``mask`` and count them under ``reason``."""
    tally.reject(reason, *counted(frame, mask))
    return frame[~mask]


def counted(frame: pd.DataFrame, mask: pd.Series, name: str = "identificatie") -> tuple[int, list[str]]:
    """Give how many rows ``mask`` has, and the first five of them by the column ``name``."""
    return int(mask.sum()), frame.loc[mask, name].astype("string").head(SHOWN).tolist()


def text(column: pd.Series) -> pd.Series:
    """Read as stripped text; what is empty becomes NA, and 12.0 becomes 12."""
    if pd.api.types.is_float_dtype(column) and (column.dropna() % 1 == 0).all():
        column = column.astype("Int64")
    stripped = column.astype("string").str.strip()
    return stripped.mask(stripped == "")


def matches(column: pd.Series, pattern: str) -> pd.Series:
    """Whether text is wholly of this pattern; NA is not."""
    return column.str.fullmatch(pattern).fillna(value=False).astype(bool)


def count(frame: gpd.GeoDataFrame, name: str, dummy: int, tally: Tally, reason: str) -> pd.Series:
    """Read a column as whole numbers from 1; anything else, or ``dummy`` and more, is NA and warned as ``reason``."""
    value = pd.to_numeric(frame[name], errors="coerce").round().astype("Int64")
    unknown = ~value.between(1, dummy - 1).fillna(value=False).astype(bool)
    tally.warn(reason, *counted(frame, unknown))
    known: pd.Series = value.mask(unknown)
    return known


def ids(column: pd.Series, tally: Tally) -> pd.Series:
    """Give BAG ids as text of 16 digits.

    Parameters
    ----------
    column
        Text, whole numbers (leading zeros lost) or the prefixed form ``NL.IMBAG.Pand.0457100000000001``.
    tally
        Warned ``id_padded`` when zeros had to be put back.

    Returns
    -------
    ids
        Same index, text, never NA.

    Raises
    ------
    SourceError
        Values that are not at most 16 digits; names row and value.
    """
    digits = text(column).str.replace(r"^NL\.IMBAG\.\w+\.", "", regex=True)
    wrong = ~matches(digits, r"\d{1,16}")
    if wrong.any():
        shown = [f"row {row} has '{value}'" for row, value in _numbered(digits)[wrong.to_numpy()].head(SHOWN).items()]
        fault = f"column '{column.name}': {wrong.sum()} values are not BAG ids of 16 digits ({', '.join(shown)})"
        raise SourceError(tally.file, [f"{tally.table}, {fault}; deliver the ids as text, as Kadaster gives them"])
    short = digits.str.len() < ID_LENGTH
    tally.warn("id_padded", int(short.sum()), digits[short].head(SHOWN).tolist())
    return digits.str.zfill(ID_LENGTH)


def own_ids(column: pd.Series, tally: Tally) -> pd.Series:
    """Give the ids of the rows themselves; as ``ids``, and raises SourceError when one occurs twice."""
    own = ids(column, tally)
    twice = own[own.duplicated()].unique().tolist()
    if twice:
        fault = f"column '{column.name}': {len(twice)} ids occur more than once ({', '.join(twice[:SHOWN])})"
        raise SourceError(tally.file, [f"{tally.table}, {fault}; leave one row of each"])
    return own


def _numbered(column: pd.Series) -> pd.Series:
    return column.set_axis([row + 1 for row in column.index])
