"""Invented signals on the invented town, so that no page is empty; made through the desk, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from data import release
from data.desk import signal_acts, signal_release, signals
from data.desk.guard import Desk
from data.desk.signal_work import Form
from data.desk.signals import Draft
from data.domain import signal_terms
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.domain.errors import WarehouseError
from data.domain.people import invented
from data.domain.signal_steps import Step
from data.domain.subjects import Subject
from data.records import events
from data.records import signals as kept
from data.warehouse import statements

HOMES = 24
INVENTED = "Verzonnen voorbeeld."
KINDS = ("arrears", "noise", "support", "dirt", "lonely", "money_worries", "nuisance", "other", "bailiff", "guidance")
URGENCIES = ("week", "calm", "urgent", "week")
REPORTERS = (Role.TENANTS, Role.CORPORATION_CASE, Role.CARE, Role.MUNICIPALITY_CASE, Role.CORPORATION_MANAGER)

ROADS: tuple[tuple[str, ...], ...] = (
    (),
    ("taken_up",),
    ("taken_up", "visit_planned"),
    ("taken_up", "visit_planned", "no_help_needed", "closed"),
    ("taken_up", "visit_planned", "help_wanted", "referred"),
    ("taken_up", "visit_planned", "help_wanted", "referred", "accepted", "help_started"),
    ("taken_up", "visit_planned", "help_wanted", "referred", "accepted", "help_started", "help_ended", "closed"),
    ("taken_up", "visit_planned", "not_home"),
    ("dismissed",),
    ("taken_up", "visit_planned", "advice_given"),
)
"""How far invented signals came: steps, and outcomes of visits, in order."""


def make(desk: Desk, now: datetime) -> int:
    """Invent signals, once, and release their stand as a first meeting would; gives how many.

    Raises
    ------
    WarehouseError
        The live warehouse holds no invented town: nothing is ever invented beside real figures.
    """
    looking = Viewer(Role.PROJECTOR, frozenset())
    place = release.place(desk.store, looking)
    if not place.demo:
        message = f"{place.name} is no invented town: nothing is invented beside real figures"
        raise WarehouseError(message)
    there = bool(events.of_subject(desk.records, Subject.SIGNAL))
    made = 0 if there else sum(_one(desk, place.root, *plan, now) for plan in _plans(desk))
    manager = _person(Role.CORPORATION_MANAGER, place.root)
    if signal_release.newest(desk, manager) is None:
        signal_release.publish(desk, manager, now)
    return made


def _plans(desk: Desk) -> Iterator[tuple[int, str, tuple[str, ...], int]]:
    """Give number, home, road and age in days of every signal; each fifth is about the home of the one before."""
    homes = statements.read(desk.store.connection, "some_homes", {"most": HOMES})["dwelling_id"].tolist()
    for number in range(HOMES):
        home = homes[number - 1] if number % 5 == 4 else homes[number]  # noqa: PLR2004 (each fifth)
        road = ROADS[number % len(ROADS)]
        age = (2 if len(road) < 2 else 12) + 3 * (number % 7) + 7 * len(road)  # noqa: PLR2004 (a fresh one is young)
        yield number, home, road, age


def _one(desk: Desk, root: str, number: int, home: str, road: tuple[str, ...], age: int, now: datetime) -> int:
    """Hand one in, so many days ago, and go down its road."""
    begun = now - timedelta(days=age, hours=number % 9)
    reporter = _person(REPORTERS[number % len(REPORTERS)], root)
    draft = Draft(
        Level.DWELLING, home, KINDS[number % len(KINDS)], URGENCIES[number % len(URGENCIES)], "seen", INVENTED
    )
    agreed = signal_terms.read()
    made = signals.hand_in(desk, reporter, draft, agreed, key=f"demo-{number}", now=begun).number
    gap = timedelta(days=age / (len(road) + 2))
    for place, step in enumerate(road, 1):
        _step(desk, root, made, step, begun + gap * place)
    return 1


def _step(desk: Desk, root: str, number: str, step: str, moment: datetime) -> None:
    case = kept.cases(desk.records)[number]
    form = Form(number, case.version, f"demo-{number}-{case.version}", moment)
    worker, care = _person(Role.CORPORATION_CASE, root), _person(Role.CARE, root)
    both = (worker.person, _person(Role.MUNICIPALITY_CASE, root).person)
    if step == "taken_up":
        signal_acts.take_up(desk, worker, form)
    elif step == "visit_planned":
        ten = (moment + timedelta(days=2)).replace(hour=9, minute=0, second=0, microsecond=0)
        signal_acts.plan_visit(desk, worker, form, ten, 45, both)
    elif step == "referred":
        signal_acts.refer(desk, worker, form, consent=True)
    elif step == "closed":
        signal_acts.close(desk, worker, form)
    elif step == "dismissed":
        signal_acts.dismiss(desk, worker, form, "nothing_found")
    elif step in ("accepted", "help_started", "help_ended"):
        signal_acts.answer(desk, care, form, Step(step))
    else:
        signal_acts.visited(desk, worker, form, step)


def _person(role: Role, root: str) -> Viewer:
    return Viewer(role, frozenset({root}), name=invented(role), person=invented(role))
