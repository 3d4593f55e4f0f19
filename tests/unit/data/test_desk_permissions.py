"""The desk: a role from which a permission is taken gets nothing by it any more, and nobody gets beyond their area."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from data.desk import (
    access_log,
    agreed_lights,
    agreements,
    colleagues,
    meeting_guard,
    meetings,
    places,
    preparing,
    selections,
    signal_acts,
    signal_pilots,
    signal_release,
    signal_work,
    signals,
    standings,
    table,
)
from data.desk.guard import Desk
from data.domain.access import MATRIX, Permission, Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.records import signals as kept
from tests.fixtures.signal_desk import AGREED, HELPER, MANAGER, NOON, TOWN_WORKER, VOLUNTEER, WORKER, handed_in
from tests.samples import small_town

SCREEN = replace(MANAGER, role=Role.PROJECTOR)
Ask = Callable[[Desk, Viewer], object]

ALLOWED: dict[str, tuple[Permission, Viewer, Ask]] = {
    "openings": (Permission.SEE_OWN_LOG, WORKER, access_log.openings),
    "of_meeting": (Permission.SEE_MEETINGS, MANAGER, lambda desk, who: agreed_lights.of_meeting(desk, who, "O-1")),
    "standing": (Permission.SEE_LIGHTS, MANAGER, agreed_lights.standing),
    "agreements": (Permission.SEE_AGREEMENTS, MANAGER, agreements.agreements),
    "actions": (Permission.SEE_AGREEMENTS, MANAGER, agreements.actions),
    "for_place": (Permission.WORK_CASE, WORKER, lambda desk, who: colleagues.for_place(desk, who, who.areas)),
    "meetings": (Permission.SEE_MEETINGS, MANAGER, meetings.meetings),
    "latest": (Permission.SEE_MEETINGS, MANAGER, meetings.latest),
    "pointed_at": (
        Permission.HAND_IN_SIGNAL,
        VOLUNTEER,
        lambda desk, who: places.pointed_at(desk, who, Level.BUILDING, small_town.FLAT),
    ),
    "names": (Permission.SEE_MEETINGS, MANAGER, signal_release.names),
    "expected": (Permission.SEE_MEETINGS, MANAGER, signal_release.expected),
    "waiting": (Permission.COUNT_CASES, MANAGER, lambda desk, who: signal_work.waiting(desk, who, AGREED, NOON)),
    "shared_areas": (Permission.OPEN_MEETING, MANAGER, lambda desk, who: table.shared_areas(desk, who, ())),
    "mine": (Permission.HAND_IN_SIGNAL, VOLUNTEER, signals.mine),
}


@pytest.mark.parametrize(("permission", "viewer", "ask"), ALLOWED.values(), ids=list(ALLOWED))
def test_a_role_from_which_a_permission_is_taken_gets_nothing_by_it_any_more(
    quick_desk: Desk, permission: Permission, viewer: Viewer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(quick_desk, viewer)
    granted = MATRIX[viewer.role]
    monkeypatch.setitem(MATRIX, viewer.role, replace(granted, permissions=granted.permissions - {permission}))
    with pytest.raises(AccessDeniedError, match=permission.value):
        ask(quick_desk, viewer)


FIRST: dict[str, tuple[Permission, Viewer, Ask]] = {
    "need_screen": (Permission.HOLD_MEETING, SCREEN, lambda desk, who: meeting_guard.need_screen(desk, who, "x")),
    "prepare": (
        Permission.OPEN_MEETING,
        MANAGER,
        lambda desk, who: meetings.cancel(desk, who, "x", 0, key="k", now=NOON),
    ),
    "prepared": (Permission.SEE_MEETINGS, MANAGER, lambda desk, who: meetings.prepared(desk, who, "x", now=NOON)),
    "plan": (
        Permission.OPEN_MEETING,
        MANAGER,
        lambda desk, who: meetings.plan(desk, who, NOON.date(), (), 0, key="k", now=NOON),
    ),
    "open_meeting": (
        Permission.OPEN_MEETING,
        MANAGER,
        lambda desk, who: meetings.open_meeting(desk, who, "x", 0, (), key="k", now=NOON),
    ),
    "bring": (
        Permission.BRING_CONCERN,
        MANAGER,
        lambda desk, who: preparing.bring(desk, who, "x", "Donker", ("", ""), key="k", now=NOON),
    ),
    "withdraw": (
        Permission.BRING_CONCERN,
        MANAGER,
        lambda desk, who: preparing.withdraw(desk, who, "x", 0, key="k", now=NOON),
    ),
    "concerns": (Permission.SEE_MEETINGS, MANAGER, lambda desk, who: preparing.concerns(desk, who, "x")),
    "read": (
        Permission.GIVE_READING,
        MANAGER,
        lambda desk, who: preparing.read(desk, who, "x", ("", ""), "red", "", key="k", now=NOON),
    ),
    "take_part": (
        Permission.WORK_CASE,
        WORKER,
        lambda desk, who: signal_pilots.take_part(desk, who, "x", key="k", now=NOON),
    ),
    "readings": (Permission.SEE_MEETINGS, MANAGER, lambda desk, who: preparing.readings(desk, who, "x")),
}


@pytest.mark.parametrize(("permission", "viewer", "ask"), FIRST.values(), ids=list(FIRST))
def test_the_permission_is_asked_before_anything_is_looked_up(
    quick_desk: Desk, permission: Permission, viewer: Viewer, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether there is such a meeting, or what it lacks, is not for who may not ask."""
    granted = MATRIX[viewer.role]
    monkeypatch.setitem(MATRIX, viewer.role, replace(granted, permissions=granted.permissions - {permission}))
    with pytest.raises(AccessDeniedError, match=permission.value):
        ask(quick_desk, viewer)


