"""What comes in as a list: every row under a key of its own, all rows or none, and never a second time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from data.records import tables
from data.records.events import Actor, Entry, Receipt, append_in, usable
from data.records.store import reading, writing

PART = 500
"""Keys that are asked for in one query."""


def known(records: sa.Engine, keys: Sequence[str]) -> dict[str, str]:
    """Give the numbers of what was stored under these keys; empty where it is gone since: it stays known."""
    with usable(), reading(records) as connection:
        return _known(connection, keys)


def append_new(records: sa.Engine, entries: Mapping[str, Entry], actor: Actor, *, now: datetime) -> list[Receipt]:
    """Append every entry whose key is not known, all or none; gives the receipts of what was added.

    Two who send the same list at once store it once: who comes second gets the first receipts, and adds nothing.

    Raises
    ------
    RecordsDownError
        The records can't be written now; nothing was stored.
    """
    with usable(), writing(records) as connection:
        there = _known(connection, list(entries))
        receipts = [
            append_in(connection, [entry], actor, key=key, now=now)[0]
            for key, entry in entries.items()
            if key not in there
        ]
    return [receipt for receipt in receipts if not receipt.again]


def _known(connection: sa.Connection, keys: Sequence[str]) -> dict[str, str]:
    form, event = tables.submission.c, tables.event.c
    found: dict[str, str] = {}
    for start in range(0, len(keys), PART):
        query = (
            sa.select(form.key, event.number)
            .select_from(tables.submission)
            .outerjoin(tables.event, (event.ledger == "case") & (event.event_id == form.first_event))
            .where(form.key.in_(keys[start : start + PART]))
        )
        found |= {str(key): str(number or "") for key, number in connection.execute(query)}
    return found
