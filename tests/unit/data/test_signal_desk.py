"""The desk of signals: from handing in to *afgerond*, who sees what on the way, and every clear refusal."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, timedelta

import pytest

from data.desk import places, signal_acts, signal_pilots, signal_work, signals
from data.desk.guard import Desk
from data.desk.signal_work import Form
from data.desk.signals import Draft
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError, ChangedMeanwhileError, RefusedError
from data.domain.lights import Light
from data.domain.signal_steps import RULES, Step, after
from data.domain.signals import GlassReason, Purpose, State, Word
from data.domain.subjects import Ledger, Subject
from data.records import events
from data.records import signals as kept
from tests.fixtures.signal_desk import (
    AGREED,
    ARREARS,
    HELPER,
    HOME,
    MANAGER,
    NOON,
    TOWN_WORKER,
    VOLUNTEER,
    WORKER,
    demo,
    handed_in,
)
from tests.samples import small_town

VISIT = NOON + timedelta(days=2)
BOTH = (WORKER.person, TOWN_WORKER.person)


def form(desk: Desk, number: str, key: str = "") -> Form:
    case = kept.cases(desk.records)[number]
    return Form(number, case.version, key or f"{number}-{case.version}", NOON)


def planned(desk: Desk) -> str:
    number = handed_in(desk)
    signal_acts.take_up(desk, WORKER, form(desk, number))
    signal_acts.plan_visit(desk, WORKER, form(desk, number), VISIT, 45, BOTH)
    return number


def referred(desk: Desk) -> str:
    number = planned(desk)
    signal_acts.visited(desk, TOWN_WORKER, form(desk, number), "help_wanted")
    signal_acts.refer(desk, WORKER, form(desk, number), consent=True)
    return number


def words(desk: Desk) -> list[Word]:
    return [own.word for own in signals.mine(desk, VOLUNTEER)]


def test_from_a_signal_by_a_volunteer_to_help_and_back_to_the_volunteer(signal_desk: Desk) -> None:
    number = handed_in(signal_desk)
    assert words(signal_desk) == [Word.RECEIVED]
    signal_acts.take_up(signal_desk, WORKER, form(signal_desk, number))
    assert words(signal_desk) == [Word.TAKEN_UP]
    signal_acts.plan_visit(signal_desk, WORKER, form(signal_desk, number), VISIT, 45, BOTH)
    signal_acts.visited(signal_desk, TOWN_WORKER, form(signal_desk, number), "help_wanted")
    signal_acts.refer(signal_desk, TOWN_WORKER, form(signal_desk, number), consent=True)
    for step in (Step.ACCEPT, Step.START_HELP, Step.END_HELP):
        signal_acts.answer(signal_desk, HELPER, form(signal_desk, number), step)
    assert words(signal_desk) == [Word.TAKEN_UP]
    signal_acts.close(signal_desk, WORKER, form(signal_desk, number))
    assert words(signal_desk) == [Word.DONE]
    case = kept.cases(signal_desk.records)[number]
    assert (case.state, len(case.steps)) == (State.CLOSED, 9)
    assert {step.party for step in case.steps} == {"tenants", "corporation", "municipality", "care"}


def test_the_same_form_twice_is_one_signal(signal_desk: Desk) -> None:
    assert handed_in(signal_desk) == handed_in(signal_desk)
    assert len(kept.cases(signal_desk.records)) == 1


def test_the_same_step_twice_is_one_step_and_gives_the_same_receipt(quick_desk: Desk) -> None:
    number = handed_in(quick_desk)
    filled = form(quick_desk, number)
    receipts = [signal_acts.take_up(quick_desk, WORKER, filled) for _ in range(2)]
    assert [receipt.again for receipt in receipts] == [False, True]
    assert kept.cases(quick_desk.records)[number].version == 2


def test_the_second_of_two_who_decide_at_once_is_told_and_nothing_is_overwritten(signal_desk: Desk) -> None:
    number = handed_in(signal_desk)
    first, second = form(signal_desk, number, "one"), form(signal_desk, number, "two")
    signal_acts.take_up(signal_desk, WORKER, first)
    with pytest.raises(ChangedMeanwhileError) as told:
        signal_acts.dismiss(signal_desk, WORKER, second, "nothing_found")
    assert told.value.by == WORKER.person
    assert kept.cases(signal_desk.records)[number].state is State.TAKEN_UP


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"place": "9998010000999999"}, "adres_onbekend"),
        ({"level": Level.DISTRICT, "place": "WK999801"}, "adres_onbekend"),
        ({"urgency": "danger"}, "levensgevaar"),
        ({"urgency": "soon"}, "soort_onbekend"),
        ({"kind": "diagnosis"}, "soort_onbekend"),
        ({"source": "police"}, "soort_onbekend"),
        ({"source": "resident"}, "toestemming"),
        ({"noticed": date(2026, 11, 3)}, "datum_toekomst"),
        ({"words": "Zijn nummer is 111222333"}, "bsn"),
        ({"words": "Bel 06-12345678"}, "telefoon"),
        ({"words": "x" * 2001}, "te_lang"),
    ],
)
def test_what_is_not_filled_in_as_it_should_be_is_refused_and_nothing_is_stored(
    quick_desk: Desk, change: dict[str, object], reason: str
) -> None:
    with pytest.raises(RefusedError) as refused:
        handed_in(quick_desk, replace(ARREARS, **change))  # type: ignore[arg-type]
    assert refused.value.reason == reason
    assert events.latest(quick_desk.records) == 0


def test_a_resident_who_agrees_may_be_spoken_for_and_today_is_no_future(quick_desk: Desk) -> None:
    agreed = replace(ARREARS, source="resident", consent=True, noticed=date(2026, 11, 2))
    assert handed_in(quick_desk, agreed) == "S-2026-0001"


def test_a_building_or_street_will_do_when_the_home_is_not_known(quick_desk: Desk) -> None:
    street = next(place for place in places.find(quick_desk, VOLUNTEER, "kade") if place.level is Level.STREET)
    for level, code in ((Level.BUILDING, small_town.FLAT), (Level.STREET, street.unit_id)):
        handed_in(quick_desk, replace(ARREARS, level=level, place=code), key=code)
    assert {case.level for case in kept.cases(quick_desk.records).values()} == {Level.BUILDING, Level.STREET}


def test_a_signal_outside_ones_own_area_is_not_accepted(quick_desk: Desk) -> None:
    elsewhere = demo(Role.TENANTS, frozenset({"BU99980102"}))
    with pytest.raises(AccessDeniedError):
        signals.hand_in(quick_desk, elsewhere, ARREARS, AGREED, key="k", now=NOON)
    with pytest.raises(AccessDeniedError):
        signals.hand_in(quick_desk, demo(Role.ADMIN), ARREARS, AGREED, key="k", now=NOON)
    assert events.latest(quick_desk.records) == 0


def test_a_reporter_sees_own_entries_only(quick_desk: Desk) -> None:
    handed_in(quick_desk)
    neighbour = replace(VOLUNTEER, person="somebody-else")
    assert signals.mine(quick_desk, neighbour) == []
    for ask in (
        lambda: signal_work.inbox(quick_desk, VOLUNTEER, AGREED, NOON),
        lambda: signal_work.open_case(quick_desk, VOLUNTEER, "S-2026-0001", Purpose.TRIAGE, NOON),
        lambda: signal_work.finished(quick_desk, VOLUNTEER),
        lambda: signal_pilots.burning(quick_desk, VOLUNTEER),
    ):
        with pytest.raises(AccessDeniedError):
            ask()


def numbers(desk: Desk, viewer: Viewer) -> list[str]:
    return [line.case.number for line in signal_work.inbox(desk, viewer, AGREED, NOON)]


def test_everybody_has_only_what_is_theirs_in_the_inbox(quick_desk: Desk) -> None:
    number = handed_in(quick_desk)
    other = replace(WORKER, person="colleague")
    assert [numbers(quick_desk, one) for one in (WORKER, other, TOWN_WORKER, HELPER)] == [[number], [number], [], []]
    signal_acts.take_up(quick_desk, WORKER, form(quick_desk, number))
    assert [numbers(quick_desk, one) for one in (WORKER, other, TOWN_WORKER, HELPER)] == [[number], [], [], []]
    signal_acts.plan_visit(quick_desk, WORKER, form(quick_desk, number), VISIT, 45, BOTH)
    assert [numbers(quick_desk, one) for one in (WORKER, other, TOWN_WORKER, HELPER)] == [[number], [], [number], []]
    signal_acts.visited(quick_desk, WORKER, form(quick_desk, number), "help_wanted")
    signal_acts.refer(quick_desk, WORKER, form(quick_desk, number), consent=True)
    assert numbers(quick_desk, HELPER) == [number]
    elsewhere = replace(HELPER, areas=frozenset({"BU99980102"}))
    assert numbers(quick_desk, elsewhere) == []


def test_a_home_that_the_corporation_does_not_let_comes_in_at_the_municipality(quick_desk: Desk) -> None:
    bought = small_town.dwelling(small_town.HOUSES[3], 0)
    number = handed_in(quick_desk, replace(ARREARS, place=bought))
    assert (numbers(quick_desk, WORKER), numbers(quick_desk, TOWN_WORKER)) == ([], [number])


def test_what_is_late_is_at_the_top(quick_desk: Desk) -> None:
    calm = handed_in(quick_desk, replace(ARREARS, urgency="calm"), key="a", now=NOON - timedelta(days=5))
    late = handed_in(quick_desk, replace(ARREARS, urgency="urgent"), key="b", now=NOON - timedelta(days=2))
    week = handed_in(quick_desk, key="c")
    lines = signal_work.inbox(quick_desk, WORKER, AGREED, NOON)
    assert [line.case.number for line in lines] == [late, calm, week]
    assert [line.light for line in lines] == [Light.RED, Light.AMBER, Light.AMBER]
    assert lines[0].beside == (calm, week)


def test_opening_a_case_gives_place_and_words_and_leaves_a_line_in_the_log(signal_desk: Desk) -> None:
    number = handed_in(signal_desk)
    opened = signal_work.open_case(signal_desk, WORKER, number, Purpose.TRIAGE, NOON)
    assert (opened.place, opened.words) == ("Kade 1, Havenkant", ((number, 1, "Post stapelt zich op"),))
    assert Step.TAKE_UP in opened.steps
    [line] = events.of_subject(signal_desk.records, Subject.ACCESS, ledger=Ledger.ACCESS)
    assert (line.facts["record"], line.facts["purpose"], line.actor.person) == (number, "triage", WORKER.person)


def test_a_case_of_somebody_else_does_not_open_and_does_not_even_exist(quick_desk: Desk) -> None:
    number = handed_in(quick_desk)
    said = set()
    for asked in (number, "S-2026-9999"):
        with pytest.raises(AccessDeniedError) as denied:
            signal_work.open_case(quick_desk, TOWN_WORKER, asked, Purpose.TRIAGE, NOON)
        said.add(type(denied.value))
    assert said == {AccessDeniedError}
    assert events.latest(quick_desk.records, Ledger.ACCESS) == 0


def test_a_manager_opens_a_case_only_by_breaking_the_glass_and_for_a_day(quick_desk: Desk) -> None:
    number = handed_in(quick_desk)
    with pytest.raises(AccessDeniedError):
        signal_work.open_case(quick_desk, MANAGER, number, Purpose.BREAK_GLASS, NOON)
    signal_work.break_glass(quick_desk, MANAGER, number, GlassReason.COMPLAINT, key="g", now=NOON)
    opened = signal_work.open_case(quick_desk, MANAGER, number, Purpose.BREAK_GLASS, NOON + timedelta(hours=23))
    assert (opened.place, opened.steps) == ("Kade 1, Havenkant", ())
    assert kept.cases(quick_desk.records)[number].steps[-1].step == "glass_broken"
    with pytest.raises(AccessDeniedError):
        signal_work.open_case(quick_desk, MANAGER, number, Purpose.BREAK_GLASS, NOON + timedelta(hours=24))
    elsewhere = replace(MANAGER, areas=frozenset({"BU99980102"}))
    for viewer in (WORKER, elsewhere):
        with pytest.raises(AccessDeniedError):
            signal_work.break_glass(quick_desk, viewer, number, GlassReason.COMPLAINT, key="w", now=NOON)


@pytest.mark.parametrize(
    ("people", "reason"),
    [
        ((WORKER.person,), "bezoek_twee"),
        ((WORKER.person, WORKER.person), "bezoek_twee"),
        ((WORKER.person, "m-gone"), "persoon_weg"),
    ],
)
def test_a_visit_is_made_by_one_of_each_organisation_who_has_the_role_today(
    quick_desk: Desk, people: tuple[str, ...], reason: str
) -> None:
    number = handed_in(quick_desk)
    signal_acts.take_up(quick_desk, WORKER, form(quick_desk, number))
    with pytest.raises(RefusedError) as refused:
        signal_acts.plan_visit(quick_desk, WORKER, form(quick_desk, number), VISIT, 45, people)
    assert refused.value.reason == reason
    with pytest.raises(RefusedError, match="datum_verleden"):
        signal_acts.plan_visit(quick_desk, WORKER, form(quick_desk, number), NOON, 45, BOTH)
    assert kept.cases(quick_desk.records)[number].version == 2


def test_a_referral_needs_the_consent_of_the_resident(quick_desk: Desk) -> None:
    number = planned(quick_desk)
    signal_acts.visited(quick_desk, WORKER, form(quick_desk, number), "help_wanted")
    with pytest.raises(RefusedError, match="toestemming"):
        signal_acts.refer(quick_desk, WORKER, form(quick_desk, number), consent=False)
    assert kept.cases(quick_desk.records)[number].state is State.VISITED


def test_the_care_partner_gives_a_referral_back_for_a_fixed_reason_only(quick_desk: Desk) -> None:
    number = referred(quick_desk)
    with pytest.raises(RefusedError, match="keuze_onbekend"):
        signal_acts.answer(quick_desk, HELPER, form(quick_desk, number), Step.DECLINE, "heeft schulden")
    signal_acts.answer(quick_desk, HELPER, form(quick_desk, number), Step.DECLINE, "full")
    assert kept.cases(quick_desk.records)[number].state is State.VISITED


def test_a_joined_signal_goes_on_in_the_other_and_its_reporter_hears_of_that(quick_desk: Desk) -> None:
    first, second = handed_in(quick_desk, key="a"), handed_in(quick_desk, key="b")
    for into in (second, "S-2026-9999"):
        with pytest.raises(RefusedError, match="samenvoegen"):
            signal_acts.join(quick_desk, WORKER, form(quick_desk, second), into)
    signal_acts.join(quick_desk, WORKER, form(quick_desk, second), first)
    assert words(quick_desk) == [Word.RECEIVED, Word.RECEIVED]
    signal_acts.take_up(quick_desk, WORKER, form(quick_desk, first))
    assert words(quick_desk) == [Word.TAKEN_UP, Word.TAKEN_UP]
    assert signal_work.open_case(quick_desk, WORKER, first, Purpose.VISIT, NOON).case.joined == (second,)
    with pytest.raises(RefusedError, match="samenvoegen"):
        signal_acts.join(quick_desk, WORKER, form(quick_desk, first), second)


def test_a_correction_moves_a_signal_to_the_right_home_and_keeps_the_old_row(quick_desk: Desk) -> None:
    number, right = handed_in(quick_desk), small_town.dwelling(small_town.FLAT, 1)
    signal_acts.correct(quick_desk, WORKER, form(quick_desk, number), "noise", "calm", (Level.DWELLING, right))
    assert kept.spots(quick_desk.records)[number].dwelling == right
    opened = signal_work.open_case(quick_desk, WORKER, number, Purpose.TRIAGE, NOON)
    assert (opened.place, opened.case.kind, len(opened.case.steps)) == ("Kade 2, Havenkant", "noise", 2)


def test_a_note_goes_in_whatever_stands_there_and_is_guarded_like_every_text(quick_desk: Desk) -> None:
    number = handed_in(quick_desk)
    old = form(quick_desk, number, "note")
    signal_acts.take_up(quick_desk, WORKER, form(quick_desk, number))
    signal_acts.note(quick_desk, WORKER, old, "Gordijnen zijn al weken dicht")
    with pytest.raises(RefusedError, match="iban"):
        signal_acts.note(quick_desk, WORKER, form(quick_desk, number), "NL91ABNA0417164300")
    with pytest.raises(RefusedError, match="keuze_onbekend"):
        signal_acts.note(quick_desk, WORKER, form(quick_desk, number), "  ")
    assert kept.cases(quick_desk.records)[number].version == 3


def test_two_signals_on_one_home_raise_one_pilot_light_for_both_organisations(signal_desk: Desk) -> None:
    for key in ("a", "b"):
        handed_in(signal_desk, key=key)
        signal_pilots.raise_due(signal_desk, AGREED, NOON)
    [glow] = signal_pilots.burning(signal_desk, WORKER)
    assert signal_pilots.burning(signal_desk, TOWN_WORKER)[0].pilot == glow.pilot
    assert (glow.pilot.number, glow.pilot.rule, glow.pilot.count, glow.open) == ("W-2026-0001", "one_address", 2, 2)
    assert glow.themes == {"money": 2}
    with pytest.raises(AccessDeniedError):
        signal_pilots.burning(signal_desk, HELPER)
    assert HOME not in str([event.facts for event in events.of_subject(signal_desk.records, Subject.PILOT_LIGHT)])


def test_whoever_takes_part_in_a_pilot_light_has_its_cases_in_the_inbox(quick_desk: Desk) -> None:
    made = [handed_in(quick_desk, key=key) for key in ("a", "b")]
    assert numbers(quick_desk, TOWN_WORKER) == []
    [glow] = signal_pilots.burning(quick_desk, TOWN_WORKER)
    signal_pilots.take_part(quick_desk, TOWN_WORKER, glow.pilot.number, key="p", now=NOON)
    assert sorted(numbers(quick_desk, TOWN_WORKER)) == made
    assert signal_pilots.burning(quick_desk, TOWN_WORKER)[0].mine
    elsewhere = replace(TOWN_WORKER, areas=frozenset({"BU99980102"}))
    with pytest.raises(AccessDeniedError):
        signal_pilots.take_part(quick_desk, elsewhere, glow.pilot.number, key="e", now=NOON)


def test_a_pilot_light_goes_out_when_its_signals_are_out(quick_desk: Desk) -> None:
    for number in [handed_in(quick_desk, key=key) for key in ("a", "b")]:
        signal_acts.dismiss(quick_desk, WORKER, form(quick_desk, number), "double")
    assert signal_pilots.burning(quick_desk, WORKER) == []


ROADS: dict[State, tuple[Step, ...]] = {
    State.NEW: (),
    State.TAKEN_UP: (Step.TAKE_UP,),
    State.VISIT_PLANNED: (Step.TAKE_UP, Step.PLAN_VISIT),
    State.VISITED: (Step.TAKE_UP, Step.PLAN_VISIT, Step.FIND_HELP_WANTED),
    State.REFERRED: (Step.TAKE_UP, Step.PLAN_VISIT, Step.FIND_HELP_WANTED, Step.REFER),
    State.ACCEPTED: (Step.TAKE_UP, Step.PLAN_VISIT, Step.FIND_HELP_WANTED, Step.REFER, Step.ACCEPT),
    State.HELP_STARTED: (
        *(Step.TAKE_UP, Step.PLAN_VISIT, Step.FIND_HELP_WANTED),
        *(Step.REFER, Step.ACCEPT, Step.START_HELP),
    ),
    State.DONE: (Step.TAKE_UP, Step.PLAN_VISIT, Step.SETTLE),
    State.CLOSED: (Step.TAKE_UP, Step.PLAN_VISIT, Step.SETTLE, Step.CLOSE),
    State.CANCELLED: (Step.DISMISS,),
    State.JOINED: (Step.JOIN,),
}


def test_every_step_that_does_not_fit_the_state_is_refused_at_the_desk_and_stores_nothing(quick_desk: Desk) -> None:
    assert set(ROADS) == set(State)
    refused = 0
    for state, road in ROADS.items():
        number = handed_in(
            quick_desk, replace(ARREARS, place=small_town.dwelling(small_town.FLAT, refused % 20)), key=state
        )
        for step in road:
            facts: dict[str, object] = (
                {"people": list(BOTH)} if step is Step.PLAN_VISIT else {"people": [WORKER.person]}
            )
            signal_work.take(
                quick_desk,
                HELPER if step in (Step.ACCEPT, Step.START_HELP) else WORKER,
                form(quick_desk, number),
                step,
                facts,
            )
        case, before = kept.cases(quick_desk.records)[number], events.latest(quick_desk.records)
        assert case.state is state
        for step, role in itertools.product(Step, (WORKER, TOWN_WORKER, HELPER)):
            if step in RULES and state in RULES[step].before and role.role in RULES[step].roles:
                assert after(state, step)
                continue
            with pytest.raises((RefusedError, AccessDeniedError)):
                signal_work.take(quick_desk, role, Form(number, case.version, f"{number}{step}{role.role}", NOON), step)
            refused += 1
        assert events.latest(quick_desk.records) == before
    assert refused == 11 * 18 * 3 - sum(len(rule.before) * len(rule.roles) for rule in RULES.values())


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Kade 3", "Kade 3, Havenkant"),
        ("kade   3", "Kade 3, Havenkant"),
        ("9998 AA 5", "Kade 5, Havenkant"),
        ("9998aa 5", "Kade 5, Havenkant"),
        ("dijk", "Dijk, Havenkant"),
    ],
)
def test_a_place_is_found_by_what_people_call_it(quick_desk: Desk, asked: str, first: str) -> None:
    assert places.find(quick_desk, VOLUNTEER, asked)[0].name == first


@pytest.mark.parametrize("asked", ["", "k", "Nergensstraat 1", "Kade 999", "%", "'; drop table unit"])
def test_nothing_is_found_of_what_is_not_there(quick_desk: Desk, asked: str) -> None:
    assert places.find(quick_desk, VOLUNTEER, asked) == []


def test_only_places_in_ones_own_area_are_found(quick_desk: Desk) -> None:
    elsewhere = demo(Role.TENANTS, frozenset({"BU99980102"}))
    found = places.find(quick_desk, elsewhere, "kade")
    assert found
    assert {place.codes[0] for place in found} == {"BU99980102"}
    with pytest.raises(AccessDeniedError):
        places.find(quick_desk, demo(Role.PROJECTOR), "kade")
    assert Draft(Level.DWELLING, HOME, "noise", "calm", "seen").words == ""
