"""The corporation's deliveries as one source: recognise a file, read it, and put several files together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from data.domain.errors import SourceError
from data.domain.periods import Period
from data.sources import files, refused
from data.sources.corporation_columns import Kind, recognise
from data.sources.corporation_events import arrears, reports, turnover
from data.sources.corporation_figures import Imported, stacked
from data.sources.corporation_homes import condition, homes
from data.sources.corporation_tenancies import tenancies
from data.sources.tables import empty

__all__ = [
    "Imported",
    "Kind",
    "arrears",
    "condition",
    "homes",
    "kind_of",
    "load",
    "load_files",
    "merge",
    "recognise",
    "reports",
    "tenancies",
    "turnover",
]

EACH_UNIT_ONCE = ("condition", "energy_label")
"""States that several files may hold for other homes in one period; of all other figures one file holds a period."""


def kind_of(path: Path) -> Kind | None:
    """Say which delivery a file is; None when it is none of the corporation's.

    Raises
    ------
    SourceError
        The file can't be read, or is a delivery with columns that may not be sent.
    """
    columns = files.table(path).columns
    kind = recognise(columns)
    if kind is not None:
        refused.check(path.name, columns)
    return kind


def load(
    path: Path,
    *,
    today: date,
    addresses: pd.DataFrame | None = None,
    register: pd.DataFrame | None = None,
    periods: Sequence[Period] | None = None,
) -> Imported:
    """Read one file, whichever of the deliveries it is.

    Parameters
    ----------
    path
        csv or xlsx.
    today
        Day of the import.
    addresses
        The BAG's addresses, for reports by address.
    register
        The homes that are let; figures of other homes are rejected. None: not checked.
    periods
        To measure tenancies on; None: the last twelve that are over.

    Raises
    ------
    SourceError
        It is none of the deliveries, or the importer refuses it.
    """
    return _read(path, kind_of(path), today, addresses, register, periods)


def _read(
    path: Path,
    kind: Kind | None,
    today: date,
    addresses: pd.DataFrame | None = None,
    register: pd.DataFrame | None = None,
    periods: Sequence[Period] | None = None,
) -> Imported:
    let = None if register is None else frozenset(register["dwelling_id"])
    match kind:
        case Kind.HOMES:
            return homes(path, today=today)
        case Kind.TENANCIES:
            return tenancies(path, periods, today=today, homes=let)
        case Kind.ARREARS:
            return arrears(path, today=today, homes=let)
        case Kind.TURNOVER:
            return turnover(path, today=today, homes=let)
        case Kind.CONDITION:
            return condition(path, today=today, homes=let)
        case Kind.REPORTS:
            return reports(path, today=today, addresses=addresses, homes=let)
    fault = "row 1: the columns do not say which delivery this is; name them as docs/sources/corporatie.md does"
    raise SourceError(path.name, [fault])


def load_files(paths: Iterable[Path], *, today: date, addresses: pd.DataFrame | None = None) -> Imported:
    """Read several files, the register of homes first; without a register no home is checked against it."""
    kinds = {path: kind_of(path) for path in paths}
    lists = [(path.name, _read(path, kind, today)) for path, kind in kinds.items() if kind is Kind.HOMES]
    register = merge(lists).register if lists else None
    others = [
        (path.name, _read(path, kind, today, addresses, register))
        for path, kind in kinds.items()
        if kind is not Kind.HOMES
    ]
    return merge([*lists, *others])


def merge(parts: Sequence[tuple[str, Imported]]) -> Imported:
    """Put what several files gave together.

    Parameters
    ----------
    parts
        Name of the file, and what it gave.

    Raises
    ------
    SourceError
        Two files list one home, or hold the same figure of one period: counting both would double it.
    """
    registers = [part.register.assign(file=name) for name, part in parts if len(part.register)]
    measured = stacked(*[part.measurements.assign(file=name) for name, part in parts if len(part.measurements)])
    listed = pd.concat(registers, ignore_index=True) if registers else empty("register").assign(file="")
    _check_apart(listed, ["dwelling_id"], "the same home")
    if len(measured):
        by_unit = measured["indicator_id"].isin(EACH_UNIT_ONCE)
        _check_apart(measured[by_unit], ["indicator_id", "unit_id", "starts"], "the same home and period")
        _check_apart(measured[~by_unit], ["indicator_id", "starts"], "the same figure of one period")
    reported = tuple(report for _, part in parts for report in part.reports)
    return Imported(listed.drop(columns="file"), measured.drop(columns="file", errors="ignore"), reported)


def _check_apart(frame: pd.DataFrame, key: list[str], what: str) -> None:
    files_a_key = frame.drop_duplicates([*key, "file"]).groupby(key)["file"]
    shared = frame.drop_duplicates([*key, "file"])[files_a_key.transform("size") > 1] if len(frame) else frame
    if len(shared):
        names = sorted(shared["file"].unique())
        raise SourceError(names[0], [f"holds {what} as {', '.join(names[1:])}; deliver it in one file"])
