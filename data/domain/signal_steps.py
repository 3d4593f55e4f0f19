"""The state machine of a signal, as data: which step leads from which states to which, and which roles may take it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from data.domain.access import Role
from data.domain.errors import RefusedError
from data.domain.signals import Outcome, State


class Step(StrEnum):
    """What happens to a signal; each is one event."""

    HAND_IN = "handed_in"
    TAKE_UP = "taken_up"
    ASSIGN = "assigned"
    JOIN = "joined"
    DISMISS = "dismissed"
    PLAN_VISIT = "visit_planned"
    NOT_HOME = "not_home"
    SETTLE = "settled"
    FIND_HELP_WANTED = "help_wanted"
    REFER = "referred"
    ACCEPT = "accepted"
    DECLINE = "declined"
    START_HELP = "help_started"
    END_HELP = "help_ended"
    CLOSE = "closed"
    REOPEN = "reopened"
    NOTE = "noted"
    CORRECT = "corrected"


@dataclass(frozen=True, slots=True)
class Rule:
    """Where a step may be taken, where it leads, and for whom.

    Parameters
    ----------
    before
        States in which it may be taken.
    after
        State that it leads to; None: the state stays.
    roles
        Who may take it, on a case that is theirs.
    """

    before: frozenset[State]
    after: State | None
    roles: frozenset[Role]


WORKERS = frozenset({Role.CORPORATION_CASE, Role.MUNICIPALITY_CASE})
CARE = frozenset({Role.CARE})

_S = State
_FRESH = frozenset({_S.NEW, _S.TAKEN_UP})
_BUSY = frozenset({_S.TAKEN_UP, _S.VISIT_PLANNED, _S.VISITED, _S.REFERRED, _S.ACCEPTED, _S.HELP_STARTED, _S.DONE})
_OPEN = _BUSY | {_S.NEW}

RULES: dict[Step, Rule] = {
    Step.TAKE_UP: Rule(frozenset({_S.NEW}), _S.TAKEN_UP, WORKERS),
    Step.ASSIGN: Rule(_BUSY, None, WORKERS),
    Step.JOIN: Rule(_FRESH, _S.JOINED, WORKERS),
    Step.DISMISS: Rule(_FRESH, _S.CANCELLED, WORKERS),
    Step.PLAN_VISIT: Rule(frozenset({_S.TAKEN_UP, _S.VISIT_PLANNED}), _S.VISIT_PLANNED, WORKERS),
    Step.NOT_HOME: Rule(frozenset({_S.VISIT_PLANNED}), _S.TAKEN_UP, WORKERS),
    Step.SETTLE: Rule(frozenset({_S.VISIT_PLANNED}), _S.DONE, WORKERS),
    Step.FIND_HELP_WANTED: Rule(frozenset({_S.VISIT_PLANNED}), _S.VISITED, WORKERS),
    Step.REFER: Rule(frozenset({_S.VISITED}), _S.REFERRED, WORKERS),
    Step.ACCEPT: Rule(frozenset({_S.REFERRED}), _S.ACCEPTED, CARE),
    Step.DECLINE: Rule(frozenset({_S.REFERRED}), _S.VISITED, CARE),
    Step.START_HELP: Rule(frozenset({_S.ACCEPTED}), _S.HELP_STARTED, CARE),
    Step.END_HELP: Rule(frozenset({_S.HELP_STARTED}), _S.DONE, CARE),
    Step.CLOSE: Rule(frozenset({_S.VISITED, _S.DONE}), _S.CLOSED, WORKERS),
    Step.REOPEN: Rule(frozenset({_S.DONE, _S.CLOSED, _S.CANCELLED}), _S.TAKEN_UP, WORKERS),
    Step.NOTE: Rule(_OPEN, None, WORKERS),
    Step.CORRECT: Rule(_OPEN, None, WORKERS),
}
"""Every step but the first; what is not here is refused."""

OUTCOME_STEP: dict[Outcome, Step] = {
    Outcome.NOT_HOME: Step.NOT_HOME,
    Outcome.NO_HELP_NEEDED: Step.SETTLE,
    Outcome.ADVICE_GIVEN: Step.SETTLE,
    Outcome.HELP_DECLINED: Step.SETTLE,
    Outcome.REPAIR_ORDERED: Step.SETTLE,
    Outcome.HELP_WANTED: Step.FIND_HELP_WANTED,
}
"""Step that records each outcome of a visit."""


def after(state: State | None, step: Step) -> State:
    """Give the state that a step leads to.

    Raises
    ------
    RefusedError
        ``stap``: the step can't be taken in this state.
    """
    if step is Step.HAND_IN and state is None:
        return State.NEW
    rule = RULES.get(step)
    if state is None or rule is None or state not in rule.before:
        raise RefusedError("stap", stap=step.value, stand=state.value if state else "")
    return rule.after or state


def possible(state: State, role: Role) -> tuple[Step, ...]:
    """Give the steps that a role may take in a state, in the order of the table."""
    return tuple(step for step, rule in RULES.items() if state in rule.before and role in rule.roles)
