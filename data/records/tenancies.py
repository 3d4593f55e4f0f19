"""What is kept about one home: found by its id or address, given, corrected, or detached from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from data.domain.areas import Level
from data.domain.subjects import ZONE, Subject
from data.records import erasure, events
from data.records.events import Actor, Event


@dataclass(frozen=True, slots=True)
class Tenancy:
    """One home, and the days between which something was first recorded about it.

    Parameters
    ----------
    dwelling
        Id of the home; empty: not known.
    address
        As it was typed, case and spaces do not matter; empty: not known.
    since, until
        First and last day, in the Netherlands; None: all.
    """

    dwelling: str = ""
    address: str = ""
    since: date | None = None
    until: date | None = None


Number = tuple[Subject, str]

ID, ADDRESS, LEVEL = "place", "name", "level"
"""Names under which content says which home it is about, when its level is that of a home."""

PLACE = frozenset({ID, ADDRESS, LEVEL, "building"})
"""What goes when a home is taken off: a building with one home leads to that home too."""


def kept(records: sa.Engine, tenancy: Tenancy) -> list[Number]:
    """Give the records about a home: those whose content names it as their place, by kind and number."""
    wanted = {_plain(told) for told in (tenancy.dwelling, tenancy.address) if told}
    places = {place for place, content in erasure.contents(records).items() if wanted & _named(content)}
    return _numbers(records, tenancy, places)


def mentioned(records: sa.Engine, tenancy: Tenancy) -> list[Number]:
    """Give other records in whose words the address stands: somebody has to look whether they are about this home."""
    address = _plain(tenancy.address)
    held = erasure.contents(records).items()
    places = {
        place for place, content in held if any(f" {address} " in f" {_plain(text)} " for text in content.values())
    }
    known = kept(records, tenancy)
    return [number for number in _numbers(records, tenancy, places if address else set()) if number not in known]


def corrected(
    records: sa.Engine, event: Event, content: Mapping[str, str], actor: Actor, *, rule: str, key: str, now: datetime
) -> None:
    """Put other content in the place of that of an event; the old goes for good, the event and its facts stay."""
    found = events.history(records, event.subject, event.number)
    holder = erasure.holders(found, erasure.contents(records).keys()).get(event.event_id)
    if holder is not None:
        events.append(records, erasure.rewritten(event, holder, content, rule), actor, key=key, now=now)


def detached(records: sa.Engine, tenancy: Tenancy, actor: Actor, *, key: str, now: datetime) -> int:
    """Take a home off everything that is kept about it, as at the end of a tenancy; gives how many contents changed."""
    held, entries = erasure.contents(records), []
    for subject, number in kept(records, tenancy):
        found = events.history(records, subject, number)
        by_place = {event.event_id: event for event in found}
        for place, holder in erasure.holders(found, held.keys()).items():
            if _named(held[holder]):
                rest = {name: text for name, text in held[holder].items() if name not in PLACE}
                entries += erasure.rewritten(by_place[place], holder, rest, "end_of_tenancy")
    if entries:
        events.append(records, entries, actor, key=key, now=now)
    return len(entries) // 2


def places(records: sa.Engine, numbers: list[Number]) -> list[int]:
    """Give the events of records that have content."""
    held = erasure.contents(records).keys()
    found = (event for subject, number in numbers for event in events.history(records, subject, number))
    return [event.event_id for event in found if event.event_id in held]


def homes(records: sa.Engine) -> set[str]:
    """Give the ids of all homes that something is kept about."""
    return {content[ID] for content in erasure.contents(records).values() if _named(content) and ID in content}


def _numbers(records: sa.Engine, tenancy: Tenancy, places: set[int]) -> list[Number]:
    found = [event for subject in Subject for event in events.of_subject(records, subject)] if places else []
    begun: dict[Number, date] = {}
    for event in found:
        begun.setdefault((event.subject, event.number), event.at.astimezone(ZONE).date())
    mine = dict.fromkeys((event.subject, event.number) for event in found if event.event_id in places)
    return [one for one in mine if (tenancy.since or date.min) <= begun[one] <= (tenancy.until or date.max)]


def _named(content: Mapping[str, str]) -> set[str]:
    return {_plain(content[name]) for name in (ID, ADDRESS) if content.get(LEVEL) == Level.DWELLING and name in content}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", str(text).casefold()))
