"""What the screen of an open meeting writes: minutes, decisions, actions, agreed standings; saved as they are typed."""

from __future__ import annotations

from datetime import date, datetime

from data.desk.agreements import action_entry
from data.desk.guard import Desk
from data.desk.meeting_guard import appended, found_meeting, need_screen, prepare, said, write
from data.domain.access import Viewer
from data.domain.agenda import Section
from data.domain.errors import RefusedError
from data.domain.meetings import Line, Stage, Step
from data.domain.progress import Standing
from data.domain.subjects import Subject
from data.records import agreements as agreement_records
from data.records.events import ANY, Entry, Receipt


def postpone(
    desk: Desk, viewer: Viewer, number: str, item: str, *, back: bool = False, key: str, now: datetime
) -> Receipt:
    """Leave an item for the next time, or take it back: before the meeting by who opens it, during it by the screen."""
    found = found_meeting(desk, number)
    facts = {"item": item, "back": back}
    if found.stage is Stage.OPEN:
        return write(desk, viewer, number, Step.POSTPONED, facts, None, key=key, now=now)
    return prepare(desk, viewer, number, ANY, Step.POSTPONED, facts, None, key=key, now=now)


def type_line(
    desk: Desk, viewer: Viewer, number: str, item: str, line: Line, words: str, *, key: str, now: datetime
) -> Receipt:
    """Write a minute or a decision at an item, in one line; what somebody else types meanwhile stays beside it."""
    content = {"words": said(words)}
    return write(desk, viewer, number, Step(line.value), {"item": item}, content, key=key, now=now)


def agree(
    desk: Desk,
    viewer: Viewer,
    number: str,
    item: str,
    words: str,
    who: str,
    party: str,
    due: date,
    *,
    key: str,
    now: datetime,
) -> Receipt:
    """Write an action at an item: what, who, by when."""
    need_screen(desk, viewer, number)
    about = {"meeting": number, "item": item, "agreement": _agreement_of(item)}
    return appended(desk, viewer, action_entry(words, who, party, due, about), key, now)


def judge(
    desk: Desk, viewer: Viewer, number: str, agreement: str, standing: Standing, why: str, *, key: str, now: datetime
) -> Receipt:
    """Agree on another standing than the computed one, which stays beside it; with a reason."""
    need_screen(desk, viewer, number)
    if agreement not in agreement_records.all_agreements(desk.records):
        raise RefusedError("bestaat_niet", nummer=agreement)
    facts = {"standing": standing.value, "meeting": number}
    return appended(
        desk, viewer, Entry(Subject.AGREEMENT, "judged", facts, agreement, {"why": said(why)}, ANY), key, now
    )


def close(desk: Desk, viewer: Viewer, number: str, *, key: str, now: datetime) -> Receipt:
    """Close the open meeting; nothing is written on it any more."""
    return write(desk, viewer, number, Step.CLOSED, {}, None, key=key, now=now)


def _agreement_of(item: str) -> str:
    section, _, number = item.partition(":")
    return number if section == Section.BEHIND else ""
