"""The meeting at the desk: who may do what, opened once, nothing overwritten, and shown again exactly as it was."""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pandas as pd
import pytest
import sqlalchemy as sa

from data import release
from data.desk import agenda, agreed_lights, agreements, demo_meeting, meetings, minutes, preparing, signals, standings
from data.desk.agenda import Brought
from data.desk.book_json import book_of, text_of
from data.desk.book_making import screen
from data.desk.guard import Desk, open_desk
from data.desk.meeting_book import Spot
from data.desk.signals import Draft
from data.desk.stalled import Stalled
from data.domain import actions, signal_terms
from data.domain.access import Role, Viewer
from data.domain.agenda import Section
from data.domain.agreements import Gauge, Measure, Sort, Stage, Terms
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError, ChangedMeanwhileError, RefusedError
from data.domain.followed import Outcome, Said
from data.domain.meetings import Line
from data.domain.meetings import Stage as MeetingStage
from data.domain.people import Change, Identity, Noted
from data.domain.progress import Standing
from data.domain.subjects import Subject
from data.records import erasure, events, people
from data.records import store as record_store
from data.records.events import Actor
from data.records.store import RecordsError
from data.release import Store, open_store
from data.settings import from_environment
from data.warehouse.build import build
from scoring.publish import publish
from tests.samples import small_town

TOWN = frozenset({"GM9998"})
MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
DAY = date(2026, 7, 9)
FORMS = count(1)


def somebody(role: Role, areas: frozenset[str] = TOWN) -> Viewer:
    return Viewer(role, areas, person=f"m-{role.value}")


MANAGER, POLICY = somebody(Role.CORPORATION_MANAGER), somebody(Role.MUNICIPALITY_POLICY)
WORKER, TENANTS, CARE = somebody(Role.CORPORATION_CASE), somebody(Role.TENANTS), somebody(Role.CARE)
ALL = ("corporation", "municipality", "tenants")
KADEFLAT = ("estate", "C1")
TERMS = Terms(
    Sort.FOCUS,
    "Kadeflat van groen naar rood",
    wording="Wij houden de Kadeflat groen.",
    parties=("corporation", "tenants"),
    owner="corporation",
    level="estate",
    unit_id="C1",
    measure=Measure(Gauge.REPORTED, "", 0.0, 10.0),
    starts=date(2026, 1, 1),
    due=date(2026, 12, 31),
)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    var = tmp_path_factory.mktemp("var")
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(var)})
    build(small_town.delivery(), var, lambda _: None, now=NOW)
    publish(var, settings.database_url, MODEL, lambda _: None, now=NOW)
    return var


@pytest.fixture(scope="module")
def store(published: Path) -> Iterator[Store]:
    opened = open_store(from_environment({"BUURTSTOPLICHT_VAR": str(published)}))
    yield opened
    opened.connection.close()


@pytest.fixture
def desk(published: Path, store: Store, tmp_path: Path) -> Iterator[Desk]:
    """Give a desk over the same warehouse, with records of its own."""
    shutil.copy(published / "records.sqlite", tmp_path)
    records = record_store.engine(f"sqlite:///{(tmp_path / 'records.sqlite').as_posix()}")
    yield Desk(records, replace(store, records=records, known=[], shelf={}))
    records.dispose()


def form() -> dict[str, object]:
    """Give key and moment of a form, each another."""
    number = next(FORMS)
    return {"key": f"k-{number}", "now": NOW + timedelta(seconds=number)}


def closed(desk: Desk) -> None:
    desk.records.dispose()
    desk.store.connection.close()


def planned(desk: Desk) -> str:
    return meetings.plan(desk, MANAGER, DAY, ALL, **form()).number


def opened(desk: Desk, number: str, viewer: Viewer = MANAGER) -> Viewer:
    seen = meetings.meetings(desk, viewer)[number].version
    meetings.open_meeting(desk, viewer, number, seen, ALL, **form())
    return screen(viewer)


def behind(desk: Desk) -> str:
    number = agreements.propose(desk, MANAGER, TERMS, **form()).number
    agreements.report(desk, MANAGER, number, date(2026, 6, 30), 1.0, "telling", **form())
    return number


