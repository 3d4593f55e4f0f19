"""Who can be given a case: people with a case role in the area of a place, as the records of people know them now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from data import opened
from data.desk import people
from data.desk.guard import Desk, need
from data.domain.access import PARTY_OF, Permission, Role, Viewer
from data.domain.parties import Party
from data.domain.people import invented

CASE_ROLES = (Role.CORPORATION_CASE, Role.MUNICIPALITY_CASE)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be given a case."""

    person: str
    name: str
    role: Role

    @property
    def party(self) -> Party:
        """Organisation for which this person goes."""
        return PARTY_OF[self.role]


def for_place(desk: Desk, viewer: Viewer, codes: Collection[str]) -> list[Colleague]:
    """Give the case workers of both organisations who work in the area of a place, by name."""
    need(viewer, Permission.WORK_CASE)
    if opened.invented(desk.store):
        return [Colleague(invented(role), invented(role), role) for role in CASE_ROLES]
    found = [
        Colleague(person.number, person.identity.name or person.number, role)
        for person in people.everybody(desk.records).values()
        for role, areas in person.roles.items()
        if role in CASE_ROLES and areas.intersection(codes)
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.person))
