"""Meetings on behalf of a viewer: planned, opened once, and shown again as they were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from data import release
from data.desk import agreed_lights, book_making, book_texts, signal_release
from data.desk.book_making import Frozen, screen
from data.desk.guard import Desk, need
from data.desk.meeting_book import Item, MeetingBook
from data.desk.meeting_guard import appended, found_meeting, in_order, prepare
from data.desk.table import inside, shared_areas
from data.domain import meetings as rules
from data.domain.access import Permission, Viewer
from data.domain.actions import Action
from data.domain.agenda import Section
from data.domain.agreed_lights import AgreedLight
from data.domain.areas import Level
from data.domain.errors import RefusedError
from data.domain.meetings import Meeting, Stage, Step
from data.domain.subjects import Subject
from data.records import agreements as agreement_records
from data.records import events
from data.records import meetings as records
from data.records.events import Entry, Receipt


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was opened.

    Parameters
    ----------
    book
        What it shows, as it was frozen.
    hash
        Of the book, as it is kept; the stamp of everything made from it.
    meeting
        With the lines that were typed.
    actions
        Actions that were agreed at it, as they stand now.
    lights
        Lights of places that were agreed or taken back at it.
    """

    book: MeetingBook
    hash: str
    meeting: Meeting
    actions: tuple[Action, ...]
    lights: tuple[AgreedLight, ...] = ()


def meetings(desk: Desk, viewer: Viewer) -> dict[str, Meeting]:
    """Give every meeting by number."""
    need(viewer, Permission.SEE_MEETINGS)
    return records.all_meetings(desk.records)


def latest(desk: Desk, viewer: Viewer) -> int:
    """Give the place of the last event: what is read before it changes never changes."""
    need(viewer, Permission.SEE_MEETINGS)
    return events.latest(desk.records)


def held(desk: Desk, viewer: Viewer, number: str) -> Held:
    """Show a meeting as it was, whatever was loaded since; of places outside the viewer's areas nothing is told."""
    found = meetings(desk, viewer).get(number)
    if found is None or not found.book:
        raise RefusedError("bestaat_niet", nummer=number)
    book = book_texts.read(desk, found.book)
    done = tuple(one for one in agreement_records.all_actions(desk.records).values() if one.meeting == number)
    return _narrowed(desk, viewer, Held(book, found.book, found, done, agreed_lights.of_meeting(desk, viewer, number)))


def last_held(desk: Desk, viewer: Viewer) -> Held | None:
    """Show the meeting that was opened last; None before the first."""
    opened = [one for one in meetings(desk, viewer).values() if one.opened_at is not None]
    last = max(opened, key=lambda one: one.opened_at or datetime.min.replace(tzinfo=UTC), default=None)
    return held(desk, viewer, last.number) if last else None


def prepared(desk: Desk, viewer: Viewer, number: str, *, now: datetime) -> MeetingBook:
    """Give the agenda as it would be if the meeting were opened now; readings of others stay hidden as they should."""
    need(viewer, Permission.SEE_MEETINGS)
    found = found_meeting(desk, number)
    return book_making.made(desk, viewer, found, found.parties, Frozen(), now, whole=False)


def plan(
    desk: Desk,
    viewer: Viewer,
    on: date,
    parties: Sequence[str],
    length: int = rules.LENGTH,
    *,
    key: str,
    now: datetime,
) -> Receipt:
    """Plan a meeting of so many minutes."""
    need(viewer, Permission.OPEN_MEETING)
    if length < 1:
        raise RefusedError("minuten")
    facts = {"on": on.isoformat(), "parties": in_order(parties), "length": length}
    return appended(desk, viewer, Entry(Subject.MEETING, Step.PLANNED, facts), key, now)


def change(
    desk: Desk, viewer: Viewer, number: str, seen: int, on: date, parties: Sequence[str], *, key: str, now: datetime
) -> Receipt:
    """Give a planned meeting another day or other parties; what a party brought stays when it is no longer invited."""
    facts = {"on": on.isoformat(), "parties": in_order(parties)}
    return prepare(desk, viewer, number, seen, Step.CHANGED, facts, None, key=key, now=now)


