"""Agreements and a meeting for the invented town, made as people would make them: something to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import TypedDict

from data import release
from data.desk import agreements, meetings, minutes, preparing
from data.desk.book_making import screen
from data.desk.guard import Desk
from data.desk.meeting_book import Item
from data.domain.access import Role, Viewer
from data.domain.agenda import Section
from data.domain.agreements import Gauge, Measure, Milestone, Sort, Stage, Terms
from data.domain.areas import Level
from data.domain.lights import Light
from data.domain.meetings import Line
from data.domain.people import invented
from data.domain.periods import Period
from data.domain.subjects import ZONE


class Form(TypedDict):
    """Key and moment of a form."""

    key: str
    now: datetime


PARTIES = ("corporation", "municipality", "tenants")
NEXT = timedelta(days=61)
"""Meetings are two months apart."""


def fill(desk: Desk) -> bool:
    """Record invented agreements, actions and a past meeting, and plan the next; once, and for the invented town only.

    Returns
    -------
    filled
        Whether anything was recorded.
    """
    place = release.place(desk.store, Viewer(Role.PROJECTOR, frozenset()))
    manager, tenants, policy = (
        Viewer(role, frozenset({place.root}), name=invented(role), person=invented(role))
        for role in (Role.CORPORATION_MANAGER, Role.TENANTS, Role.MUNICIPALITY_POLICY)
    )
    if not place.demo or agreements.agreements(desk, manager) or meetings.meetings(desk, manager):
        return False
    rows = release.units(desk.store, manager, Level.MUNICIPALITY, place.root, Level.ESTATE, place.periods[-1])
    red = [(str(row["unit_id"]), str(row["name"])) for row in rows[rows["state"] == Light.RED.value].to_dict("records")]
    ended = Period.parse(place.periods[-1]).end
    _agreements(desk, manager, red, ended)
    _meeting(desk, (manager, tenants, policy), red, ended + timedelta(days=10))
    return True


def _agreements(desk: Desk, manager: Viewer, red: list[tuple[str, str]], ended: date) -> None:
    asked = _forms(ended, "afspraak")
    for terms in _terms(red, ended):
        number = agreements.propose(desk, manager, terms, **next(asked)).number
        agreements.move(desk, manager, number, 1, Stage.RUNNING, **next(asked))
        if terms.measure is not None and terms.measure.gauge is Gauge.REPORTED:
            agreements.report(desk, manager, number, ended, 9.0, "opgave van de uitvoerder", **next(asked))


def _terms(red: list[tuple[str, str]], ended: date) -> Iterator[Terms]:
    starts, due = ended - timedelta(days=240), ended + timedelta(days=240)
    focus = Terms(Sort.FOCUS, "", parties=PARTIES, owner="corporation", starts=starts, due=due)
    for unit_id, name in red[:1]:
        yield replace(
            focus,
            title=f"{name}: van rood naar oranje",
            wording=f"De partijen brengen {name} samen terug naar oranje.",
            level=Level.ESTATE.value,
            unit_id=unit_id,
            measure=Measure(Gauge.LIGHT, "", 0.0, 1.0),
            evidence="de stoplichten van elk overleg",
            budget="uit de lopende begroting van de partijen",
            milestones=(Milestone(ended, "alle portieken opgeknapt", done=True),),
        )
    for unit_id, name in red[1:2]:
        yield replace(
            focus,
            title=f"{name}: minder huurachterstand",
            wording="Bij een achterstand van een maand gaan corporatie en gemeente samen langs.",
            owner="municipality",
            level=Level.ESTATE.value,
            unit_id=unit_id,
            measure=Measure(Gauge.INDICATOR, "rent_arrears", 24.0, 8.0, -1),
            evidence="huuradministratie",
        )
    yield replace(
        focus,
        title="Veertig schone trappenhuizen",
        wording="Elk trappenhuis in de rode complexen is een keer per maand schoon en heel.",
        measure=Measure(Gauge.REPORTED, "", 0.0, 40.0),
    )
    yield from _regular(replace(focus, sort=Sort.REGULAR))


def _regular(regular: Terms) -> Iterator[Terms]:
    yield replace(
        regular,
        title="Twintig nieuwe bewoners een warm welkom",
        wording="De huurdersorganisatie gaat bij nieuwe bewoners langs.",
        owner="tenants",
        measure=Measure(Gauge.REPORTED, "", 0.0, 20.0),
        evidence="lijst van de huurdersorganisatie",
    )
    yield replace(regular, title="Samen de groene hof onderhouden", owner="municipality", due=None)


def _meeting(desk: Desk, people: tuple[Viewer, Viewer, Viewer], red: list[tuple[str, str]], on: date) -> None:
    manager, tenants, policy = people
    asked = _forms(on, "overleg")
    number = meetings.plan(desk, manager, on, PARTIES, **next(asked)).number
    for unit_id, _ in red[:2]:
        place = (Level.ESTATE.value, unit_id)
        for viewer, light in ((manager, "red"), (policy, "red"), (tenants, "amber")):
            preparing.read(desk, viewer, number, place, light, "", **next(asked))
        preparing.bring(desk, tenants, number, "De verlichting in de hal is al weken stuk", place, **next(asked))
    asked_for = ("Offerte voor de verlichting", "Onderhoud", "corporation", on)
    agreements.agree_action(desk, manager, *asked_for, **next(asked))
    meetings.open_meeting(desk, manager, number, 1, PARTIES, **next(asked))
    shown = screen(manager)
    for item in meetings.held(desk, manager, number).book.items:
        _discuss(desk, shown, number, item, asked, on)
    minutes.close(desk, shown, number, **next(asked))
    meetings.plan(desk, manager, on + NEXT, PARTIES, **next(asked))


def _discuss(desk: Desk, shown: Viewer, number: str, item: Item, asked: Iterator[Form], on: date) -> None:
    if item.section is Section.STILL_RED and item.level == Level.ESTATE.value:
        decided = "Corporatie en gemeente gaan deze maand samen langs de deuren"
        minutes.type_line(desk, shown, number, item.key, Line.DECISION, decided, **next(asked))
        due = on + timedelta(days=30)
        minutes.agree(desk, shown, number, item.key, f"Ronde langs {item.name}", "", "municipality", due, **next(asked))
    elif item.section is Section.DIFFERING:
        said = "De huurdersorganisatie ziet dat het in de avond rustiger is"
        minutes.type_line(desk, shown, number, item.key, Line.MINUTE, said, **next(asked))


def _forms(on: date, name: str) -> Iterator[Form]:
    """Give keys and moments of forms, a minute apart, from two in the afternoon."""
    begin = datetime.combine(on, time(14), ZONE)
    place = 0
    while True:
        yield {"key": f"demo-{name}-{place}", "now": begin + timedelta(minutes=place)}
        place += 1
