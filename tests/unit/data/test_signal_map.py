"""Signals on the map: counted where they are, for who may count them there, and in tens a wijk for who shares."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from data.desk import places, signal_acts, signal_map, signal_release
from data.desk.guard import Desk
from data.desk.signal_work import Form
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from tests.fixtures.signal_desk import (
    AGREED,
    ARREARS,
    HELPER,
    MANAGER,
    NOON,
    TOWN_WORKER,
    VOLUNTEER,
    WORKER,
    demo,
    handed_in,
)
from tests.samples import small_town

LATE = NOON + timedelta(days=5)


def counts(desk: Desk, viewer: Viewer, child: Level, days: float = 0) -> dict[str, tuple[int, int]]:
    found = signal_map.open_now(desk, viewer, child, AGREED, NOON + timedelta(days=days))
    return {str(row.unit_id): (int(row.open), int(row.late)) for row in found.itertuples()}


def filled(desk: Desk) -> str:
    """Hand in: two at homes of the flat, one at the walk-up, one on the street of the flat, one that is set aside."""
    for place in range(2):
        handed_in(desk, replace(ARREARS, place=small_town.dwelling(small_town.FLAT, place)), key=f"f{place}")
    handed_in(desk, replace(ARREARS, place=small_town.dwelling(small_town.WALK_UP, 0), urgency="calm"), key="w")
    street = next(
        place
        for place in places.find(desk, VOLUNTEER, "kade")
        if place.level is Level.STREET and place.codes[0] == "BU99980101"
    )
    handed_in(desk, replace(ARREARS, level=Level.STREET, place=street.unit_id), key="s")
    aside = handed_in(desk, replace(ARREARS, place=small_town.dwelling(small_town.FLAT, 9)), key="x")
    signal_acts.dismiss(desk, WORKER, Form(aside, 1, "d", NOON), "nothing_found")
    return street.unit_id


def test_open_signals_stand_on_their_building_street_complex_and_buurt(quick_desk: Desk) -> None:
    street = filled(quick_desk)
    assert counts(quick_desk, MANAGER, Level.BUILDING) == {small_town.FLAT: (2, 0), small_town.WALK_UP: (1, 0)}
    assert counts(quick_desk, MANAGER, Level.STREET)[street] == (3, 0)
    assert counts(quick_desk, MANAGER, Level.ESTATE) == {"C1": (2, 0), "C2": (1, 0)}
    assert counts(quick_desk, MANAGER, Level.NEIGHBOURHOOD) == {"BU99980101": (3, 0), "BU99980102": (1, 0)}
    assert counts(quick_desk, MANAGER, Level.DISTRICT) == {"WK999801": (4, 0)}
    assert counts(quick_desk, MANAGER, Level.BUILDING, days=5)[small_town.FLAT] == (2, 2)


def test_who_works_on_signals_gets_those_that_are_theirs(quick_desk: Desk) -> None:
    filled(quick_desk)
    assert sum(many for many, _ in counts(quick_desk, WORKER, Level.DISTRICT).values()) == 4
    assert counts(quick_desk, TOWN_WORKER, Level.DISTRICT) == {}
    assert counts(quick_desk, HELPER, Level.BUILDING) == {}
    signal_acts.take_up(quick_desk, WORKER, Form("S-2026-0001", 1, "t", NOON))
    colleague = replace(WORKER, person="colleague")
    assert counts(quick_desk, colleague, Level.DISTRICT) == {"WK999801": (3, 0)}
    elsewhere = replace(MANAGER, areas=frozenset({"BU99980102"}))
    assert counts(quick_desk, elsewhere, Level.NEIGHBOURHOOD) == {"BU99980102": (1, 0)}


@pytest.mark.parametrize("role", [Role.TENANTS, Role.PROJECTOR, Role.MUNICIPALITY_POLICY, Role.ADMIN])
def test_nobody_else_sees_what_is_open_and_nobody_sees_it_by_home(quick_desk: Desk, role: Role) -> None:
    for viewer, child in ((demo(role), Level.BUILDING), (demo(role), Level.DISTRICT), (MANAGER, Level.DWELLING)):
        with pytest.raises(AccessDeniedError):
            signal_map.open_now(quick_desk, viewer, child, AGREED, NOON)
    shown_as = replace(MANAGER, within=Role.CORPORATION_MANAGER)
    assert not signal_map.sees_open(shown_as)


def test_who_shares_gets_the_tens_of_the_funnel(quick_desk: Desk) -> None:
    for place in range(6):
        draft = replace(ARREARS, place=small_town.dwelling(small_town.FLAT, place))
        handed_in(quick_desk, draft, key=str(place), now=NOON - timedelta(days=20))
    assert signal_map.came_in(quick_desk, VOLUNTEER, AGREED, NOON) is None
    signal_release.publish(quick_desk, MANAGER, NOON)
    told = [signal_map.came_in(quick_desk, viewer, AGREED, NOON) for viewer in (MANAGER, VOLUNTEER)]
    counts = [one[0].set_index("unit_id").loc["WK999801", "count"] for one in told if one]
    assert counts == [6, 10]
    assert {one[1] for one in told if one} == {datetime(2026, 10, 31, 23, tzinfo=UTC)}
    assert (signal_map.is_rounded(VOLUNTEER), signal_map.is_rounded(MANAGER)) == (True, False)
    with pytest.raises(AccessDeniedError):
        signal_map.came_in(quick_desk, demo(Role.PROJECTOR), AGREED, NOON)
