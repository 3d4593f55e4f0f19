"""The guards of the desk deny by default: without the role, the place, the assignment, or without being somebody."""

from __future__ import annotations

import pytest

from data.desk import guard
from data.domain.access import Permission, Role, Viewer
from data.domain.errors import AccessDeniedError
from data.records.events import Actor

WORKER = Viewer(Role.CORPORATION_CASE, frozenset({"BU00010001"}), person="m-1")


def test_what_the_role_has_is_let_through_and_nothing_else() -> None:
    guard.need(WORKER, Permission.WORK_CASE)
    for permission in set(Permission) - WORKER.grant.permissions:
        with pytest.raises(AccessDeniedError, match=permission):
            guard.need(WORKER, permission)


def test_a_place_must_lie_in_an_area_of_the_viewer() -> None:
    guard.need_place(WORKER, ["GM0001", "WK000100", "BU00010001"])
    for codes in (["GM0001", "WK000100", "BU00010002"], []):
        with pytest.raises(AccessDeniedError):
            guard.need_place(WORKER, codes)
    with pytest.raises(AccessDeniedError):
        guard.need_place(Viewer(Role.CORPORATION_CASE, frozenset(), person="m-1"), ["BU00010001"])


def test_a_case_must_be_assigned_and_nobody_is_assigned_to_nothing() -> None:
    guard.need_assigned(WORKER, {"m-1", "m-2"})
    for assigned in ({"m-2"}, set[str]()):
        with pytest.raises(AccessDeniedError):
            guard.need_assigned(WORKER, assigned)
    with pytest.raises(AccessDeniedError):
        guard.need_assigned(Viewer(Role.CARE, frozenset({"BU00010001"})), {"", "m-2"})


def test_who_records_is_somebody_with_a_role_and_a_party() -> None:
    assert guard.actor(WORKER) == Actor("m-1", "corporation_case", "corporation")
    with pytest.raises(AccessDeniedError):
        guard.actor(Viewer(Role.CORPORATION_CASE, frozenset({"BU00010001"})))


def test_who_looks_as_another_role_records_nothing() -> None:
    looking = Viewer(Role.TENANTS, frozenset({"BU00010001"}), person="m-1", within=Role.CORPORATION_MANAGER)
    with pytest.raises(AccessDeniedError):
        guard.actor(looking)
