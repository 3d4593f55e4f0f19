"""Whose a case is: assigned, referred, new in an inbox, or back in it because nobody is left who may work on it."""

from __future__ import annotations

from collections.abc import Mapping

from data import opened
from data.desk import people
from data.desk.colleagues import CASE_ROLES
from data.desk.guard import Desk
from data.domain.access import Role, Viewer
from data.domain.signal_case import Case
from data.domain.signals import State

Hands = Mapping[str, frozenset[str]] | None
"""Areas in which everybody with a case role works, by the id of the person; None where everybody counts."""


def hands_of(desk: Desk) -> Hands:
    """Give who works on cases where, as the records of people know them now; the invented town has no such records.

    For telling whose a case is, never for a screen.
    """
    if opened.invented(desk.store):
        return None
    return {
        person.number: frozenset().union(*(areas for role, areas in person.roles.items() if role in CASE_ROLES))
        for person in people.everybody(desk.records).values()
    }


def is_theirs(viewer: Viewer, case: Case, hands: Hands) -> bool:
    """Whether a case lies in the viewer's areas and is theirs."""
    if not viewer.areas.intersection(case.areas) or not viewer.person:
        return False
    if viewer.role is Role.CARE:
        return case.referred
    waits = case.state is State.NEW or left_alone(case, hands)
    return viewer.person in case.people or (waits and viewer.party is case.party)


def left_alone(case: Case, hands: Hands) -> bool:
    """Whether a case is assigned, and to nobody who has a case role there now."""
    return bool(case.people) and not any(works(person, case, hands) for person in case.people)


def works(person: str, case: Case, hands: Hands) -> bool:
    """Whether somebody may work on a case now."""
    return hands is None or bool(hands.get(person, frozenset()).intersection(case.areas))
