"""People who may come in: who they are, which roles they have and for which areas, as the log of changes says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from data.domain.access import Role

_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}\.[^@\s.]{2,}")

INVENTED = "demo-"
"""What the numbers of the invented people of the demo begin with; a number that the records give out never does."""


class Change(StrEnum):
    """What can happen to somebody who may come in."""

    ADDED = "added"
    """Somebody new, with a first role."""
    RECOGNISED = "recognised"
    """Signed in for the first time: from then on the provider's own key tells who it is, never the e-mail address."""
    GIVEN = "given"
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is, as a provider of sign-in says it; ``email`` is empty when nobody vouches for it."""

    issuer: str
    subject: str
    email: str = ""
    name: str = ""


NOBODY = Identity("", "")
"""Nobody in particular."""


@dataclass(frozen=True, slots=True)
class Noted:
    """One change of one person, as it was recorded."""

    number: str
    version: int
    change: Change
    role: Role | None = None
    areas: frozenset[str] = frozenset()
    identity: Identity = NOBODY


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may come in.

    Parameters
    ----------
    number
        Id in our records.
    version
        Of the last change; a writer says which one it saw.
    identity
        Name and e-mail address as the administrator gave them; issuer and subject since the first sign-in.
    roles
        Codes of the areas, by role.
    """

    number: str
    version: int
    identity: Identity
    roles: Mapping[Role, frozenset[str]] = field(default_factory=dict)


def invented(role: Role) -> str:
    """Give the number of the invented person who plays a role on the demo."""
    return f"{INVENTED}{role.value}"


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log of roles; ``by`` is a number of a person, ``demo-...`` or ``console``."""

    at: datetime
    by: str
    number: str
    change: Change
    role: Role | None
    areas: frozenset[str]


def people(noted: Iterable[Noted]) -> dict[str, Person]:
    """Read from all changes, oldest first, who may come in now, by number."""
    found: dict[str, Person] = {}
    for one in noted:
        person = found.get(one.number, Person(one.number, 0, NOBODY))
        found[one.number] = replace(_changed(person, one), version=one.version)
    return found


def recognised(known: Iterable[Person], who: Identity) -> Person | None:
    """Find who signed in: by the provider's own key, or before the first sign-in by the address; None for nobody."""
    everybody = list(known)
    for person in everybody:
        if who.subject and (person.identity.issuer, person.identity.subject) == (who.issuer, who.subject):
            return person
    for person in everybody:
        if who.email and not person.identity.subject and person.identity.email == who.email:
            return person
    return None


def is_address(text: str) -> bool:
    """Whether a text has the shape of an e-mail address."""
    return bool(_ADDRESS.fullmatch(text))


def _changed(person: Person, one: Noted) -> Person:
    if one.change is Change.RECOGNISED:
        known = replace(person.identity, issuer=one.identity.issuer, subject=one.identity.subject)
        return replace(person, identity=known)
    identity = one.identity if one.change is Change.ADDED else person.identity
    roles = {role: areas for role, areas in person.roles.items() if role is not one.role}
    if one.role is not None and one.change is not Change.TAKEN:
        roles[one.role] = one.areas
    return replace(person, identity=identity, roles=roles)