def test_a_party_writes_its_own_agreements_and_the_leads_write_all(desk: Desk) -> None:
    number = agreements.propose(desk, WORKER, TERMS, **form()).number
    agreements.reword(desk, POLICY, number, 1, replace(TERMS, title="Anders"), **form())
    for viewer in (TENANTS, CARE, Viewer(Role.PROJECTOR, TOWN, person="x"), Viewer(Role.CORPORATION_CASE, TOWN)):
        with pytest.raises(AccessDeniedError):
            agreements.reword(desk, viewer, number, 2, TERMS, **form())
    agreements.note(desk, TENANTS, number, "Wij zien het ook", **form())
    with pytest.raises(AccessDeniedError):
        agreements.note(desk, CARE, number, "Wij niet", **form())
    [found] = agreements.agreements(desk, CARE).values()
    assert ([one.terms.title for one in found.wordings], found.terms.place) == ([TERMS.title, "Anders"], "Kadeflat")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"title": " "}, "titel_leeg"),
        ({"parties": ()}, "partijen_nodig"),
        ({"parties": ("corporation", "gone")}, "partijen_nodig"),
        ({"parties": ("tenants",)}, "eigenaar_geen_partij"),
        ({"due": date(2026, 1, 1)}, "einddatum"),
        ({"unit_id": "C99"}, "plaats_onbekend"),
        ({"level": "building", "unit_id": small_town.FLAT}, "plaats_onbekend"),
        ({"measure": Measure(Gauge.INDICATOR, "gone", 1.0, 2.0)}, "maat_niveau"),
        ({"measure": Measure(Gauge.INDICATOR, "offences", 1.0, 2.0)}, "maat_niveau"),
        ({"measure": Measure(Gauge.REPORTED, "", float("nan"), 2.0)}, "maat_getal"),
        ({"wording": "Bel 0612345678"}, "telefoon"),
    ],
)
def test_wrong_terms_are_refused_with_the_reason(desk: Desk, changed: dict[str, object], reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        agreements.propose(desk, MANAGER, replace(TERMS, **changed), **form())
    assert caught.value.reason == reason
    assert agreements.agreements(desk, MANAGER) == {}


def test_of_several_agreements_each_that_is_refused_is_named_and_none_is_recorded(desk: Desk) -> None:
    given = [TERMS, replace(TERMS, title="Te kort", due=date(2026, 1, 1)), replace(TERMS, title="Weg", unit_id="C99")]
    found = agreements.refused(desk, MANAGER, given)
    assert [(title, error.reason) for title, error in found] == [("Te kort", "einddatum"), ("Weg", "plaats_onbekend")]
    with pytest.raises(RefusedError):
        agreements.propose_all(desk, MANAGER, given, **form())
    assert agreements.agreements(desk, MANAGER) == {}
    with pytest.raises(AccessDeniedError):
        agreements.refused(desk, TENANTS, given)


def test_two_editors_of_one_agreement_are_told_and_nothing_is_overwritten(desk: Desk) -> None:
    number = agreements.propose(desk, MANAGER, TERMS, **form()).number
    agreements.reword(desk, MANAGER, number, 1, replace(TERMS, title="Eerste"), **form())
    with pytest.raises(ChangedMeanwhileError):
        agreements.reword(desk, POLICY, number, 1, replace(TERMS, title="Tweede"), **form())
    assert agreements.agreements(desk, MANAGER)[number].terms.title == "Eerste"


def test_an_agreement_goes_through_its_stages_and_an_action_is_closed_by_its_party(desk: Desk) -> None:
    number = agreements.propose(desk, MANAGER, TERMS, **form()).number
    with pytest.raises(RefusedError, match="afspraak_stap"):
        agreements.move(desk, MANAGER, number, 1, Stage.COMPLETED, **form())
    agreements.move(desk, MANAGER, number, 1, Stage.RUNNING, **form())
    action = agreements.agree_action(
        desk, TENANTS, "Folder maken", "Bestuur", "tenants", DAY, agreement=number, **form()
    )
    with pytest.raises(AccessDeniedError):
        agreements.finish(desk, WORKER, action.number, 1, actions.Stage.DONE, "", **form())
    with pytest.raises(RefusedError, match="reden_nodig"):
        agreements.finish(desk, TENANTS, action.number, 1, actions.Stage.DROPPED, " ", **form())
    agreements.finish(desk, TENANTS, action.number, 1, actions.Stage.DONE, "klaar", **form())
    assert agreements.actions(desk, CARE)[action.number].stage is actions.Stage.DONE


def test_a_standing_tells_a_shared_role_no_more_than_the_band_that_it_may_see(desk: Desk) -> None:
    def standing(viewer: Viewer, target: float) -> Standing:
        measure = Measure(Gauge.INDICATOR, "rent_arrears", 60.0, target, -1)
        number = agreements.propose(desk, MANAGER, replace(TERMS, measure=measure), **form()).number
        found = agreements.agreements(desk, viewer)[number]
        return Standing(standings.line(desk, viewer, found, [], date(2026, 12, 31)).standing)

    exact = {target: standing(MANAGER, target) for target in (24.0, 25.0, 26.0)}  # 5 of 20 homes
    assert exact == {24.0: Standing.ON_COURSE, 25.0: Standing.REACHED, 26.0: Standing.REACHED}
    shared = {target: standing(TENANTS, target) for target in (24.0, 25.0, 26.0)}
    assert len(set(shared.values())) == 1


def test_a_meeting_is_opened_once_and_one_at_a_time(desk: Desk) -> None:
    first, second = planned(desk), planned(desk)
    opened(desk, first)
    for number, viewer in ((first, POLICY), (second, MANAGER)):
        with pytest.raises(RefusedError, match="overleg_open"):
            opened(desk, number, viewer)
    with pytest.raises(AccessDeniedError):
        opened(desk, second, TENANTS)
    there = meetings.meetings(desk, MANAGER)
    assert (there[first].stage, there[second].stage) == (MeetingStage.OPEN, MeetingStage.PLANNED)


def test_two_who_open_the_same_meeting_at_once_open_it_once(desk: Desk) -> None:
    number = planned(desk)
    facts = {"seen": 1, "parties": ALL}
    meetings.open_meeting(desk, MANAGER, number, **facts, key="one", now=NOW)
    again = meetings.meetings(desk, MANAGER)[number]
    with pytest.raises((ChangedMeanwhileError, RefusedError)):
        meetings.open_meeting(desk, POLICY, number, **facts, key="two", now=NOW)
    assert meetings.meetings(desk, MANAGER)[number] == again


def test_only_the_screen_of_the_open_meeting_writes_on_it(desk: Desk) -> None:
    number = planned(desk)
    stranger = Viewer(Role.PROJECTOR, TOWN, person="m-stranger")

    def write(viewer: Viewer) -> None:
        minutes.type_line(desk, viewer, number, "added:2", Line.DECISION, "Doen", **form())

    for viewer in (MANAGER, screen(MANAGER), stranger):
        with pytest.raises(AccessDeniedError):
            write(viewer)
    shown = opened(desk, number)
    for viewer in (MANAGER, POLICY, stranger):
        with pytest.raises(AccessDeniedError):
            write(viewer)
    write(shown)
    minutes.close(desk, shown, number, **form())
    with pytest.raises(AccessDeniedError):
        write(shown)


def test_two_who_type_at_once_both_keep_their_line_in_order(desk: Desk) -> None:
    number = planned(desk)
    shown = opened(desk, number)
    for words in ("Eerste scherm", "Tweede scherm"):  # neither saw the line of the other
        minutes.type_line(desk, shown, number, "a", Line.MINUTE, words, **form())
    again = form()
    for _ in range(2):  # the same line sent twice is one line
        minutes.type_line(desk, shown, number, "a", Line.DECISION, "Besloten", **again)
    found = meetings.meetings(desk, TENANTS)[number]
    assert [one.words for one in found.at("a")] == ["Eerste scherm", "Tweede scherm", "Besloten"]


def test_the_agenda_holds_what_the_parties_brought_and_what_is_behind(desk: Desk) -> None:
    number, agreement = planned(desk), behind(desk)
    preparing.bring(desk, TENANTS, number, "De hal is donker", KADEFLAT, **form())
    preparing.read(desk, TENANTS, number, KADEFLAT, "red", "", **form())
    preparing.read(desk, MANAGER, number, KADEFLAT, "green", "", **form())
    agreements.agree_action(desk, MANAGER, "Lampen", "Onderhoud", "corporation", DAY, **form())
    preparing.add(desk, POLICY, number, "Rondvraag", **form())
    book = meetings.prepared(desk, MANAGER, number, now=NOW)
    told = [(one.section, one.name or one.words or one.party) for one in book.items]
    assert told == [
        (Section.ACTION, "corporation"),
        (Section.DIFFERING, "Kadeflat"),
        (Section.BEHIND, "Kadeflat"),
        (Section.CONCERN, "Kadeflat"),
        (Section.ADDED, "Rondvraag"),
    ]
    assert book.items[2].records == (agreement,)
    assert dict(book.items[1].readings) == {"corporation": "green", "tenants": "red"}


def test_before_the_meeting_a_party_sees_no_reading_of_others_until_it_has_given_its_own(desk: Desk) -> None:
    number = planned(desk)
    preparing.read(desk, TENANTS, number, KADEFLAT, "red", "", **form())
    preparing.read(desk, MANAGER, number, KADEFLAT, "green", "", **form())
    assert preparing.readings(desk, POLICY, number) == ()
    agenda = [one.section for one in meetings.prepared(desk, POLICY, number, now=NOW).items]
    assert Section.DIFFERING not in agenda
    preparing.read(desk, POLICY, number, KADEFLAT, "amber", "", **form())
    assert {one.light for one in preparing.readings(desk, POLICY, number)} == {"red", "green", "amber"}
    opened(desk, number)
    assert len(preparing.readings(desk, CARE, number)) == 3
    with pytest.raises(RefusedError, match="overleg_stap"):
        preparing.read(desk, TENANTS, number, KADEFLAT, "green", "", **form())


def test_a_party_brings_nothing_about_a_place_outside_its_areas(desk: Desk) -> None:
    number, elsewhere = planned(desk), somebody(Role.TENANTS, frozenset({"BU99980102"}))
    with pytest.raises(RefusedError, match="plaats_onbekend"):
        preparing.bring(desk, elsewhere, number, "Donker", KADEFLAT, **form())
    preparing.bring(desk, elsewhere, number, "Nat", ("estate", "C2"), **form())
    [concern] = preparing.concerns(desk, MANAGER, number)
    with pytest.raises(AccessDeniedError):
        preparing.withdraw(desk, MANAGER, concern.number, 1, **form())
    preparing.withdraw(desk, elsewhere, concern.number, 1, **form())
    assert meetings.prepared(desk, MANAGER, number, now=NOW).items == ()


def test_items_are_ordered_postponed_and_come_back_at_the_next_meeting(desk: Desk) -> None:
    number = planned(desk)
    for words in ("Een", "Twee", "Drie"):
        preparing.add(desk, MANAGER, number, words, **form())
    keys = [one.key for one in meetings.prepared(desk, MANAGER, number, now=NOW).items]
    seen = meetings.meetings(desk, MANAGER)[number].version
    preparing.arrange(desk, MANAGER, number, seen, keys[::-1], **form())
    shown = opened(desk, number)
    minutes.postpone(desk, shown, number, keys[1], **form())
    book = meetings.held(desk, MANAGER, number).book
    assert [one.words for one in book.items] == ["Drie", "Twee", "Een"]
    minutes.close(desk, shown, number, **form())
    again = meetings.prepared(desk, MANAGER, planned(desk), now=NOW).items
    assert [(one.section, one.words) for one in again] == [(Section.POSTPONED, "Twee")]


def test_every_item_has_minutes_by_its_section_unless_others_were_planned(desk: Desk) -> None:
    number = meetings.plan(desk, MANAGER, DAY, ALL, 45, **form()).number
    preparing.bring(desk, TENANTS, number, "De hal is donker", KADEFLAT, **form())
    preparing.add(desk, MANAGER, number, "Rondvraag", **form())
    for minutes_ in (20, 25):
        preparing.time(desk, MANAGER, number, "concern:K-2026-0001", minutes_, **form())
    for viewer, refusal in ((TENANTS, AccessDeniedError), (MANAGER, RefusedError)):
        with pytest.raises(refusal):
            preparing.time(desk, viewer, number, "added:3", 0 if viewer is MANAGER else 5, **form())
    shown = opened(desk, number)
    book = meetings.held(desk, TENANTS, number).book
    assert {one.key: one.minutes for one in book.items} == {"concern:K-2026-0001": 25, "added:2": 10}
    assert book.length == 45
    with pytest.raises(RefusedError, match="overleg_stap"):
        preparing.time(desk, MANAGER, number, "added:2", 5, **form())
    minutes.close(desk, shown, number, **form())


def test_what_is_agreed_at_the_meeting_stands_beside_what_was_computed(desk: Desk) -> None:
    number, agreement = planned(desk), behind(desk)
    shown = opened(desk, number)
    minutes.judge(desk, shown, number, agreement, Standing.ON_COURSE, "Loopt later", **form())
    minutes.agree(desk, shown, number, f"behind:{agreement}", "Bellen", "Team", "tenants", DAY, **form())
    found = agreements.agreements(desk, TENANTS)[agreement]
    line = standings.line(desk, TENANTS, found, [], DAY)
    assert (line.standing, line.agreed, line.agreed_why) == ("behind", "on_course", "Loopt later")
    [action] = meetings.held(desk, TENANTS, number).actions
    assert (action.party, action.agreement, action.meeting) == ("tenants", agreement, number)


def test_a_meeting_is_shown_again_with_the_same_figures_and_hash_after_other_data_weights_and_thresholds(
    published: Path, tmp_path: Path
) -> None:
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(shutil.copytree(published, tmp_path / "var"))})
    desk = open_desk(settings, open_store(settings))
    behind(desk)
    number = planned(desk)
    opened(desk, number)
    before = meetings.held(desk, MANAGER, number)
    closed(desk)
    delivery = small_town.delivery()
    changed = delivery.measurements.assign(numerator=delivery.measurements["numerator"].clip(lower=1))
    other = tmp_path / "small-2.toml"
    text = MODEL.read_text(encoding="utf-8").replace('id = "small-1"', 'id = "small-2"')
    other.write_text(text.replace("t1 = 45", "t1 = 70").replace("t2 = 60", "t2 = 80"), encoding="utf-8")
    build(replace(delivery, measurements=changed), settings.var, lambda _: None, now=NOW + timedelta(days=60))
    publish(settings.var, settings.database_url, other, lambda _: None, now=NOW + timedelta(days=60))
    fresh = open_desk(settings, open_store(settings))
    after = meetings.held(fresh, MANAGER, number)
    assert (text_of(after.book), after.hash) == (text_of(before.book), before.hash)
    live = meetings.prepared(fresh, MANAGER, planned(fresh), now=NOW)
    assert [one.state for one in live.spots] != [one.state for one in before.book.spots]
    assert live.stamp.model_id == "small-2"
    closed(fresh)


