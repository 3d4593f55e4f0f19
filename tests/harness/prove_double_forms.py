"""The same form sent more than once is one record, however many send it at the same moment.

Every form is sent by several threads at once, on SQLite and on PostgreSQL, and once more afterwards.
"""

from __future__ import annotations

import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from data.domain.subjects import Subject
from data.records import events, store
from tests.fixtures import databases
from tests.harness.evidence import AbsentError, Evidence
from tests.harness.prove_retention import NOW
from tests.harness.writers import FORM, WHO

FORMS = 100
AT_ONCE = 4


def run() -> Evidence:
    """Send on both databases."""
    programs = databases.programs()
    if programs is None:
        raise AbsentError(databases.MISSING)
    with tempfile.TemporaryDirectory() as name:
        sqlite = doubles(f"sqlite:///{Path(name) / 'records.sqlite'}", FORMS)
    with databases.running(programs, databases.SAFE) as cluster:
        postgresql = doubles(cluster.address, FORMS)
    return Evidence(
        f"{FORMS} forms sent {AT_ONCE + 1} times each, {AT_ONCE} at once: SQLite {sqlite} doubles, "
        f"PostgreSQL {postgresql} doubles",
        {"forms": FORMS, "SQLite doubles": sqlite, "PostgreSQL doubles": postgresql},
        met=sqlite == postgresql == 0,
    )


def doubles(address: str, forms: int) -> int:
    """Send so many forms to an empty store; gives how many records there are too many, or too few."""
    records = store.engine(address)
    store.migrate(records)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for form in range(forms):
            list(pool.map(partial(_send, records), [f"form-{form}"] * AT_ONCE))
            _send(records, f"form-{form}")
    stored = len(events.of_subject(records, Subject.SIGNAL))
    records.dispose()
    return abs(stored - forms)


def _send(records: sa.Engine, key: str) -> None:
    events.append(records, FORM, WHO, key=key, now=NOW)
