"""A case is never left behind: who lost the role loses it, and it is back in the inbox of its organisation."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from data import release
from data.desk import people, signal_acts, signal_work
from data.desk.case_owners import hands_of
from data.desk.guard import Desk
from data.desk.people import Gift
from data.desk.signal_work import Form
from data.domain.access import Role, Viewer
from data.domain.errors import RefusedError
from data.domain.people import Identity
from data.domain.signals import Purpose
from data.records import signals as kept
from data.settings import from_environment
from tests.fixtures.signal_desk import AGREED, NOON, TOWN, demo, handed_in

ADMIN = demo(Role.ADMIN)


@pytest.fixture
def real_desk(quick_desk: Desk, real_proefdam: Path, tmp_path: Path) -> Iterator[Desk]:
    """Desk over the small town as if it were real: people are who the administrator gave a role."""
    shutil.copytree(real_proefdam, tmp_path / "var")
    store = release.open_store(from_environment({"BUURTSTOPLICHT_VAR": str(tmp_path / "var")}))
    yield Desk(quick_desk.records, store)
    store.connection.close()


def hired(desk: Desk, name: str, role: Role) -> Viewer:
    gift = Gift(role, TOWN, identity=Identity("", "", f"{name}@example.test", name))
    number = people.give(desk, ADMIN, gift, key=name, now=NOON).number
    return Viewer(role, TOWN, name=name, person=number)


def revoked(desk: Desk, viewer: Viewer) -> None:
    person = people.known(desk)[viewer.person]
    people.take(desk, ADMIN, person, viewer.role, key=f"gone {viewer.person}", now=NOON)


def form(desk: Desk, number: str) -> Form:
    version = kept.cases(desk.records)[number].version
    return Form(number, version, f"{number}-{version}", NOON)


def test_a_case_of_which_nobody_is_left_comes_back_to_its_organisation_and_can_be_taken_over(real_desk: Desk) -> None:
    anna, bert, carla = (
        hired(real_desk, name, role)
        for name, role in (
            ("anna", Role.CORPORATION_CASE),
            ("bert", Role.CORPORATION_CASE),
            ("carla", Role.MUNICIPALITY_CASE),
        )
    )
    number = handed_in(real_desk)
    signal_acts.take_up(real_desk, anna, form(real_desk, number))
    assert signal_work.inbox(real_desk, bert, AGREED, NOON) == []
    revoked(real_desk, anna)
    [line] = signal_work.inbox(real_desk, bert, AGREED, NOON)
    assert (line.case.number, line.alone) == (number, True)
    assert signal_work.inbox(real_desk, carla, AGREED, NOON) == []
    assert signal_work.open_case(real_desk, bert, number, Purpose.VISIT, NOON).gone
    with pytest.raises(RefusedError, match="persoon_weg"):
        signal_acts.assign(real_desk, bert, form(real_desk, number), anna.person)
    signal_acts.assign(real_desk, bert, form(real_desk, number), bert.person)
    assert kept.cases(real_desk.records)[number].people == {bert.person}
    assert not signal_work.open_case(real_desk, bert, number, Purpose.VISIT, NOON).gone


def test_a_visit_of_somebody_who_lost_the_role_is_said_and_can_be_planned_anew(real_desk: Desk) -> None:
    anna, carla = hired(real_desk, "anna", Role.CORPORATION_CASE), hired(real_desk, "carla", Role.MUNICIPALITY_CASE)
    number = handed_in(real_desk)
    signal_acts.take_up(real_desk, anna, form(real_desk, number))
    starts = NOON + timedelta(days=2)
    signal_acts.plan_visit(real_desk, anna, form(real_desk, number), starts, 45, (anna.person, carla.person))
    assert not signal_work.open_case(real_desk, anna, number, Purpose.VISIT, NOON).gone
    revoked(real_desk, carla)
    assert signal_work.open_case(real_desk, anna, number, Purpose.VISIT, NOON).gone
    assert not signal_work.inbox(real_desk, anna, AGREED, NOON)[0].alone


def test_who_works_on_cases_where_is_as_the_records_of_people_say_now(real_desk: Desk) -> None:
    anna, _ = hired(real_desk, "anna", Role.CORPORATION_CASE), hired(real_desk, "piet", Role.CORPORATION_MANAGER)
    assert {person: areas for person, areas in (hands_of(real_desk) or {}).items() if areas} == {anna.person: TOWN}
    revoked(real_desk, anna)
    assert not any((hands_of(real_desk) or {}).values())
