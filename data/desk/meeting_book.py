"""What one meeting shows, frozen when it was opened: plain values that screens and files are made of.

Everything in a book passed the gate for the role ``projector``. A book is written as one text, kept in the records
under its hash, and read back from there: later data, weights and thresholds change nothing of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from data.domain.agenda import Section
from data.domain.meetings import LENGTH
from data.domain.reasons import Reason


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the figures of a meeting are made of.

    Parameters
    ----------
    period, previous
        Keys of the period shown, and of the one it is compared with (empty for none).
    run_id, data_hash, model_id, model_hash
        Publication, its data and its model.
    release_id, release_hash
        Release that was frozen for the meeting; empty where nothing but public figures is shown.
    code
        Version of the product that made it.
    opened_at
        Moment, UTC.
    ledger_place, ledger_hash
        Last event of the records that was read, and the hash that seals the records up to it; 0 and empty in a book of
        an earlier version, which holds its texts itself.
    """

    period: str
    previous: str
    run_id: str
    data_hash: str
    model_id: str
    model_hash: str
    release_id: str
    release_hash: str
    code: str
    opened_at: datetime
    ledger_place: int = 0
    ledger_hash: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place as the table sees it.

    Parameters
    ----------
    level, unit_id, name
        Which place.
    state, before
        Now and at the meeting before; ``before`` empty for none.
    indicative
        Whether the light is of few homes.
    meetings
        Meetings in a row that it is red, this one included.
    shape
        WKB, EPSG:4326; empty where there is nothing to draw.
    """

    level: str
    unit_id: str
    name: str
    state: str
    before: str
    indicative: bool
    meetings: int
    shape: bytes = b""


@dataclass(frozen=True, slots=True)
class Why:
    """Why the light of a place is what it is, as shared roles may know: themes in words, now and the time before.

    Parameters
    ----------
    rule, subject
        What held the colour back (``none``, ``stability``, ``single_address``, ``veto``), and the theme of a veto.
    reasons, earlier
        Themes, most against first; ``earlier`` those of the meeting before, empty where it was not compared.
    model_changed
        Whether the meeting before saw lights of another model, where it was compared.
    """

    rule: str = ""
    subject: str = ""
    reasons: tuple[Reason, ...] = ()
    earlier: tuple[Reason, ...] = ()
    model_changed: bool = False


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """One agreement as it stood: words, measure, and the standing computed and agreed.

    ``low`` and ``high`` are the figure that decided (a band when they differ), ``expected`` where it should have been;
    None for unknown. ``effect`` and ``nearby`` say whether it helped, at the place and at its neighbours
    (`data.domain.followed.Said`); empty where that was not looked at.
    """

    number: str
    sort: str
    title: str
    wording: str
    parties: tuple[str, ...]
    owner: str
    level: str
    unit_id: str
    place: str
    gauge: str
    indicator: str
    baseline: float | None
    target: float | None
    starts: date | None
    due: date | None
    standing: str
    lacks: tuple[str, ...]
    low: float | None
    high: float | None
    measured_on: date | None
    expected: float | None
    agreed: str
    agreed_why: str
    stage: str
    effect: str = ""
    nearby: str = ""


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """A light that an earlier meeting agreed on and that stood when this one was opened.

    Parameters
    ----------
    number, level, unit_id
        Of the record, and of which place.
    light, party, why
        What was agreed, for which party, and the reason.
    since
        Day of the meeting.
    """

    number: str
    level: str
    unit_id: str
    light: str
    party: str
    why: str
    since: date


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as it stood when the meeting was opened."""

    number: str
    words: str
    who: str
    party: str
    due: date
    stage: str
    urgency: str
    agreement: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda: one screen, one decision.

    Parameters
    ----------
    key
        The same thing has the same key at every look.
    section
        Why it is on the agenda.
    level, unit_id, name
        The place; empty where it is about no place.
    records
        Numbers of the agreement, the actions or the concern it is about.
    words, party
        Text of a concern, or of what was added by hand, and the party that brought it.
    readings
        Party and light, where the parties read a place differently.
    count, waiting
        Of stalled signals: altogether (None where not told), and by wijk (code, name) and party.
    as_of
        Last day that the counts speak of; None where they are of the moment.
    minutes
        That are planned for it; 0 for what was postponed.
    why
        Of a place.
    """

    key: str
    section: Section
    level: str = ""
    unit_id: str = ""
    name: str = ""
    records: tuple[str, ...] = ()
    words: str = ""
    party: str = ""
    readings: tuple[tuple[str, str], ...] = ()
    count: int | None = None
    why: Why = field(default_factory=Why)
    waiting: tuple[tuple[str, str, str, int], ...] = ()
    minutes: int = 0
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingBook:
    """Everything that one meeting shows.

    Parameters
    ----------
    number, place, demo, on
        Of the meeting: its number, the name of the place, whether its figures are invented, and its day.
    parties
        Codes of the parties that are present.
    stamp
        What the figures are made of.
    items
        The agenda, in order; what was postponed is not among them.
    postponed
        Items that are left for the next time.
    spots
        Every place of the levels that the agenda looks at.
    agreements, actions
        Every agreement that is proposed or runs, and every open action.
    areas
        Codes that the meeting looks at.
    themes
        Id, Dutch and English name of the themes of the model, as they were.
    length
        Minutes that the meeting takes.
    agreed
        Lights that earlier meetings agreed on.
    """

    number: str
    place: str
    demo: bool
    on: date
    parties: tuple[str, ...]
    stamp: Stamp
    items: tuple[Item, ...]
    postponed: tuple[Item, ...]
    spots: tuple[Spot, ...]
    agreements: tuple[AgreementLine, ...]
    actions: tuple[ActionLine, ...]
    areas: tuple[str, ...]
    themes: tuple[tuple[str, str, str], ...] = ()
    agreed: tuple[AgreedLine, ...] = ()
    length: int = LENGTH

    def spot(self, level: str, unit_id: str) -> Spot | None:
        """Find a place; None when the book does not know it."""
        return next((one for one in self.spots if (one.level, one.unit_id) == (level, unit_id)), None)

    def agreed_light(self, level: str, unit_id: str) -> AgreedLine | None:
        """Find the light that was agreed for a place before; None for none."""
        return next((one for one in self.agreed if (one.level, one.unit_id) == (level, unit_id)), None)

    def agreement(self, number: str) -> AgreementLine | None:
        """Find an agreement by its number."""
        return next((one for one in self.agreements if one.number == number), None)

    def action(self, number: str) -> ActionLine | None:
        """Find an action by its number."""
        return next((one for one in self.actions if one.number == number), None)
