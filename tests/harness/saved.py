"""The files in which a list is saved, for a role by the gate and by a naive dashboard, read back as anybody may."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from unittest.mock import patch

import pandas as pd
from openpyxl import load_workbook

from data.domain.access import Viewer
from data.domain.areas import Level
from data.opened import Store
from pages.ui import kept, live, reads
from pages.ui.export import Sheet, workbook
from pages.ui.map_files.content import content
from pages.ui.map_files.files import KINDS, names
from pages.ui.situation import Situation
from pages.ui.state import View

MADE = datetime(2026, 11, 1, tzinfo=UTC)
READ = ("xlsx", "geojson")
"""Kinds whose cells are read; the others draw the same content."""

Files = Mapping[Level, tuple[pd.DataFrame, ...]]


def gated(store: Store, viewer: Viewer, places: Mapping[Level, Sequence[tuple[Level, str]]], period: str) -> Files:
    """Save every list as the pages do for this viewer, and read it back."""
    with _pages_over(store):
        return {
            level: tuple(frame for inside, code in where for frame in _saved(viewer, inside, code, level, period))
            for level, where in places.items()
        }


def naive(rows: pd.DataFrame) -> tuple[pd.DataFrame, ...]:
    """Write what there is in a spreadsheet, and read it back."""
    columns = ["name", "count", "homes"]
    sheet = Sheet("Plekken", [columns, *rows[columns].astype(object).itertuples(index=False)])
    return (_sheet(workbook([sheet]), list(rows["unit_id"])),)


def _saved(viewer: Viewer, inside: Level, code: str, level: Level, period: str) -> Iterator[pd.DataFrame]:
    unit = reads.locate(viewer, inside, code)
    assert unit is not None
    units = reads.units(viewer, unit, level, period)
    if units.empty:
        return
    made, codes = content(Situation(viewer, View(inside, code, level, period), unit, units, ()), MADE), units["unit_id"]
    for kind in KINDS:
        if kind.key in READ:
            file = kind.make(made, names())
            yield _sheet(file, list(codes)) if kind.key == "xlsx" else _features(file, list(codes))


def _sheet(file: bytes, codes: Sequence[str]) -> pd.DataFrame:
    [page, *_] = load_workbook(io.BytesIO(file), read_only=True).worksheets
    heading, *rows = page.iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=list(heading), dtype=object).assign(unit_id=list(codes))


def _features(file: bytes, codes: Sequence[str]) -> pd.DataFrame:
    told = [feature["properties"] for feature in json.loads(file)["features"]]
    return pd.DataFrame(told, dtype=object).assign(unit_id=list(codes))


@contextmanager
def _pages_over(store: Store) -> Iterator[None]:
    """Let the pages read an open store: a process opens a warehouse once."""
    with patch.object(live, "_opened", lambda *_: store), patch.object(live, "named", lambda: str(id(store))):
        yield
    kept.forget()
