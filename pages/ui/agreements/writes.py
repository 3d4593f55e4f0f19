"""What the page of agreements records, through the desk; each gives the number of what was stored, or None."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from data.desk import agreements as desk
from data.domain.access import Viewer
from data.domain.actions import Stage as ActionStage
from data.domain.agreements import Stage, Terms
from pages.ui import reads
from pages.ui.writes import attempt


def propose(viewer: Viewer, form: str, terms: Terms) -> str | None:
    """Record a new agreement."""
    return attempt(form, lambda key: desk.propose(reads.desk(), viewer, terms, key=key, now=_now()))


def propose_all(viewer: Viewer, form: str, terms: Sequence[Terms]) -> str | None:
    """Record new agreements, all or none; gives the number of the last."""
    return attempt(form, lambda key: desk.propose_all(reads.desk(), viewer, terms, key=key, now=_now())[-1])


def reword(viewer: Viewer, form: str, number: str, seen: int, terms: Terms) -> str | None:
    """Record another wording."""
    return attempt(form, lambda key: desk.reword(reads.desk(), viewer, number, seen, terms, key=key, now=_now()))


def note(viewer: Viewer, form: str, number: str, words: str) -> str | None:
    """Add a line about progress."""
    return attempt(form, lambda key: desk.note(reads.desk(), viewer, number, words, key=key, now=_now()))


def report(viewer: Viewer, form: str, number: str, on: date, value: float, source: str) -> str | None:
    """Report a count."""
    return attempt(form, lambda key: desk.report(reads.desk(), viewer, number, on, value, source, key=key, now=_now()))


def move(viewer: Viewer, form: str, number: str, seen: int, stage: Stage) -> str | None:
    """Bring an agreement to another stage."""
    return attempt(form, lambda key: desk.move(reads.desk(), viewer, number, seen, stage, key=key, now=_now()))


def agree_action(viewer: Viewer, form: str, words: str, who: str, party: str, due: date, agreement: str) -> str | None:
    """Record an action."""
    asked = (words, who, party, due)
    return attempt(
        form,
        lambda key: desk.agree_action(reads.desk(), viewer, *asked, agreement=agreement, key=key, now=_now()),
    )


def finish(viewer: Viewer, form: str, number: str, seen: int, stage: ActionStage, why: str) -> str | None:
    """Say what became of an action."""
    return attempt(form, lambda key: desk.finish(reads.desk(), viewer, number, seen, stage, why, key=key, now=_now()))


def _now() -> datetime:
    return datetime.now(UTC)
