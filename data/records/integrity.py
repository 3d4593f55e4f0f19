"""Holds the records against their hashes: what was changed, cut out or put in behind our back is found and named.

The chain finds a change, a gap and a forged event; the content has hashes of its own, and content that is gone must be
accounted for by an erasure. Who can rewrite the whole chain can still not rewrite an anchor that lies elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sqlalchemy as sa

from data.domain.subjects import Ledger, Subject
from data.records import tables
from data.records.anchors import Anchor, moved
from data.records.seals import digest, sealed
from data.records.store import reading

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """What was checked, and what is wrong with it.

    Parameters
    ----------
    events, contents, erased
        How many were read; how many contents are gone and accounted for.
    faults
        One sentence each; empty: the records are whole.
    """

    events: int
    contents: int
    erased: int
    faults: tuple[str, ...]


def check(records: sa.Engine, anchor: Anchor | None = None) -> Found:
    """Read everything and hold it against its hashes, and against an anchor when there is one; changes nothing."""
    try:
        with reading(records) as connection:
            return look(connection, anchor)
    except (sa.exc.SQLAlchemyError, LookupError, TypeError, ValueError) as error:
        told = getattr(error, "orig", None) or error
        return Found(0, 0, 0, (f"the records can't be read: {told}",))


def look(connection: sa.Connection, anchor: Anchor | None = None) -> Found:
    """Check inside an open transaction; raises what a damaged database raises."""
    chains = {ledger: _chain(connection, ledger) for ledger in Ledger}
    case = chains[Ledger.CASE]
    erasures = [json.loads(row["facts"]) for row in case if row["subject"] == Subject.ERASURE]
    erased = {int(place) for facts in erasures for place in facts["events"]}
    contents = {row["event_id"]: dict(row) for row in connection.execute(sa.select(tables.content)).mappings()}
    faults = [
        *_pages(connection),
        *(fault for ledger, rows in chains.items() for fault in _linked(connection, ledger, rows)),
        *_contents(case, contents, erased),
        *_forms(connection, len(case)),
        *_cleared(connection, erasures),
        *(moved(connection, anchor) if anchor is not None else ()),
    ]
    gone = sum(bool(row["content_hash"]) and row["event_id"] not in contents for row in case)
    return Found(sum(map(len, chains.values())), len(contents), gone, tuple(faults))


def _pages(connection: sa.Connection) -> Iterator[str]:
    """Let SQLite look for damage in its own pages; PostgreSQL's server has checksums for that."""
    if connection.dialect.name == "sqlite":
        for told in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if told != "ok":
                yield f"the file is damaged: {told}"


def _chain(connection: sa.Connection, ledger: Ledger) -> list[Row]:
    query = sa.select(*tables.EVENT_AS_STORED).where(tables.event.c.ledger == ledger)
    return [dict(row) for row in connection.execute(query.order_by(tables.event.c.event_id)).mappings()]


def _linked(connection: sa.Connection, ledger: Ledger, rows: Sequence[Row]) -> Iterator[str]:
    """Follow a chain from its start, or from where retention cleared it, to its head."""
    point = tables.checkpoint.c
    newest = sa.select(point.upto, point.hash).where(point.ledger == ledger).order_by(point.upto.desc()).limit(1)
    cleared = connection.execute(newest).one_or_none()
    place, last = (int(cleared.upto), str(cleared.hash)) if cleared else (0, "")
    for row in rows:
        if row["event_id"] != place + 1:
            yield f"{ledger}: after event {place} comes {row['event_id']}"
        if row["previous"] != last:
            yield f"{ledger}: event {row['event_id']} does not follow on the one before it"
        if digest(row) != row["hash"]:
            yield f"{ledger}: event {row['event_id']} is not what was stored"
        place, last = row["event_id"], row["hash"]
    head = connection.execute(sa.select(tables.head).where(tables.head.c.ledger == ledger)).one_or_none()
    if head is None or (head.event_id, head.hash) != (place, last):
        yield f"{ledger}: ends at event {place}, and should at {head.event_id if head else 'one that is gone'}"


def _contents(rows: Iterable[Row], contents: Mapping[int, Row], erased: set[int]) -> Iterator[str]:
    known = {row["event_id"]: row["content_hash"] for row in rows if row["content_hash"]}
    for place in sorted(contents.keys() - known.keys()):
        yield f"content {place} belongs to no event"
    for place, told in known.items():
        kept = contents.get(place)
        if kept is None and place not in erased:
            yield f"the content of event {place} is gone and no erasure accounts for it"
        if kept is not None and place in erased:
            yield f"the content of event {place} was erased and stands there again"
        if kept is not None and sealed(kept["salt"], kept["body"]) != told:
            yield f"the content of event {place} is not what was stored"


def _forms(connection: sa.Connection, events: int) -> Iterator[str]:
    """Every event of a case was written by exactly one form."""
    form = tables.submission.c
    query = sa.select(form.first_event, form.last_event).order_by(form.first_event)
    spans = [(0, 0), *((row[0], row[1]) for row in connection.execute(query)), (events + 1, events + 1)]
    for (_, end), (start, _) in pairwise(spans):
        if start != end + 1:
            yield f"the forms do not account for the events between {end} and {start}"


def _cleared(connection: sa.Connection, erasures: Iterable[Row]) -> Iterator[str]:
    """Every checkpoint was set by a retention run, and only the access log is ever cleared."""
    told = {(Ledger.ACCESS.value, facts["upto"], facts["hash"]) for facts in erasures if "upto" in facts}
    for point in connection.execute(sa.select(tables.checkpoint)):
        if (point.ledger, point.upto, point.hash) not in told:
            yield f"{point.ledger}: no retention run accounts for the checkpoint at event {point.upto}"
