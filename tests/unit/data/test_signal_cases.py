"""What is read from the events of a signal: its state, its people, its terms, its light and the warnings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from data.domain import signal_terms, signal_warnings
from data.domain.areas import Level
from data.domain.errors import SettingsError
from data.domain.lights import Light
from data.domain.parties import Party
from data.domain.signal_case import Case, fold, fold_all, lead
from data.domain.signal_steps import Step
from data.domain.signal_terms import Agreed, Campaign, Term
from data.domain.signal_warnings import Spot
from data.domain.signals import State
from tests.samples.signal_events import START, Event, story

AGREED = signal_terms.read()


def case(*steps: Step, **others: object) -> Case:
    folded = fold(story(*steps, **others))  # type: ignore[arg-type]
    assert folded is not None
    return folded


def after(days: float) -> datetime:
    return START + timedelta(days=days)


def test_a_signal_that_went_the_whole_way_is_closed_and_remembers_every_step() -> None:
    road = (Step.TAKE_UP, Step.PLAN_VISIT, Step.FIND_HELP_WANTED, Step.REFER, Step.ACCEPT, Step.START_HELP)
    done = case(*road, Step.END_HELP, Step.CLOSE)
    assert (done.state, done.version, done.since) == (State.CLOSED, 9, after(8))
    assert [step.step for step in done.steps] == [Step.HAND_IN, *road, Step.END_HELP, Step.CLOSE]
    assert done.people == {"m-1", "m-2"}
    assert done.referred


def test_a_visit_is_planned_with_its_people_and_gone_when_nobody_was_home() -> None:
    planned = case(Step.TAKE_UP, Step.PLAN_VISIT)
    assert planned.visit is not None
    assert (planned.visit.people, planned.visit.minutes, planned.visit.starts) == (("m-1", "m-2"), 45, after(9))
    again = case(Step.TAKE_UP, Step.PLAN_VISIT, Step.NOT_HOME)
    assert (again.state, again.visit) == (State.TAKEN_UP, None)


def test_a_correction_is_a_new_row_that_changes_what_was_handed_in() -> None:
    right = {"theme": "care", "kind": "support", "urgency": "urgent"}
    events = [*story(), Event("S-2026-0001", 2, Step.CORRECT, after(1), facts=right)]
    corrected = fold(events)
    assert corrected is not None
    assert (corrected.theme, corrected.kind, corrected.urgency, corrected.state) == (*right.values(), State.NEW)
    assert corrected.steps[0].facts["theme"] == "money"


def test_a_joined_signal_goes_on_in_the_case_it_was_joined_to() -> None:
    joined = Event("S-2026-0002", 2, Step.JOIN, after(1), facts={"into": "S-2026-0001"})
    cases = fold_all([*story(Step.TAKE_UP), *story(number="S-2026-0002"), joined])
    assert cases["S-2026-0001"].joined == ("S-2026-0002",)
    assert lead(cases["S-2026-0002"], cases).number == "S-2026-0001"


def test_cases_that_were_joined_in_a_ring_do_not_hang() -> None:
    ring = [
        Event("S-2026-0001", 2, Step.JOIN, after(1), facts={"into": "S-2026-0002"}),
        Event("S-2026-0002", 2, Step.JOIN, after(1), facts={"into": "S-2026-0001"}),
    ]
    cases = fold_all([*story(), *story(number="S-2026-0002"), *ring])
    assert lead(cases["S-2026-0001"], cases).state is State.JOINED


def test_a_person_whose_role_was_taken_away_is_replaced() -> None:
    change = Event("S-2026-0001", 3, Step.ASSIGN, after(2), facts={"people": ["m-3"], "left": ["m-1"]})
    changed = fold([*story(Step.TAKE_UP), change])
    assert changed is not None
    assert changed.people == {"m-3"}


@pytest.mark.parametrize(
    ("steps", "term", "begun", "days"),
    [
        ((), Term.CONTACT, 0, 3),
        ((Step.TAKE_UP,), Term.VISIT, 1, 10),
        ((Step.TAKE_UP, Step.PLAN_VISIT), Term.VISIT, 1, 10),
        ((Step.TAKE_UP, Step.PLAN_VISIT, Step.NOT_HOME), Term.VISIT, 1, 10),
        ((Step.TAKE_UP, Step.PLAN_VISIT, Step.FIND_HELP_WANTED), Term.REFERRAL, 3, 3),
        ((Step.TAKE_UP, Step.PLAN_VISIT, Step.FIND_HELP_WANTED, Step.REFER), Term.ACCEPTANCE, 4, 7),
        ((Step.TAKE_UP, Step.PLAN_VISIT, Step.SETTLE), Term.FEEDBACK, 3, 7),
    ],
)
def test_the_term_that_runs_ends_so_many_days_after_it_began(
    steps: tuple[Step, ...], term: Term, begun: int, days: int
) -> None:
    told = case(*steps)
    assert signal_terms.due(told, AGREED) == (term, after(begun + days))
    assert not signal_terms.late(told, AGREED, after(begun + days))
    assert signal_terms.late(told, AGREED, after(begun + days) + timedelta(seconds=1))


def test_nothing_waits_once_a_signal_is_out() -> None:
    closed = case(Step.TAKE_UP, Step.PLAN_VISIT, Step.SETTLE, Step.CLOSE)
    assert signal_terms.due(closed, AGREED) is None
    assert signal_terms.turn(closed) is None


def test_the_light_of_our_work_is_green_when_nothing_is_open_and_red_when_we_are_late() -> None:
    open_, closed = case(), case(Step.DISMISS)
    assert signal_terms.work_light([closed], AGREED, after(99)) is Light.GREEN
    assert signal_terms.work_light([open_, closed], AGREED, after(2)) is Light.AMBER
    assert signal_terms.work_light([open_, closed], AGREED, after(4)) is Light.RED


def test_whose_turn_it_is_goes_to_the_care_partner_with_the_referral_and_comes_back() -> None:
    road = [Step.TAKE_UP, Step.PLAN_VISIT, Step.FIND_HELP_WANTED, Step.REFER, Step.ACCEPT, Step.START_HELP]
    assert signal_terms.turn(case(*road[:3])) is Party.CORPORATION
    assert {signal_terms.turn(case(*road[:end])) for end in (4, 5, 6)} == {Party.CARE}
    assert signal_terms.turn(case(*road, Step.END_HELP)) is Party.CORPORATION


def numbered(count: int, *, days: float = 0) -> list[Case]:
    return [
        replace(case(), number=f"S-2026-{place:04d}", handed_in=after(days * place)) for place in range(1, count + 1)
    ]


def warned(cases: list[Case], spots: dict[str, Spot], now: datetime) -> list[tuple[str, str, int]]:
    found = signal_warnings.due(cases, spots, AGREED.rules, now)
    return [(one.rule.id, one.place, len(one.signals)) for one in found]


def test_two_signals_on_one_home_warn_and_one_does_not() -> None:
    spots = {f"S-2026-{place:04d}": Spot("home", "flat") for place in range(1, 3)}
    assert warned(numbered(1), spots, after(2)) == []
    assert warned(numbered(2), spots, after(3)) == [("one_address", "home", 2)]


def test_four_signals_in_one_building_warn_also_when_no_home_is_known() -> None:
    spots = {f"S-2026-{place:04d}": Spot("", "flat") for place in range(1, 5)}
    assert warned(numbered(4), spots, after(3)) == [("one_building", "flat", 4)]


def test_signals_too_far_apart_set_aside_or_detached_from_their_address_do_not_count() -> None:
    spots = {f"S-2026-{place:04d}": Spot("home", "flat") for place in range(1, 3)}
    assert warned(numbered(2, days=91), spots, after(182)) == []
    aside = [numbered(2)[0], replace(numbered(2)[1], state=State.CANCELLED)]
    assert warned(aside, spots, after(3)) == []
    assert warned(numbered(2), {"S-2026-0001": Spot("home", "flat")}, after(3)) == []


def test_a_warning_comes_once_and_again_only_for_a_signal_that_it_did_not_count() -> None:
    spots = {f"S-2026-{place:04d}": Spot("home", "flat") for place in range(1, 4)}
    found = signal_warnings.due(numbered(2), spots, AGREED.rules, after(3))
    raised = [("one_address", frozenset({"S-2026-0001", "S-2026-0002"}))]
    assert signal_warnings.fresh(found, []) == found
    assert signal_warnings.fresh(found, raised) == []
    more = signal_warnings.due(numbered(3), spots, AGREED.rules, after(4))
    assert signal_warnings.fresh(more, raised) == more


def test_a_campaign_touches_the_days_and_places_that_it_was_held_in() -> None:
    campaign = Campaign("Opletten", date(2026, 9, 1), date(2026, 9, 30), ("WK999801",))
    september, october = (date(2026, 9, 30), date(2026, 10, 31)), (date(2026, 10, 1), date(2026, 10, 31))
    for code in ("BU99980101", "WK999801", "GM9998"):
        assert campaign.touches(*september, code)
        assert not campaign.touches(*october, code)
    assert not campaign.touches(*september, "WK999802")
    assert replace(campaign, areas=()).touches(*september, "WK999802")


def test_the_agreements_that_ship_feed_no_figure_and_write_to_nobody() -> None:
    assert isinstance(AGREED, Agreed)
    assert (AGREED.figures_from, dict(AGREED.mailboxes), AGREED.campaigns) == (None, {}, ())
    assert {(rule.level, rule.signals) for rule in AGREED.rules} == {(Level.DWELLING, 2), (Level.BUILDING, 4)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("urgent = 1\n", "urgent = 0\n"),
        ("[terms.help]", "[terms.halp]"),
        ('level = "building"', 'level = "household"'),
        ("[mailbox]", "[mailbox"),
        ("signals = 2", "signals = true"),
    ],
)
def test_a_faulty_file_of_agreements_is_refused_with_its_name(tmp_path: Path, old: str, new: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(signal_terms.SHIPPED.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(SettingsError, match=r"own\.toml"):
        signal_terms.read(own)
    with pytest.raises(SettingsError, match=r"absent\.toml"):
        signal_terms.read(tmp_path / "absent.toml")


def test_moments_of_events_are_utc() -> None:
    assert case().handed_in.tzinfo is UTC
