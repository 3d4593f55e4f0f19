"""What the parties do before a meeting: its agenda, their concerns, and their own reading of the lights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data import release
from data.desk.guard import Desk, need, need_place
from data.desk.meeting_guard import appended, found_meeting, need_planned, prepare, said
from data.desk.table import inside
from data.domain.access import Permission, Viewer
from data.domain.areas import Level
from data.domain.concerns import Concern
from data.domain.errors import AccessDeniedError, RefusedError
from data.domain.free_text import checked
from data.domain.meetings import Step
from data.domain.readings import GIVEN, Reading, visible
from data.domain.subjects import Subject
from data.records import meetings as records
from data.records.events import ANY, Entry, Receipt


def arrange(
    desk: Desk, viewer: Viewer, number: str, seen: int, order: Sequence[str], *, key: str, now: datetime
) -> Receipt:
    """Put the agenda in another order."""
    return prepare(desk, viewer, number, seen, Step.ARRANGED, {"order": list(order)}, None, key=key, now=now)


def time(desk: Desk, viewer: Viewer, number: str, item: str, minutes: int, *, key: str, now: datetime) -> Receipt:
    """Give an item other minutes than its section has by itself."""
    if minutes < 1:
        raise RefusedError("minuten")
    facts = {"item": item, "minutes": minutes}
    return prepare(desk, viewer, number, ANY, Step.TIMED, facts, None, key=key, now=now)


def add(desk: Desk, viewer: Viewer, number: str, words: str, *, key: str, now: datetime) -> Receipt:
    """Put something on the agenda by hand."""
    content = {"words": said(words)}
    return prepare(desk, viewer, number, ANY, Step.ADDED, {}, content, key=key, now=now)


def bring(
    desk: Desk, viewer: Viewer, number: str, words: str, place: tuple[str, str], *, key: str, now: datetime
) -> Receipt:
    """Bring a concern to a planned meeting, about a place (level and code) in the viewer's areas or about none."""
    need(viewer, Permission.BRING_CONCERN)
    need_planned(desk, number)
    facts = {"meeting": number} | _place(desk, viewer, place)
    return appended(desk, viewer, Entry(Subject.CONCERN, "brought", facts, content={"words": said(words)}), key, now)


def withdraw(desk: Desk, viewer: Viewer, number: str, seen: int, *, key: str, now: datetime) -> Receipt:
    """Take back a concern of one's own party."""
    need(viewer, Permission.BRING_CONCERN)
    found = records.all_concerns(desk.records).get(number)
    if found is None or viewer.party is None or found.party != viewer.party.value:
        message = f"{viewer.role} withdraws concerns of its own party only"
        raise AccessDeniedError(message)
    need_planned(desk, found.meeting)
    return appended(desk, viewer, Entry(Subject.CONCERN, "withdrawn", {}, number, None, seen), key, now)


def concerns(desk: Desk, viewer: Viewer, number: str) -> list[Concern]:
    """Give the concerns that were brought to a meeting, as far as the viewer's areas reach."""
    need(viewer, Permission.SEE_MEETINGS)
    there = [one for one in records.all_concerns(desk.records).values() if one.meeting == number]
    return [one for one in there if inside(desk, viewer, one.level, one.unit_id)]


def read(
    desk: Desk, viewer: Viewer, number: str, place: tuple[str, str], light: str, why: str, *, key: str, now: datetime
) -> Receipt:
    """Say how one's own party reads the light of a place, before the meeting."""
    need(viewer, Permission.GIVE_READING)
    need_planned(desk, number)
    if light not in GIVEN or not place[1]:
        raise RefusedError("lezing_licht")
    spot = _place(desk, viewer, place)
    party = viewer.party.value if viewer.party else ""
    facts = {"meeting": number, "light": light} | spot
    entry = Entry(
        Subject.READING, "given", facts, f"{number}:{party}:{place[0]}:{place[1]}", {"why": checked(why)}, ANY
    )
    return appended(desk, viewer, entry, key, now)


def readings(desk: Desk, viewer: Viewer, number: str) -> tuple[Reading, ...]:
    """Give the readings that the viewer's party may see: all once the meeting was opened."""
    need(viewer, Permission.SEE_MEETINGS)
    given = records.all_readings(desk.records).get(number, ())
    there = tuple(one for one in given if inside(desk, viewer, one.level, one.unit_id))
    if found_meeting(desk, number).book:
        return there
    return visible(there, viewer.party.value if viewer.party else "")


def _place(desk: Desk, viewer: Viewer, place: tuple[str, str]) -> dict[str, str]:
    level, unit_id = place
    if not unit_id:
        return {}
    trail = release.trail(desk.store, viewer, Level(level), unit_id) if level in list(Level) else ()
    if not trail:
        raise RefusedError("plaats_onbekend")
    need_place(viewer, [one.unit_id for one in trail])
    return {"level": level, "unit_id": unit_id, "place": trail[-1].name}
