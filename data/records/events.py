"""The ledgers: what people record is appended as events, chained by hash, and confirmed only after COMMIT.

A subject (a signal, an agreement, a meeting) is nothing but its events: its state is read from them, a correction is a
new event, and two people who change it at once are told. Facts of an event hold codes, dates and choices; everything
that could lead to a person (an address, a name, a free text) goes into its ``content``, which can be erased and is only
given out by `opened`, together with a line in the access log; what is written for the table as a whole, by `told`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from data.domain.errors import ChangedMeanwhileError, RecordsDamagedError, RecordsDownError
from data.domain.subjects import REWRITTEN, Ledger, Subject, numbered, prefix
from data.records import tables
from data.records.seals import digest, sealed, written
from data.records.store import reading, writing

Facts = Mapping[str, object]
"""What JSON can hold: texts, numbers, booleans, None, lists and mappings of those."""

DAMAGE = (sa.exc.DatabaseError, sa.exc.InternalError)
"""What a database raises that finds its own file damaged: SQLite the first, PostgreSQL the second."""

ANY = -1
"""Version of a writer who only adds a line and overwrites nothing, whatever stands there."""

SHARED = frozenset({
    Subject.AGREEMENT,
    Subject.MEETING,
    Subject.CONCERN,
    Subject.ACTION,
    Subject.READING,
    Subject.AGREED_LIGHT,
    Subject.SELECTION,
})  # fmt: skip
"""Subjects whose texts are written for everybody at the table, or for all of a party."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who records something: person, role and party as they were at that moment."""

    person: str
    role: str
    party: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to append.

    Parameters
    ----------
    subject, kind
        What it is about, and what happened.
    facts
        Codes, dates, choices; nothing that leads to a person.
    number
        Of an existing subject, or of one that numbers itself; empty: a new number is given out.
    content
        Personal content by name; None for none.
    seen
        Version of the subject that the writer saw; 0 for a new one, `ANY` for a line that overwrites nothing.
    erases
        Places of events whose content goes for good with this one; the facts must name them as ``events``.
    """

    subject: Subject
    kind: str
    facts: Facts = field(default_factory=dict)
    number: str = ""
    content: Mapping[str, str] | None = None
    seen: int = 0
    erases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that an event is stored; exists only after COMMIT.

    Parameters
    ----------
    number, version
        Of the subject.
    event_id
        Place in the ledger.
    again
        Whether the same form had been stored before; then nothing was added.
    """

    number: str
    version: int
    event_id: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """One stored event; ``content`` is None where there is none, it was erased, or it was not asked for."""

    event_id: int
    subject: Subject
    number: str
    version: int
    kind: str
    at: datetime
    actor: Actor
    facts: Facts
    content: Mapping[str, str] | None = None


def append(records: sa.Engine, entries: Sequence[Entry], actor: Actor, *, key: str, now: datetime) -> list[Receipt]:
    """Append events of the ledger ``case``, all or none.

    Parameters
    ----------
    records
        The migrated record store.
    entries
        At least one, in order. An entry without a number that follows another of the same new subject gets its own.
    actor
        Who records them.
    key
        Made when the form was drawn; the same key again stores nothing and gives the first receipts.
    now
        The clock, with a time zone.

    Returns
    -------
    receipts
        One an entry, given after COMMIT.

    Raises
    ------
    ChangedMeanwhileError
        A subject was changed since the writer saw it; nothing was stored.
    RecordsDownError
        The records can't be written now; nothing was stored.
    """
    with usable(), writing(records) as connection:
        return append_in(connection, entries, actor, key=key, now=now)


def append_in(
    connection: sa.Connection, entries: Sequence[Entry], actor: Actor, *, key: str, now: datetime
) -> list[Receipt]:
    """Append events inside an open transaction, for what else must go or stay with them; as `append` does."""
    place = _hold(connection, Ledger.CASE)
    known = _submitted(connection, key)
    if known:
        return known
    receipts = []
    for entry in entries:
        place, receipt = _append(connection, Ledger.CASE, place, entry, actor, now)
        receipts.append(receipt)
    row = {"key": key, "first_event": receipts[0].event_id, "last_event": receipts[-1].event_id}
    connection.execute(tables.submission.insert().values(**row))
    return receipts


def history(records: sa.Engine, subject: Subject, number: str) -> list[Event]:
    """Give the events of one subject, oldest first, without personal content."""
    return _read(records, (tables.event.c.subject == subject) & (tables.event.c.number == number))


def of_subject(records: sa.Engine, subject: Subject, *, after: int = 0, ledger: Ledger = Ledger.CASE) -> list[Event]:
    """Give the events of all subjects of one kind, oldest first, without personal content."""
    rows = (tables.event.c.ledger == ledger) & (tables.event.c.subject == subject)
    return _read(records, rows & (tables.event.c.event_id > after))


