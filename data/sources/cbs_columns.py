"""Columns of CBS area files: the same figure under every name it has had, and the two ways it can be missing."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd

from data.domain.errors import SourceError
from data.sources import files

NO_DATA = -99990.0
"""CBS writes no-data as a large negative number (-99999999, -99997, -99995): every value up to this is missing."""

MISSING_MARKS = frozenset({"", ".", "x", "null", "nan"})
"""What CBS tables print for a figure that is unknown or withheld."""

CODES: dict[str, tuple[str, ...]] = {
    "neighbourhood": ("buurtcode", "bucode"),
    "district": ("wijkcode", "wkcode"),
    "municipality": ("gemeentecode", "gmcode"),
    "any": ("gwbcode10", "wijkenenbuurten", "statcode", "regios"),
}
"""Columns with the code of an area, per level; ``any`` holds all levels mixed."""

NAMES: dict[str, tuple[str, ...]] = {
    "neighbourhood": ("buurtnaam", "bunaam"),
    "district": ("wijknaam", "wknaam"),
    "municipality": ("gemeentenaam", "gmnaam"),
    "any": ("regio", "statnaam"),
}
"""Columns with the name of an area, per level."""

WATER = ("water", "h2o")
YEAR = ("jaar", "year", "perioden")

FIGURES: dict[str, tuple[str, ...]] = {
    "inhabitants": ("aantalinwoners", "aantinw", "ainw"),
    "households": ("aantalhuishoudens", "huishoudens", "huishoudenstotaal", "aantalhh", "ahh"),
    "homes": ("woningvoorraad", "aantalwoningen", "woningen", "awoning"),
    "social_assistance": (
        "aantalpersonenmeteenalgbijstandsuitkeringtot",
        "personenpersoortuitkeringbijstand",
        "wwbuittot",
        "asozwb",
    ),
    "low_income": (
        "percentagehuishoudensonderofrondsociaalminimum",
        "huishonderofrondsociaalminimum",
        "pctrondsociaalmin",
        "phhosm",
    ),
    "single_share": ("percentageeenpersoonshuishoudens", "pcteenpersoonshhd", "peenphh"),
    "single_count": ("aantaleenpersoonshuishoudens", "eenpersoonshuishoudens", "a1phh"),
    "corporation_share": (
        "perchuurwoningeninbezitwoningcorporaties",
        "inbezitwoningcorporatie",
        "pcthuurcorporatie",
        "phuurcorp",
        "pwcorpw",
    ),
    "distance_doctor": (
        "huisartsenpraktijkgemiddeldeafstandinkm",
        "afstandtothuisartsenpraktijk",
        "afstandhuisarts",
        "afartspr",
        "gafshp",
    ),
    "distance_shop": (
        "grotesupermarktgemiddeldeafstandinkm",
        "afstandtotgrotesupermarkt",
        "afstandsupermarkt",
        "afsuperm",
        "gafsgs",
    ),
    "distance_nursery": (
        "kinderdagverblijfgemiddeldeafstandinkm",
        "afstandtotkinderdagverblijf",
        "afstandkdv",
        "afkdv",
        "gafskv",
    ),
    "distance_school": (
        "basisonderwijsgemiddeldeafstandinkm",
        "afstandtotschool",
        "afstandbasisonderwijs",
        "afondbas",
        "gafssc",
    ),
}
"""Figures that are read, each under its squeezed names in the GeoPackage, StatLine, the shapefile and the workbook."""

_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


def squeezed(name: str) -> str:
    """Give a column name without case and separators: snake_case, camelCase and UPPER_CASE become one."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def column(columns: Iterable[str], known: tuple[str, ...]) -> str | None:
    """Find the column that has one of the known squeezed names; None when the file lacks it.

    StatLine numbers its columns anew each year (``HuishoudensTotaal_28``, ``_29``): a trailing number is ignored
    where the whole name is not known.
    """
    names = [str(name) for name in columns]
    whole = {squeezed(name): name for name in reversed(names)}
    stems = {squeezed(re.sub(r"_\d+$", "", name)): name for name in reversed(names)}
    return next((where[name] for where in (whole, stems) for name in known if name in where), None)


def code_column(columns: Iterable[str], file: str) -> tuple[str, str]:
    """Find the level of a file and its column of codes: the smallest area that it has a code for.

    Raises
    ------
    SourceError
        No column holds area codes.
    """
    names = [str(name) for name in columns]
    for level, known in CODES.items():
        if found := column(names, known):
            return level, found
    needed = "buurtcode, wijkcode, gemeentecode, BU_CODE, WK_CODE, GM_CODE, gwb_code_10 or WijkenEnBuurten"
    fault = f"no column holds area codes; needed is one of {needed}, it has {sorted(names)[:20]}"
    raise SourceError(file, [fault])


def figure(values: pd.Series, name: str, file: str) -> pd.Series:
    """Read one column of figures.

    Parameters
    ----------
    values
        Numbers or text, in any unit that can't be negative; the index is the row number.
    name
        Name of the column in the file.
    file
        Name of the file.

    Returns
    -------
    figures
        Float, same index; NaN where CBS gives no figure.

    Raises
    ------
    SourceError
        A cell is no number and no missing mark, or is negative without being a no-data code.
    """
    text = values.astype("string").str.strip()
    blank = text.isna() | text.str.lower().isin(MISSING_MARKS)
    numbers = files.number(text.mask(blank))
    odd = (~blank & numbers.isna()) | (numbers < 0) & (numbers > NO_DATA)
    if odd.any():
        shown = [f"row {row}: column '{name}' holds '{text[row]}'" for row in values.index[odd][:5]]
        raise SourceError(file, [f"{fault}; write a number of 0 or more, or '.' for unknown" for fault in shown])
    return numbers.mask(numbers <= NO_DATA)


def years(frame: pd.DataFrame, file: str, given: int | None) -> pd.Series:
    """Find the year that each row speaks of: given by the caller, in a column, or else in the name of the file.

    Returns
    -------
    years
        Int64, same index; NA when nothing says it.

    Raises
    ------
    SourceError
        A cell of the column of years holds no year.
    """
    found = column(frame.columns, YEAR)
    if given is not None or found is None:
        constant = given if given is not None else year_in_name(file)
        return pd.Series(constant if constant is not None else pd.NA, index=frame.index, dtype="Int64")
    text = frame[found].astype("string").str.strip()
    year = text.str.extract(r"^((?:19|20)\d{2})(?!\d)", expand=False)
    if year.isna().any():
        row = year.index[year.isna()][0]
        raise SourceError(file, [f"row {row}: column '{found}' holds '{text[row]}'; write a year such as 2024"])
    return year.astype("Int64")


def year_in_name(file: str) -> int | None:
    """Give the one year in the name of a file, such as ``kwb-2024.xlsx``; None without one, or with several."""
    found = {int(year) for year in _YEAR_IN_NAME.findall(file)}
    return found.pop() if len(found) == 1 else None
