"""A backup is made while people work, and is back within a minute.

A store with 20,000 events, 10,000 of them with content (a municipality in years), is saved and restored over itself,
and held against all its hashes, on SQLite and on PostgreSQL; what was restored is compared row by row.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from data.domain.subjects import Subject
from data.records import backup, events, integrity, store, tables
from data.records.events import Entry
from tests.fixtures import databases
from tests.harness.evidence import AbsentError, Evidence
from tests.harness.prove_retention import NOW
from tests.harness.writers import WHO

EVENTS = 20_000
GOAL = 60.0
"""Seconds that a restore may take."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Seconds of backup and restore, and whether everything is back and whole."""

    saved: float
    restored: float
    same: bool


def run() -> Evidence:
    """Measure on both databases."""
    programs = databases.programs()
    if programs is None:
        raise AbsentError(databases.MISSING)
    with tempfile.TemporaryDirectory() as name:
        sqlite = measured(f"sqlite:///{Path(name) / 'records.sqlite'}", Path(name), EVENTS)
    with databases.running(programs, databases.SAFE) as cluster, tempfile.TemporaryDirectory() as name:
        postgresql = measured(cluster.address, Path(name), EVENTS)
    both = {"SQLite": sqlite, "PostgreSQL": postgresql}
    told = [f"{where} saved in {one.saved:.1f} s, back in {one.restored:.1f} s" for where, one in both.items()]
    same = all(one.same for one in both.values())
    return Evidence(
        f"{EVENTS:,} events: {'; '.join(told)}; {'every row the same' if same else 'rows differ'}",
        {f"{where} restore": round(one.restored, 2) for where, one in both.items()},
        met=same and all(one.restored <= GOAL for one in both.values()),
    )


def measured(address: str, folder: Path, number: int) -> Outcome:
    """Fill an empty store, back it up and restore it over itself."""
    records = store.engine(address)
    store.migrate(records)
    for start in range(0, number, 400):
        form = [entry for place in range(start, min(start + 400, number), 2) for entry in _pair(place)]
        events.append(records, form, WHO, key=f"form-{start}", now=NOW)
    before = _everything(records)
    begun = time.perf_counter()
    path = backup.save(records, folder / "backups", NOW)
    between = time.perf_counter()
    backup.restore(path, records, NOW, replace=True)
    end = time.perf_counter()
    same = _everything(records) == before and not integrity.check(records).faults
    records.dispose()
    return Outcome(between - begun, end - between, same)


def _pair(place: int) -> tuple[Entry, Entry]:
    """Give a signal with words, and a visit."""
    number, words = f"2025-{place:06d}", {"words": "Post stapelt zich op" * 5}
    signal = Entry(Subject.SIGNAL, "handed_in", {"theme": "money"}, f"S-{number}", words)
    return signal, Entry(Subject.VISIT, "planned", {"round": place}, f"B-{number}")


def _everything(records: sa.Engine) -> list[list[tuple[object, ...]]]:
    with store.reading(records) as connection:
        return [
            [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in tables.metadata.sorted_tables
        ]
