"""A published town in which every name is a text that somebody could put in a delivery to make a page run it.

What people write is planted too, through the desk: agreements, actions, concerns, minutes and signals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from pathlib import Path

import pandas as pd

from data import release
from data.desk import agreements, meetings, minutes, preparing, signals
from data.desk.book_making import screen
from data.desk.guard import Desk
from data.desk.signals import Draft
from data.domain import signal_terms
from data.domain.access import Role, Viewer
from data.domain.agreements import Gauge, Measure, Milestone, Sort, Stage, Terms
from data.domain.areas import Level
from data.domain.errors import RefusedError
from data.domain.meetings import Line
from data.domain.people import invented
from data.records import store
from data.settings import from_environment
from data.sources.tables import Delivery
from data.warehouse import statements
from data.warehouse.build import build
from scoring.publish import publish

PARTIES = ("corporation", "municipality", "tenants")


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted: numbers of agreements and meetings, and how many texts the desk refused to store."""

    agreements: tuple[str, ...]
    meetings: tuple[str, ...]
    refused: int


def storable(text: str) -> str:
    """Give a text as a store takes it: half a character can't be kept."""
    return text.encode("utf-8", "replace").decode("utf-8")


def renamed(given: Delivery, strings: Sequence[str]) -> Delivery:
    """Give a delivery in which every name is one of these texts, in turn."""
    texts = [storable(one) for one in strings]
    areas, addresses, register = given.areas.copy(), given.addresses.copy(), given.register.copy()
    ground = given.ground.copy()
    areas["name"] = _dealt(areas["area_id"], texts)
    addresses["street_name"] = _dealt(addresses["street_id"], texts)
    register["estate_name"] = _dealt(register["estate_id"], texts)
    ground["name"] = _dealt(ground["kind"], texts)
    return replace(given, name=texts[0], areas=areas, addresses=addresses, register=register, ground=ground)


def _dealt(codes: pd.Series, texts: Sequence[str]) -> pd.Series:
    """Give each code a text, the same wherever it stands."""
    known = dict(zip(codes.dropna().unique(), cycle(texts), strict=False))
    return codes.map(known).astype("object")


def plant(var: Path, given: Delivery, model: Path, strings: Sequence[str]) -> Planted:
    """Build and publish the town in a folder like ``var``, and write as people would."""
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(renamed(given, strings), var, lambda _: None)
    publish(var, settings.database_url, model, lambda _: None)
    records = store.engine(settings.database_url)
    store.migrate(records)
    desk = Desk(records, release.open_store(settings))
    try:
        return _written(desk, [storable(one) for one in strings])
    finally:
        desk.store.connection.close()
        records.dispose()


def _written(desk: Desk, texts: Sequence[str]) -> Planted:
    root = release.place(desk.store, Viewer(Role.PROJECTOR, frozenset())).root
    manager, tenants = (
        Viewer(role, frozenset({root}), name=texts[0], person=invented(role))
        for role in (Role.CORPORATION_MANAGER, Role.TENANTS)
    )
    keys = _keys()
    held = meetings.plan(desk, manager, date(2026, 11, 10), PARTIES, **next(keys)).number
    place = ("municipality", root)
    homes = statements.read(desk.store.connection, "some_homes", {"most": len(texts)})["dwelling_id"].tolist()
    numbers, refused = [], 0
    for turn, text in enumerate(texts):
        try:
            numbers.append(agreements.propose(desk, manager, _terms(text), **next(keys)).number)
            agreements.move(desk, manager, numbers[-1], 1, Stage.RUNNING, **next(keys))
            agreements.note(desk, manager, numbers[-1], text, **next(keys))
            agreements.agree_action(desk, manager, text, text, "corporation", date(2026, 12, 1), **next(keys))
            preparing.bring(desk, tenants, held, text, place, **next(keys))
            preparing.add(desk, manager, held, text, **next(keys))
            draft = Draft(Level.DWELLING, homes[turn % len(homes)], "arrears", "week", "seen", text)
            signals.hand_in(desk, tenants, draft, signal_terms.read(), **next(keys))
        except RefusedError:
            refused += 1
    _meet(desk, manager, held, texts, keys)
    planned = meetings.plan(desk, manager, date(2027, 1, 12), PARTIES, **next(keys)).number
    for text in texts:
        with suppress(RefusedError):
            preparing.bring(desk, tenants, planned, text, place, **next(keys))
    return Planted(tuple(numbers), (held, planned), refused)


def _terms(text: str) -> Terms:
    return Terms(
        Sort.FOCUS,
        title=text,
        wording=text,
        parties=PARTIES,
        owner="corporation",
        starts=date(2026, 1, 1),
        due=date(2027, 1, 1),
        measure=Measure(Gauge.REPORTED, "", 0.0, 40.0),
        evidence=text,
        budget=text,
        milestones=(Milestone(date(2026, 12, 1), text, done=False),),
    )


def _meet(desk: Desk, manager: Viewer, number: str, texts: Sequence[str], keys: Iterator[dict[str, object]]) -> None:
    """Hold the meeting: at every item a minute and a decision."""
    there = meetings.meetings(desk, manager)[number]
    meetings.open_meeting(desk, manager, number, there.version, PARTIES, **next(keys))  # type: ignore[arg-type]
    shown = screen(manager)
    for item, text in zip(meetings.held(desk, manager, number).book.items, cycle(texts), strict=False):
        for kind in (Line.MINUTE, Line.DECISION):
            with suppress(RefusedError):
                minutes.type_line(desk, shown, number, item.key, kind, text, **next(keys))  # type: ignore[arg-type]
    minutes.close(desk, shown, number, **next(keys))  # type: ignore[arg-type]


def _keys() -> Iterator[dict[str, object]]:
    """Give keys and moments of forms, a second apart."""
    moment = datetime(2026, 11, 9, 12, tzinfo=UTC)
    for place in range(10_000):
        yield {"key": f"hostile-{place}", "now": moment + timedelta(seconds=place)}
