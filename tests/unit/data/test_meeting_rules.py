"""The rules of the meeting: its steps, its agenda, readings that stay hidden, and actions with their days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from data.domain import actions, agenda, concerns, meetings, readings
from data.domain.agenda import Section, Seen
from data.domain.errors import RefusedError
from data.domain.meetings import ALLOWED, Line, Stage, Step
from data.domain.subjects import Subject
from data.records.events import Actor, Event

NOON = datetime(2026, 9, 3, 12, tzinfo=UTC)
NUMBER = "O-2026-0001"


def happened(
    kind: str, version: int = 1, *, party: str = "corporation", number: str = NUMBER, words: str = "", **facts: object
) -> Event:
    who = Actor(f"demo-{party}", "corporation_manager", party)
    at = NOON + timedelta(minutes=version)
    return Event(version, Subject.MEETING, number, version, kind, at, who, facts, {"words": words} if words else None)


PLANNED = happened("planned", on="2026-09-10", parties=["corporation", "municipality", "tenants"])
OPENED = happened("opened", 2, book="h", parties=["corporation", "tenants"])


def test_a_meeting_is_read_from_its_events() -> None:
    lines = [happened("minuted", 3, item="a", words="Gezien"), happened("decided", 4, item="a", words="Doen")]
    [found] = meetings.fold([PLANNED, OPENED, *lines, happened("closed", 5)]).values()
    assert (found.on, found.stage, found.book) == (date(2026, 9, 10), Stage.CLOSED, "h")
    assert (found.parties, found.opened_by) == (("corporation", "tenants"), "demo-corporation")
    assert [(one.line, one.words) for one in found.at("a")] == [(Line.MINUTE, "Gezien"), (Line.DECISION, "Doen")]
    assert found.at("b") == ()


STAGES = {
    Stage.PLANNED: [PLANNED],
    Stage.OPEN: [PLANNED, OPENED],
    Stage.CLOSED: [PLANNED, OPENED, happened("closed", 3)],
    Stage.CANCELLED: [PLANNED, happened("cancelled", 2)],
}


@pytest.mark.parametrize(("stage", "step"), list(product(Stage, Step)))
def test_every_step_is_allowed_at_its_stages_and_refused_at_all_others(stage: Stage, step: Step) -> None:
    [found] = meetings.fold(STAGES[stage]).values()
    assert found.stage is stage
    if step in ALLOWED[stage]:
        meetings.need_step(found, step)
    else:
        with pytest.raises(RefusedError, match="overleg_stap"):
            meetings.need_step(found, step)


def test_the_agenda_keeps_the_order_that_people_gave_and_puts_what_is_new_behind_it() -> None:
    assert meetings.arranged(["a", "b", "c", "d"], ["c", "gone", "a"], ["d"]) == ("c", "a", "b")


def test_what_was_postponed_can_come_back() -> None:
    told = [PLANNED, happened("postponed", 2, item="a"), happened("postponed", 3, item="b")]
    [found] = meetings.fold([*told, happened("postponed", 4, item="a", back=True)]).values()
    assert found.postponed == ("b",)


def test_what_was_added_by_hand_has_a_key_of_its_own() -> None:
    told = [PLANNED, happened("added", 2, words="Rondvraag"), happened("added", 3, words="Rondvraag", party="tenants")]
    [found] = meetings.fold(told).values()
    assert [(one.key, one.party) for one in found.added] == [("added:2", "corporation"), ("added:3", "tenants")]


@pytest.mark.parametrize(
    ("before", "now", "section"),
    [
        ("amber", "red", Section.NEWLY_RED),
        ("grey", "red", Section.NEWLY_RED),
        ("", "red", Section.NEWLY_RED),
        ("red", "red", Section.STILL_RED),
        ("red", "amber", Section.RECOVERED),
        ("red", "green", Section.RECOVERED),
        ("green", "grey", Section.UNKNOWN_NOW),
        ("red", "grey", Section.UNKNOWN_NOW),
        ("grey", "grey", None),
        ("amber", "green", None),
        ("green", "withheld", None),
        ("red", "withheld", None),
    ],
)
def test_what_changed_at_a_place_decides_where_it_stands_on_the_agenda(
    before: str, now: str, section: Section | None
) -> None:
    assert agenda.change(Seen("estate", "C1", "Kadeflat", before, now)) is section


def test_the_longest_red_comes_first() -> None:
    long, short = ("red",) * 4, ("amber", "red", "red")
    told = agenda.changes(
        [Seen("estate", "C1", "Aflat", "red", "red", short), Seen("estate", "C2", "Bflat", "red", "red", long)]
    )
    assert [(one.name, agenda.meetings_red(one)) for one in told[Section.STILL_RED]] == [("Bflat", 4), ("Aflat", 2)]


def reading(party: str, unit: str, light: str, version: int = 1) -> Event:
    return happened("given", version, party=party, meeting=NUMBER, level="estate", unit_id=unit, light=light)


def test_a_reading_is_hidden_until_the_own_one_is_given_place_by_place() -> None:
    given = [reading("corporation", "C1", "red"), reading("tenants", "C1", "green"), reading("tenants", "C2", "red")]
    there = readings.fold(given)[NUMBER]
    assert {one.party for one in readings.visible(there, "corporation")} == {"corporation", "tenants"}
    assert [one.unit_id for one in readings.visible(there, "corporation")] == ["C1", "C1"]
    assert readings.visible(there, "municipality") == ()
    assert readings.visible(there, "") == ()


def test_only_places_that_parties_read_differently_are_told_and_the_last_word_counts() -> None:
    given = [reading("corporation", "C1", "red"), reading("tenants", "C1", "green"), reading("tenants", "C2", "red")]
    assert list(readings.differing(readings.fold(given)[NUMBER])) == [("estate", "C1")]
    changed = readings.fold([*given, reading("tenants", "C1", "red", 4)])[NUMBER]
    assert readings.differing(changed) == {}


def action(kind: str, version: int, content: dict[str, str], **facts: object) -> Event:
    who = Actor("m-1", "corporation_manager", "corporation")
    return Event(version, Subject.ACTION, "A-2026-0001", version, kind, NOON, who, facts, content)


AGREED = action("agreed", 1, {"words": "Bellen", "who": "Team"}, party="tenants", due="2026-09-20")


def test_an_action_is_late_after_its_day_and_soon_before_it() -> None:
    [found] = actions.fold([AGREED]).values()
    said = [actions.urgency(found, date(2026, 9, day)).value for day in (1, 6, 20, 21)]
    assert said == ["later", "soon", "soon", "late"]


def test_an_action_is_done_with_a_reason_or_gets_another_day() -> None:
    [done] = actions.fold([AGREED, action("done", 2, {"why": "geregeld"})]).values()
    assert (done.stage, done.why, done.version) == (actions.Stage.DONE, "geregeld", 2)
    [later] = actions.fold([AGREED, action("rescheduled", 2, {}, due="2026-10-01")]).values()
    assert (later.due, later.stage) == (date(2026, 10, 1), actions.Stage.OPEN)


def test_a_concern_can_be_withdrawn_by_a_later_event() -> None:
    first = happened("brought", number="K-1", party="tenants", words="Donkere hal", meeting=NUMBER)
    [found] = concerns.fold([first]).values()
    assert (found.party, found.words, found.withdrawn) == ("tenants", "Donkere hal", False)
    [after] = concerns.fold([first, happened("withdrawn", 2, number="K-1", party="tenants")]).values()
    assert after.withdrawn