def told(records: sa.Engine, subject: Subject, upto: int | None = None) -> list[Event]:
    """Give the events of what is written for everybody at the table or of a party, with its texts, oldest first.

    Agreements, minutes, actions, concerns, readings and selections are no cases: reading them is not logged. Their
    texts are content all the same, so that a name that slipped in can be erased.

    Parameters
    ----------
    records, subject
        The store, and what is read.
    upto
        Place of the last event that counts, for how something stood then; what was corrected or erased since is read
        as it is now. None: all.

    Raises
    ------
    ValueError
        The subject is a case: that is read by `opened`.
    """
    if subject not in SHARED:
        message = f"{subject} is read by `opened`, which writes the access log"
        raise ValueError(message)
    rows = (tables.event.c.ledger == Ledger.CASE) & (tables.event.c.subject == subject)
    with usable(), reading(records) as connection:
        found = _replaced(_found(connection, rows, tables.content.c.body, tables.content.c.salt))
    return [event for event in found if upto is None or event.event_id <= upto]


def end(records: sa.Engine) -> tuple[int, str]:
    """Give the place of the last event of the ledger ``case`` and its hash, which seals all events before it."""
    query = sa.select(tables.head.c.event_id, tables.head.c.hash).where(tables.head.c.ledger == Ledger.CASE)
    with usable(), reading(records) as connection:
        place, sealed_by = connection.execute(query).one()
    return int(place), str(sealed_by)


def latest(records: sa.Engine, ledger: Ledger = Ledger.CASE) -> int:
    """Give the place of the last event of a ledger, 0 for none: what is read before it changes never changes."""
    query = sa.select(tables.head.c.event_id).where(tables.head.c.ledger == ledger)
    with usable(), reading(records) as connection:
        return int(connection.execute(query).scalar_one())


def opened(
    records: sa.Engine, subject: Subject, numbers: Sequence[str], actor: Actor, *, purpose: str, now: datetime
) -> list[Event]:
    """Give the events of subjects with their personal content, and log who opened them, when and why, in one go.

    Parameters
    ----------
    records, actor, now
        As for `append`.
    subject, numbers
        What is opened; one line in the log each.
    purpose
        Why, as a fixed choice; must not be empty.
    """
    if not purpose:
        message = "opening case data needs a purpose"
        raise ValueError(message)
    rows = (tables.event.c.subject == subject) & tables.event.c.number.in_(list(numbers))
    with usable(), writing(records) as connection:
        place = _hold(connection, Ledger.ACCESS)
        for number in numbers:
            log = Entry(Subject.ACCESS, "opened", {"subject": subject.value, "record": number, "purpose": purpose})
            place, _ = _append(connection, Ledger.ACCESS, place, log, actor, now)
        return _replaced(_found(connection, rows, tables.content.c.body, tables.content.c.salt))


def of_people(records: sa.Engine) -> list[Event]:
    """Give the events of all people who may come in, with names and addresses; to tell who signed in, so not logged."""
    rows = (tables.event.c.ledger == Ledger.CASE) & (tables.event.c.subject == Subject.PERSON)
    with usable(), reading(records) as connection:
        return _replaced(_found(connection, rows, tables.content.c.body, tables.content.c.salt))


@contextmanager
def usable() -> Iterator[None]:
    """Tell a database that can't be used now, or whose file is damaged, from every other error."""
    try:
        yield
    except sa.exc.OperationalError as error:
        message = f"the records can't be read or written now ({error.orig}); nothing was stored"
        raise RecordsDownError(message) from error
    except sa.exc.DatabaseError as error:
        if type(error) not in DAMAGE:
            raise
        raise RecordsDamagedError(str(error.orig)) from error


def _holds_content() -> sa.ColumnElement[bool]:
    return (tables.event.c.ledger == Ledger.CASE) & (tables.content.c.event_id == tables.event.c.event_id)


def _hold(connection: sa.Connection, ledger: Ledger) -> tuple[int, str]:
    """Take the end of a ledger, so that one writer at a time appends to it: its last place and hash."""
    query = sa.select(tables.head.c.event_id, tables.head.c.hash).where(tables.head.c.ledger == ledger)
    place, told = connection.execute(query.with_for_update()).one()
    mine = (tables.event.c.ledger == ledger) & (tables.event.c.event_id == place)
    stored = connection.execute(sa.select(tables.event.c.hash).where(mine)).scalar()
    cleared = sa.select(tables.checkpoint.c.hash).where(tables.checkpoint.c.ledger == ledger)
    if place and told not in (stored, connection.execute(cleared.where(tables.checkpoint.c.upto == place)).scalar()):
        message = f"the ledger {ledger} does not end where it says, at event {place}"
        raise RecordsDamagedError(message)
    return int(place), str(told)


