"""What the page of the meeting records, through the desk; each gives the number of what was stored, or None."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from data.desk import agreed_lights, minutes, preparing
from data.desk import meetings as desk
from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.meetings import Line
from data.domain.progress import Standing
from pages.ui import reads
from pages.ui.writes import attempt


def plan(viewer: Viewer, form: str, on: date, parties: Sequence[str], length: int) -> str | None:
    """Plan a meeting."""
    return attempt(form, lambda key: desk.plan(reads.desk(), viewer, on, parties, length, key=key, now=_now()))


def change(viewer: Viewer, form: str, number: str, seen: int, on: date, parties: Sequence[str]) -> str | None:
    """Give a planned meeting another day or other parties."""
    asked = (number, seen, on, parties)
    return attempt(form, lambda key: desk.change(reads.desk(), viewer, *asked, key=key, now=_now()))


def cancel(viewer: Viewer, form: str, number: str, seen: int) -> str | None:
    """Call a planned meeting off."""
    return attempt(form, lambda key: desk.cancel(reads.desk(), viewer, number, seen, key=key, now=_now()))


def open_meeting(viewer: Viewer, form: str, number: str, seen: int, parties: Sequence[str]) -> str | None:
    """Open a meeting."""
    asked = (number, seen, parties)
    return attempt(form, lambda key: desk.open_meeting(reads.desk(), viewer, *asked, key=key, now=_now()))


def arrange(viewer: Viewer, form: str, number: str, seen: int, order: Sequence[str]) -> str | None:
    """Put the agenda in another order."""
    return attempt(form, lambda key: preparing.arrange(reads.desk(), viewer, number, seen, order, key=key, now=_now()))


def time(viewer: Viewer, form: str, number: str, item: str, minutes: int) -> str | None:
    """Give an item other minutes."""
    return attempt(form, lambda key: preparing.time(reads.desk(), viewer, number, item, minutes, key=key, now=_now()))


def add(viewer: Viewer, form: str, number: str, words: str) -> str | None:
    """Put something on the agenda."""
    return attempt(form, lambda key: preparing.add(reads.desk(), viewer, number, words, key=key, now=_now()))


def postpone(viewer: Viewer, form: str, number: str, item: str, *, back: bool = False) -> str | None:
    """Leave an item for the next time, or take it back."""
    return attempt(
        form, lambda key: minutes.postpone(reads.desk(), viewer, number, item, back=back, key=key, now=_now())
    )


def bring(viewer: Viewer, form: str, number: str, words: str, place: tuple[str, str]) -> str | None:
    """Bring a concern."""
    return attempt(form, lambda key: preparing.bring(reads.desk(), viewer, number, words, place, key=key, now=_now()))


def read(viewer: Viewer, form: str, number: str, place: tuple[str, str], light: str, why: str) -> str | None:
    """Give the reading of one's own party."""
    asked = (number, place, light, why)
    return attempt(form, lambda key: preparing.read(reads.desk(), viewer, *asked, key=key, now=_now()))


def type_line(viewer: Viewer, form: str, number: str, item: str, line: Line, words: str) -> str | None:
    """Write a minute or a decision."""
    asked = (number, item, line, words)
    return attempt(form, lambda key: minutes.type_line(reads.desk(), viewer, *asked, key=key, now=_now()))


def agree(viewer: Viewer, form: str, number: str, item: str, words: str, who: str, party: str, due: date) -> str | None:
    """Write an action."""
    asked = (number, item, words, who, party, due)
    return attempt(form, lambda key: minutes.agree(reads.desk(), viewer, *asked, key=key, now=_now()))


def judge(viewer: Viewer, form: str, number: str, agreement: str, standing: Standing, why: str) -> str | None:
    """Agree on another standing."""
    asked = (number, agreement, standing, why)
    return attempt(form, lambda key: minutes.judge(reads.desk(), viewer, *asked, key=key, now=_now()))


def agree_light(
    viewer: Viewer, form: str, number: str, place: tuple[str, str], light: str, party: str, why: str
) -> str | None:
    """Agree on another light for a place."""
    asked = (number, Level(place[0]), place[1], light, party, why)
    return attempt(form, lambda key: agreed_lights.agree(reads.desk(), viewer, *asked, key=key, now=_now()))


def withdraw_light(viewer: Viewer, form: str, number: str, agreed: str) -> str | None:
    """Take an agreed light back."""
    asked = (number, agreed)
    return attempt(form, lambda key: agreed_lights.withdraw(reads.desk(), viewer, *asked, key=key, now=_now()))


def close(viewer: Viewer, form: str, number: str) -> str | None:
    """Close the meeting."""
    return attempt(form, lambda key: minutes.close(reads.desk(), viewer, number, key=key, now=_now()))


def _now() -> datetime:
    return datetime.now(UTC)
