"""The state machine of a signal: every pair of state and step is tried; what is not agreed is refused."""

from __future__ import annotations

import itertools

import pytest

from data.domain.access import MATRIX, Permission, Role
from data.domain.errors import RefusedError
from data.domain.signal_steps import OUTCOME_STEP, RULES, Step, after, possible
from data.domain.signals import KINDS, OUT, VERA_STATUS, WORDS, Outcome, State, Theme, Word, kind_by_code, kinds_of

ROAD = {
    (State.NEW, Step.TAKE_UP): State.TAKEN_UP,
    (State.TAKEN_UP, Step.PLAN_VISIT): State.VISIT_PLANNED,
    (State.VISIT_PLANNED, Step.PLAN_VISIT): State.VISIT_PLANNED,
    (State.VISIT_PLANNED, Step.NOT_HOME): State.TAKEN_UP,
    (State.VISIT_PLANNED, Step.SETTLE): State.DONE,
    (State.VISIT_PLANNED, Step.FIND_HELP_WANTED): State.VISITED,
    (State.VISITED, Step.REFER): State.REFERRED,
    (State.REFERRED, Step.ACCEPT): State.ACCEPTED,
    (State.REFERRED, Step.DECLINE): State.VISITED,
    (State.ACCEPTED, Step.START_HELP): State.HELP_STARTED,
    (State.HELP_STARTED, Step.END_HELP): State.DONE,
    (State.VISITED, Step.CLOSE): State.CLOSED,
    (State.DONE, Step.CLOSE): State.CLOSED,
}
SIDEWAYS = {
    **{(state, Step.JOIN): State.JOINED for state in (State.NEW, State.TAKEN_UP)},
    **{(state, Step.DISMISS): State.CANCELLED for state in (State.NEW, State.TAKEN_UP)},
    **{(state, Step.REOPEN): State.TAKEN_UP for state in (State.DONE, State.CLOSED, State.CANCELLED)},
    **{(state, step): state for state in set(State) - OUT for step in (Step.NOTE, Step.CORRECT)},
    **{(state, Step.ASSIGN): state for state in set(State) - OUT - {State.NEW}},
}
LEGAL = ROAD | SIDEWAYS
"""What may happen, written down apart from the product's own table."""

PAIRS = list(itertools.product([None, *State], Step))


@pytest.mark.parametrize(("state", "step"), PAIRS, ids=str)
def test_every_pair_of_state_and_step_leads_where_it_was_agreed_or_is_refused(state: State | None, step: Step) -> None:
    if (state, step) == (None, Step.HAND_IN):
        assert after(state, step) is State.NEW
    elif state is not None and (state, step) in LEGAL:
        assert after(state, step) is LEGAL[state, step]
    else:
        with pytest.raises(RefusedError, match="stap"):
            after(state, step)


def test_there_are_pairs_of_both_sorts() -> None:
    assert len(PAIRS) == 12 * 18
    assert len(LEGAL) == 43


def test_who_may_take_a_step_may_work_on_cases_and_care_takes_only_the_steps_of_care() -> None:
    for state, role in itertools.product(State, Role):
        steps = set(possible(state, role))
        assert not steps or Permission.WORK_CASE in MATRIX[role].permissions
        if role is Role.CARE:
            assert steps <= {Step.ACCEPT, Step.DECLINE, Step.START_HELP, Step.END_HELP}


def test_from_every_open_state_a_signal_can_get_out() -> None:
    for begin in set(State) - OUT:
        reached, edge = {begin}, [begin]
        while edge:
            here = edge.pop()
            for (state, _), there in LEGAL.items():
                if state is here and there not in reached:
                    reached.add(there)
                    edge.append(there)
        assert reached & OUT


def test_every_outcome_of_a_visit_is_a_step_that_follows_a_planned_visit() -> None:
    assert set(OUTCOME_STEP) == set(Outcome)
    assert all(State.VISIT_PLANNED in RULES[step].before for step in OUTCOME_STEP.values())


def test_every_state_has_its_vera_status_and_the_word_for_the_reporter() -> None:
    assert set(VERA_STATUS) == set(WORDS) == set(State)
    assert {code for code, _ in VERA_STATUS.values()} == {"AAN", "INB", "INU", "AFG", "GES", "GEA"}
    assert WORDS[State.DONE] is Word.TAKEN_UP, "done is said by the one who closes, not before"


def test_every_theme_has_kinds_and_a_vera_code_finds_its_kind_again() -> None:
    assert all(kinds_of(theme) for theme in Theme)
    assert kind_by_code("OVE", "GEL") == "noise"
    assert kind_by_code("SIGNALERINGSOORT.SCH", "SIGNALERINGDETAILSOORT.DEU") == "bailiff"
    assert kind_by_code("ONB", "") == "support"
    assert kind_by_code("OVE", "XXX") == "nuisance"
    assert kind_by_code("WAN", "BEL") is None
    for key, kind in KINDS.items():
        if kind.detail:
            assert kind_by_code(kind.code, kind.detail) == key
