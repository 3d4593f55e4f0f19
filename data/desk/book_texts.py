"""Keep the book of a meeting without what people wrote, and put their texts back as they stood when it was opened.

A book can't be changed, and a text must be able to go: so a book holds none. It says up to which event of the ledger
the records were read, and its texts are read from there, as they were then. What was corrected since is read corrected;
of what was erased nothing is left. The hash of the ledger at that event stands in the stamp and seals them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from data.desk.book_json import book_of, text_of
from data.desk.guard import Desk
from data.desk.meeting_book import ActionLine, AgreedLine, AgreementLine, Item, MeetingBook
from data.domain.actions import Action
from data.domain.agenda import Section
from data.domain.agreed_lights import AgreedLight
from data.domain.agreements import Agreement
from data.domain.concerns import Concern
from data.domain.meetings import Meeting
from data.records import agreed_lights, agreements, meetings

WRITTEN = (Section.CONCERN, Section.ADDED, Section.POSTPONED)
"""Sections whose items are what somebody wrote; the others say what was computed."""


@dataclass(frozen=True, slots=True)
class Then:
    """The records as they stood when a meeting was opened, each by number."""

    meetings: Mapping[str, Meeting]
    concerns: Mapping[str, Concern]
    actions: Mapping[str, Action]
    agreements: Mapping[str, Agreement]
    lights: Mapping[str, AgreedLight]


def keep(desk: Desk, book: MeetingBook) -> str:
    """Keep a book without its texts; gives its hash, by which it is read again."""
    return meetings.keep_book(desk.records, text_of(bare(book)))


def read(desk: Desk, key: str) -> MeetingBook:
    """Read a book with the texts as they stood when the meeting was opened; a text that was erased since is empty."""
    book = book_of(meetings.kept_book(desk.records, key))
    upto = book.stamp.ledger_place
    then = Then(
        meetings.all_meetings(desk.records, upto),
        meetings.all_concerns(desk.records, upto),
        agreements.all_actions(desk.records, upto),
        agreements.all_agreements(desk.records, upto),
        agreed_lights.all_agreed(desk.records, upto),
    )
    return dressed(book, then)


def bare(book: MeetingBook) -> MeetingBook:
    """Take what people wrote out of a book."""
    return replace(
        book,
        items=tuple(replace(one, words="") for one in book.items),
        postponed=tuple(replace(one, words="") for one in book.postponed),
        agreements=tuple(replace(one, title="", wording="", agreed_why="") for one in book.agreements),
        actions=tuple(replace(one, words="", who="") for one in book.actions),
        agreed=tuple(replace(one, why="") for one in book.agreed),
    )


def dressed(book: MeetingBook, then: Then) -> MeetingBook:
    """Put the texts into a book."""
    return replace(
        book,
        items=tuple(_item(one, book.number, then) for one in book.items),
        postponed=tuple(_item(one, book.number, then) for one in book.postponed),
        agreements=tuple(_agreement(one, then) for one in book.agreements),
        actions=tuple(_action(one, then) for one in book.actions),
        agreed=tuple(_light(one, then) for one in book.agreed),
    )


def _item(one: Item, meeting: str, then: Then) -> Item:
    """Find the words of a concern by its number, and of what was added by hand by its key.

    The key of what was added is ``added:3``, behind the numbers of the meetings that postponed it.
    """
    if one.section not in WRITTEN:
        return one
    concern = next((then.concerns[number] for number in one.records if number in then.concerns), None)
    if concern is not None:
        return replace(one, words=concern.words)
    *before, kind, version = one.key.split(":")
    place = then.meetings.get(before[-1] if before else meeting)
    if kind != "added" or place is None:
        return one
    return replace(one, words=next((added.words for added in place.added if added.key == f"added:{version}"), ""))


def _agreement(one: AgreementLine, then: Then) -> AgreementLine:
    found = then.agreements.get(one.number)
    if found is None:
        return one
    why = found.verdicts[-1].why if found.verdicts else ""
    return replace(one, title=found.terms.title, wording=found.terms.wording, agreed_why=why)


def _action(one: ActionLine, then: Then) -> ActionLine:
    found = then.actions.get(one.number)
    return one if found is None else replace(one, words=found.words, who=found.who)


def _light(one: AgreedLine, then: Then) -> AgreedLine:
    found = then.lights.get(one.number)
    return one if found is None else replace(one, why=found.why)