def test_a_book_is_read_back_as_it_was_written_and_damage_is_never_shown(desk: Desk) -> None:
    number = planned(desk)
    preparing.read(desk, TENANTS, number, KADEFLAT, "red", "", **form())
    preparing.read(desk, MANAGER, number, KADEFLAT, "green", "", **form())
    behind(desk)
    opened(desk, number)
    held = meetings.held(desk, MANAGER, number)
    assert book_of(text_of(held.book)) == held.book
    assert held.book.stamp.data_hash
    assert any(one.shape for one in held.book.spots)
    with record_store.writing(desk.records) as connection:
        connection.execute(sa.text("DROP TRIGGER meeting_book_refuses_update"))
        connection.execute(sa.text("UPDATE meeting_book SET content = x'00'"))
    with pytest.raises(RecordsError, match="damaged"):
        meetings.held(desk, MANAGER, number)


def test_a_text_that_is_erased_or_corrected_is_gone_from_an_old_meeting_too_and_its_hash_stays(desk: Desk) -> None:
    first, agreement = planned(desk), behind(desk)
    preparing.bring(desk, TENANTS, first, "Kanarie een", KADEFLAT, **form())
    preparing.add(desk, MANAGER, first, "Kanarie twee", **form())
    agreements.agree_action(desk, MANAGER, "Kanarie drie", "Kanarie vier", "corporation", DAY, **form())
    shown = opened(desk, first)
    for item in ("concern:K-2026-0001", f"added:{3 - 1}"):
        minutes.postpone(desk, shown, first, item, **form())
    minutes.close(desk, shown, first, **form())
    second = planned(desk)
    opened(desk, second)
    agreements.reword(desk, MANAGER, agreement, 2, replace(TERMS, title="Later"), **form())
    before = [meetings.held(desk, CARE, number) for number in (first, second)]
    assert [one.words for one in before[1].book.items if one.section is Section.POSTPONED] == [
        "Kanarie een",
        "Kanarie twee",
    ]
    assert before[1].book.agreement(agreement).title == TERMS.title
    assert before[0].book.actions[0].who == "Kanarie vier"
    held = erasure.contents(desk.records)
    gone = [place for place, content in held.items() if any("Kanarie" in text for text in content.values())]
    correct = next(place for place, content in held.items() if TERMS.title in content.values())
    actor = Actor("m-officer", "privacy_officer", "")
    [event] = [one for one in events.history(desk.records, Subject.AGREEMENT, agreement) if one.event_id == correct]
    new = erasure.rewritten(event, correct, held[correct] | {"title": "Verbeterd"}, "request")
    events.append(desk.records, new, actor, **form())
    assert erasure.erase(desk.records, "request", gone, actor, **form()) == len(gone) == 3
    erasure.clean(desk.records)
    after = [meetings.held(desk, CARE, number) for number in (first, second)]
    assert [one.hash for one in after] == [one.hash for one in before]
    assert "Kanarie" not in "".join(text_of(one.book) for one in after)
    assert {one.book.agreement(agreement).title for one in after} == {"Verbeterd"}
    assert [one.state for one in after[0].book.spots] == [one.state for one in before[0].book.spots]
    with record_store.reading(desk.records) as connection:
        books = connection.execute(sa.text("SELECT content FROM meeting_book")).scalars().all()
    kept = b"".join(zlib.decompress(one) for one in books)
    assert b"Kanarie" not in kept
    assert TERMS.title.encode() not in kept


