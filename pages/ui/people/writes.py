"""What the administrator does with people."""

from __future__ import annotations

from datetime import UTC, datetime

from data.desk import people as desk_people
from data.desk.people import Gift
from data.domain.access import Role, Viewer
from data.domain.people import Identity, Person
from pages.ui import reads
from pages.ui.writes import Numbered


def give(viewer: Viewer, person: Person, role: Role, areas: frozenset[str], key: str) -> Numbered:
    """Give somebody a role for areas."""
    gift = Gift(role, areas, person.number, person.version)
    return desk_people.give(reads.desk(), viewer, gift, key=key, now=datetime.now(UTC))


def let_in(viewer: Viewer, name: str, email: str, role: Role, areas: frozenset[str], key: str) -> Numbered:
    """Let somebody new in with a role for areas."""
    gift = Gift(role, areas, identity=Identity("", "", email, name))
    return desk_people.give(reads.desk(), viewer, gift, key=key, now=datetime.now(UTC))


def take(viewer: Viewer, person: Person, role: Role, key: str) -> Numbered:
    """Take a role from somebody."""
    return desk_people.take(reads.desk(), viewer, person, role, key=key, now=datetime.now(UTC))
