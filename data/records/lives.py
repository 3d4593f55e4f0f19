"""How far along a record is, for each kind that retention has rules for."""

from __future__ import annotations

from collections.abc import Sequence

from data.domain import signal_case
from data.domain.subjects import Subject
from data.records.events import Event
from data.records.retention import State


def _signal(found: Sequence[Event]) -> str:
    case = signal_case.fold(found)
    return case.state.value if case is not None else ""


STATES: dict[Subject, State] = {Subject.SIGNAL: _signal}