def test_who_works_for_one_buurt_is_told_nothing_of_another_in_an_old_meeting(desk: Desk) -> None:
    number = planned(desk)
    preparing.bring(desk, TENANTS, number, "De hal is donker", KADEFLAT, **form())
    opened(desk, number)
    there = meetings.held(desk, somebody(Role.TENANTS, frozenset({"BU99980102"})), number).book
    assert {one.unit_id for one in there.spots} == {"BU99980102", "C2"}
    assert there.items == ()
    assert {one.unit_id for one in meetings.held(desk, TENANTS, number).book.spots} >= {"BU99980101", "C1"}


def test_what_was_written_about_another_buurt_is_not_told_either(desk: Desk) -> None:
    number = planned(desk)
    preparing.bring(desk, TENANTS, number, "De hal is donker", KADEFLAT, **form())
    preparing.add(desk, MANAGER, number, "Rondvraag", **form())
    shown = opened(desk, number)
    about, other = (one.key for one in meetings.held(desk, MANAGER, number).book.items)
    for item in (about, other):
        minutes.type_line(desk, shown, number, item, Line.DECISION, f"Besluit bij {item}", **form())
    minutes.agree(desk, shown, number, about, "Lampen", "", "corporation", DAY, **form())
    agreed_lights.agree(desk, shown, number, Level.ESTATE, "C1", "red", "tenants", "Onrust", **form())
    whole = meetings.held(desk, TENANTS, number)
    assert (len(whole.meeting.typed), len(whole.actions), len(whole.lights)) == (2, 1, 1)
    narrow = meetings.held(desk, somebody(Role.TENANTS, frozenset({"BU99980102"})), number)
    assert [one.item for one in narrow.meeting.typed] == [other]
    assert (narrow.actions, narrow.lights) == ((), ())