def test_a_concern_is_about_a_place_in_the_own_area_not_about_one_on_the_way_there(quick_desk: Desk) -> None:
    number = meetings.plan(quick_desk, MANAGER, NOON.date(), ("tenants",), key="p", now=NOON).number
    narrow = replace(VOLUNTEER, areas=frozenset({"BU99980102"}))
    with pytest.raises(AccessDeniedError, match="works for other areas"):
        preparing.bring(quick_desk, narrow, number, "Donker", ("district", "WK999801"), key="c", now=NOON)


def test_how_an_agreement_stands_is_for_who_may_see_agreements(quick_desk: Desk) -> None:
    """What an agreement is measured by is asked after that: it needs no agreement to be refused."""
    administrator = Viewer(Role.ADMIN, WORKER.areas)
    with pytest.raises(AccessDeniedError, match=Permission.SEE_AGREEMENTS.value):
        standings.course(quick_desk, administrator, None, ())  # type: ignore[arg-type]
    with pytest.raises(AccessDeniedError, match=Permission.SEE_AGREEMENTS.value):
        standings.line(quick_desk, administrator, None, (), NOON.date())  # type: ignore[arg-type]


def test_nobody_points_at_a_place_beyond_their_area(quick_desk: Desk) -> None:
    elsewhere = replace(VOLUNTEER, areas=frozenset({"BU99980102"}))
    with pytest.raises(AccessDeniedError, match="works for other areas"):
        places.pointed_at(quick_desk, elsewhere, Level.BUILDING, small_town.FLAT)


@pytest.mark.parametrize("worker", [WORKER, TOWN_WORKER, HELPER], ids=lambda one: str(one.role))
def test_a_case_beyond_the_area_of_who_works_on_it_stays_shut(quick_desk: Desk, worker: Viewer) -> None:
    number = handed_in(quick_desk)
    elsewhere = replace(worker, areas=frozenset({"BU99980102"}))
    cases = kept.cases(quick_desk.records)
    with pytest.raises(AccessDeniedError, match="works for other areas"):
        signal_work.need_theirs(quick_desk, elsewhere, cases[number], cases)


def test_a_case_is_for_who_works_on_cases(quick_desk: Desk) -> None:
    number = handed_in(quick_desk)
    cases = kept.cases(quick_desk.records)
    with pytest.raises(AccessDeniedError, match=Permission.WORK_CASE.value):
        signal_work.need_theirs(quick_desk, MANAGER, cases[number], cases)


def test_a_case_that_was_referred_to_nobody_is_not_for_the_care_team(quick_desk: Desk) -> None:
    number = handed_in(quick_desk)
    cases = kept.cases(quick_desk.records)
    with pytest.raises(AccessDeniedError, match="not assigned"):
        signal_work.need_theirs(quick_desk, HELPER, cases[number], cases)


def test_a_case_is_not_moved_beyond_the_area_of_who_corrects_it(quick_desk: Desk) -> None:
    number = handed_in(quick_desk)
    narrow = replace(WORKER, areas=frozenset({"BU99980101"}))
    form = signal_work.Form(number, 1, "c", NOON)
    with pytest.raises(AccessDeniedError, match="works for other areas"):
        signal_acts.correct(quick_desk, narrow, form, "arrears", "week", (Level.BUILDING, small_town.WALK_UP))


def test_who_has_no_exact_figures_takes_no_selection_away_and_learns_of_none(quick_desk: Desk) -> None:
    with pytest.raises(AccessDeniedError, match="may not put places"):
        selections.take_away(quick_desk, VOLUNTEER, "x", 0, key="k", now=NOON)