def cancel(desk: Desk, viewer: Viewer, number: str, seen: int, *, key: str, now: datetime) -> Receipt:
    """Call a planned meeting off."""
    return prepare(desk, viewer, number, seen, Step.CANCELLED, {}, None, key=key, now=now)


def open_meeting(
    desk: Desk, viewer: Viewer, number: str, seen: int, parties: Sequence[str], *, key: str, now: datetime
) -> Receipt:
    """Open a meeting: freeze everything it shows under one hash. It is opened once, and one at a time.

    Raises
    ------
    ChangedMeanwhileError
        Somebody else opened or changed it meanwhile.
    RefusedError
        It was opened before, another meeting is open, or those present have no area in common.
    """
    need(viewer, Permission.OPEN_MEETING)
    there = records.all_meetings(desk.records)
    found = found_meeting(desk, number)
    for other in there.values():
        if other.stage is Stage.OPEN:
            raise RefusedError("overleg_open", nummer=other.number)
    rules.need_step(found, Step.OPENED)
    present = tuple(in_order(parties))
    areas = shared_areas(desk, viewer, present)
    frozen = _freeze(desk, viewer, number, now)
    book = book_making.made(desk, replace(viewer, areas=areas), found, present, frozen, now)
    facts = {
        "parties": list(present),
        "book": book_texts.keep(desk, book),
        "areas": sorted(areas),
    }
    return appended(desk, viewer, Entry(Subject.MEETING, Step.OPENED, facts, number, None, seen), key, now)


def at_screen(desk: Desk, viewer: Viewer, number: str) -> Viewer:
    """Give the screen of an open meeting, under the name of who stands at it, with the areas that the meeting shows."""
    found = meetings(desk, viewer).get(number)
    shown = screen(viewer)
    return replace(shown, areas=frozenset(found.areas)) if found and found.areas else shown


def _freeze(desk: Desk, viewer: Viewer, number: str, now: datetime) -> Frozen:
    """Release the newest period and stand of signals: what the screen shows is what every shared role sees."""
    made = release.freeze(desk.store, viewer, number, now)
    signal_release.publish(desk, viewer, now)
    return Frozen(made.release_id, made.hash)


def _told(item: Item, there: Callable[[str, str], bool]) -> Item | None:
    """Give an item without the counts of other places; None for one that is about another place."""
    if item.section is Section.STALLED:
        rows = tuple(one for one in item.waiting if there(Level.DISTRICT.value, one[0]))
        return replace(item, waiting=rows, count=None) if rows else None
    return item if there(item.level, item.unit_id) else None


def _narrowed(desk: Desk, viewer: Viewer, whole: Held) -> Held:
    """Leave out what lies outside the viewer's areas; who has all areas of the meeting sees the whole book."""
    book = whole.book
    if set(book.areas) <= viewer.areas:
        return whole

    def there(level: str, unit_id: str) -> bool:
        return inside(desk, viewer, level, unit_id)

    items, postponed = (
        tuple(told for one in listed if (told := _told(one, there)) is not None)
        for listed in (book.items, book.postponed)
    )
    hidden = {one.key for one in (*book.items, *book.postponed)} - {one.key for one in (*items, *postponed)}
    spots = tuple(one for one in book.spots if there(one.level, one.unit_id))
    return replace(
        whole,
        book=replace(
            book,
            spots=spots,
            items=items,
            postponed=postponed,
            agreed=tuple(one for one in book.agreed if there(one.level, one.unit_id)),
        ),
        meeting=replace(whole.meeting, typed=tuple(one for one in whole.meeting.typed if one.item not in hidden)),
        actions=tuple(one for one in whole.actions if one.item not in hidden),
        lights=tuple(one for one in whole.lights if there(one.level, one.unit_id)),
    )