def test_a_light_that_was_agreed_stands_beside_the_computed_one_until_a_meeting_takes_it_back(desk: Desk) -> None:
    number = planned(desk)
    preparing.bring(desk, TENANTS, number, "De hal is donker", KADEFLAT, **form())
    shown = opened(desk, number)
    agreed_lights.agree(desk, shown, number, Level.ESTATE, "C1", "red", "tenants", "Onrust", **form())
    minutes.close(desk, shown, number, **form())
    [told] = meetings.held(desk, CARE, number).lights
    spot = meetings.held(desk, CARE, number).book.spot(*KADEFLAT)
    assert (told.light, told.computed, told.why) == ("red", spot.state, "Onrust")
    second = planned(desk)
    shown = opened(desk, second)
    frozen = meetings.held(desk, CARE, second).book.agreed_light(*KADEFLAT)
    assert (frozen.light, frozen.why, frozen.since) == ("red", "Onrust", DAY)
    agreed_lights.withdraw(desk, shown, second, told.number, **form())
    [taken] = meetings.held(desk, CARE, second).lights
    assert (taken.meeting, taken.withdrawn) == (number, second)
    assert agreed_lights.standing(desk, MANAGER) == {}


def test_opening_says_in_words_whether_a_focus_agreement_about_a_shown_place_helped(desk: Desk) -> None:
    asked: list[tuple[str, str, int]] = []

    def judge(unit_id: str, start: str, steps: pd.DataFrame, shapes: pd.DataFrame) -> Outcome:
        asked.append((unit_id, start, len(shapes)))
        assert {"unit_id", "slot", "score", "weight"} <= set(steps)
        return Outcome(Said.BETTER, Said.WORSE)

    looking = replace(desk, judge=judge)
    early = agreements.propose(desk, MANAGER, replace(TERMS, starts=date(2026, 5, 1)), **form()).number
    for changed in ({"sort": Sort.REGULAR}, {"unit_id": "", "level": ""}, {"starts": None}):
        agreements.propose(desk, MANAGER, replace(TERMS, **changed), **form())
    late = agreements.propose(desk, MANAGER, replace(TERMS, starts=date(2026, 12, 1), due=None), **form()).number
    number = planned(desk)
    assert {one.effect for one in meetings.prepared(looking, MANAGER, number, now=NOW).agreements} == {""}
    opened(looking, number)
    book = meetings.held(desk, TENANTS, number).book
    told = {one.number: (one.effect, one.nearby) for one in book.agreements if one.effect}
    assert told == {early: ("better", "worse"), late: ("too_early", "too_early")}
    [(place, start, shapes)] = asked
    assert (place, shapes > 1) == ("C1", True)
    assert start >= "2026-3"


