"""Meetings, and what the parties bring to them, read from the ledger; and what each meeting showed, kept as it was."""

from __future__ import annotations

import hashlib
import zlib

import sqlalchemy as sa

from data.domain import concerns, meetings, readings
from data.domain.concerns import Concern
from data.domain.meetings import Meeting, Stage
from data.domain.readings import Reading
from data.domain.subjects import Subject
from data.records import events
from data.records.store import Records, RecordsError, insert_once, reading, writing
from data.records.tables import meeting_book


def all_meetings(records: Records, upto: int | None = None) -> dict[str, Meeting]:
    """Give every meeting by number, in the order in which they were planned."""
    return meetings.fold(events.told(records, Subject.MEETING, upto))


def all_concerns(records: Records, upto: int | None = None) -> dict[str, Concern]:
    """Give every concern by number, in the order in which they were brought."""
    return concerns.fold(events.told(records, Subject.CONCERN, upto))


def all_readings(records: Records, upto: int | None = None) -> dict[str, tuple[Reading, ...]]:
    """Give what the parties said of places, by number of the meeting."""
    return readings.fold(events.told(records, Subject.READING, upto))


def meeting_is_open(records: Records, number: str) -> bool:
    """Whether a meeting is open now; false for one that does not exist."""
    found = meetings.fold(events.history(records, Subject.MEETING, number)).get(number)
    return found is not None and found.stage is Stage.OPEN


def keep_book(records: Records, text: str) -> str:
    """Keep what a meeting shows, as text; the same text is kept once.

    Returns
    -------
    hash
        SHA-256 of the text, by which it is found again.
    """
    key = fingerprint(text)
    with writing(records) as connection:
        insert_once(connection, meeting_book, {"hash": key, "content": zlib.compress(text.encode(), 9)})
    return key


def kept_book(records: Records, key: str) -> str:
    """Give what a meeting showed.

    Raises
    ------
    RecordsError
        It is not there, or it is not what was kept.
    """
    with reading(records) as connection:
        content = connection.execute(sa.select(meeting_book.c.content).where(meeting_book.c.hash == key)).scalar()
    text = _unpacked(content) if content is not None else None
    if text is None or fingerprint(text) != key:
        message = f"what a meeting showed ({key[:12]}) is {'missing' if content is None else 'damaged'}"
        raise RecordsError(message)
    return text


def fingerprint(text: str) -> str:
    """Give the hash of what a meeting shows."""
    return hashlib.sha256(text.encode()).hexdigest()


def _unpacked(content: bytes) -> str | None:
    try:
        return zlib.decompress(bytes(content)).decode()
    except (zlib.error, UnicodeDecodeError):
        return None
