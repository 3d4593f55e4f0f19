"""What the functions of the meeting check before anything is written, and how they write it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.desk.guard import Desk, actor, need
from data.domain import meetings as rules
from data.domain.access import Permission, Role, Viewer
from data.domain.errors import AccessDeniedError, RefusedError
from data.domain.free_text import checked
from data.domain.meetings import Meeting, Stage, Step
from data.domain.parties import Party
from data.domain.subjects import Subject
from data.records import events
from data.records import meetings as records
from data.records.events import ANY, Entry, Facts, Receipt


def found_meeting(desk: Desk, number: str) -> Meeting:
    """Give a meeting; raises RefusedError when there is none."""
    found = records.all_meetings(desk.records).get(number)
    if found is None:
        raise RefusedError("bestaat_niet", nummer=number)
    return found


def need_planned(desk: Desk, number: str) -> None:
    """Raise RefusedError unless a meeting is still being prepared."""
    if found_meeting(desk, number).stage is not Stage.PLANNED:
        raise RefusedError("overleg_stap", nummer=number)


def need_screen(desk: Desk, viewer: Viewer, number: str) -> Meeting:
    """Raise AccessDeniedError unless the viewer is the screen of this open meeting, under the name of who opened it.

    It looks at no more than the areas that the meeting shows.
    """
    need(viewer, Permission.HOLD_MEETING)
    found = found_meeting(desk, number)
    stands = viewer.role is Role.PROJECTOR and found.opened_by == viewer.person and viewer.areas <= set(found.areas)
    if not stands or found.stage is not Stage.OPEN:
        message = f"{viewer.role} is not the screen of an open meeting {number}"
        raise AccessDeniedError(message)
    return found


def prepare(
    desk: Desk,
    viewer: Viewer,
    number: str,
    seen: int,
    step: Step,
    facts: Facts,
    content: dict[str, str] | None,
    *,
    key: str,
    now: datetime,
) -> Receipt:
    """Take a step in preparing a meeting, for those who may open one."""
    need(viewer, Permission.OPEN_MEETING)
    rules.need_step(found_meeting(desk, number), step)
    return appended(desk, viewer, Entry(Subject.MEETING, step.value, facts, number, content, seen), key, now)


def write(
    desk: Desk,
    viewer: Viewer,
    number: str,
    step: Step,
    facts: Facts,
    content: dict[str, str] | None,
    *,
    key: str,
    now: datetime,
) -> Receipt:
    """Take a step in an open meeting, as its screen."""
    rules.need_step(need_screen(desk, viewer, number), step)
    return appended(desk, viewer, Entry(Subject.MEETING, step.value, facts, number, content, ANY), key, now)


def appended(desk: Desk, viewer: Viewer, entry: Entry, key: str, now: datetime) -> Receipt:
    """Record one event of a viewer."""
    return events.append(desk.records, [entry], actor(viewer), key=key, now=now)[0]


def said(words: str) -> str:
    """Give a text that may be recorded; raises RefusedError on an empty or a forbidden one."""
    words_ = checked(words)
    if not words_:
        raise RefusedError("tekst_leeg")
    return words_


def in_order(parties: Sequence[str]) -> list[str]:
    """Give parties in the order of the table; raises RefusedError on none, or one that is unknown."""
    if not parties or not set(parties) <= set(Party):
        raise RefusedError("partijen_nodig")
    return [one.value for one in Party if one in parties]
