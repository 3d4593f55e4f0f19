"""Learning from signals: how many came how far, how long each hand-over took, and where it waits; counts only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median

from data.domain.happened import Happened
from data.domain.parties import Party
from data.domain.signal_case import Case, fold_all, lead
from data.domain.signal_steps import Step
from data.domain.signal_terms import Agreed, late, turn
from data.domain.signals import OUT

STAGES: tuple[tuple[str, frozenset[str]], ...] = (
    ("signal", frozenset({Step.HAND_IN.value})),
    ("visit", frozenset({Step.SETTLE.value, Step.FIND_HELP_WANTED.value})),
    ("referral", frozenset({Step.ACCEPT.value})),
    ("help", frozenset({Step.START_HELP.value})),
    ("told", frozenset({Step.CLOSE.value})),
)
"""Stages of the funnel, and the steps of which one brings a signal there."""

HAND_OVERS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("contact", (Step.HAND_IN,), (Step.TAKE_UP,)),
    ("door", (Step.HAND_IN,), (Step.SETTLE, Step.FIND_HELP_WANTED)),
    ("referral", (Step.FIND_HELP_WANTED,), (Step.REFER,)),
    ("acceptance", (Step.REFER,), (Step.ACCEPT,)),
    ("help", (Step.ACCEPT,), (Step.START_HELP,)),
    ("told", (Step.SETTLE, Step.END_HELP), (Step.CLOSE,)),
)
"""Hand-overs: from which first step to which; *door* is the figure that counts."""


@dataclass(frozen=True, slots=True)
class Funnel:
    """What became of the signals of one wijk that came in during a stretch of time, as it stood at its end.

    Parameters
    ----------
    district
        Code of the wijk.
    stages
        Signals that came at least so far, by stage; a joined signal comes as far as the case it goes on in.
    incoming, outgoing, open
        Signals that came in, that are out, and that wait; in = out + open.
    days
        Days of every hand-over that was made, by its name.
    waiting
        Overdue cases by the party whose turn it is.
    """

    district: str
    stages: dict[str, int]
    incoming: int
    outgoing: int
    open: int
    days: dict[str, list[float]] = field(default_factory=dict)
    waiting: dict[Party, int] = field(default_factory=dict)


def funnels(
    events: Sequence[Happened], starts: datetime, ends: datetime, agreed: Agreed, districts: Iterable[str] = ()
) -> list[Funnel]:
    """Make the funnel of every wijk with signals, and of those that are named, ordered by code.

    Parameters
    ----------
    events
        Everything recorded of signals, oldest first.
    starts, ends
        First moment, and the moment that no longer counts; later events are not looked at.
    agreed
        Terms, for what is overdue at the end.
    districts
        Wijken that are told of, signals or not: otherwise their absence would tell that there were none.
    """
    cases = fold_all(event for event in events if event.at < ends)
    inside = [case for case in cases.values() if starts <= case.handed_in < ends]
    return [
        _funnel(district, [case for case in inside if case.district == district], cases, agreed, ends)
        for district in sorted({case.district for case in inside} | set(districts))
    ]


def waiting(events: Iterable[Happened], ends: datetime, agreed: Agreed) -> dict[tuple[str, Party], int]:
    """Count the cases that are overdue at a moment, by wijk and by the party whose turn it is."""
    cases = fold_all(event for event in events if event.at < ends).values()
    turns = [(case.district, turn(case)) for case in cases if late(case, agreed, ends)]
    return dict(Counter((district, party) for district, party in turns if party is not None))


def medians(days: dict[str, list[float]], least: int) -> dict[str, float | None]:
    """Give the median of every hand-over; None where fewer than ``least`` were made."""
    return {name: median(found) if len(found) >= max(least, 1) else None for name, found in days.items()}


def _funnel(district: str, cases: list[Case], every: dict[str, Case], agreed: Agreed, ends: datetime) -> Funnel:
    leads = [lead(case, every) for case in cases]
    waiting = [turn(case) for case in cases if late(case, agreed, ends)]
    return Funnel(
        district,
        {name: sum(bool(steps & set(one.first)) for one in leads) for name, steps in STAGES},
        incoming=len(cases),
        outgoing=_outgoing(cases),
        open=sum(case.state not in OUT for case in cases),
        days={name: _days(cases, begin, end) for name, begin, end in HAND_OVERS},
        waiting={party: waiting.count(party) for party in Party if party in waiting},
    )


def _outgoing(cases: Iterable[Case]) -> int:
    """Count signals that went out more often than they came back, from their steps and not from their state."""
    leaving = {Step.CLOSE.value, Step.DISMISS.value, Step.JOIN.value}
    return sum(_last(case, leaving) > _last(case, {Step.REOPEN.value}) for case in cases)


def _last(case: Case, steps: set[str]) -> int:
    return max((step.version for step in case.steps if step.step in steps), default=0)


def _days(cases: Iterable[Case], begin: Sequence[str], end: Sequence[str]) -> list[float]:
    found = []
    for case in cases:
        started = [case.first[step] for step in begin if step in case.first]
        ended = [case.first[step] for step in end if step in case.first]
        if started and ended and min(ended) >= min(started):
            found.append((min(ended) - min(started)).total_seconds() / 86_400)
    return found