def _append(
    connection: sa.Connection, ledger: Ledger, end: tuple[int, str], entry: Entry, actor: Actor, now: datetime
) -> tuple[tuple[int, str], Receipt]:
    number, version = _version(connection, entry, now)
    event_id = end[0] + 1
    salt, body = secrets.token_hex(16), "" if entry.content is None else written(dict(entry.content))
    row: dict[str, object] = {
        "ledger": ledger.value,
        "event_id": event_id,
        "subject": entry.subject.value,
        "number": number,
        "version": version,
        "kind": entry.kind,
        "at": now,
        "person": actor.person,
        "role": actor.role,
        "party": actor.party,
        "facts": written(dict(entry.facts)),
        "content_hash": sealed(salt, body) if body else "",
        "previous": end[1],
    }
    row["hash"] = digest(row | {"at": tables.stamp(now)})
    connection.execute(tables.event.insert().values(**row))
    if body:
        connection.execute(tables.content.insert().values(event_id=event_id, salt=salt, body=body))
    if entry.erases:
        connection.execute(tables.content.delete().where(tables.content.c.event_id.in_(entry.erases)))
    last = {"event_id": event_id, "hash": row["hash"]}
    connection.execute(tables.head.update().where(tables.head.c.ledger == ledger).values(**last))
    return (event_id, str(row["hash"])), Receipt(number, version, event_id)


def _version(connection: sa.Connection, entry: Entry, now: datetime) -> tuple[str, int]:
    """Give number and version of an event, or say who was first."""
    if not entry.number:
        return _next_number(connection, entry.subject, now), 1
    table = tables.event
    mine = (table.c.subject == entry.subject) & (table.c.number == entry.number)
    query = sa.select(table.c.version, table.c.person, table.c.at).where(mine).order_by(table.c.version.desc())
    last = connection.execute(query.limit(1)).one_or_none()
    version = int(last.version) if last else 0
    if entry.seen not in (ANY, version):
        raise ChangedMeanwhileError(entry.number, last.person if last else "", last.at if last else now)
    return entry.number, version + 1


def _next_number(connection: sa.Connection, subject: Subject, now: datetime) -> str:
    start, column = prefix(subject, now), tables.event.c.number
    query = sa.select(column).where((tables.event.c.subject == subject) & column.startswith(start, autoescape=True))
    last = connection.execute(query.order_by(sa.func.length(column).desc(), column.desc()).limit(1)).scalar()
    return numbered(subject, now, int(str(last).removeprefix(start)) + 1 if last else 1)


def _submitted(connection: sa.Connection, key: str) -> list[Receipt]:
    """Give the receipts of a form that was stored before."""
    found = connection.execute(sa.select(tables.submission).where(tables.submission.c.key == key)).one_or_none()
    if found is None:
        return []
    table = tables.event
    rows = (table.c.ledger == Ledger.CASE) & table.c.event_id.between(found.first_event, found.last_event)
    query = sa.select(table.c.number, table.c.version, table.c.event_id).where(rows).order_by(table.c.event_id)
    return [Receipt(*row, again=True) for row in connection.execute(query)]


def _read(records: sa.Engine, rows: sa.ColumnElement[bool]) -> list[Event]:
    with usable(), reading(records) as connection:
        return _found(connection, rows, sa.null().label("body"), sa.null().label("salt"))


def _found(connection: sa.Connection, rows: sa.ColumnElement[bool], *more: sa.ColumnElement[Any]) -> list[Event]:
    """Read events, oldest first, and hold each against its hashes: what is damaged is never shown as data."""
    query = sa.select(*tables.EVENT_AS_STORED, *more).where(rows).order_by(tables.event.c.event_id)
    if any(isinstance(column, sa.Column) for column in more):
        query = query.outerjoin(tables.content, _holds_content())
    return [_event(dict(row)) for row in connection.execute(query).mappings()]


def _event(row: Mapping[str, Any]) -> Event:
    body = row["body"]
    if digest(row) != row["hash"] or (body is not None and sealed(row["salt"], body) != row["content_hash"]):
        message = f"event {row['event_id']} of {row['ledger']} is not what was stored"
        raise RecordsDamagedError(message)
    return Event(
        event_id=int(row["event_id"]),
        subject=Subject(row["subject"]),
        number=str(row["number"]),
        version=int(row["version"]),
        kind=str(row["kind"]),
        at=datetime.fromisoformat(row["at"]),
        actor=Actor(str(row["person"]), str(row["role"]), str(row["party"])),
        facts=json.loads(row["facts"]),
        content=json.loads(body) if body else None,
    )


def _replaced(found: list[Event]) -> list[Event]:
    """Give events with the content that was last written for each."""
    newest = {event.facts["of"]: event.content for event in found if event.kind == REWRITTEN and event.content}
    return [
        replace(event, content=None if event.kind == REWRITTEN else newest.get(event.event_id, event.content))
        for event in found
    ]
