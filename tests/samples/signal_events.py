"""Invented events of signals, for tests of what is read from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from data.domain.signal_steps import Step

START = datetime(2026, 9, 1, 9, tzinfo=UTC)
HANDED_IN = {
    "theme": "money",
    "kind": "arrears",
    "urgency": "week",
    "source": "seen",
    "level": "dwelling",
    "neighbourhood": "BU99980101",
    "district": "WK999801",
    "municipality": "GM9998",
    "party": "corporation",
}


@dataclass(frozen=True)
class Told:
    """Who recorded an event."""

    person: str = "m-1"
    role: str = "corporation_case"
    party: str = "corporation"


@dataclass(frozen=True)
class Event:
    """One event, as the records give it."""

    number: str
    version: int
    kind: str
    at: datetime
    actor: Told = field(default_factory=Told)
    facts: Mapping[str, object] = field(default_factory=dict)
    content: Mapping[str, str] | None = None


def story(
    *steps: Step, number: str = "S-2026-0001", start: datetime = START, days: float = 1.0, **facts: object
) -> list[Event]:
    """Give a signal that is handed in and then goes through the steps, so many days apart."""
    told = [Event(number, 1, Step.HAND_IN, start, facts=HANDED_IN | facts)]
    planned = {"people": ["m-1", "m-2"], "starts": (start + timedelta(days=9)).isoformat(), "minutes": 45}
    extra: dict[Step, Mapping[str, object]] = {Step.PLAN_VISIT: planned, Step.TAKE_UP: {"people": ["m-1"]}}
    for place, step in enumerate(steps, 2):
        moment = start + timedelta(days=days * (place - 1))
        told.append(Event(number, place, step, moment, facts=extra.get(step, {})))
    return told
