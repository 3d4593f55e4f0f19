"""What the parties agreed on signals: terms, warning rules, campaigns and mailboxes, read from one TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from data.domain.areas import Level
from data.domain.errors import SettingsError
from data.domain.lights import Light
from data.domain.parties import Party
from data.domain.periods import Period
from data.domain.signal_case import Case
from data.domain.signals import OUT, State, Urgency

SHIPPED = Path(__file__).with_name("waakvlam.toml")


class Term(StrEnum):
    """Stretch of the way from signal to help that has a deadline."""

    CONTACT = "contact"
    VISIT = "visit"
    REFERRAL = "referral"
    ACCEPTANCE = "acceptance"
    HELP = "help"
    END = "end"
    FEEDBACK = "feedback"


RUNNING: dict[State, Term] = {
    State.NEW: Term.CONTACT,
    State.TAKEN_UP: Term.VISIT,
    State.VISIT_PLANNED: Term.VISIT,
    State.VISITED: Term.REFERRAL,
    State.REFERRED: Term.ACCEPTANCE,
    State.ACCEPTED: Term.HELP,
    State.HELP_STARTED: Term.END,
    State.DONE: Term.FEEDBACK,
}
"""Term that runs in each open state; a visit that was planned or missed runs on from the moment of taking up."""

CARE_STATES = frozenset({State.REFERRED, State.ACCEPTED, State.HELP_STARTED})
"""States in which the next step is the care partner's."""


@dataclass(frozen=True, slots=True)
class WarningRule:
    """So many signals on one place (a dwelling or a building) within so many days raise a pilot light."""

    id: str
    level: Level
    signals: int
    days: int


@dataclass(frozen=True, slots=True)
class Campaign:
    """Days on which people were asked to report, and where (no areas: everywhere)."""

    name: str
    starts: date
    ends: date
    areas: tuple[str, ...] = ()

    def touches(self, first: date, last: date, code: str) -> bool:
        """Whether it raised reporting between two days, in a place that lies in or around one of its areas.

        Parameters
        ----------
        first, last
            Both count.
        code
            Of the smallest CBS area that the place is or lies in; the digits of a code begin with those around it.
        """
        place = code[2:]
        near = any(place.startswith(area[2:]) or area[2:].startswith(place) for area in self.areas)
        return self.starts <= last and self.ends >= first and (near or not self.areas)


@dataclass(frozen=True, slots=True)
class Agreed:
    """Everything in the file.

    Parameters
    ----------
    terms
        Days a term and urgency.
    rules, campaigns
        As in the file.
    figures_from
        First period that the records speak for; None: they feed no figure.
    mailboxes
        Address a party; parties without one are absent.
    """

    terms: Mapping[tuple[Term, Urgency], int]
    rules: tuple[WarningRule, ...]
    campaigns: tuple[Campaign, ...]
    figures_from: Period | None
    mailboxes: Mapping[Party, str]


def read(path: Path | None = None) -> Agreed:
    """Read the agreements; None reads those that ship.

    Raises
    ------
    SettingsError
        The file can't be read, or lacks something; says what.
    """
    source = path or SHIPPED
    try:
        return _read(source.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{source}: can't be read ({error}); copy {SHIPPED.name} and change the copy"
        raise SettingsError(message) from error
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"{source}: {error!r} is missing or not understood; compare it with {SHIPPED.name}"
        raise SettingsError(message) from error


@lru_cache(maxsize=8)
def _read(text: str) -> Agreed:
    return _agreed(tomllib.loads(text))


def due(case: Case, agreed: Agreed) -> tuple[Term, datetime] | None:
    """Give the term that runs for a case and when it ends; None when nothing waits."""
    term = RUNNING.get(case.state)
    if term is None:
        return None
    begun = case.since
    if term is Term.VISIT:
        begun = _taken_up(case)
    return term, begun + timedelta(days=agreed.terms[term, case.urgency])


def late(case: Case, agreed: Agreed, now: datetime) -> bool:
    """Whether the step that should follow is overdue."""
    waits = due(case, agreed)
    return waits is not None and now > waits[1]


def turn(case: Case) -> Party | None:
    """Give the party whose turn it is; None when nothing waits."""
    if case.state in OUT:
        return None
    return Party.CARE if case.state in CARE_STATES else case.party


def work_light(cases: list[Case], agreed: Agreed, now: datetime) -> Light:
    """Give the light of our own work on one home: green nothing open, amber we are on it, red we are late."""
    open_ = [case for case in cases if case.state not in OUT]
    if any(late(case, agreed, now) for case in open_):
        return Light.RED
    return Light.AMBER if open_ else Light.GREEN


def _taken_up(case: Case) -> datetime:
    """Give the moment from which the visit is waited for: the last taking up or reopening."""
    moments = [step.at for step in case.steps if step.step in (State.TAKEN_UP.value, "reopened")]
    return max(moments, default=case.since)


def _agreed(given: Mapping[str, Any]) -> Agreed:
    starts = given["figures"]["starts"]
    return Agreed(
        terms={(term, urgency): _days(given["terms"][term][urgency]) for term in Term for urgency in Urgency},
        rules=tuple(
            WarningRule(str(one["id"]), Level(one["level"]), _days(one["signals"]), _days(one["days"]))
            for one in given.get("rule", [])
        ),
        campaigns=tuple(
            Campaign(str(one["name"]), one["starts"], one["ends"], tuple(one.get("areas", [])))
            for one in given.get("campaign", [])
        ),
        figures_from=Period.parse(starts) if starts else None,
        mailboxes={Party(name): str(address) for name, address in given["mailbox"].items() if address},
    )


def _days(value: object) -> int:
    """Give a whole number above nought."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        message = f"{value!r} is no whole number above 0"
        raise ValueError(message)
    return value
