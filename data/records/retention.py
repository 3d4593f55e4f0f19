"""Retention: what has been kept long enough goes, by rules that are data."""

from __future__ import annotations

import calendar
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from data.domain.errors import SettingsError
from data.domain.subjects import REWRITTEN, ZONE, Subject
from data.records import erasure, events
from data.records.events import Actor, Event

ACTOR = Actor("python -m data retain", "retention", "")
"""Who erases when the rules do."""

State = Callable[[Sequence[Event]], str]


@dataclass(frozen=True, slots=True)
class Rule:
    """When the content of a record goes.

    Parameters
    ----------
    name
        Stands in the erasure.
    subject
        Kind of record.
    states
        States in which it counts.
    months
        How long after the last thing that happened to it.
    """

    name: str
    subject: Subject
    states: frozenset[str]
    months: int


@dataclass(frozen=True, slots=True)
class Retention:
    """All rules: of records, of the access log (months) and of backups (days)."""

    rules: tuple[Rule, ...]
    log_months: int
    backup_days: int


@dataclass(frozen=True, slots=True)
class Due:
    """What a rule finds due: numbers of records, and the events whose content goes."""

    rule: Rule
    numbers: tuple[str, ...]
    places: tuple[int, ...]


def load(file: Path) -> Retention:
    """Read the rules.

    Raises
    ------
    SettingsError
        The file is not there or says something else than rules; names the fault.
    """
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
        rules = tuple(_rule(row) for row in told["rule"])
        retention = Retention(rules, int(told["access_log"]["months"]), int(told["backups"]["days"]))
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        message = f"{file.name}: no usable rules of retention ({type(error).__name__}: {error}); see retention.toml"
        raise SettingsError(message) from error
    if min(retention.log_months, retention.backup_days, *(rule.months for rule in rules)) < 1:
        message = f"{file.name}: every term must be 1 or more"
        raise SettingsError(message)
    return retention


def due(records: sa.Engine, retention: Retention, now: datetime, states: Mapping[Subject, State]) -> list[Due]:
    """Give what is due by each rule and still has content; changes nothing.

    Parameters
    ----------
    records, retention, now
        The store, the rules and the clock.
    states
        How the state of a record is read from its events; without: the kind of the last one.
    """
    held = erasure.contents(records).keys()
    return [_due(records, rule, held, now, states.get(rule.subject, last_kind)) for rule in retention.rules]


def retain(
    records: sa.Engine, retention: Retention, now: datetime, states: Mapping[Subject, State]
) -> dict[str, tuple[int, int]]:
    """Erase what is due and clear the access log.

    Returns
    -------
    account
        Due and gone, by the name of the rule; ``access_log`` for lines of the log.
    """
    account = {}
    for one in due(records, retention, now, states):
        gone = erasure.erase(records, one.rule.name, one.places, ACTOR, key=uuid4().hex, now=now)
        account[one.rule.name] = (len(one.places), gone)
    cleared = erasure.clear_log(records, before(now, retention.log_months), ACTOR, now=now)
    erasure.clean(records)
    return account | {"access_log": (cleared, cleared)}


def before(now: datetime, months: int) -> datetime:
    """Give the moment so many calendar months earlier, in the Netherlands; 31 August less 6 months is 28 February."""
    there = now.astimezone(ZONE)
    year, month = divmod(there.year * 12 + there.month - 1 - months, 12)
    day = min(there.day, calendar.monthrange(year, month + 1)[1])
    return there.replace(year=year, month=month + 1, day=day).astimezone(now.tzinfo)


def last_kind(found: Sequence[Event]) -> str:
    """Give the state of a record of which nothing else is known: what happened to it last."""
    return found[-1].kind


def _due(records: sa.Engine, rule: Rule, held: Iterable[int], now: datetime, state: State) -> Due:
    with_content, limit = frozenset(held), before(now, rule.months)
    numbers, places = [], []
    ordered = sorted(events.of_subject(records, rule.subject), key=attrgetter("number", "version"))
    for number, group in groupby(ordered, key=attrgetter("number")):
        found = list(group)
        happened = [event for event in found if event.kind != REWRITTEN]
        mine = [event.event_id for event in found if event.event_id in with_content]
        if mine and happened[-1].at <= limit and state(happened) in rule.states:
            numbers.append(number)
            places += mine
    return Due(rule, tuple(numbers), tuple(places))


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(str(row["name"]), Subject(row["subject"]), frozenset(row["states"]), int(row["months"]))
