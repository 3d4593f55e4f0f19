"""Waakvlam: raises a pilot light where an open rule holds, and shows it to the case workers of both organisations."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from data.desk.guard import Desk, actor, need, need_place
from data.domain import signal_warnings
from data.domain.access import Permission, Role, Viewer
from data.domain.errors import AccessDeniedError, RefusedError
from data.domain.parties import Party
from data.domain.signal_case import Case, lead
from data.domain.signal_steps import Step
from data.domain.signal_terms import Agreed
from data.domain.signal_warnings import Warned
from data.domain.signals import OUT, Theme
from data.domain.subjects import Subject
from data.records import events, signals
from data.records.events import ANY, Actor, Entry, Receipt
from data.records.signals import Pilot

RULE = Actor("rule", "", "")
"""Who raises a pilot light: the rule, nobody in particular."""


@dataclass(frozen=True, slots=True)
class Glow:
    """A pilot light that still burns, with its reasons: how many signals, in how many days, about which worries."""

    pilot: Pilot
    open: int
    themes: dict[Theme, int]
    mine: bool
    parties: frozenset[Party]


def raise_due(desk: Desk, agreed: Agreed, now: datetime) -> list[str]:
    """Raise every pilot light that is due and was not raised before; gives their numbers."""
    cases = signals.cases(desk.records)
    found = signal_warnings.due(cases.values(), signals.spots(desk.records), agreed.rules, now)
    raised = [(pilot.rule, frozenset(pilot.signals)) for pilot in signals.pilots(desk.records)]
    return [_raise(desk, one, cases, now) for one in signal_warnings.fresh(found, raised)]


def burning(desk: Desk, viewer: Viewer) -> list[Glow]:
    """Give the pilot lights in the viewer's areas of which a signal is still open, the newest first."""
    need(viewer, Permission.WORK_CASE)
    if viewer.role is Role.CARE:
        message = f"{viewer.role} gets no pilot lights, only what is referred to it"
        raise AccessDeniedError(message)
    cases = signals.cases(desk.records)
    newest = {pilot.rule + pilot.signals[0]: pilot for pilot in signals.pilots(desk.records) if pilot.signals}
    glows = [_glow(pilot, cases, viewer) for pilot in newest.values() if viewer.areas.intersection(pilot.areas)]
    return sorted((glow for glow in glows if glow.open), key=lambda glow: glow.pilot.raised_at, reverse=True)


def take_part(desk: Desk, viewer: Viewer, number: str, *, key: str, now: datetime) -> Receipt:
    """Join the work on a pilot light: its open cases are assigned to the viewer too."""
    need(viewer, Permission.WORK_CASE)
    pilot = next((one for one in signals.pilots(desk.records) if one.number == number), None)
    if pilot is None or viewer.role is Role.CARE:
        message = f"{viewer.role} takes no part in pilot light {number}"
        raise AccessDeniedError(message)
    need_place(viewer, pilot.areas)
    cases = signals.cases(desk.records)
    open_ = {lead(cases[one], cases).number for one in pilot.signals if one in cases}
    entries = [_assignment(cases[one], viewer) for one in sorted(open_) if cases[one].state not in OUT]
    if not entries:
        raise RefusedError("stap")
    return events.append(desk.records, entries, actor(viewer), key=key, now=now)[0]


def _assignment(case: Case, viewer: Viewer) -> Entry:
    """Assign a case; one that nobody took up yet is taken up by it."""
    step = Step.ASSIGN if Step.TAKE_UP in case.first else Step.TAKE_UP
    return Entry(Subject.SIGNAL, step.value, {"people": [viewer.person]}, number=case.number, seen=case.version)


def _glow(pilot: Pilot, cases: dict[str, Case], viewer: Viewer) -> Glow:
    counted = [cases[number] for number in pilot.signals if number in cases]
    leads = [lead(case, cases) for case in counted]
    people = {person for case in leads for person in case.people}
    parties = {Party(step.party) for case in leads for step in case.steps[1:] if step.party in list(Party)}
    return Glow(
        pilot,
        sum(case.state not in OUT for case in leads),
        dict(Counter(case.theme for case in counted)),
        mine=viewer.person in people,
        parties=frozenset(parties),
    )


def _raise(desk: Desk, found: Warned, cases: dict[str, Case], now: datetime) -> str:
    """Record one; the key is that of the rule and its signals, so that two who look at once raise it once."""
    newest = cases[max(found.signals, key=lambda number: cases[number].handed_in)]
    neighbourhood, district, municipality = newest.areas
    facts: dict[str, object] = {
        "rule": found.rule.id,
        "level": found.rule.level.value,
        "count": len(found.signals),
        "days": found.rule.days,
        "signals": list(found.signals),
        "neighbourhood": neighbourhood,
        "district": district,
        "municipality": municipality,
    }
    entry = Entry(Subject.PILOT_LIGHT, signals.RAISED, facts, seen=ANY)
    counted = hashlib.sha256(" ".join([found.rule.id, *found.signals]).encode()).hexdigest()
    [receipt] = events.append(desk.records, [entry], RULE, key=f"pilot-{counted}", now=now)
    return receipt.number
