"""What happened or was found at homes in a period: rent arrears, turnover and refusals, nuisance, support signals."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd

from data.domain.errors import SourceError
from data.sources import corporation_addresses, files
from data.sources.corporation_columns import Kind, squashed
from data.sources.corporation_figures import Imported, covered, figures, stacked, with_periods
from data.sources.corporation_rows import DWELLING_TYPES, Rows, once, opened, with_dates, with_ids, within, yes_no

ARREARS_MONTHS = 2.0
"""Months of rent from which a home counts as in arrears: about then a corporation begins a written warning."""

LEAST_HOMES = 10
"""In a file of so many homes at least one must be without arrears; otherwise only the arrears were sent."""

MOST_REFUSALS = 999

NUISANCE = "nuisance"
SUPPORT = "support_signals"
KINDS: dict[str, str] = {
    **dict.fromkeys(("overlast", "overlastmelding", "woonoverlast", "geluidsoverlast", "burenoverlast"), NUISANCE),
    **dict.fromkeys(("ove", "gel", "signaleringsoortove", "signaleringdetailsoortgel"), NUISANCE),
    **dict.fromkeys(("hulp", "hulpsignaal", "hulpvraag", "zorg", "zorgsignaal", "zorgmelding"), SUPPORT),
    **dict.fromkeys(("ondersteuningsbehoefte", "ambulantebegeleiding"), SUPPORT),
    **dict.fromkeys(("onb", "amb", "signaleringsoortonb", "signaleringdetailsoortamb"), SUPPORT),
}
"""What counts as which; three letters are VERA codes (OVE with its detail GEL, ONB with its detail AMB)."""

OTHER_KINDS = frozenset(
    ("agr", "agressie", "one", "oneigenlijkgebruikwoning", "sch", "huurschuld", "wan", "wangedragnaarmedewerkers")
)
"""VERA SIGNALERINGSOORT that feeds no indicator here."""


def arrears(path: Path, *, today: date, homes: frozenset[str] | None = None, limit: float = ARREARS_MONTHS) -> Imported:
    """Read rent arrears on a reference day.

    Parameters
    ----------
    path
        csv or xlsx with ``vbo_id``, ``peildatum`` and ``achterstand_maanden`` (months of rent) or ``achterstand`` (ja,
        nee); every home, also those without arrears. Of two filled columns the months count.
    today
        Day of the import.
    homes
        Ids of the register; other homes are rejected.
    limit
        Months of rent from which a home counts.

    Returns
    -------
    imported
        ``rent_arrears``: 0 or 1 of 1 a home and period; of several reference days in one period the last.

    Raises
    ------
    SourceError
        Unreadable, refused or missing columns, or only homes in arrears: every share would be 100 %.
    """
    rows = opened(path, Kind.ARREARS)
    with_ids(rows, "vbo_id", DWELLING_TYPES)
    within(rows, "vbo_id", homes)
    with_dates(rows, "peildatum", today)
    months, answer = files.number(rows.frame["achterstand_maanden"]), yes_no(rows.frame["achterstand"], figures=False)
    given = rows.frame["achterstand_maanden"].notna()
    owed = months.ge(limit).astype("float64").where(months.notna()).where(given, answer)
    none_owed = (months <= 0).where(given, answer == 0)
    rows.replace(numerator=owed, free=none_owed)
    rows.reject(given & owed.isna(), "bad_number")
    rows.reject(~rows.frame["numerator"].isin((0.0, 1.0)), "bad_yes_no")
    _check_complete(rows)
    once(rows, ["vbo_id", "peildatum"])
    with_periods(rows, "peildatum", today)
    rows.frame = rows.frame.sort_values("peildatum", kind="stable")
    earlier = rows.frame.duplicated(["vbo_id", "starts"], keep="last")
    rows.warn(earlier, "superseded")
    last = rows.frame[~earlier].rename(columns={"vbo_id": "unit_id"}).assign(denominator=1.0)
    return Imported(measurements=stacked(figures("rent_arrears", last)), reports=(rows.report(),))


def turnover(path: Path, *, today: date, homes: frozenset[str] | None = None) -> Imported:
    """Read new lettings and how often the home was refused before.

    Parameters
    ----------
    path
        csv or xlsx with ``vbo_id``, ``mutatiedatum`` (day of the new letting) and, when known, ``weigeringen``.
    today
        Day of the import.
    homes
        Ids of the register; other homes are rejected.

    Returns
    -------
    imported
        ``turnover``: lettings a home and period, denominator NA (the warehouse takes the home years of the register).
        ``refusals``: refusals of those lettings that state them, over their number.

    Raises
    ------
    SourceError
        Unreadable, refused or missing columns.
    """
    rows = opened(path, Kind.TURNOVER)
    with_ids(rows, "vbo_id", DWELLING_TYPES)
    within(rows, "vbo_id", homes)
    with_dates(rows, "mutatiedatum", today)
    refusals = files.number(rows.frame["weigeringen"])
    readable = refusals.between(0, MOST_REFUSALS) & (refusals % 1 == 0)
    rows.reject(rows.frame["weigeringen"].notna() & ~readable, "bad_number")
    rows.replace(weigeringen=refusals[rows.frame.index])
    once(rows, ["vbo_id", "mutatiedatum"])
    with_periods(rows, "mutatiedatum", today)
    keys = ["unit_id", "starts", "ends"]
    events = rows.frame.rename(columns={"vbo_id": "unit_id"}).groupby(keys, as_index=False)
    lettings = events.agg(numerator=("weigeringen", "size"))
    refused = events.agg(numerator=("weigeringen", "sum"), denominator=("weigeringen", "count"))
    refused = refused[refused["denominator"] > 0]
    measured = stacked(figures("turnover", covered(lettings)), figures("refusals", refused))
    return Imported(measurements=measured, reports=(rows.report(),))


def reports(
    path: Path, *, today: date, addresses: pd.DataFrame | None = None, homes: frozenset[str] | None = None
) -> Imported:
    """Read nuisance reports and support signals by the home that they are about.

    Parameters
    ----------
    path
        csv or xlsx with ``meldingsdatum``, ``soort`` (overlast, hulp, or the VERA code or name) and ``vbo_id`` or
        ``postcode``, ``huisnummer``, ``huisletter``, ``toevoeging``.
    today
        Day of the import.
    addresses
        The BAG's addresses (``data.sources.tables``), needed for rows without a ``vbo_id``.
    homes
        Ids of the register; other homes are rejected.

    Returns
    -------
    imported
        ``nuisance`` and ``support_signals``: 1 a home and period however many reports there were, denominator NA (the
        warehouse takes the register). The periods from the first to the last date of the file count as covered.

    Raises
    ------
    SourceError
        Unreadable, refused or missing columns, or rows by address while ``addresses`` is None.
    """
    rows = opened(path, Kind.REPORTS)
    _find_homes(rows, addresses)
    within(rows, "vbo_id", homes)
    with_dates(rows, "meldingsdatum", today)
    kind = rows.frame["soort"].fillna("").map(squashed)
    rows.replace(indicator=kind.map(KINDS))
    rows.reject(kind.isin(OTHER_KINDS), "other_kind")
    rows.reject(rows.frame["indicator"].isna(), "unknown_kind")
    with_periods(rows, "meldingsdatum", today)
    again = rows.frame.duplicated(["vbo_id", "indicator", "starts"])
    rows.warn(again, "counted_once")
    single = rows.frame[~again].rename(columns={"vbo_id": "unit_id"}).assign(numerator=1.0)
    parts = [figures(name, covered(single[single["indicator"] == name])) for name in (NUISANCE, SUPPORT)]
    return Imported(measurements=stacked(*parts), reports=(rows.report(),))


def _find_homes(rows: Rows, addresses: pd.DataFrame | None) -> None:
    by_address = (
        rows.frame["vbo_id"].isna() if "postcode" in rows.given else pd.Series(data=False, index=rows.frame.index)
    )
    if by_address.any() and addresses is None:
        fault = "the reports are given by address, and no addresses are loaded; load the BAG first, or add vbo_id"
        raise SourceError(rows.file, [f"row {by_address.index[by_address][0]}: {fault}"])
    if by_address.any() and addresses is not None:
        found = corporation_addresses.find(rows.frame[by_address], addresses)
        rows.replace(vbo_id=rows.frame["vbo_id"].fillna(found["dwelling_id"].astype("string")))
        for reason in (
            corporation_addresses.INCOMPLETE,
            corporation_addresses.UNKNOWN,
            corporation_addresses.AMBIGUOUS,
        ):
            rows.reject((found["reason"] == reason).reindex(rows.frame.index, fill_value=False), reason)
    with_ids(rows, "vbo_id", DWELLING_TYPES)


def _check_complete(rows: Rows) -> None:
    if len(rows.frame) >= LEAST_HOMES and not rows.frame["free"].any():
        fault = "column 'achterstand': every home is in arrears; deliver all homes, with 0 or nee where nothing is owed"
        raise SourceError(rows.file, [fault])
