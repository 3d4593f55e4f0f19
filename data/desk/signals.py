"""Handing in a signal, and hearing what became of it: for everybody who may report, who sees nothing of others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from data.desk import places, signal_pilots
from data.desk.guard import Desk, actor, need, need_place
from data.desk.places import Place
from data.domain.access import Permission, Viewer
from data.domain.areas import Level
from data.domain.errors import RefusedError
from data.domain.free_text import checked
from data.domain.signal_case import lead
from data.domain.signal_steps import Step
from data.domain.signal_terms import Agreed
from data.domain.signals import DANGER, KINDS, WORDS, Source, Theme, Urgency, Word
from data.domain.subjects import ZONE, Subject
from data.records import events, signals
from data.records.events import Entry, Receipt


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reporter fills in.

    Parameters
    ----------
    level, place
        Home, building or street, and its code.
    kind, urgency, source
        Keys of the choices.
    words
        A few words; refused when they lead to a person.
    consent
        Whether the resident for whom the reporter speaks agrees.
    noticed
        Day on which it was noticed; None for the day of handing in.
    """

    level: Level
    place: str
    kind: str
    urgency: str
    source: str
    words: str = ""
    consent: bool = False
    noticed: date | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """All that a reporter sees of a signal: its number, when, which worry, and the word for how it stands."""

    number: str
    handed_in: datetime
    theme: Theme
    word: Word


def hand_in(desk: Desk, viewer: Viewer, draft: Draft, agreed: Agreed, *, key: str, now: datetime) -> Receipt:
    """Record a signal, and raise the pilot lights that follow from it.

    Raises
    ------
    AccessDeniedError
        The role hands in nothing, or the place lies outside the viewer's areas.
    RefusedError
        Something is not filled in as it should be; nothing was stored.
    """
    need(viewer, Permission.HAND_IN_SIGNAL)
    place = places.exact(desk, draft.level, draft.place)
    need_place(viewer, place.codes)
    [receipt] = events.append(desk.records, [entry(place, draft, now)], actor(viewer), key=key, now=now)
    signal_pilots.raise_due(desk, agreed, now)
    return receipt


def entry(place: Place, draft: Draft, now: datetime) -> Entry:
    """Make what is recorded of a draft; raises RefusedError when it is not filled in as it should be."""
    facts, words = _facts(draft, now), checked(draft.words)
    return Entry(Subject.SIGNAL, Step.HAND_IN.value, facts | place_facts(place), content=content(place, words))


def mine(desk: Desk, viewer: Viewer) -> list[Own]:
    """Give the signals that this viewer handed in, the newest first."""
    need(viewer, Permission.HAND_IN_SIGNAL)
    cases = signals.cases(desk.records)
    own = [case for case in cases.values() if viewer.person and case.reporter == viewer.person]
    told = [Own(case.number, case.handed_in, case.theme, WORDS[lead(case, cases).state]) for case in own]
    return sorted(told, key=lambda one: one.handed_in, reverse=True)


def place_facts(place: Place) -> dict[str, object]:
    """Give what is no secret of a place: what it is, its areas, and whose inbox it is."""
    neighbourhood, district, municipality = place.codes
    return {
        "level": place.level.value,
        "neighbourhood": neighbourhood,
        "district": district,
        "municipality": municipality,
        "party": place.party.value,
    }


def content(place: Place, words: str = "") -> dict[str, str]:
    """Give what leads to a home, and the words, as they go into the part that can be erased."""
    told = {"level": place.level.value, "place": place.unit_id, "building": place.building, "name": place.name}
    return told | ({"words": words} if words else {})


def _facts(draft: Draft, now: datetime) -> dict[str, object]:
    if draft.urgency == DANGER:
        raise RefusedError("levensgevaar")
    if draft.kind not in KINDS or draft.urgency not in list(Urgency) or draft.source not in list(Source):
        raise RefusedError("soort_onbekend")
    if draft.source == Source.RESIDENT and not draft.consent:
        raise RefusedError("toestemming")
    today = now.astimezone(ZONE).date()
    if draft.noticed is not None and draft.noticed > today:
        raise RefusedError("datum_toekomst")
    return {
        "theme": KINDS[draft.kind].theme.value,
        "kind": draft.kind,
        "urgency": draft.urgency,
        "source": draft.source,
        "consent": draft.consent,
        "seen_on": (draft.noticed or today).isoformat(),
    }
