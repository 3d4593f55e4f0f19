"""What is recorded of own selections, through the desk; each gives the number of what was stored, or None."""

from __future__ import annotations

from datetime import UTC, datetime

from data.desk import selections as desk
from data.domain.access import Viewer
from data.release_selection import Member
from pages.ui import reads
from pages.ui.writes import attempt


def keep(viewer: Viewer, form: str, name: str, members: tuple[Member, ...]) -> str | None:
    """Keep a new selection under a name."""
    return attempt(form, lambda key: desk.keep(reads.desk(), viewer, name, members, key=key, now=_now()))


def change(viewer: Viewer, form: str, number: str, seen: int, name: str, members: tuple[Member, ...]) -> str | None:
    """Give a kept selection this name and these places."""
    return attempt(
        form, lambda key: desk.change(reads.desk(), viewer, number, seen, name, members, key=key, now=_now())
    )


def take_away(viewer: Viewer, form: str, number: str, seen: int) -> str | None:
    """Take a kept selection away."""
    return attempt(form, lambda key: desk.take_away(reads.desk(), viewer, number, seen, key=key, now=_now()))


def _now() -> datetime:
    return datetime.now(UTC)
