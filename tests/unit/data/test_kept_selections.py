"""Kept selections: a party's own, for who has exact figures, with no place outside one's areas and nothing deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest

from data.desk import selections
from data.desk.guard import Desk
from data.desk.selections import Opened
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError, ChangedMeanwhileError, RefusedError
from data.domain.selections import LONGEST, Place
from data.domain.subjects import Subject
from data.records import erasure, events
from data.records.events import Actor, Entry
from data.release_selection import MOST
from tests.fixtures.signal_desk import HELPER, MANAGER, NOON, TOWN_WORKER, VOLUNTEER, WORKER, demo
from tests.samples import small_town

FLAT, WALK_UP = (Level.BUILDING, small_town.FLAT), (Level.BUILDING, small_town.WALK_UP)
KADE = (Level.STREET, f"{small_town.KADE}-BU99980101")
COMPLEX = (Level.ESTATE, "C1")
LANDKANT = demo(Role.CORPORATION_CASE, frozenset({"BU99980102"}))
LETTING = demo(Role.CORPORATION_LETTING)
SHARED = (VOLUNTEER, TOWN_WORKER, HELPER, demo(Role.MUNICIPALITY_POLICY), demo(Role.PROJECTOR), demo(Role.ADMIN))
FORMS = count(1)
MINE = "may not put places of its own choice together"


def key() -> str:
    return f"form-{next(FORMS)}"


def keep(desk: Desk, viewer: Viewer = MANAGER, name: str = "Team haven", *places: Place) -> str:
    return selections.keep(desk, viewer, name, places or (FLAT, WALK_UP), key=key(), now=NOON).number


def change(desk: Desk, viewer: Viewer, number: str, seen: int, name: str, *places: Place) -> None:
    selections.change(desk, viewer, number, seen, name, places, key=key(), now=NOON)


def opened(desk: Desk, number: str, viewer: Viewer = MANAGER) -> Opened:
    found = selections.opened(desk, viewer, number)
    assert found is not None
    return found


def test_a_selection_is_there_for_every_colleague_with_exact_figures(signal_desk: Desk) -> None:
    number = keep(signal_desk, MANAGER, "  Team   haven ", KADE, FLAT, COMPLEX, FLAT)
    assert number == "G-2026-0001"
    for viewer in (MANAGER, WORKER, LETTING):
        assert selections.names(signal_desk, viewer) == {number: "Team haven"}
        assert opened(signal_desk, number, viewer) == Opened(number, 1, "Team haven", (KADE, FLAT, COMPLEX), 0, 0)


def test_it_gets_another_name_and_other_places_and_every_version_stays_recorded(signal_desk: Desk) -> None:
    number = keep(signal_desk)
    change(signal_desk, WORKER, number, 1, "Team kade", WALK_UP)
    assert opened(signal_desk, number) == Opened(number, 2, "Team kade", (WALK_UP,), 0, 0)
    told = events.told(signal_desk.records, Subject.SELECTION)
    assert [one.content for one in told] == [{"name": "Team haven"}, {"name": "Team kade"}]


def test_what_is_taken_away_is_gone_from_the_list_and_not_from_the_records(signal_desk: Desk) -> None:
    number, other = keep(signal_desk), keep(signal_desk, MANAGER, "Andere")
    selections.take_away(signal_desk, WORKER, number, 1, key="away", now=NOON)
    assert selections.take_away(signal_desk, WORKER, number, 1, key="away", now=NOON).again
    assert selections.names(signal_desk, MANAGER) == {other: "Andere"}
    assert selections.opened(signal_desk, MANAGER, number) is None
    assert len(events.history(signal_desk.records, Subject.SELECTION, number)) == 2
    for act in (lambda: change(signal_desk, MANAGER, number, 2, "Terug", FLAT), lambda: take(signal_desk, number, 2)):
        with pytest.raises(RefusedError, match="bestaat_niet"):
            act()
    keep(signal_desk, MANAGER, "Team haven")


def take(desk: Desk, number: str, seen: int, viewer: Viewer = MANAGER) -> None:
    selections.take_away(desk, viewer, number, seen, key=key(), now=NOON)


def test_the_same_form_twice_keeps_one_selection(signal_desk: Desk) -> None:
    first, second = (selections.keep(signal_desk, MANAGER, "Noord", [FLAT], key="k", now=NOON) for _ in range(2))
    assert (first.number, first.again) == (second.number, False)
    assert second.again
    assert list(selections.names(signal_desk, MANAGER)) == [first.number]


def test_who_is_second_overwrites_nothing(signal_desk: Desk) -> None:
    number = keep(signal_desk)
    change(signal_desk, WORKER, number, 1, "Team kade", WALK_UP)
    for act in (lambda: change(signal_desk, MANAGER, number, 1, "Oud", FLAT), lambda: take(signal_desk, number, 1)):
        with pytest.raises(ChangedMeanwhileError):
            act()
    assert opened(signal_desk, number).name == "Team kade"


def test_a_colleague_of_another_area_sees_and_changes_only_what_lies_there(signal_desk: Desk) -> None:
    number = keep(signal_desk, MANAGER, "Stad", FLAT, WALK_UP)
    assert opened(signal_desk, number, LANDKANT) == Opened(number, 1, "Stad", (WALK_UP,), 1, 0)
    dike = (Level.STREET, f"{small_town.KADE}-BU99980102")
    change(signal_desk, LANDKANT, number, 1, "Stad", dike)
    assert set(opened(signal_desk, number).places) == {dike, FLAT}


def test_a_place_that_no_longer_exists_is_left_out_and_goes_with_the_next_change(signal_desk: Desk) -> None:
    facts = {"places": [f"building:{small_town.FLAT}", "building:9998100000009999", "street:weg"]}
    entry = Entry(Subject.SELECTION, "kept", facts, content={"name": "Oud"})
    actor = Actor(MANAGER.person, MANAGER.role.value, "corporation")
    [made] = events.append(signal_desk.records, [entry], actor, key="old", now=NOON)
    assert opened(signal_desk, made.number) == Opened(made.number, 1, "Oud", (FLAT,), 0, 2)
    change(signal_desk, MANAGER, made.number, 1, "Oud", FLAT)
    assert opened(signal_desk, made.number) == Opened(made.number, 2, "Oud", (FLAT,), 0, 0)


@pytest.mark.parametrize("viewer", SHARED, ids=lambda viewer: viewer.role.value)
def test_a_shared_role_is_given_nothing_and_keeps_nothing(quick_desk: Desk, viewer: Viewer) -> None:
    number = keep(quick_desk)
    acts: list[Callable[[], object]] = [
        lambda: selections.names(quick_desk, viewer),
        lambda: selections.opened(quick_desk, viewer, number),
        lambda: keep(quick_desk, viewer, "Eigen"),
        lambda: change(quick_desk, viewer, number, 1, "Anders", FLAT),
        lambda: take(quick_desk, number, 1, viewer),
    ]
    for act in acts:
        with pytest.raises(AccessDeniedError, match=MINE):
            act()
    assert not selections.may_keep(viewer)
    assert len(events.of_subject(quick_desk.records, Subject.SELECTION)) == 1


@pytest.mark.parametrize(
    "viewer",
    [replace(MANAGER, within=Role.CORPORATION_MANAGER), replace(MANAGER, person="")],
    ids=["looks as another", "nobody in particular"],
)
def test_who_only_looks_or_is_nobody_keeps_nothing(quick_desk: Desk, viewer: Viewer) -> None:
    with pytest.raises(AccessDeniedError):
        keep(quick_desk, viewer)
    assert not selections.may_keep(viewer)


def test_a_selection_of_another_party_is_neither_shown_nor_changed(quick_desk: Desk) -> None:
    entry = Entry(Subject.SELECTION, "kept", {"places": [f"building:{small_town.FLAT}"]}, content={"name": "Ander"})
    [made] = events.append(quick_desk.records, [entry], Actor("m-9", "x", "municipality"), key="x", now=NOON)
    assert selections.names(quick_desk, MANAGER) == {}
    assert selections.opened(quick_desk, MANAGER, made.number) is None
    for act in (
        lambda: change(quick_desk, MANAGER, made.number, 1, "Mijn", FLAT),
        lambda: take(quick_desk, made.number, 1),
    ):
        with pytest.raises(AccessDeniedError, match="does not speak for the party"):
            act()


@pytest.mark.parametrize(
    ("name", "places", "reason"),
    [
        ("  ", [FLAT], "selectie_naam"),
        ("x" * (LONGEST + 1), [FLAT], "te_lang"),
        ("TEAM HAVEN", [FLAT], "selectie_dubbel"),
        ("Bel 0612345678", [FLAT], "telefoon"),
        ("Van 123456782", [FLAT], "bsn"),
        ("Mail jan@voorbeeld.nl", [FLAT], "email"),
        ("Leeg", [], "selectie_leeg"),
        ("Verzonnen", [FLAT, (Level.BUILDING, "9998100000009999")], "selectie_plek"),
        ("Buurt", [(Level.NEIGHBOURHOOD, "BU99980101")], "selectie_plek"),
        ("Woning", [(Level.DWELLING, small_town.dwelling(small_town.FLAT, 0))], "selectie_plek"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(
    quick_desk: Desk, name: str, places: list[Place], reason: str
) -> None:
    number = keep(quick_desk)
    other = keep(quick_desk, MANAGER, "Andere")
    for act in (
        lambda: selections.keep(quick_desk, MANAGER, name, places, key=key(), now=NOON),
        lambda: change(quick_desk, MANAGER, other, 1, name, *places),
    ):
        with pytest.raises(RefusedError) as caught:
            act()
        assert caught.value.reason == reason
    assert selections.names(quick_desk, MANAGER) == {other: "Andere", number: "Team haven"}


def test_a_place_outside_ones_areas_is_refused(quick_desk: Desk) -> None:
    with pytest.raises(RefusedError, match="selectie_plek"):
        keep(quick_desk, LANDKANT, "Stad", FLAT, WALK_UP)
    assert opened(quick_desk, keep(quick_desk, LANDKANT, "Land", WALK_UP)).places == (WALK_UP,)


def test_a_selection_has_an_end(quick_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST == 100
    monkeypatch.setattr(selections, "MOST", 1)
    number = keep(quick_desk, MANAGER, "Een", FLAT)
    with pytest.raises(RefusedError, match="selectie_vol"):
        keep(quick_desk, MANAGER, "Twee", FLAT, WALK_UP)
    with pytest.raises(RefusedError, match="selectie_vol"):
        change(quick_desk, LANDKANT, number, 1, "Een", WALK_UP)


def test_a_name_that_was_erased_leaves_the_number_and_the_places(quick_desk: Desk) -> None:
    number = keep(quick_desk)
    [event] = events.of_subject(quick_desk.records, Subject.SELECTION)
    erasure.erase(quick_desk.records, "request", [event.event_id], Actor("fg", "", ""), key="erase", now=NOON)
    assert selections.names(quick_desk, MANAGER) == {number: number}
    assert opened(quick_desk, number).places == (FLAT, WALK_UP)
