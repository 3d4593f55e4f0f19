"""Waakvlam (pilot light): which places have so many signals within so many days that both organisations are warned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from data.domain.areas import Level
from data.domain.signal_case import Case
from data.domain.signal_terms import WarningRule
from data.domain.signals import State


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a signal is about: the home and the building, or the street alone; empty what is not known."""

    dwelling: str
    building: str
    street: str = ""


@dataclass(frozen=True, slots=True)
class Warned:
    """A place on which a rule holds: the rule, the code of the place, and the signals that it counted."""

    rule: WarningRule
    place: str
    signals: tuple[str, ...]


def due(cases: Iterable[Case], spots: Mapping[str, Spot], rules: Iterable[WarningRule], now: datetime) -> list[Warned]:
    """Find every place on which a rule holds now.

    Parameters
    ----------
    cases
        All cases; what was set aside as a wrong address or a double does not count.
    spots
        Where each signal is about, by its number; signals detached from their address are absent and not counted.
    rules
        The open rules of the configuration.
    now
        The clock, with a time zone.
    """
    counted = [case for case in cases if case.state is not State.CANCELLED]
    return [
        Warned(rule, place, tuple(sorted(numbers)))
        for rule in rules
        for place, numbers in sorted(_grouped(counted, spots, rule, now).items())
        if len(numbers) >= rule.signals
    ]


def fresh(found: Iterable[Warned], raised: Iterable[tuple[str, frozenset[str]]]) -> list[Warned]:
    """Keep what was not raised before: a rule and place warn again only for a signal that no earlier warning counted.

    Parameters
    ----------
    found
        What holds now.
    raised
        Rule and signals of every warning so far.
    """
    known: dict[str, set[str]] = defaultdict(set)
    for rule, signals in raised:
        known[rule] |= signals
    return [one for one in found if not set(one.signals) <= known[one.rule.id]]


def _grouped(
    cases: Iterable[Case], spots: Mapping[str, Spot], rule: WarningRule, now: datetime
) -> dict[str, list[str]]:
    since = now - timedelta(days=rule.days)
    groups: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        spot = spots.get(case.number)
        place = "" if spot is None else spot.dwelling if rule.level is Level.DWELLING else spot.building
        if place and since <= case.handed_in <= now:
            groups[place].append(case.number)
    return dict(groups)
