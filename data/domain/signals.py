"""Words of a signal: themes, kinds with their VERA codes, urgency, from whom, states and what a reporter is told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Theme(StrEnum):
    """Worry that a signal is about."""

    MONEY = "money"
    CARE = "care"
    NUISANCE = "nuisance"
    NEGLECT = "neglect"
    LONELINESS = "loneliness"
    OTHER = "other"


class Urgency(StrEnum):
    """How long it can wait; danger to life is no urgency of ours: that is for the emergency number."""

    URGENT = "urgent"
    WEEK = "week"
    CALM = "calm"


DANGER = "danger"
"""Answer of the form that is never recorded: it is met with the emergency number."""


class Source(StrEnum):
    """From whom the reporter has it; a resident who speaks for themselves through the reporter gives consent."""

    SEEN = "seen"
    RESIDENT = "resident"
    OTHERS = "others"


class State(StrEnum):
    """Where the case of a signal stands."""

    NEW = "new"
    TAKEN_UP = "taken_up"
    VISIT_PLANNED = "visit_planned"
    VISITED = "visited"
    REFERRED = "referred"
    ACCEPTED = "accepted"
    HELP_STARTED = "help_started"
    DONE = "done"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    JOINED = "joined"


OUT: frozenset[State] = frozenset({State.CLOSED, State.CANCELLED, State.JOINED})
"""States in which nothing waits any more."""


class Word(StrEnum):
    """All that a reporter hears of what became of a signal."""

    RECEIVED = "received"
    TAKEN_UP = "taken_up"
    DONE = "done"


WORDS: dict[State, Word] = {
    State.NEW: Word.RECEIVED,
    **dict.fromkeys(
        (
            *(State.TAKEN_UP, State.VISIT_PLANNED, State.VISITED, State.REFERRED),
            *(State.ACCEPTED, State.HELP_STARTED, State.DONE, State.JOINED),
        ),
        Word.TAKEN_UP,
    ),
    State.CLOSED: Word.DONE,
    State.CANCELLED: Word.DONE,
}
"""What the reporter is told in each state: *done* only once the worker who closed it says so."""

VERA_STATUS: dict[State, tuple[str, str]] = {
    State.NEW: ("AAN", "Aangemaakt"),
    State.TAKEN_UP: ("INB", "In behandeling"),
    State.VISIT_PLANNED: ("INU", "In uitvoering"),
    State.VISITED: ("INU", "In uitvoering"),
    State.REFERRED: ("INU", "In uitvoering"),
    State.ACCEPTED: ("INU", "In uitvoering"),
    State.HELP_STARTED: ("INU", "In uitvoering"),
    State.DONE: ("AFG", "Afgerond"),
    State.CLOSED: ("GES", "Gesloten"),
    State.CANCELLED: ("GEA", "Geannuleerd"),
    State.JOINED: ("INB", "In behandeling"),
}
"""VERA ZAAKSTATUSSOORT of each state: code and official name; a joined signal goes on in the case it was joined to."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What was noticed.

    Parameters
    ----------
    theme
        Worry it belongs to.
    code, name
        VERA SIGNALERINGSOORT and its official name; empty where VERA has none.
    detail, detail_name
        VERA SIGNALERINGDETAILSOORT; empty for none.
    """

    theme: Theme
    code: str = ""
    name: str = ""
    detail: str = ""
    detail_name: str = ""


_SUPPORT = ("ONB", "Ondersteuningsbehoefte")
_MISUSE = ("ONE", "Oneigenlijk gebruik woning")

KINDS: dict[str, Kind] = {
    "arrears": Kind(Theme.MONEY, "SCH", "Huurschuld", "BET", "Betalingsachterstand"),
    "bailiff": Kind(Theme.MONEY, "SCH", "Huurschuld", "DEU", "Deurwaarder"),
    "money_worries": Kind(Theme.MONEY, *_SUPPORT),
    "support": Kind(Theme.CARE, *_SUPPORT),
    "guidance": Kind(Theme.CARE, *_SUPPORT, "AMB", "Ambulante begeleiding"),
    "noise": Kind(Theme.NUISANCE, "OVE", "Overlast", "GEL", "Geluidsoverlast"),
    "nuisance": Kind(Theme.NUISANCE, "OVE", "Overlast"),
    "aggression": Kind(Theme.NUISANCE, "AGR", "Agressie", "AGS", "Agressie"),
    "dirt": Kind(Theme.NEGLECT, *_MISUSE, "VER", "Vervuiling"),
    "lonely": Kind(Theme.LONELINESS, *_SUPPORT),
    "sublet": Kind(Theme.OTHER, *_MISUSE, "OND", "Onderverhuur"),
    "other": Kind(Theme.OTHER),
}
"""Kinds that can be chosen, in the order of the form. VERA's kinds about staff, crime or guardianship are not kept."""

_BY_CODES = {(kind.code, kind.detail): key for key, kind in reversed(KINDS.items())}
_BY_CODE = {"SCH": "arrears", "ONB": "support", "OVE": "nuisance", "AGR": "aggression", "ONE": "other"}


def kinds_of(theme: Theme) -> tuple[str, ...]:
    """Give the kinds of a theme, in the order of the form."""
    return tuple(key for key, kind in KINDS.items() if kind.theme is theme)


def kind_by_code(code: str, detail: str = "") -> str | None:
    """Find the kind of a VERA code and detail; a detail that is not kept gives the kind of its code; None for none."""
    code, detail = (part.rpartition(".")[2].strip().upper() for part in (code, detail))
    return (_BY_CODES.get((code, detail)) if detail else None) or _BY_CODE.get(code)


FEEDS: dict[Theme, str] = {
    Theme.NUISANCE: "nuisance",
    Theme.MONEY: "support_signals",
    Theme.CARE: "support_signals",
    Theme.LONELINESS: "support_signals",
}
"""Which indicator a worry feeds; neglect and anything else feed none."""


class Outcome(StrEnum):
    """What a visit led to."""

    NOT_HOME = "not_home"
    NO_HELP_NEEDED = "no_help_needed"
    ADVICE_GIVEN = "advice_given"
    HELP_DECLINED = "help_declined"
    REPAIR_ORDERED = "repair_ordered"
    HELP_WANTED = "help_wanted"


class Dismissal(StrEnum):
    """Why a signal is set aside without a visit."""

    WRONG_ADDRESS = "wrong_address"
    NOTHING_FOUND = "nothing_found"
    OTHER_DESK = "other_desk"
    DOUBLE = "double"


class Decline(StrEnum):
    """Why the care partner gives a referral back; says nothing of care."""

    KNOWN_ALREADY = "known_already"
    NO_CONSENT = "no_consent"
    OTHER_PARTNER = "other_partner"
    FULL = "full"


class Purpose(StrEnum):
    """Why somebody opens a case; stands in the access log."""

    TRIAGE = "triage"
    VISIT = "visit"
    REFERRAL = "referral"
    FOLLOW_UP = "follow_up"
    PILOT_LIGHT = "pilot_light"
    BREAK_GLASS = "break_glass"
    EXPORT = "export"


class GlassReason(StrEnum):
    """Why somebody who is not assigned must see a case now."""

    ABSENCE = "absence"
    COMPLAINT = "complaint"
    SAFETY = "safety"
