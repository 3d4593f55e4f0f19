"""What was true of the records at some moment, kept outside the database, where who rewrites them can't reach it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import sqlalchemy as sa

from data.domain.subjects import Ledger, Subject
from data.records import tables
from data.records.seals import fingerprint
from data.records.store import reading

CHAINED = frozenset({"event", "content", "head", "submission", "checkpoint"})
"""Tables that the chain and its account speak of; a row of another table never changes, which an anchor holds it to."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What was true.

    Parameters
    ----------
    ends
        Last place and hash of every ledger.
    rows
        Hash of every row of the tables outside the chain, by table and key.
    erased
        Hashes of the events whose content was erased: should it come back with a backup, it goes again.
    """

    ends: Mapping[str, tuple[int, str]]
    rows: Mapping[str, str] = field(default_factory=dict)
    erased: tuple[str, ...] = ()


def taken(records: sa.Engine) -> Anchor:
    """Give what is true now."""
    event = tables.event.c
    erasures = sa.select(event.facts).where(event.subject == Subject.ERASURE)
    hashes = sa.select(event.event_id, event.hash).where(event.ledger == Ledger.CASE)
    with reading(records) as connection:
        ends = {row.ledger: (row.event_id, row.hash) for row in connection.execute(sa.select(tables.head))}
        gone = {place for facts in connection.execute(erasures).scalars() for place in json.loads(facts)["events"]}
        erased = tuple(row.hash for row in connection.execute(hashes) if row.event_id in gone)
        return Anchor(ends, dict(_rows(connection)), erased)


def read(file: Path) -> Anchor | None:
    """Read an anchor; None when there is none yet."""
    if not file.is_file():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    ends = {ledger: (place, hashed) for ledger, (place, hashed) in told["ends"].items()}
    return Anchor(ends, told["rows"], tuple(told["erased"]))


def write(file: Path, anchor: Anchor) -> None:
    """Keep an anchor in place of the one before, by one atomic rename."""
    draft = file.with_name(f"{file.name}.new")
    draft.write_text(json.dumps(asdict(anchor), indent=1), encoding="utf-8")
    with draft.open("rb") as handle:
        os.fsync(handle.fileno())
    draft.replace(file)


def moved(connection: sa.Connection, anchor: Anchor) -> Iterator[str]:
    """Say what was true when an anchor was taken and is not true any more."""
    event = tables.event.c
    for ledger, (place, told) in anchor.ends.items():
        query = sa.select(event.hash).where((event.ledger == ledger) & (event.event_id == place))
        stands = connection.execute(query).scalar()
        if place and stands != told and (stands is not None or _upto(connection, ledger) < place):
            yield f"{ledger}: event {place} was the last when this was anchored, and is not there any more"
    now = dict(_rows(connection))
    for key, told in anchor.rows.items():
        if now.get(key) != told:
            yield f"{key} is not what was stored when this was anchored"


def _upto(connection: sa.Connection, ledger: str) -> int:
    """Give the event up to which retention cleared a ledger."""
    point = tables.checkpoint.c
    return int(connection.execute(sa.select(sa.func.max(point.upto)).where(point.ledger == ledger)).scalar() or 0)


def _rows(connection: sa.Connection) -> Iterator[tuple[str, str]]:
    """Give the hash of every row of the tables outside the chain, by table and key."""
    for table in tables.metadata.sorted_tables:
        if table.name not in CHAINED:
            for row in connection.execute(sa.select(table)).mappings():
                key = " ".join(str(row[column.name]) for column in table.primary_key)
                yield f"{table.name} {key}", fingerprint(dict(row))
