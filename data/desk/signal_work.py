"""Working on signals: the inbox, opening a case, and every step on it; for those to whom it is assigned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from data.desk.case_owners import hands_of, is_theirs, left_alone, works
from data.desk.guard import Desk, actor, need, need_assigned, need_place
from data.domain import signal_terms
from data.domain.access import Permission, Viewer
from data.domain.errors import AccessDeniedError
from data.domain.lights import Light
from data.domain.signal_case import GLASS, Case, lead
from data.domain.signal_steps import CARE, RULES, Step, after, possible
from data.domain.signal_terms import Agreed, Term
from data.domain.signal_warnings import Spot
from data.domain.signals import OUT, GlassReason, Purpose
from data.domain.subjects import Subject
from data.records import events, signals
from data.records.events import ANY, Entry, Facts, Receipt

GLASS_HOURS = 24
"""How long a case stays open to somebody who broke the glass."""


@dataclass(frozen=True, slots=True)
class Line:
    """A case in an inbox: nothing in it leads to a home.

    Parameters
    ----------
    case
        Where it stands.
    term, due
        What is waited for, and until when (UTC).
    light
        Of our own work: amber we are on it, red we are late.
    beside
        Open signals on the same home, or the same building where no home is known.
    alone
        Whether nobody to whom it is assigned may work on it any more.
    """

    case: Case
    term: Term
    due: datetime
    light: Light
    beside: tuple[str, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A case with what leads to a home, after the log was written.

    Parameters
    ----------
    case
        Where it stands.
    place
        What the place is called; empty when it was detached from its address.
    words
        Texts by signal and version, oldest first.
    steps
        What this viewer may do now.
    gone
        Whether nobody to whom it is assigned, or not both who would go on the visit, may work on it any more.
    """

    case: Case
    place: str
    words: tuple[tuple[str, int, str], ...]
    steps: tuple[Step, ...]
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What every form on a case carries: its number, the version that was seen, its key, and the clock."""

    number: str
    seen: int
    key: str
    now: datetime


def inbox(desk: Desk, viewer: Viewer, agreed: Agreed, now: datetime) -> list[Line]:
    """Give the open cases that are this viewer's, late ones first, then by what is due first."""
    need(viewer, Permission.WORK_CASE)
    cases = signals.cases(desk.records)
    spots, hands = signals.spots(desk.records), hands_of(desk)
    own = [case for case in cases.values() if case.state not in OUT and is_theirs(viewer, case, hands)]
    if viewer.role in CARE:
        own = [case for case in own if case.state in signal_terms.CARE_STATES]
    lines = []
    for case in own:
        waits = signal_terms.due(case, agreed)
        if waits is not None:
            light = signal_terms.work_light([case], agreed, now)
            beside = () if viewer.role in CARE else _beside(case, own, spots)
            lines.append(Line(case, *waits, light, beside, left_alone(case, hands)))
    return sorted(lines, key=lambda line: (line.light is not Light.RED, line.due, line.case.number))


def finished(desk: Desk, viewer: Viewer) -> list[Case]:
    """Give the cases of this viewer in which nothing waits any more, the last changed first."""
    need(viewer, Permission.WORK_CASE)
    hands = hands_of(desk)
    cases = signals.cases(desk.records).values()
    own = [case for case in cases if case.state in OUT and is_theirs(viewer, case, hands)]
    return sorted(own, key=lambda case: case.since, reverse=True)


def current(desk: Desk, viewer: Viewer, number: str, now: datetime) -> Case:
    """Give a case that this viewer may look into now, without opening what leads to a home.

    Raises
    ------
    AccessDeniedError
        It is not this viewer's, and the glass was not broken in the last 24 hours.
    """
    cases = signals.cases(desk.records)
    case = _existing(cases, number)
    if not (viewer.may(Permission.BREAK_GLASS) and _glass_open(case, viewer, now)):
        need_theirs(desk, viewer, case, cases)
    return case


def open_case(desk: Desk, viewer: Viewer, number: str, purpose: Purpose, now: datetime) -> Opened:
    """Open a case and the signals that go on in it, with their texts; each gets a line in the access log.

    Raises
    ------
    AccessDeniedError
        It is not this viewer's, and the glass was not broken in the last 24 hours.
    """
    case = current(desk, viewer, number, now)
    told = events.opened(
        desk.records, Subject.SIGNAL, [number, *case.joined], actor(viewer), purpose=purpose.value, now=now
    )
    names = [one.content["name"] for one in told if one.number == number and one.content and "name" in one.content]
    words = [(one.number, one.version, one.content["words"]) for one in told if one.content and "words" in one.content]
    if viewer.may(Permission.BREAK_GLASS):
        return Opened(case, names[-1] if names else "", tuple(words), ())
    hands = hands_of(desk)
    gone = left_alone(case, hands) or (
        case.visit is not None and not all(works(one, case, hands) for one in case.visit.people)
    )
    return Opened(case, names[-1] if names else "", tuple(words), possible(case.state, viewer.role), gone)


