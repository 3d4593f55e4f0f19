"""Agreed lights on behalf of a viewer: set, confirmed and taken back only by the screen of an open meeting."""

from __future__ import annotations

from datetime import datetime

from data import release
from data.desk.guard import Desk, need
from data.desk.meeting_guard import appended, need_screen, said
from data.domain import agreed_lights as rules
from data.domain.access import Permission, Viewer
from data.domain.agreed_lights import LIGHTS, Act, AgreedLight, Standing
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError, RefusedError
from data.domain.lights import State
from data.domain.parties import Party
from data.domain.subjects import Subject
from data.records import agreed_lights as records
from data.records import events
from data.records import meetings as meeting_records
from data.records.events import Entry, Receipt


def agree(
    desk: Desk,
    viewer: Viewer,
    meeting: str,
    level: Level,
    unit_id: str,
    light: str,
    party: str,
    why: str,
    *,
    key: str,
    now: datetime,
) -> Receipt:
    """Set another light beside the computed one, for a party that is present, with a reason.

    Raises
    ------
    AccessDeniedError
        The viewer is not the screen of this open meeting.
    RefusedError
        The light, the party or the place is none for which something can be agreed, or the reason is empty.
    """
    found = need_screen(desk, viewer, meeting)
    if light not in LIGHTS:
        raise RefusedError("lezing_licht")
    if party not in found.parties or party not in set(Party):
        raise RefusedError("partijen_nodig")
    computed = _computed(desk, viewer, level, unit_id)
    facts = {"meeting": meeting, "level": level.value, "unit_id": unit_id, "light": light, "party": party}
    content = {"why": said(why)}
    entry = Entry(Subject.AGREED_LIGHT, Act.AGREED.value, facts | {"computed": computed}, content=content)
    return appended(desk, viewer, entry, key, now)


def confirm(desk: Desk, viewer: Viewer, meeting: str, number: str, *, key: str, now: datetime) -> Receipt:
    """Let an agreed light stand for two meetings more."""
    return _again(desk, viewer, meeting, number, Act.CONFIRMED, key, now)


def withdraw(desk: Desk, viewer: Viewer, meeting: str, number: str, *, key: str, now: datetime) -> Receipt:
    """Take an agreed light back; the computed one is what it was."""
    return _again(desk, viewer, meeting, number, Act.WITHDRAWN, key, now)


def standing(desk: Desk, viewer: Viewer) -> dict[tuple[str, str], Standing]:
    """Give the agreed lights that stand, of places whose light this viewer may see; by level and code."""
    need(viewer, Permission.SEE_LIGHTS)
    there = rules.standing(records.all_agreed(desk.records).values(), meeting_records.all_meetings(desk.records))
    return {place: one for place, one in there.items() if seen(desk, viewer, Level(place[0]), place[1])}


def latest(desk: Desk, viewer: Viewer) -> int:
    """Give the place of the last event: what stands does not change before another is recorded."""
    need(viewer, Permission.SEE_LIGHTS)
    return events.latest(desk.records)


def of_meeting(desk: Desk, viewer: Viewer, number: str) -> tuple[AgreedLight, ...]:
    """Give the lights that were agreed or taken back at a meeting, in the order in which they were agreed."""
    need(viewer, Permission.SEE_MEETINGS)
    there = records.all_agreed(desk.records).values()
    return tuple(one for one in there if number in (one.meeting, one.withdrawn))


def _again(desk: Desk, viewer: Viewer, meeting: str, number: str, act: Act, key: str, now: datetime) -> Receipt:
    need_screen(desk, viewer, meeting)
    found = _found(desk, number)
    entry = Entry(Subject.AGREED_LIGHT, act.value, {"meeting": meeting}, number, seen=found.version)
    return appended(desk, viewer, entry, key, now)


def _found(desk: Desk, number: str) -> AgreedLight:
    """Give an agreed light that stands; raises RefusedError when there is none: what lapsed is agreed anew."""
    there = rules.standing(records.all_agreed(desk.records).values(), meeting_records.all_meetings(desk.records))
    for one in there.values():
        if one.agreed.number == number:
            return one.agreed
    raise RefusedError("bestaat_niet", nummer=number)


def _computed(desk: Desk, viewer: Viewer, level: Level, unit_id: str) -> str:
    """Give the light that is shown now; raises RefusedError for a place without one of its own that is shown."""
    if not seen(desk, viewer, level, unit_id):
        raise RefusedError("plaats_onbekend")
    last = release.history(desk.store, viewer, level, unit_id).iloc[-1]
    if last["reason"] == "inherited":
        raise RefusedError("plaats_onbekend")
    return str(last["state"])


def seen(desk: Desk, viewer: Viewer, level: Level, unit_id: str) -> bool:
    """Whether the light of a place is shown to this viewer."""
    try:
        states = release.history(desk.store, viewer, level, unit_id)["state"]
    except AccessDeniedError:
        return False
    return len(states) > 0 and states.iloc[-1] != State.WITHHELD.value