def test_signals_that_wait_too_long_are_on_the_agenda_as_they_were_when_it_was_opened(desk: Desk) -> None:
    number = planned(desk)
    for place in range(6):
        home = small_town.dwelling(small_town.FLAT, place)
        draft = Draft(Level.DWELLING, home, "arrears", "week", "seen", "Post stapelt zich op")
        signals.hand_in(desk, TENANTS, draft, signal_terms.read(), key=f"s{place}", now=NOW - timedelta(days=30))
    opened(desk, number)
    [item] = [one for one in meetings.held(desk, CARE, number).book.items if one.section is Section.STALLED]
    assert (item.count, [one[2:] for one in item.waiting]) == (10, [("corporation", 10)])
    assert item.as_of == date(2026, 6, 30)
    narrow = meetings.held(desk, somebody(Role.TENANTS, frozenset({"BU99980102"})), number).book
    assert [one.section for one in narrow.items] == []


def joins(desk: Desk, role: Role, areas: frozenset[str]) -> None:
    identity = Identity("", "", f"{role.value}@example.org", role.value)
    people.note(
        desk.records, Noted("", 0, Change.ADDED, role, areas, identity), Actor("console", "", ""), seen=0, **form()
    )


def test_the_screen_shows_the_areas_in_which_all_parties_that_are_present_work(desk: Desk) -> None:
    joins(desk, Role.TENANTS, frozenset({"BU99980102"}))
    joins(desk, Role.MUNICIPALITY_POLICY, TOWN)
    number = planned(desk)
    preparing.bring(desk, MANAGER, number, "De hal is donker", KADEFLAT, **form())
    preparing.bring(desk, MANAGER, number, "Nat", ("estate", "C2"), **form())
    opened(desk, number)
    book = meetings.held(desk, MANAGER, number).book
    assert book.areas == ("BU99980102",)
    assert {"C1", "BU99980101"}.isdisjoint(one.unit_id for one in book.spots)
    assert [one.words for one in book.items] == ["Nat"]
    shown = meetings.at_screen(desk, MANAGER, number)
    assert (shown.role, shown.areas, shown.person) == (Role.PROJECTOR, frozenset({"BU99980102"}), MANAGER.person)
    minutes.type_line(desk, shown, number, "a", Line.MINUTE, "Gezien", **form())
    with pytest.raises(AccessDeniedError):
        minutes.type_line(desk, screen(MANAGER), number, "a", Line.MINUTE, "Te wijd", **form())
    with pytest.raises(RefusedError, match="plaats_onbekend"):
        agreed_lights.agree(desk, shown, number, Level.ESTATE, "C1", "red", "tenants", "Onrust", **form())


