"""People and their roles in the records; names and addresses are personal content, apart from the log of changes."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from data.domain.access import Role
from data.domain.people import Change, Identity, Noted
from data.domain.subjects import Subject
from data.records import events
from data.records.events import Actor, Entry, Event, Receipt
from data.records.store import Records


def noted(records: Records) -> list[Noted]:
    """Give every change of every person, oldest first.

    Raises
    ------
    RecordsDownError
        The records can't be read now.
    """
    return [_noted(event) for event in events.of_people(records) if event.kind in set(Change)]


def note(records: Records, change: Noted, actor: Actor, *, seen: int, key: str, now: datetime) -> Receipt:
    """Record one change; a change without a number is of somebody new.

    Raises
    ------
    ChangedMeanwhileError
        Somebody else changed this person since ``seen``.
    RecordsDownError
        The records can't be written now.
    """
    facts: dict[str, object] = {}
    if change.role is not None:
        facts = {"role": change.role.value, "areas": sorted(change.areas)}
    content = {name: text for name, text in asdict(change.identity).items() if text} or None
    entry = Entry(Subject.PERSON, change.change.value, facts, change.number, content, seen)
    [receipt] = events.append(records, [entry], actor, key=key, now=now)
    return receipt


def _noted(event: Event) -> Noted:
    role, areas, content = event.facts.get("role"), event.facts.get("areas"), event.content or {}
    return Noted(
        number=event.number,
        version=event.version,
        change=Change(event.kind),
        role=Role(str(role)) if role else None,
        areas=frozenset(str(code) for code in areas) if isinstance(areas, list) else frozenset(),
        identity=Identity(**({"issuer": "", "subject": ""} | dict(content))),
    )
