"""Signals in the records: their cases, read from the events; where they are about, for counting; and pilot lights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from weakref import WeakKeyDictionary

import sqlalchemy as sa

from data.domain.areas import Level
from data.domain.people import INVENTED
from data.domain.signal_case import Case, fold, fold_all
from data.domain.signal_steps import Step
from data.domain.signal_warnings import Spot
from data.domain.subjects import REWRITTEN, Ledger, Subject
from data.records import events, tables
from data.records.events import Event
from data.records.store import reading, unreachable

RAISED = "raised"
PLACED = (Step.HAND_IN.value, Step.CORRECT.value, REWRITTEN)
"""Steps whose content says where the signal is about."""

_FOLDED: WeakKeyDictionary[sa.Engine, tuple[int, dict[str, Case]]] = WeakKeyDictionary()
"""Place of the last event, and the cases as they stood after it; they hold no words and no address."""


@dataclass(frozen=True, slots=True)
class Pilot:
    """A pilot light as it was raised: the rule and its numbers, the signals it counted, and the area codes."""

    number: str
    rule: str
    level: Level
    count: int
    days: int
    signals: tuple[str, ...]
    areas: tuple[str, ...]
    raised_at: datetime


def history(records: sa.Engine) -> list[Event]:
    """Give everything recorded of signals, oldest first, without personal content."""
    return events.of_subject(records, Subject.SIGNAL)


def cases(records: sa.Engine) -> dict[str, Case]:
    """Give the case of every signal, by its number; what was folded is good until something else is recorded."""
    place = events.latest(records)
    kept = _FOLDED.get(records)
    if kept is None or kept[0] != place:
        kept = _FOLDED[records] = (place, fold_all(history(records)))
    return dict(kept[1])


def case(records: sa.Engine, number: str) -> Case | None:
    """Give the case of one signal, without the signals that go on in it; None when there is no such number."""
    return fold(events.history(records, Subject.SIGNAL, number))


def of_real_people(records: sa.Engine) -> bool:
    """Whether somebody other than the invented people of the demo recorded a signal; no where there are no tables yet.

    Raises
    ------
    RecordsError
        The records can't be reached.
    """
    table = tables.event
    case = (table.c.ledger == Ledger.CASE) & (table.c.subject == Subject.SIGNAL)
    query = sa.select(sa.exists().where(case & ~table.c.person.startswith(INVENTED, autoescape=True)))
    try:
        with reading(records) as connection:
            return sa.inspect(connection).has_table(table.name) and bool(connection.scalar(query))
    except sa.exc.DBAPIError as error:
        raise unreachable(records, error) from error


def spots(records: sa.Engine) -> dict[str, Spot]:
    """Give where every signal is about, by its number: for counting on one place, never for a screen.

    The words of a signal are not read. What was erased, or detached from its address, is absent.
    """
    table, content = tables.event, tables.content
    query = (
        sa.select(table.c.number, content.c.body)
        .join(content, (table.c.ledger == "case") & (content.c.event_id == table.c.event_id))
        .where((table.c.subject == Subject.SIGNAL) & table.c.kind.in_(PLACED))
        .order_by(table.c.event_id)
    )
    with reading(records) as connection:
        told = [(str(number), json.loads(body)) for number, body in connection.execute(query)]
    return {number: _spot(body) for number, body in told if "place" in body}


def pilots(records: sa.Engine) -> list[Pilot]:
    """Give every pilot light that was raised, oldest first."""
    return [_pilot(event) for event in events.of_subject(records, Subject.PILOT_LIGHT) if event.kind == RAISED]


def _spot(body: dict[str, str]) -> Spot:
    place, level = body["place"], body.get("level")
    street = place if level == Level.STREET else ""
    return Spot(place if level == Level.DWELLING else "", body.get("building", ""), street)


def _pilot(event: Event) -> Pilot:
    facts = event.facts
    signals, count, days = facts["signals"], facts["count"], facts["days"]
    return Pilot(
        event.number,
        str(facts["rule"]),
        Level(str(facts["level"])),
        count if isinstance(count, int) else 0,
        days if isinstance(days, int) else 0,
        tuple(str(one) for one in signals) if isinstance(signals, list) else (),
        tuple(str(facts[name]) for name in ("neighbourhood", "district", "municipality")),
        event.at,
    )
