"""What the page of agreements asks the desk; figures are kept until something is recorded or published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from data.desk import agreements as desk
from data.desk import meetings, standings
from data.desk.meeting_book import AgreementLine
from data.domain.access import Viewer
from data.domain.actions import Action
from data.domain.agreements import Agreement, Terms
from data.domain.errors import RefusedError
from data.domain.progress import Point
from data.domain.subjects import ZONE
from data.release import Store
from pages.ui import reads
from pages.ui.kept import kept

__all__ = ["AgreementLine"]

_KEPT = 128


def today() -> date:
    """Give the day in Dutch local time."""
    return datetime.now(UTC).astimezone(ZONE).date()


def agreements(viewer: Viewer) -> dict[str, Agreement]:
    """Give every agreement by number."""
    return desk.agreements(reads.desk(), viewer)


def actions(viewer: Viewer) -> dict[str, Action]:
    """Give every action by number."""
    return desk.actions(reads.desk(), viewer)


def refused(viewer: Viewer, terms: Sequence[Terms]) -> list[tuple[str, RefusedError]]:
    """Give the title of every agreement that would not be recorded, with what is wrong with it."""
    return desk.refused(reads.desk(), viewer, terms)


def file(viewer: Viewer, name: str, content: bytes) -> list[Any]:
    """Read an uploaded file of agreements as plain rows or tables; raises ListRefusedError when it can't be read."""
    return desk.read_file(viewer, name, content)


def may_keep(viewer: Viewer, owner: str) -> bool:
    """Whether the viewer may write what a party owns."""
    return desk.may_keep(viewer, owner)


def lines(viewer: Viewer) -> list[AgreementLine]:
    """Give every agreement with how it stands today for this viewer."""
    return [line(viewer, one) for one in agreements(viewer).values()]


def line(viewer: Viewer, agreement: Agreement) -> AgreementLine:
    """Give one agreement with how it stands today for this viewer."""
    return _line(viewer, agreement, _about(viewer, agreement), today())


def course(viewer: Viewer, agreement: Agreement) -> list[Point]:
    """Give what this viewer may know of the measure in time."""
    return _course(viewer, agreement, _about(viewer, agreement))


def last_told(viewer: Viewer, number: str) -> tuple[date, AgreementLine] | None:
    """Give an agreement as the last meeting froze it, and the day of that meeting; None where it was not there yet."""
    held = meetings.last_held(reads.desk(), viewer)
    found = held.book.agreement(number) if held else None
    return (held.book.on, found) if held and found else None


def _about(viewer: Viewer, agreement: Agreement) -> tuple[Action, ...]:
    return tuple(one for one in actions(viewer).values() if one.agreement == agreement.number)


@kept(_KEPT)
def _line(_: Store, viewer: Viewer, agreement: Agreement, about: tuple[Action, ...], on: date) -> AgreementLine:
    return standings.line(reads.desk(), viewer, agreement, about, on)


@kept(_KEPT)
def _course(_: Store, viewer: Viewer, agreement: Agreement, about: tuple[Action, ...]) -> list[Point]:
    return standings.course(reads.desk(), viewer, agreement, about)
