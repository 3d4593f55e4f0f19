"""Backup and restore of the records: a backup is a SQLite file with the same tables, on any database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from data import copies
from data.domain.errors import RecordsDamagedError
from data.records import anchors, erasure, integrity, store, tables
from data.records.anchors import Anchor
from data.records.events import Actor
from data.records.store import RecordsError

ACTOR = Actor("python -m data restore", "restore", "")
ROWS = 500
"""Rows that are written at once."""


def save(records: sa.Engine, folder: Path, now: datetime) -> Path:
    """Copy all records at one moment into a folder, and check the copy before it gets its name.

    Returns
    -------
    path
        ``records-20261102T120000Z.sqlite``, with a note of its hash and an anchor beside it.

    Raises
    ------
    RecordsDamagedError
        The records are not whole: no backup is made of them, and the ones before stay.
    """
    draft = copies.draft(folder, f"records-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.sqlite")
    copy = store.engine(f"sqlite:///{draft.as_posix()}")
    try:
        store.migrate(copy)
        with _still(records) as source, store.writing(copy) as target:
            copied(source, target)
        anchor = _whole(copy)
    except BaseException:
        copy.dispose()
        draft.unlink(missing_ok=True)
        raise
    copy.dispose()
    return copies.finish(draft, now, {"anchor": asdict(anchor)})


def restore(
    file: Path, records: sa.Engine, now: datetime, *, replace: bool = False, before: Anchor | None = None
) -> int:
    """Put a backup in the place of the records, in one transaction: a fault leaves them as they were.

    Parameters
    ----------
    file
        Made by `save`, by this version of the product or an earlier one.
    records
        Store to fill, on either database.
    now
        The clock.
    replace
        Whether records that stand there may go.
    before
        Anchor of the records that are replaced: what was erased since the backup is erased again.

    Returns
    -------
    events
        How many events were restored.

    Raises
    ------
    CopyError
        The backup is damaged.
    RecordsError
        Records stand there and may not be replaced, or what was restored is not whole.
    """
    copies.note(file)
    if not replace and (held := _held(records)):
        message = f"there are {held:,} events already, and a restore takes their place; say --replace if that is meant"
        raise RecordsError(message)
    if replace:
        _set_aside(records, file.parent, now)
    with _brought_up(file) as copy, store.reading(copy) as source, store.writing(records) as target:
        _drop(target)
        store.upgrade(target)
        copied(source, target)
        found = integrity.look(target)
        if found.faults:
            raise RecordsDamagedError("; ".join(found.faults[:3]))
    _erased_again(records, before, now)
    erasure.clean(records)
    return found.events


def copied(source: sa.Connection, target: sa.Connection) -> None:
    """Copy every row of every table into empty tables."""
    target.execute(tables.head.delete())
    for table in tables.metadata.sorted_tables:
        rows = source.execute(sa.select(table).order_by(*table.primary_key)).mappings()
        while some := [dict(row) for row in islice(rows, ROWS)]:
            target.execute(table.insert(), some)


@contextmanager
def _still(records: sa.Engine) -> Iterator[sa.Connection]:
    """Give one look at all tables at the same moment."""
    options: dict[str, object] = {store.READ_ONLY: True}
    if records.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ"}
    with records.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def _brought_up(file: Path) -> Iterator[sa.Engine]:
    """Open a copy of a backup with the tables of this version."""
    draft = copies.draft(file.parent, f"restoring-{uuid4().hex}.sqlite")
    draft.write_bytes(file.read_bytes())
    copy = store.engine(f"sqlite:///{draft.as_posix()}")
    try:
        store.migrate(copy)
        yield copy
    finally:
        copy.dispose()
        draft.unlink(missing_ok=True)


def _whole(records: sa.Engine) -> Anchor:
    found = integrity.check(records)
    if found.faults:
        raise RecordsDamagedError("; ".join(found.faults[:3]))
    return anchors.taken(records)


def _held(records: sa.Engine) -> int:
    if not sa.inspect(records).has_table(tables.event.name):
        return 0
    with store.reading(records) as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(tables.event)).scalar_one())


def _set_aside(records: sa.Engine, folder: Path, now: datetime) -> None:
    """Move a SQLite file that is no database any more out of the way; retention removes it like a backup."""
    if records.dialect.name != "sqlite":
        return
    try:
        _held(records)
    except sa.exc.DatabaseError:
        records.dispose()
        file = Path(str(records.url.database))
        file.rename(folder / f"damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.sqlite")
        file.with_name(f"{file.name}-journal").unlink(missing_ok=True)


def _drop(connection: sa.Connection) -> None:
    present = sa.inspect(connection).get_table_names()
    for table in [*(one.name for one in reversed(tables.metadata.sorted_tables)), "alembic_version"]:
        if table in present:
            connection.exec_driver_sql(f'DROP TABLE "{table}"')


def _erased_again(records: sa.Engine, before: Anchor | None, now: datetime) -> None:
    """Erase what had been erased after the backup was made, so that it does not come back."""
    gone = set(before.erased) if before is not None else set()
    event = tables.event.c
    with store.reading(records) as connection:
        known = connection.execute(sa.select(event.event_id, event.hash).where(event.ledger == "case"))
        places = [row.event_id for row in known if row.hash in gone]
    erasure.erase(records, "erased_before_restore", places, ACTOR, key=uuid4().hex, now=now)