def test_parties_without_an_area_in_common_open_no_meeting(desk: Desk) -> None:
    joins(desk, Role.TENANTS, frozenset({"BU99980102"}))
    joins(desk, Role.MUNICIPALITY_POLICY, frozenset({"BU99980101"}))
    number = planned(desk)
    with pytest.raises(RefusedError, match="geen_gedeeld_gebied"):
        opened(desk, number)
    assert meetings.meetings(desk, MANAGER)[number].stage is MeetingStage.PLANNED


def test_a_street_is_on_the_agenda_when_it_changes_and_not_while_it_stays_red(desk: Desk) -> None:
    there = [
        Spot("street", "new", "Kade", "red", "amber", indicative=False, meetings=1),
        Spot("street", "still", "Wal", "red", "red", indicative=False, meetings=3),
        Spot("street", "better", "Gracht", "amber", "red", indicative=False, meetings=0),
        Spot("estate", "flat", "Flat", "red", "red", indicative=False, meetings=3),
    ]
    number = planned(desk)
    meeting = meetings.meetings(desk, MANAGER)[number]
    nothing = Brought([], [], [], [], Stalled(0))
    items, _ = agenda.items(desk, screen(MANAGER), meeting, there, "2026-3", nothing)
    assert [(one.section, one.name) for one in items] == [
        (Section.NEWLY_RED, "Kade"),
        (Section.STILL_RED, "Flat"),
        (Section.RECOVERED, "Gracht"),
    ]


