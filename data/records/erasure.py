"""Takes content out of the records for good: the event stays, and an erasure tells what went, by which rule."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

import sqlalchemy as sa

from data.domain.subjects import REWRITTEN, Ledger, Subject
from data.records import events, tables
from data.records.events import ANY, Actor, Entry, Event
from data.records.store import reading, writing


def contents(records: sa.Engine) -> dict[int, dict[str, str]]:
    """Read all content by the place of its event, to find some in; for functions that give out numbers only."""
    with reading(records) as connection:
        rows = connection.execute(sa.select(tables.content.c.event_id, tables.content.c.body))
        return {row.event_id: json.loads(row.body) for row in rows}


def erase(records: sa.Engine, rule: str, places: Collection[int], actor: Actor, *, key: str, now: datetime) -> int:
    """Erase the content of events in one transaction with the event that tells of it, then clean the file.

    Parameters
    ----------
    records, actor, key, now
        As for ``data.records.events.append``.
    rule
        Name of the rule or request by which it goes.
    places
        Events whose content goes; those without content count for nothing.

    Returns
    -------
    gone
        How many contents went; nothing is written when there are none.
    """
    held = sorted(set(places) & contents(records).keys())
    if held:
        events.append(records, [erasure(rule, held)], actor, key=key, now=now)
    return len(held)


def erasure(rule: str, places: Iterable[int]) -> Entry:
    """Give the event that erases content of others: the rule, how many and which events, and nothing of what went."""
    gone = tuple(places)
    return Entry(Subject.ERASURE, "erased", {"rule": rule, "number": len(gone), "events": list(gone)}, erases=gone)


def rewritten(event: Event, holder: int, content: Mapping[str, str], rule: str) -> list[Entry]:
    """Give the entries that put new content in the place of that of an event, and erase what stood there.

    Parameters
    ----------
    event
        The event that the content is about.
    holder
        Event that holds its content now: the same, or the last that rewrote it.
    content
        What takes its place; empty: nothing.
    rule
        Why, as for `erase`.
    """
    new = Entry(event.subject, REWRITTEN, {"of": event.event_id}, event.number, content or None, seen=ANY)
    return [new, erasure(rule, [holder])]


def holders(found: Iterable[Event], held: Collection[int]) -> dict[int, int]:
    """Give, by event, the event that holds its content: itself, or the last that rewrote it and was not erased."""
    told = {event.event_id: event.event_id for event in found if event.event_id in held and event.kind != REWRITTEN}
    rewrites = {event.facts["of"]: event.event_id for event in found if event.kind == REWRITTEN}
    return told | {int(str(of)): holder for of, holder in rewrites.items() if holder in held}


def clear_log(records: sa.Engine, before: datetime, actor: Actor, *, now: datetime) -> int:
    """Clear the access log of what is older than a moment, leaving a checkpoint; gives how many lines went."""
    event = tables.event.c
    kept = (event.ledger == Ledger.ACCESS) & (event.at >= before)
    mine = event.ledger == Ledger.ACCESS
    with writing(records) as connection:
        first = connection.execute(sa.select(sa.func.min(event.event_id)).where(kept)).scalar()
        old = mine & (event.event_id < first) if first is not None else mine
        last = connection.execute(sa.select(event.event_id, event.hash).where(old).order_by(event.event_id.desc()))
        end = last.first()
        if end is None:
            return 0
        number = connection.execute(sa.select(sa.func.count()).select_from(tables.event).where(old)).scalar_one()
        facts = {"rule": "access_log", "number": number, "events": [], "upto": end.event_id, "hash": end.hash}
        entry = Entry(Subject.ERASURE, "cleared", facts)
        events.append_in(connection, [entry], actor, key=f"access-log-{end.event_id}", now=now)
        row = {"ledger": Ledger.ACCESS.value, "upto": end.event_id, "hash": end.hash, "at": now}
        connection.execute(tables.checkpoint.insert().values(**row))
        connection.execute(tables.event.delete().where(old))
    return int(number)


def clean(records: sa.Engine) -> None:
    """Write the tables anew, so that nothing of what was erased is left in the files of the database."""
    if records.dialect.name == "postgresql":
        with records.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in ("content", "event"):
                connection.exec_driver_sql(f"VACUUM FULL {table}")
        return
    raw = records.raw_connection()
    try:
        raw.cursor().execute("VACUUM")
    finally:
        raw.close()
