"""The table of what a role may see and do, and what two roles have in common."""

from __future__ import annotations

import itertools

import pytest

from data.domain.access import MATRIX, NOTHING, PARTY_OF, READING, Detail, Permission, Role, Viewer, both
from data.domain.parties import Party

PARTIES = set(PARTY_OF)
EXPECTED: dict[Permission, set[Role]] = {
    Permission.HAND_IN_SIGNAL: PARTIES,
    Permission.BRING_CONCERN: PARTIES,
    Permission.GIVE_READING: PARTIES,
    Permission.KEEP_AGREEMENTS: PARTIES,
    Permission.WORK_CASE: {Role.MUNICIPALITY_CASE, Role.CORPORATION_CASE, Role.CARE},
    Permission.LETTING: {Role.CORPORATION_LETTING},
    Permission.COUNT_CASES: {Role.CORPORATION_MANAGER},
    Permission.BREAK_GLASS: {Role.CORPORATION_MANAGER},
    Permission.ANSWER_REQUEST: {Role.PRIVACY_OFFICER},
    Permission.MANAGE_ALL_AGREEMENTS: {Role.CORPORATION_MANAGER, Role.MUNICIPALITY_POLICY},
    Permission.OPEN_MEETING: {Role.CORPORATION_MANAGER, Role.MUNICIPALITY_POLICY},
    Permission.HOLD_MEETING: {Role.PROJECTOR},
    Permission.PROPOSE_MODEL: {Role.CORPORATION_MANAGER, Role.MUNICIPALITY_POLICY},
    Permission.APPROVE_MODEL: {Role.CORPORATION_MANAGER, Role.MUNICIPALITY_POLICY},
    Permission.MANAGE_PEOPLE: {Role.ADMIN},
    Permission.DELIVER_DATA: {Role.ADMIN},
    Permission.SEE_LOG_OUTLINE: {Role.ADMIN},
    Permission.SEE_ACCESS_LOG: {Role.PRIVACY_OFFICER},
    Permission.SEE_OWN_LOG: set(Role)
    - {Role.PROJECTOR},  # the screen is nobody, and stands under who opened the meeting
    Permission.SEE_DWELLINGS: {Role.CORPORATION_MANAGER, Role.CORPORATION_CASE},
}


@pytest.mark.parametrize("permission", EXPECTED, ids=str)
def test_an_action_belongs_to_the_roles_of_the_table(permission: Permission) -> None:
    assert {role for role in Role if Viewer(role, frozenset()).may(permission)} == EXPECTED[permission]


def test_every_action_belongs_to_some_role_and_every_role_stands_in_the_matrix() -> None:
    assert set(MATRIX) == set(Role)
    assert frozenset().union(*(grant.permissions for grant in MATRIX.values())) == frozenset(Permission)


def test_dwellings_open_exactly_for_those_who_may_see_them() -> None:
    assert all(grant.dwellings == (Permission.SEE_DWELLINGS in grant.permissions) for grant in MATRIX.values())


def test_the_three_parties_and_the_care_team_speak_and_nobody_else_does() -> None:
    assert {Viewer(role, frozenset()).party for role in PARTIES} == set(Party)
    assert [Viewer(role, frozenset()).party for role in (Role.PROJECTOR, Role.PRIVACY_OFFICER, Role.ADMIN)] == [
        None
    ] * 3


@pytest.mark.parametrize(("own", "shown"), list(itertools.product(Role, Role)))
def test_looking_as_another_role_never_shows_more_than_ones_own_and_only_reads(own: Role, shown: Role) -> None:
    mine, theirs = MATRIX[own], MATRIX[shown]
    seen = Viewer(shown, frozenset(), within=own)
    order = list(Detail)
    assert seen.grant.permissions <= mine.permissions & theirs.permissions & READING
    for level in ("area", "building"):
        details = [getattr(grant, level) for grant in (seen.grant, mine, theirs)]
        assert order.index(details[0]) == min(order.index(details[1]), order.index(details[2]))
    assert seen.grant.internal == (mine.internal and theirs.internal)
    assert seen.grant.dwellings == (mine.dwellings and theirs.dwellings)
    assert seen.party is None


def test_what_nobody_knows_has_nothing_in_common_with_anything() -> None:
    assert all(both(NOTHING, grant) == NOTHING for grant in MATRIX.values())