def test_a_party_that_is_no_more_breaks_nothing_and_is_still_named(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    number = agreements.propose(desk, MANAGER, TERMS, **form()).number
    gone = replace(TERMS, parties=("corporation", "water_board"), owner="water_board")
    monkeypatch.setattr("data.desk.terms.Party", ["corporation", "tenants", "water_board"])
    agreements.reword(desk, MANAGER, number, 1, gone, **form())
    monkeypatch.undo()
    found = agreements.agreements(desk, MANAGER)[number]
    assert found.terms.owner == "water_board"
    agreements.reword(desk, MANAGER, number, 2, replace(gone, title="Nog steeds"), **form())
    with pytest.raises(RefusedError, match="eigenaar_geen_partij"):
        agreements.reword(desk, MANAGER, number, 3, replace(gone, parties=("corporation",)), **form())


def test_a_measure_whose_indicator_is_gone_is_not_measurable_and_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = Measure(Gauge.INDICATOR, "rent_arrears", 30.0, 10.0)
    number = agreements.propose(desk, MANAGER, replace(TERMS, measure=measure), **form()).number
    found = agreements.agreements(desk, MANAGER)[number]
    monkeypatch.setattr("data.desk.standings.catalogue", dict)
    line = standings.line(desk, MANAGER, found, [], DAY)
    assert (line.standing, line.lacks) == ("not_measurable", ("indicator",))
    assert (line.baseline, line.target) == (30.0, 10.0)


def test_opening_releases_what_the_shared_roles_see_and_the_book_carries_its_hash(desk: Desk) -> None:
    number = planned(desk)
    opened(desk, number)
    [made] = [one for one in release.releases_made(desk.store, MANAGER) if one.meeting == number]
    stamp = meetings.held(desk, TENANTS, number).book.stamp
    assert (stamp.release_id, stamp.release_hash, stamp.period) == (made.release_id, made.hash, made.period)


def test_the_invented_town_gets_agreements_and_a_past_meeting_once(desk: Desk) -> None:
    assert demo_meeting.fill(desk)
    told = agreements.agreements(desk, MANAGER)
    stages = [one.stage for one in meetings.meetings(desk, MANAGER).values()]
    assert stages == [MeetingStage.CLOSED, MeetingStage.PLANNED]
    assert not demo_meeting.fill(desk)
    assert agreements.agreements(desk, MANAGER) == told


def test_who_sits_at_no_table_reads_no_agreements_and_no_actions(desk: Desk) -> None:
    for ask in (agreements.agreements, agreements.actions):
        with pytest.raises(AccessDeniedError):
            ask(desk, somebody(Role.ADMIN, TOWN))
