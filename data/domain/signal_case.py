"""The case of a signal: its events folded, oldest first, into where it stands, whose it is and how it came there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from data.domain.areas import Level
from data.domain.happened import Happened
from data.domain.parties import Party
from data.domain.signal_steps import RULES, Step
from data.domain.signals import Source, State, Theme, Urgency
from data.domain.subjects import REWRITTEN

GLASS = "glass_broken"
"""Event of somebody who opened a case that is not theirs; changes nothing of the case but who is told."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One step of a case: what, when, by whom, for which party, and the choices made."""

    step: str
    at: datetime
    person: str
    role: str
    party: str
    version: int
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visit:
    """A planned visit: when it starts (UTC), how long, and the two who go."""

    starts: datetime
    minutes: int
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """Where one signal stands.

    Parameters
    ----------
    number, version
        Of the signal; the version is what an editor saw.
    state, since
        Where it stands, and since when (UTC).
    theme, kind, urgency, source
        What was handed in, as last corrected.
    level, areas
        What the place is (dwelling, building or street), and the codes of its buurt, wijk and municipality.
    handed_in, reporter, reporter_party
        When, and by whom.
    party
        Organisation whose inbox it came into.
    people
        Ids of those to whom it is assigned.
    into, joined
        Number of the case it goes on in; numbers of the signals that go on in this one.
    visit
        The visit that is planned; None for none.
    first
        First moment of every step.
    steps
        Everything that happened, oldest first.
    """

    number: str
    version: int
    state: State
    since: datetime
    theme: Theme
    kind: str
    urgency: Urgency
    source: Source
    level: Level
    areas: tuple[str, ...]
    handed_in: datetime
    reporter: str
    reporter_party: str
    party: Party
    people: frozenset[str] = frozenset()
    into: str = ""
    joined: tuple[str, ...] = ()
    visit: Visit | None = None
    first: Mapping[str, datetime] = field(default_factory=dict)
    steps: tuple[Taken, ...] = ()

    @property
    def district(self) -> str:
        """Code of the wijk."""
        return self.areas[1]

    @property
    def referred(self) -> bool:
        """Whether it lies, or lay, with the care partner."""
        return Step.REFER in self.first


def fold(events: Iterable[Happened]) -> Case | None:
    """Fold the events of one signal; None when there are none."""
    case: Case | None = None
    for event in events:
        case = _begin(event) if case is None else _go_on(case, event)
    return case


def fold_all(events: Iterable[Happened]) -> dict[str, Case]:
    """Fold the events of all signals, by number; each case knows which signals go on in it."""
    cases: dict[str, Case] = {}
    for event in events:
        known = cases.get(event.number)
        cases[event.number] = _begin(event) if known is None else _go_on(known, event)
    for case in list(cases.values()):
        if case.into in cases:
            lead = cases[case.into]
            cases[case.into] = replace(lead, joined=(*lead.joined, case.number))
    return cases


def lead(case: Case, cases: Mapping[str, Case]) -> Case:
    """Give the case in which a signal goes on: its own, or the one it was joined to."""
    seen = {case.number}
    while case.into and case.into not in seen and case.into in cases:
        case = cases[case.into]
        seen.add(case.number)
    return case


def _begin(event: Happened) -> Case:
    facts = event.facts
    moment = _moment(facts.get("noticed")) or event.at
    return Case(
        number=event.number,
        version=event.version,
        state=State.NEW,
        since=moment,
        theme=Theme(str(facts["theme"])),
        kind=str(facts["kind"]),
        urgency=Urgency(str(facts["urgency"])),
        source=Source(str(facts["source"])),
        level=Level(str(facts["level"])),
        areas=_areas(facts),
        handed_in=moment,
        reporter=event.actor.person,
        reporter_party=event.actor.party,
        party=Party(str(facts["party"])),
        first={event.kind: moment},
        steps=(_taken(event),),
    )


def _go_on(case: Case, event: Happened) -> Case:
    if event.kind == REWRITTEN:
        return replace(case, version=event.version)
    steps = (*case.steps, _taken(event))
    first = {event.kind: event.at} | dict(case.first)
    case = replace(case, version=event.version, steps=steps, first=first)
    if event.kind not in list(Step):
        return case
    step = Step(event.kind)
    rule = RULES.get(step)
    if rule is not None and rule.after is not None:
        case = replace(case, state=rule.after, since=event.at)
    return _changed(case, step, event.facts)


def _changed(case: Case, step: Step, facts: Mapping[str, object]) -> Case:
    """Take over what a step says beside the state that it leads to."""
    people = facts.get("people")
    if isinstance(people, list):
        left = facts.get("left")
        gone = {str(person) for person in left} if isinstance(left, list) else set()
        case = replace(case, people=(case.people | {str(person) for person in people}) - gone)
    if step is Step.JOIN:
        return replace(case, into=str(facts.get("into", "")))
    if step is Step.PLAN_VISIT and isinstance(people, list):
        starts = _moment(facts.get("starts")) or case.since
        minutes = facts.get("minutes")
        planned = Visit(starts, minutes if isinstance(minutes, int) else 60, tuple(str(one) for one in people))
        return replace(case, visit=planned)
    if step in (Step.NOT_HOME, Step.REOPEN):
        return replace(case, visit=None)
    if step is Step.CORRECT:
        return _corrected(case, facts)
    return case


def _corrected(case: Case, facts: Mapping[str, object]) -> Case:
    case = replace(
        case,
        theme=Theme(str(facts.get("theme", case.theme))),
        kind=str(facts.get("kind", case.kind)),
        urgency=Urgency(str(facts.get("urgency", case.urgency))),
        level=Level(str(facts.get("level", case.level))),
    )
    if "neighbourhood" not in facts:
        return case
    return replace(case, areas=_areas(facts))


def _areas(facts: Mapping[str, object]) -> tuple[str, str, str]:
    return str(facts["neighbourhood"]), str(facts["district"]), str(facts["municipality"])


def _taken(event: Happened) -> Taken:
    who = event.actor
    return Taken(event.kind, event.at, who.person, who.role, who.party, event.version, event.facts)


def _moment(value: object) -> datetime | None:
    """Read a moment as facts hold it: ISO text with its zone."""
    return datetime.fromisoformat(str(value)).astimezone(UTC) if value else None
