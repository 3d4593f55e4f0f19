"""Who may come in, with which role for which areas: given and taken by the administrator, every change in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from data import release
from data.desk.guard import Desk, actor, need
from data.domain import people as rules
from data.domain.access import Permission, Role, Viewer
from data.domain.errors import RefusedError
from data.domain.people import NOBODY, Change, Identity, Logged, Noted, Person
from data.domain.subjects import Subject
from data.records import events
from data.records import people as kept
from data.records.events import Actor, Event, Receipt
from data.records.store import Records


@dataclass(frozen=True, slots=True)
class Gift:
    """A role to give: to somebody in the records by ``number``, or to somebody new by ``identity``."""

    role: Role
    areas: frozenset[str]
    number: str = ""
    seen: int = 0
    identity: Identity = NOBODY


def latest(desk: Desk) -> int:
    """Give the place of the last event: until it changes, what is known of people stays the same."""
    return events.latest(desk.records)


def known(desk: Desk) -> dict[str, Person]:
    """Give everybody who may come in, by number; for telling who signed in, never for a screen (that is `listed`)."""
    return everybody(desk.records)


def everybody(records: Records) -> dict[str, Person]:
    """Give everybody in the records, by number."""
    return rules.people(kept.noted(records))


def recognise(desk: Desk, people: Mapping[str, Person], who: Identity, *, now: datetime) -> Person | None:
    """Find who signed in, and remember the provider's key at the first time.

    Returns
    -------
    person
        None for somebody who is not in the records: signing in gives nothing by itself.
    """
    found = rules.recognised(people.values(), who)
    if found is None or found.identity.subject:
        return found
    first = Noted(found.number, 0, Change.RECOGNISED, identity=Identity(who.issuer, who.subject))
    key = f"recognised {found.number} {who.issuer} {who.subject}"
    kept.note(desk.records, first, Actor(found.number, "", ""), seen=found.version, key=key, now=now)
    return rules.recognised(everybody(desk.records).values(), who)


def listed(desk: Desk, viewer: Viewer) -> list[Person]:
    """Give everybody who may come in, by name."""
    need(viewer, Permission.MANAGE_PEOPLE)
    return sorted(known(desk).values(), key=lambda person: (person.identity.name.casefold(), person.number))


def changes(desk: Desk, viewer: Viewer) -> list[Logged]:
    """Give the log: who gave or took which role when, newest first."""
    need(viewer, Permission.MANAGE_PEOPLE)
    return [_logged(event) for event in reversed(events.of_subject(desk.records, Subject.PERSON))]


def give(desk: Desk, viewer: Viewer, gift: Gift, *, key: str, now: datetime) -> Receipt:
    """Give somebody a role for areas; a role that they have gets these areas instead.

    Raises
    ------
    RefusedError
        The address is none, or is known already; no area was chosen, or there is no such area.
    """
    need(viewer, Permission.MANAGE_PEOPLE)
    there = {code for code, _, _ in release.areas(desk.store, viewer)}
    if not gift.areas or not gift.areas <= there:
        reason = "gebied"
        raise RefusedError(reason)
    return grant(desk.records, gift, actor(viewer), key=key, now=now)


def grant(records: Records, gift: Gift, by: Actor, *, key: str, now: datetime) -> Receipt:
    """Record a gift on the authority of ``by``: an administrator, or whoever runs commands on the server."""
    change, identity = Change.GIVEN, NOBODY
    if not gift.number:
        change, identity = Change.ADDED, replace(gift.identity, email=gift.identity.email.strip().lower())
        _need_new(records, identity)
    given = Noted(gift.number, 0, change, gift.role, gift.areas, identity)
    return kept.note(records, given, by, seen=gift.seen, key=key, now=now)


def take(desk: Desk, viewer: Viewer, person: Person, role: Role, *, key: str, now: datetime) -> Receipt:
    """Take a role from somebody; works at the next click in whatever they have open.

    Raises
    ------
    RefusedError
        Nobody would be left who can give people roles.
    """
    need(viewer, Permission.MANAGE_PEOPLE)
    administrators = [one.number for one in known(desk).values() if Role.ADMIN in one.roles]
    if role is Role.ADMIN and administrators == [person.number]:
        reason = "laatste_beheerder"
        raise RefusedError(reason)
    taken = Noted(person.number, 0, Change.TAKEN, role, person.roles.get(role, frozenset()))
    return kept.note(desk.records, taken, actor(viewer), seen=person.version, key=key, now=now)


def _logged(event: Event) -> Logged:
    role, areas = event.facts.get("role"), event.facts.get("areas")
    there = frozenset(str(code) for code in areas) if isinstance(areas, list) else frozenset[str]()
    given = Role(str(role)) if role else None
    return Logged(event.at, event.actor.person, event.number, Change(event.kind), given, there)


def _need_new(records: Records, identity: Identity) -> None:
    if not rules.is_address(identity.email):
        reason = "adres"
        raise RefusedError(reason)
    if any(one.identity.email == identity.email for one in everybody(records).values()):
        reason = "adres_bekend"
        raise RefusedError(reason)
