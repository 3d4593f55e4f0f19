"""Performance agreements (prestatieafspraken): what was agreed, in every wording that it had.

An agreement is read from its events. What is measured and what comes of it stands in ``data.domain.progress``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from data.domain.areas import Level
from data.domain.happened import Happened, day, fact, number, text, texts
from data.domain.subjects import ZONE

PLACES = (Level.MUNICIPALITY, Level.DISTRICT, Level.NEIGHBOURHOOD, Level.STREET, Level.ESTATE)
"""Levels of which something can be agreed: places, never a building of one household or a home."""


class Sort(StrEnum):
    """Regular: the work that is always done. Focus: aimed at change."""

    REGULAR = "regular"
    FOCUS = "focus"


class Stage(StrEnum):
    """Life of an agreement, in the codes of VERA's AFSPRAAKSTATUS."""

    PROPOSED = "AAN"
    RUNNING = "GEP"
    COMPLETED = "AFG"
    CANCELLED = "ANN"


STEPS: dict[Stage, tuple[Stage, ...]] = {
    Stage.PROPOSED: (Stage.RUNNING, Stage.CANCELLED),
    Stage.RUNNING: (Stage.COMPLETED, Stage.CANCELLED),
    Stage.COMPLETED: (Stage.RUNNING,),
    Stage.CANCELLED: (Stage.RUNNING,),
}
"""Which stage may follow which."""


class Gauge(StrEnum):
    """What an agreement is measured by: a figure of the place, its light, or a count from the records."""

    INDICATOR = "indicator"
    LIGHT = "light"
    REPORTED = "reported"
    """Counts that the owner reports, each with its source."""
    ACTIONS = "actions"
    """Actions of the agreement that are done."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured, from where and to where.

    Parameters
    ----------
    gauge
        Kind of measure.
    indicator
        Id of the indicator; empty for another gauge.
    baseline, target
        In the unit of the measure (an indicator as it is shown, a light as 0 red, 1 amber, 2 green); None: not agreed.
    direction
        1 when more is better, -1 when less is; decides only where baseline and target are equal.
    """

    gauge: Gauge
    indicator: str = ""
    baseline: float | None = None
    target: float | None = None
    direction: int = 1

    @property
    def upward(self) -> int:
        """1 when the target lies above the baseline or more is better, otherwise -1."""
        if self.baseline is None or self.target is None or self.baseline == self.target:
            return self.direction
        return 1 if self.target > self.baseline else -1


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that is to be there on a day; ``value`` in the unit of the measure, None for none."""

    due: date
    words: str
    value: float | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """One wording of an agreement.

    Parameters
    ----------
    sort
        Regular or focus.
    title, wording
        Name in a few words, and the text that was agreed.
    parties, owner
        Codes of the parties, and of the one that answers for it; the code of a party that is no more stays as it was.
    level, unit_id, place
        Where: level, code and name as they were then; empty for everywhere.
    measure
        None: nothing is measured.
    starts, due
        First and last day; None: not agreed.
    evidence, budget
        Where the figures come from, and what was said of money.
    milestones
        In the order of their days.
    """

    sort: Sort
    title: str
    wording: str = ""
    parties: tuple[str, ...] = ()
    owner: str = ""
    level: str = ""
    unit_id: str = ""
    place: str = ""
    measure: Measure | None = None
    starts: date | None = None
    due: date | None = None
    evidence: str = ""
    budget: str = ""
    milestones: tuple[Milestone, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Terms with when and by whom they were recorded."""

    terms: Terms
    at: datetime
    by: str
    party: str


@dataclass(frozen=True, slots=True)
class Note:
    """A line about progress."""

    at: datetime
    party: str
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """A count that somebody reported for a day, and where it comes from."""

    on: date
    value: float
    party: str
    source: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The standing that a meeting agreed on, beside the computed one."""

    standing: str
    why: str
    meeting: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement as its events leave it; ``wordings`` from old to new, the last one holds now."""

    number: str
    version: int
    wordings: tuple[Wording, ...]
    stage: Stage = Stage.PROPOSED
    notes: tuple[Note, ...] = ()
    reports: tuple[Report, ...] = ()
    verdicts: tuple[Verdict, ...] = field(default=())

    @property
    def terms(self) -> Terms:
        """The wording that holds now."""
        return self.wordings[-1].terms

    @property
    def live(self) -> bool:
        """Whether the agreement is proposed or running."""
        return self.stage in (Stage.PROPOSED, Stage.RUNNING)


