"""What records are about: every event belongs to one numbered subject."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
"""The year of a number is that of the place where it is given out."""


class Ledger(StrEnum):
    """Chain of events; each has its own retention."""

    CASE = "case"
    ACCESS = "access"


class Subject(StrEnum):
    """Kind of thing that events are recorded of."""

    SIGNAL = "signal"
    VISIT = "visit"
    REFERRAL = "referral"
    PILOT_LIGHT = "pilot_light"
    AGREEMENT = "agreement"
    MEETING = "meeting"
    CONCERN = "concern"
    ACTION = "action"
    READING = "reading"
    AGREED_LIGHT = "agreed_light"
    PERSON = "person"
    SELECTION = "selection"
    SIGNAL_STAND = "signal_stand"
    ERASURE = "erasure"
    ACCESS = "access"


REWRITTEN = "rewritten"
"""Kind of an event whose content takes the place of that of an earlier one (fact ``of``), as asked by whom it is about
or at the end of a tenancy; says nothing of a state, and is no step that anybody took."""

SERIES: dict[Subject, str] = {
    Subject.SIGNAL: "S",
    Subject.VISIT: "B",
    Subject.REFERRAL: "D",
    Subject.PILOT_LIGHT: "W",
    Subject.AGREEMENT: "P",
    Subject.MEETING: "O",
    Subject.CONCERN: "K",
    Subject.ACTION: "A",
    Subject.AGREED_LIGHT: "L",
    Subject.PERSON: "M",
    Subject.SELECTION: "G",
    Subject.ERASURE: "V",
    Subject.ACCESS: "T",
}
"""Letter that a number begins with; a subject that is not here is numbered by who records it."""


def numbered(subject: Subject, now: datetime, place: int) -> str:
    """Write the number of a new subject: ``S-2026-0123``; more than four digits when a year needs them."""
    return f"{prefix(subject, now)}{place:04d}"


def prefix(subject: Subject, now: datetime) -> str:
    """Give what the numbers of one subject and year begin with: ``S-2026-``."""
    return f"{SERIES[subject]}-{now.astimezone(ZONE).year}-"
