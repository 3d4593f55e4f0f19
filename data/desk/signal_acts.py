"""The steps on a case by what people call them: each checks its own answers, then takes the step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from data.desk import colleagues, places, signal_work
from data.desk.case_owners import hands_of, is_theirs
from data.desk.guard import Desk, need_place
from data.desk.signal_work import Form, take
from data.desk.signals import content, place_facts
from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.errors import RefusedError
from data.domain.free_text import checked
from data.domain.parties import Party
from data.domain.signal_steps import OUTCOME_STEP, Step
from data.domain.signals import KINDS, OUT, Decline, Dismissal, Outcome, Urgency
from data.records import signals
from data.records.events import ANY, Receipt

LONGEST_VISIT = 240


def take_up(desk: Desk, viewer: Viewer, form: Form) -> Receipt:
    """Take a new signal up: it is assigned to the viewer, and the reporter reads that it was taken up."""
    return take(desk, viewer, form, Step.TAKE_UP, {"people": [viewer.person]})


def dismiss(desk: Desk, viewer: Viewer, form: Form, reason: str) -> Receipt:
    """Set a signal aside without a visit, for a fixed reason."""
    return take(desk, viewer, form, Step.DISMISS, {"reason": _choice(Dismissal, reason), "people": [viewer.person]})


def join(desk: Desk, viewer: Viewer, form: Form, into: str) -> Receipt:
    """Let a signal go on in another open case that is this viewer's."""
    cases = signals.cases(desk.records)
    other, hands = cases.get(into), hands_of(desk)
    if other is None or into == form.number or other.state in OUT or not is_theirs(viewer, other, hands):
        raise RefusedError("samenvoegen", nummer=into)
    return take(desk, viewer, form, Step.JOIN, {"into": into, "people": [viewer.person]})


def plan_visit(
    desk: Desk, viewer: Viewer, form: Form, starts: datetime, minutes: int, people: Sequence[str]
) -> Receipt:
    """Plan one visit of two people, one of each organisation; both get the case.

    Raises
    ------
    RefusedError
        It is not one of each, one of them has no case role here any more, or the moment has passed.
    """
    case = signal_work.theirs(desk, viewer, form.number)
    if starts <= form.now or not 0 < minutes <= LONGEST_VISIT:
        raise RefusedError("datum_verleden")
    known = {one.person: one.party for one in colleagues.for_place(desk, viewer, case.areas)}
    if any(person not in known for person in people):
        raise RefusedError("persoon_weg")
    if sorted(known[person] for person in people) != [Party.CORPORATION, Party.MUNICIPALITY]:
        raise RefusedError("bezoek_twee")
    moment = starts.astimezone(UTC).isoformat()
    return take(desk, viewer, form, Step.PLAN_VISIT, {"people": list(people), "starts": moment, "minutes": minutes})


def assign(desk: Desk, viewer: Viewer, form: Form, person: str) -> Receipt:
    """Give a case to a colleague too; those who have no case role here any more lose it."""
    case = signal_work.theirs(desk, viewer, form.number)
    known = [one.person for one in colleagues.for_place(desk, viewer, case.areas)]
    if person not in known:
        raise RefusedError("persoon_weg")
    left = sorted(case.people - set(known))
    return take(desk, viewer, form, Step.ASSIGN, {"people": [person], "left": left})


def visited(desk: Desk, viewer: Viewer, form: Form, outcome: str) -> Receipt:
    """Record what the visit led to, in a fixed choice."""
    chosen = Outcome(_choice(Outcome, outcome))
    return take(desk, viewer, form, OUTCOME_STEP[chosen], {"outcome": chosen.value})


def refer(desk: Desk, viewer: Viewer, form: Form, *, consent: bool) -> Receipt:
    """Send a case on to the care partner; only when the resident agrees."""
    if not consent:
        raise RefusedError("toestemming")
    return take(desk, viewer, form, Step.REFER, {"consent": True})


def answer(desk: Desk, viewer: Viewer, form: Form, step: Step, reason: str = "") -> Receipt:
    """Take a step of the care partner: accept, give back for a fixed reason, start or end the help."""
    facts = {"reason": _choice(Decline, reason)} if step is Step.DECLINE else {}
    return take(desk, viewer, form, step, facts)


def close(desk: Desk, viewer: Viewer, form: Form) -> Receipt:
    """Close a case: the reporter reads that it is done."""
    return take(desk, viewer, form, Step.CLOSE)


def reopen(desk: Desk, viewer: Viewer, form: Form) -> Receipt:
    """Take a case up again that was done, closed or set aside."""
    return take(desk, viewer, form, Step.REOPEN, {"people": [viewer.person]})


def note(desk: Desk, viewer: Viewer, form: Form, words: str) -> Receipt:
    """Add a few words; they overwrite nothing."""
    text = checked(words)
    if not text:
        raise RefusedError("keuze_onbekend")
    loose = Form(form.number, ANY, form.key, form.now)
    return take(desk, viewer, loose, Step.NOTE, None, {"words": text})


def correct(
    desk: Desk, viewer: Viewer, form: Form, kind: str, urgency: str, place: tuple[Level, str] | None = None
) -> Receipt:
    """Correct what was handed in: a new row, the old one stays."""
    if kind not in KINDS or urgency not in list(Urgency):
        raise RefusedError("soort_onbekend")
    facts: dict[str, object] = {"theme": KINDS[kind].theme.value, "kind": kind, "urgency": urgency}
    if place is None:
        return take(desk, viewer, form, Step.CORRECT, facts)
    found = places.exact(desk, *place)
    need_place(viewer, found.codes)
    return take(desk, viewer, form, Step.CORRECT, facts | place_facts(found), content(found))


def _choice(choices: type[Dismissal | Decline | Outcome], given: str) -> str:
    if given not in [one.value for one in choices]:
        raise RefusedError("keuze_onbekend")
    return given
