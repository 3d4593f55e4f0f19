"""Whatever is changed in the records behind our back is found, also by who may drop every guard.

Each change is made with all triggers dropped, looked at and undone: rows edited, cut out, put in, swapped and hashed
anew, with and without the rest of the chain. Then single bits of the SQLite file are flipped.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from data.domain.subjects import Subject
from data.records import anchors, events, integrity, models, store, tables
from data.records.anchors import Anchor
from data.records.events import Actor, Entry
from data.records.seals import digest, sealed
from tests.harness.evidence import Evidence

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
WHO = Actor("m-1", "corporation_case", "corporation")
BITS = 100
Change = Callable[[sa.Connection], None]


def run() -> Evidence:
    """Make every change and flip bits, on SQLite."""
    with tempfile.TemporaryDirectory() as name:
        records = store.engine(f"sqlite:///{Path(name) / 'records.sqlite'}")
        store.migrate(records)
        missed = unnoticed(records, prepared(records))
        records.dispose()
        noticed, silent = flipped(Path(name), BITS)
    found = len(CHANGES) - len(missed)
    return Evidence(
        f"{len(CHANGES)} kinds of tampering, {found} found; {BITS} bits of the SQLite file flipped: {noticed} found, "
        f"{BITS - noticed - silent} in bytes that hold nothing, {silent} missed",
        {"tamperings": len(CHANGES), "found": found, "bits": BITS, "bits missed": silent},
        met=not missed and not silent,
    )


def prepared(records: sa.Engine) -> Anchor:
    """Fill a migrated store: four signals, one of them worked on, one erasure, two openings; gives its anchor."""
    models.register(records, "m-1", "h1", "a = 1", by="tester", now=NOON)
    for turn in range(4):
        words = {"words": f"Post stapelt zich op {turn}", "level": "dwelling", "name": f"Proefstraat {turn}"}
        append(records, Entry(Subject.SIGNAL, "handed_in", {"theme": "money"}, content=words), key=f"k-{turn}")
    note = {"words": "Gebeld"}
    append(records, Entry(Subject.SIGNAL, "noted", number="S-2026-0002", content=note, seen=1), key="note")
    append(records, Entry(Subject.SIGNAL, "noted", number="S-2026-0002", content=note, seen=2), key="note-2")
    erasure = Entry(Subject.ERASURE, "erased", {"rule": "asked", "number": 1, "events": [4]}, erases=(4,))
    append(records, erasure, key="erasure")
    append(records, Entry(Subject.SIGNAL, "closed", number="S-2026-0002", seen=3), key="closed")
    for number in ("S-2026-0001", "S-2026-0002"):
        events.opened(records, Subject.SIGNAL, [number], WHO, purpose="visit", now=NOON)
    return anchors.taken(records)


def append(records: sa.Engine, entry: Entry, key: str) -> None:
    """Store one event."""
    events.append(records, [entry], WHO, key=key, now=NOON)


def unnoticed(records: sa.Engine, anchor: Anchor) -> list[str]:
    """Make every change, each undone after it was looked at; gives those that no check found."""
    missed = []
    for told, change in CHANGES.items():
        with records.connect() as connection:
            _unguard(connection)
            change(connection)
            if not integrity.look(connection, anchor).faults:
                missed.append(told)
            connection.rollback()
    return missed


def changed(records: sa.Engine, change: Change) -> None:
    """Make a change as somebody who owns the database: every guard dropped first."""
    with store.writing(records) as connection:
        _unguard(connection)
        change(connection)


def flipped(folder: Path, bits: int) -> tuple[int, int]:
    """Flip single bits in bytes of a SQLite file that are not empty, each in a copy of its own.

    Returns
    -------
    noticed, silent
        How many the check found, and how many it did not though what the tables hold is different.
    """
    whole = folder / "whole.sqlite"
    records = store.engine(f"sqlite:///{whole}")
    store.migrate(records)
    anchor, chance = prepared(records), random.Random(7)  # noqa: S311 (places of damage, not secrets)
    told, data = _all(records), whole.read_bytes()
    records.dispose()
    noticed = silent = 0
    for place in chance.sample([place for place, byte in enumerate(data) if byte], bits):
        damaged = bytearray(data)
        damaged[place] ^= 1 << chance.randrange(8)
        (folder / "damaged.sqlite").write_bytes(damaged)
        engine = store.engine(f"sqlite:///{folder / 'damaged.sqlite'}")
        if integrity.check(engine, anchor).faults:
            noticed += 1
        elif _all(engine) != told:
            silent += 1
        engine.dispose()
    return noticed, silent


def _unguard(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        statements = [f"DROP TRIGGER {name}" for name in names]
    else:
        statements = [f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in tables.metadata.tables]
    for statement in statements:
        connection.exec_driver_sql(statement)


def _all(records: sa.Engine) -> list[list[tuple[object, ...]]]:
    with store.reading(records) as connection:
        return [
            [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in tables.metadata.sorted_tables
        ]


def _sql(*statements: str) -> Change:
    def change(connection: sa.Connection) -> None:
        for statement in statements:
            connection.execute(sa.text(statement))

    return change


def _forged(connection: sa.Connection, place: int, **values: object) -> None:
    """Change an event and give it the hash that goes with it."""
    event = tables.event
    mine = (event.c.ledger == "case") & (event.c.event_id == place)
    if values:
        connection.execute(event.update().where(mine).values(**values))
    row = dict(connection.execute(sa.select(*tables.EVENT_AS_STORED).where(mine)).mappings().one())
    connection.execute(event.update().where(mine).values(hash=digest(row)))


def _hash_of_one(connection: sa.Connection) -> None:
    _forged(connection, 2, facts='{"theme":"care"}')


def _hashes_of_all(connection: sa.Connection) -> None:
    """Change an event and chain everything after it anew, the head too: only an anchor tells."""
    _forged(connection, 2, facts='{"theme":"care"}')
    _rechained(connection, 3)


def _rechained(connection: sa.Connection, first: int) -> None:
    event = tables.event.c
    last = connection.execute(sa.text("SELECT event_id FROM head WHERE ledger = 'case'")).scalar_one()
    for place in range(first, last + 1):
        before = sa.select(event.hash).where((event.ledger == "case") & (event.event_id == place - 1))
        _forged(connection, place, previous=connection.execute(before).scalar_one())
    _pointed(connection, last)


def _pointed(connection: sa.Connection, last: int) -> None:
    """Point the head at an event."""
    stands = sa.text("SELECT hash FROM event WHERE ledger = 'case' AND event_id = :last")
    hashed = connection.execute(stands, {"last": last}).scalar_one()
    row = {"event_id": last, "hash": hashed}
    connection.execute(tables.head.update().where(tables.head.c.ledger == "case").values(**row))


def _tail(connection: sa.Connection) -> None:
    """Cut the last event, point the head at the one before, and take its form away: only an anchor tells."""
    _sql("DELETE FROM event WHERE ledger = 'case' AND event_id = 8", "DELETE FROM submission WHERE first_event = 8")(
        connection
    )
    _pointed(connection, 7)


def _content_with_hash(connection: sa.Connection) -> None:
    """Put other words in, with a salt and hash of their own, in the event too."""
    salt, body = "0" * 32, json.dumps({"words": "iets anders"})
    connection.execute(tables.content.update().where(tables.content.c.event_id == 2).values(salt=salt, body=body))
    _forged(connection, 2, content_hash=sealed(salt, body))


def _inserted(connection: sa.Connection) -> None:
    row = dict(connection.execute(sa.select(tables.event).where(tables.event.c.event_id == 8)).mappings().one())
    number = {"number": "S-2026-0099", "version": 1, "event_id": 9, "previous": row["hash"]}
    connection.execute(tables.event.insert().values(**row | number))
    _forged(connection, 9)
    _pointed(connection, 9)


CHANGES: dict[str, Change] = {
    "a fact": _sql("UPDATE event SET facts = '{\"theme\":\"care\"}' WHERE ledger = 'case' AND event_id = 2"),
    "a name": _sql("UPDATE event SET person = 'm-2' WHERE ledger = 'case' AND event_id = 2"),
    "a moment": _sql("UPDATE event SET at = '2026-11-02T13:00:00.000000Z' WHERE ledger = 'case' AND event_id = 2"),
    "the kind": _sql("UPDATE event SET kind = 'closed' WHERE ledger = 'case' AND event_id = 2"),
    "a version": _sql("UPDATE event SET version = 9 WHERE ledger = 'case' AND event_id = 8"),
    "the words": _sql('UPDATE content SET body = \'{"words":"x"}\' WHERE event_id = 2'),
    "the salt": _sql("UPDATE content SET salt = 'x' WHERE event_id = 2"),
    "words taken away": _sql("DELETE FROM content WHERE event_id = 2"),
    "erased words put back": _sql("INSERT INTO content VALUES (4, 'x', '{}')"),
    "words of no event": _sql("INSERT INTO content VALUES (99, 'x', '{}')"),
    "words of two events swapped": _sql(
        "UPDATE content SET event_id = 77 WHERE event_id = 1",
        "UPDATE content SET event_id = 1 WHERE event_id = 2",
        "UPDATE content SET event_id = 2 WHERE event_id = 77",
    ),
    "other words with their hash": _content_with_hash,
    "an event in the middle cut out": _sql("DELETE FROM event WHERE ledger = 'case' AND event_id = 5"),
    "the first event cut out": _sql("DELETE FROM event WHERE ledger = 'case' AND event_id = 1"),
    "the last events cut off": _sql("DELETE FROM event WHERE ledger = 'case' AND event_id > 6"),
    "the last event cut off and the head moved": _tail,
    "two events swapped": _sql(
        "UPDATE event SET event_id = 77 WHERE ledger = 'case' AND event_id = 1",
        "UPDATE event SET event_id = 1 WHERE ledger = 'case' AND event_id = 2",
        "UPDATE event SET event_id = 2 WHERE ledger = 'case' AND event_id = 77",
    ),
    "an event put in at the end": _inserted,
    "an event with its own hash": _hash_of_one,
    "an event and all hashes after it": _hashes_of_all,
    "a hash": _sql("UPDATE event SET hash = 'x' WHERE ledger = 'case' AND event_id = 8"),
    "the head": _sql("UPDATE head SET event_id = 7 WHERE ledger = 'case'"),
    "the head taken away": _sql("DELETE FROM head WHERE ledger = 'case'"),
    "a line of the access log": _sql("UPDATE event SET facts = '{}' WHERE ledger = 'access' AND event_id = 1"),
    "a line of the access log cut out": _sql("DELETE FROM event WHERE ledger = 'access' AND event_id = 1"),
    "the access log cleared under a false checkpoint": _sql(
        "INSERT INTO checkpoint SELECT 'access', 1, hash, at FROM event WHERE ledger = 'access' AND event_id = 1",
        "DELETE FROM event WHERE ledger = 'access' AND event_id = 1",
    ),
    "an event moved to the other ledger": _sql(
        "UPDATE event SET ledger = 'access', event_id = 3 WHERE ledger = 'case' AND event_id = 8"
    ),
    "a form taken away": _sql("DELETE FROM submission WHERE first_event = 2"),
    "a form over others": _sql("UPDATE submission SET last_event = 4 WHERE first_event = 2"),
    "a model version": _sql("UPDATE model_version SET toml = 'a = 2'"),
    "a model version taken away": _sql("DELETE FROM model_version"),
}
"""What somebody who owns the database could do, by name."""