def fold(events: Iterable[Happened]) -> dict[str, Agreement]:
    """Read agreements from their events, oldest first; by number, in the order in which they were made."""
    found: dict[str, Agreement] = {}
    for event in events:
        before = found.get(event.number)
        if before is None:
            found[event.number] = Agreement(event.number, event.version, (_wording(event),))
        else:
            found[event.number] = replace(_after(before, event), version=event.version)
    return found


def wording_on(agreement: Agreement, on: date) -> Wording | None:
    """Give the wording that held at the end of a day, in Dutch local time; None before the first."""
    held = [one for one in agreement.wordings if one.at.astimezone(ZONE).date() <= on]
    return held[-1] if held else None


def written(terms: Terms) -> tuple[dict[str, object], dict[str, str]]:
    """Write terms as facts (codes, days, figures) and content (texts), as `fold` reads them."""
    measure = terms.measure
    facts: dict[str, object] = {
        "sort": terms.sort.value,
        "parties": list(terms.parties),
        "owner": terms.owner,
        "level": terms.level,
        "unit_id": terms.unit_id,
        "place": terms.place,
        "starts": _iso(terms.starts),
        "due": _iso(terms.due),
        "measure": None if measure is None else _measured(measure),
        "milestones": [{"due": one.due.isoformat(), "value": one.value, "done": one.done} for one in terms.milestones],
    }
    content = {"title": terms.title, "wording": terms.wording, "evidence": terms.evidence, "budget": terms.budget}
    return facts, content | {f"milestone_{place}": one.words for place, one in enumerate(terms.milestones)}


def _measured(measure: Measure) -> dict[str, object]:
    return {
        "gauge": measure.gauge.value,
        "indicator": measure.indicator,
        "baseline": measure.baseline,
        "target": measure.target,
        "direction": measure.direction,
    }


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _wording(event: Happened) -> Wording:
    return Wording(_terms(event), event.at, event.actor.person, event.actor.party)


def _terms(event: Happened) -> Terms:
    facts = event.facts
    return Terms(
        sort=Sort(fact(facts, "sort")),
        title=text(event, "title"),
        wording=text(event, "wording"),
        parties=texts(facts, "parties"),
        owner=fact(facts, "owner"),
        level=fact(facts, "level"),
        unit_id=fact(facts, "unit_id"),
        place=fact(facts, "place"),
        measure=_measure(facts.get("measure")),
        starts=day(facts, "starts"),
        due=day(facts, "due"),
        evidence=text(event, "evidence"),
        budget=text(event, "budget"),
        milestones=_milestones(event),
    )


def _measure(told: object) -> Measure | None:
    if not isinstance(told, Mapping):
        return None
    direction = -1 if number(told, "direction") == -1 else 1
    limits = number(told, "baseline"), number(told, "target")
    return Measure(Gauge(fact(told, "gauge")), fact(told, "indicator"), *limits, direction)


def _milestones(event: Happened) -> tuple[Milestone, ...]:
    told = event.facts.get("milestones")
    rows: Sequence[Mapping[str, object]] = told if isinstance(told, list) else []
    found = [
        Milestone(due, text(event, f"milestone_{place}"), number(one, "value"), bool(one.get("done")))
        for place, one in enumerate(rows)
        if (due := day(one, "due")) is not None
    ]
    return tuple(sorted(found, key=lambda one: one.due))


def _after(before: Agreement, event: Happened) -> Agreement:
    facts = event.facts
    if event.kind == "reworded":
        return replace(before, wordings=(*before.wordings, _wording(event)))
    if event.kind == "noted":
        return replace(before, notes=(*before.notes, Note(event.at, event.actor.party, text(event, "words"))))
    if event.kind == "reported":
        on, value = day(facts, "on") or event.at.date(), number(facts, "value") or 0.0
        report = Report(on, value, event.actor.party, text(event, "source"))
        return replace(before, reports=(*before.reports, report))
    if event.kind == "judged":
        verdict = Verdict(fact(facts, "standing"), text(event, "why"), fact(facts, "meeting"), event.at)
        return replace(before, verdicts=(*before.verdicts, verdict))
    if event.kind == "moved":
        return replace(before, stage=Stage(fact(facts, "stage")))
    return before
