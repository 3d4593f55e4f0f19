"""What the page of signals asks the desk; nothing of it is kept, so that a right that is taken away works at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pandas as pd

from data.desk import colleagues as people
from data.desk import (
    places,
    signal_exchange,
    signal_learning,
    signal_map,
    signal_pilots,
    signal_release,
    signal_work,
    signals,
)
from data.desk.colleagues import Colleague
from data.desk.places import Place
from data.desk.signal_pilots import Glow
from data.desk.signal_work import Line, Opened
from data.desk.signals import Own
from data.domain import signal_terms
from data.domain.access import Permission, Viewer
from data.domain.areas import Level
from data.domain.people import INVENTED
from data.domain.signal_case import Case
from data.domain.signal_terms import Agreed, Campaign
from data.domain.signal_told import Learned, Stand
from data.domain.signals import Purpose
from pages.ui import live, reads
from pages.ui.text import t

__all__ = ["Case", "Colleague", "Glow", "Learned", "Line", "Opened", "Own", "Place", "Stand"]


def now() -> datetime:
    """Give the clock, UTC."""
    return datetime.now(UTC)


def agreed() -> Agreed:
    """Give what the parties agreed on signals."""
    return signal_terms.read(live.settings().waakvlam)


def find(viewer: Viewer, words: str) -> list[Place]:
    """Find the places that a text may mean."""
    return places.find(reads.desk(), viewer, words)


def building(viewer: Viewer, unit_id: str) -> Place:
    """Give a building that was pointed at on the map."""
    return places.pointed_at(reads.desk(), viewer, Level.BUILDING, unit_id)


def mine(viewer: Viewer) -> list[Own]:
    """Give the viewer's own entries."""
    return signals.mine(reads.desk(), viewer)


def inbox(viewer: Viewer) -> list[Line]:
    """Give the open cases that are this viewer's, late ones first."""
    return signal_work.inbox(reads.desk(), viewer, agreed(), now())


def finished(viewer: Viewer) -> list[Case]:
    """Give the cases of this viewer in which nothing waits any more."""
    return signal_work.finished(reads.desk(), viewer)


def burning(viewer: Viewer) -> list[Glow]:
    """Give the pilot lights that burn in the viewer's areas."""
    return signal_pilots.burning(reads.desk(), viewer)


def current(viewer: Viewer, number: str) -> Case:
    """Give a case that this viewer may look into now."""
    return signal_work.current(reads.desk(), viewer, number, now())


def opened(viewer: Viewer, number: str, purpose: Purpose) -> Opened:
    """Open a case with its texts; the access log is written."""
    return signal_work.open_case(reads.desk(), viewer, number, purpose, now())


def colleagues(viewer: Viewer, case: Case) -> list[Colleague]:
    """Give the case workers of both organisations for the place of a case; the invented ones go by their role."""
    found = people.for_place(reads.desk(), viewer, case.areas)
    invented = [one.person.startswith(INVENTED) for one in found]
    return [
        replace(one, name=t(f"rol.{one.role.value}")) if plain else one
        for one, plain in zip(found, invented, strict=True)
    ]


def names(viewer: Viewer, case: Case) -> dict[str, str]:
    """Give the names of the case workers for the place of a case, by id; none to whom works on no cases."""
    if not viewer.may(Permission.WORK_CASE):
        return {}
    return {one.person: one.name for one in colleagues(viewer, case)}


def counts(viewer: Viewer) -> list[signal_work.Waiting]:
    """Count open cases a wijk, for those who may count and not look."""
    return signal_work.waiting(reads.desk(), viewer, agreed(), now())


def area_name(viewer: Viewer, level: Level, code: str) -> str:
    """Give the name of an area; its code when the viewer may not open it."""
    unit = reads.locate(viewer, level, code)
    return unit.name if unit else code


def may_take_in(viewer: Viewer) -> bool:
    """Whether this viewer may take a list of signals in."""
    return signal_exchange.may_take_in(viewer)


def listed(viewer: Viewer) -> list[dict[str, str]]:
    """Give every signal that this viewer could open, as rows of a list; the access log is written."""
    return signal_exchange.lines(reads.desk(), viewer, now())


def learned(viewer: Viewer) -> Stand | None:
    """Give the funnel of every wijk, as far as this viewer may have it; None where nothing was released yet."""
    return signal_learning.learned(reads.desk(), viewer, agreed(), now())


def sees_open(viewer: Viewer) -> bool:
    """Whether this viewer sees where signals are open now."""
    return signal_map.sees_open(viewer)


def is_rounded(viewer: Viewer) -> bool:
    """Whether this viewer gets counts of a wijk in tens."""
    return signal_map.is_rounded(viewer)


def open_now(viewer: Viewer, child: Level) -> pd.DataFrame:
    """Count the open signals on every unit of a level; never kept, it is case data."""
    return signal_map.open_now(reads.desk(), viewer, child, agreed(), now())


def came_in(viewer: Viewer) -> tuple[pd.DataFrame, datetime] | None:
    """Give how many signals came in on every wijk in a year and until when, as the funnel tells it."""
    return signal_map.came_in(reads.desk(), viewer, agreed(), now())


def expected_on(viewer: Viewer) -> date | None:
    """Give the day of the next meeting, at which counts are released; None when none is planned."""
    return signal_release.expected(reads.desk(), viewer)


def campaigns(stand: Stand) -> list[Campaign]:
    """Give the campaigns that raised reporting in the stretch of the funnel."""
    return signal_learning.campaigns(agreed(), stand)
