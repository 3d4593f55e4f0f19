"""From the forms of the page of signals to the desk; each gives the number once it is stored, None when it was not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from data.desk import notices, places, signal_acts, signal_exchange, signal_pilots, signal_work, signals
from data.desk.guard import Desk
from data.desk.signal_exchange import TakenIn
from data.desk.signal_work import Form
from data.desk.signals import Draft
from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.errors import SettingsError
from data.domain.parties import Party
from data.domain.signal_case import Case
from data.domain.signal_steps import Step
from data.domain.signals import GlassReason
from pages.ui import live, reads
from pages.ui.signals import reads as own_reads
from pages.ui.writes import Numbered, attempt

_LOG = logging.getLogger(__name__)

Act = Callable[[Desk, Form], Numbered]


def hand_in(viewer: Viewer, form: str, draft: Draft) -> str | None:
    """Hand a signal in."""

    def write(key: str) -> Numbered:
        return signals.hand_in(reads.desk(), viewer, draft, own_reads.agreed(), key=key, now=own_reads.now())

    number = attempt(form, write)
    return _told(number, places.exact(reads.desk(), draft.level, draft.place).party) if number else None


def take_in(viewer: Viewer, name: str, content: bytes) -> TakenIn | None:
    """Take a list of signals in; None when it could not be stored, raises ListRefusedError when it is not right."""
    done = list[TakenIn]()

    def write(_key: str) -> Numbered:
        found = signal_exchange.take_in_file(reads.desk(), viewer, name, content, own_reads.agreed(), own_reads.now())
        done.append(found)
        return found

    if attempt("lijst", write) is None:
        return None
    for party in done[-1].parties:
        _told(done[-1].number, party)
    return done[-1]


def draft(place: tuple[Level, str], kind: str, urgency: str, source: str, words: str, *, consent: bool) -> Draft:
    """Make a draft of what stands in the form."""
    return Draft(*place, kind, urgency, source, words, consent)


def take_up(viewer: Viewer, case: Case) -> str | None:
    """Take a signal up."""
    return _step(case, "opnemen", lambda desk, form: signal_acts.take_up(desk, viewer, form))


def join(viewer: Viewer, case: Case, into: str) -> str | None:
    """Let a signal go on in another."""
    return _step(case, "samen", lambda desk, form: signal_acts.join(desk, viewer, form, into))


def dismiss(viewer: Viewer, case: Case, reason: str) -> str | None:
    """Set a signal aside."""
    return _step(case, "terzijde", lambda desk, form: signal_acts.dismiss(desk, viewer, form, reason))


def plan(viewer: Viewer, case: Case, starts: datetime, minutes: int, people: tuple[str, ...]) -> str | None:
    """Plan a visit of two."""
    return _step(case, "bezoek", lambda desk, form: signal_acts.plan_visit(desk, viewer, form, starts, minutes, people))


def visited(viewer: Viewer, case: Case, outcome: str) -> str | None:
    """Record what a visit led to."""
    return _step(case, "uitkomst", lambda desk, form: signal_acts.visited(desk, viewer, form, outcome))


def refer(viewer: Viewer, case: Case, *, consent: bool) -> str | None:
    """Send a case on to the care partner."""
    number = _step(case, "verwijzen", lambda desk, form: signal_acts.refer(desk, viewer, form, consent=consent))
    return _told(number, Party.CARE) if number else None


def answer(viewer: Viewer, case: Case, step: Step, reason: str = "") -> str | None:
    """Take a step of the care partner."""
    return _step(case, step.value, lambda desk, form: signal_acts.answer(desk, viewer, form, step, reason))


def close(viewer: Viewer, case: Case) -> str | None:
    """Close a case; the reporter reads that it is done."""
    return _step(case, "afronden", lambda desk, form: signal_acts.close(desk, viewer, form))


def reopen(viewer: Viewer, case: Case) -> str | None:
    """Take a case up again."""
    return _step(case, "heropenen", lambda desk, form: signal_acts.reopen(desk, viewer, form))


def assign(viewer: Viewer, case: Case, person: str) -> str | None:
    """Give a case to a colleague too."""
    return _step(case, "toewijzen", lambda desk, form: signal_acts.assign(desk, viewer, form, person))


def note(viewer: Viewer, case: Case, words: str) -> str | None:
    """Add a few words."""
    return _step(case, "notitie", lambda desk, form: signal_acts.note(desk, viewer, form, words))


def correct(viewer: Viewer, case: Case, kind: str, urgency: str, place: tuple[Level, str] | None) -> str | None:
    """Correct what was handed in."""
    return _step(case, "verbeteren", lambda desk, form: signal_acts.correct(desk, viewer, form, kind, urgency, place))


def take_part(viewer: Viewer, number: str) -> str | None:
    """Join the work on a pilot light."""

    def write(key: str) -> Numbered:
        return signal_pilots.take_part(reads.desk(), viewer, number, key=key, now=own_reads.now())

    return attempt(f"waakvlam_{number}", write)


def break_glass(viewer: Viewer, number: str, reason: GlassReason) -> str | None:
    """Open a case that is not one's own, with a reason."""

    def write(key: str) -> Numbered:
        return signal_work.break_glass(reads.desk(), viewer, number, reason, key=key, now=own_reads.now())

    return attempt("inzien", write)


def _told(number: str, party: Party) -> str:
    """Tell an organisation that something is waiting; what was stored stays stored when the mail can't be sent."""
    try:
        notices.tell(live.settings(), own_reads.agreed(), party)
    except SettingsError:
        _LOG.exception("no notice could be sent")
    return number


def _step(case: Case, name: str, act: Act) -> str | None:
    def write(key: str) -> Numbered:
        return act(reads.desk(), Form(case.number, case.version, key, own_reads.now()))

    return attempt(f"{name}_{case.number}", write)