def break_glass(desk: Desk, viewer: Viewer, number: str, reason: GlassReason, *, key: str, now: datetime) -> Receipt:
    """Open a case that is not assigned for 24 hours, with a reason; those who work on it see that it was done."""
    need(viewer, Permission.BREAK_GLASS)
    case = _existing(signals.cases(desk.records), number)
    need_place(viewer, case.areas)
    until = (now + timedelta(hours=GLASS_HOURS)).isoformat()
    entry = Entry(Subject.SIGNAL, GLASS, {"reason": reason.value, "until": until}, number=number, seen=ANY)
    return events.append(desk.records, [entry], actor(viewer), key=key, now=now)[0]


def take(
    desk: Desk, viewer: Viewer, form: Form, step: Step, facts: Facts | None = None, words: dict[str, str] | None = None
) -> Receipt:
    """Take a step on a case that is this viewer's.

    Raises
    ------
    AccessDeniedError
        The case is not this viewer's, or the step is not for this role.
    RefusedError
        The step can't be taken where the case stands; nothing was stored.
    ChangedMeanwhileError
        Somebody else changed the case since it was read; nothing was stored.
    """
    case = theirs(desk, viewer, form.number)
    if step not in RULES or viewer.role not in RULES[step].roles:
        message = f"{viewer.role} may not take the step {step}"
        raise AccessDeniedError(message)
    if form.seen in (case.version, ANY):
        after(case.state, step)
    entry = Entry(Subject.SIGNAL, step.value, facts or {}, number=form.number, content=words, seen=form.seen)
    return events.append(desk.records, [entry], actor(viewer), key=form.key, now=form.now)[0]


def need_theirs(desk: Desk, viewer: Viewer, case: Case, cases: dict[str, Case]) -> None:
    """Raise AccessDeniedError unless a case, or the one in which it goes on, is this viewer's."""
    need(viewer, Permission.WORK_CASE)
    need_place(viewer, case.areas)
    hands = hands_of(desk)
    if not (is_theirs(viewer, case, hands) or is_theirs(viewer, lead(case, cases), hands)):
        need_assigned(viewer, ())


def theirs(desk: Desk, viewer: Viewer, number: str) -> Case:
    """Give a case that is this viewer's; raises AccessDeniedError for every other."""
    cases = signals.cases(desk.records)
    case = _existing(cases, number)
    need_theirs(desk, viewer, case, cases)
    return case


def _existing(cases: dict[str, Case], number: str) -> Case:
    """Give a case; a number that does not exist is answered like one that is somebody else's."""
    if number not in cases:
        message = f"there is no signal {number}, or it is not for this viewer"
        raise AccessDeniedError(message)
    return cases[number]


def _glass_open(case: Case, viewer: Viewer, now: datetime) -> bool:
    broken = [step for step in case.steps if step.step == GLASS and step.person == viewer.person]
    return any(datetime.fromisoformat(str(step.facts["until"])) > now for step in broken)


def _beside(case: Case, own: list[Case], spots: dict[str, Spot]) -> tuple[str, ...]:
    """Give the other open cases of this viewer on the same home, or in the same building where no home is known."""
    here = spots.get(case.number)
    if here is None or not here.building:
        return ()
    there = {one.number: spots[one.number] for one in own if one.number in spots and one.number != case.number}
    if here.dwelling:
        return tuple(number for number, spot in there.items() if spot.dwelling == here.dwelling)
    return tuple(number for number, spot in there.items() if spot.building == here.building)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many cases of one wijk are open, and how many of those are late."""

    district: str
    open: int
    late: int


def waiting(desk: Desk, viewer: Viewer, agreed: Agreed, now: datetime) -> list[Waiting]:
    """Count the open cases of every wijk in the viewer's areas, for somebody who may count and not look."""
    need(viewer, Permission.COUNT_CASES)
    cases = [case for case in signals.cases(desk.records).values() if viewer.areas.intersection(case.areas)]
    open_ = [case for case in cases if case.state not in OUT]
    return [
        Waiting(
            district,
            sum(case.district == district for case in open_),
            sum(case.district == district and signal_terms.late(case, agreed, now) for case in open_),
        )
        for district in sorted({case.district for case in open_})
    ]
