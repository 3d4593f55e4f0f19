"""The desk takes lists of signals in, all rows or none, and gives out only what its viewer could open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from data.desk import signal_acts, signal_exchange
from data.desk.guard import Desk
from data.desk.signal_exchange import TakenIn
from data.desk.signal_work import Form
from data.domain.access import Role, Viewer
from data.domain.errors import AccessDeniedError
from data.domain.signal_lists import Fault, ListRefusedError, kind_of
from data.domain.signals import State
from data.domain.subjects import Ledger, Subject
from data.records import events
from data.records import signals as kept
from tests.fixtures.signal_desk import AGREED, HELPER, MANAGER, NOON, TOWN_WORKER, VOLUNTEER, WORKER, demo, handed_in
from tests.samples import small_town

ROW: Mapping[str, str] = {"nummer": "7", "datum": "30-10-2026", "adres": "Kade 3", "thema": "overlast"}


def taken(desk: Desk, *rows: Mapping[str, str], viewer: Viewer = WORKER) -> TakenIn:
    return signal_exchange.take_in(desk, viewer, list(enumerate(rows, 2)), AGREED, NOON)


def refused(desk: Desk, *rows: Mapping[str, str], viewer: Viewer = WORKER) -> list[Fault]:
    before = events.latest(desk.records)
    with pytest.raises(ListRefusedError) as told:
        taken(desk, *rows, viewer=viewer)
    assert events.latest(desk.records) == before, "nothing was stored"
    return list(told.value.faults)


def test_a_row_comes_in_on_its_own_day_and_place_and_waits_since_then(signal_desk: Desk) -> None:
    done = taken(signal_desk, ROW | {"omschrijving": "Muziek", "haast": "meteen", "soort": "OVE", "detailsoort": "GEL"})
    case = kept.cases(signal_desk.records)[done.number]
    assert (case.state, case.kind, case.urgency, case.source) == (State.NEW, "noise", "urgent", "others")
    assert case.handed_in.isoformat() == "2026-10-29T23:00:00+00:00"
    assert kept.spots(signal_desk.records)[done.number].dwelling == small_town.dwelling(small_town.FLAT, 2)


def test_a_row_that_came_in_before_is_known_whatever_list_it_stands_in(signal_desk: Desk) -> None:
    assert len(taken(signal_desk, ROW).numbers) == 1
    done = taken(signal_desk, ROW, ROW | {"nummer": "8"}, ROW | {"nummer": "9", "status": "GES"})
    assert (len(done.numbers), done.known, done.over) == (1, 1, 1)
    assert len(kept.cases(signal_desk.records)) == 2


def test_a_row_without_a_number_is_known_by_all_that_it_says(quick_desk: Desk) -> None:
    row = {name: text for name, text in ROW.items() if name != "nummer"}
    assert (len(taken(quick_desk, row, row).numbers), taken(quick_desk, row).known) == (1, 1)
    assert len(taken(quick_desk, row | {"omschrijving": "Weer"}).numbers) == 1


def test_the_same_number_in_the_list_of_another_organisation_is_another_signal(quick_desk: Desk) -> None:
    taken(quick_desk, ROW)
    assert len(taken(quick_desk, ROW, viewer=TOWN_WORKER).numbers) == 1


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"datum": "gisteren"}, "datum", "datum"),
        ({"datum": "2026-11-03"}, "datum", "datum_toekomst"),
        ({"adres": ""}, "adres", "adres"),
        ({"adres": "Kade 999"}, "adres", "adres_onbekend"),
        ({"vbo_id": "9998010000999999"}, "adres", "adres_onbekend"),
        ({"thema": "kleur"}, "soort", "soort"),
        ({"haast": "ooit"}, "haast", "haast"),
        ({"van_wie": "de politie"}, "van_wie", "van_wie"),
        ({"van_wie": "bewoner"}, "toestemming", "toestemming"),
        ({"status": "weg"}, "status", "status"),
        ({"omschrijving": "Zijn nummer is 111222333"}, "omschrijving", "bsn"),
        ({"omschrijving": "NL91ABNA0417164300"}, "omschrijving", "iban"),
    ],
)
def test_one_wrong_cell_keeps_everything_out_and_is_pointed_at(
    quick_desk: Desk, change: dict[str, str], column: str, reason: str
) -> None:
    assert refused(quick_desk, ROW, ROW | {"nummer": "8"} | change) == [Fault(3, column, reason)]


def test_a_number_that_is_somebody_elses_is_told_and_never_passed_over_in_silence(quick_desk: Desk) -> None:
    taken(quick_desk, ROW)
    assert refused(quick_desk, ROW | {"datum": "2026-10-01"}) == [Fault(2, "nummer", "nummer_ander")]
    twice = refused(quick_desk, ROW | {"nummer": "8"}, ROW | {"nummer": "8", "thema": "zorg"})
    assert twice == [Fault(3, "nummer", "nummer_dubbel")]


def test_all_faults_are_told_at_once(quick_desk: Desk) -> None:
    found = refused(quick_desk, ROW | {"datum": "x", "haast": "y"}, ROW | {"adres": "Nergens 1"})
    assert [(fault.row, fault.column) for fault in found] == [(2, "datum"), (2, "haast"), (3, "adres")]


def test_only_who_works_on_cases_of_an_organisation_takes_lists_in_and_for_the_own_area_only(quick_desk: Desk) -> None:
    for viewer in (VOLUNTEER, HELPER, MANAGER, demo(Role.ADMIN), replace(WORKER, within=Role.CORPORATION_MANAGER)):
        with pytest.raises(AccessDeniedError):
            taken(quick_desk, ROW, viewer=viewer)
        with pytest.raises(AccessDeniedError):
            signal_exchange.take_in_file(quick_desk, viewer, "lijst.docx", b"", AGREED, NOON)
    elsewhere = replace(WORKER, areas=frozenset({"BU99980102"}))
    by_code = {name: text for name, text in ROW.items() if name != "adres"} | {"pand_id": small_town.FLAT}
    for row in (ROW, by_code):
        assert [fault.reason for fault in refused(quick_desk, row, viewer=elsewhere)] == ["adres_onbekend"]


def test_a_list_holds_what_its_viewer_could_open_and_each_is_in_the_log(signal_desk: Desk) -> None:
    first, second = handed_in(signal_desk, key="a"), handed_in(signal_desk, key="b")
    signal_acts.take_up(signal_desk, WORKER, Form(first, 1, "t", NOON))
    colleague = replace(WORKER, person="colleague")
    told = {
        viewer: signal_exchange.lines(signal_desk, viewer, NOON) for viewer in (WORKER, colleague, TOWN_WORKER, HELPER)
    }
    assert [[row["nummer"] for row in rows] for rows in told.values()] == [
        [f"GM9998/{first}", f"GM9998/{second}"],
        [f"GM9998/{second}"],
        [],
        [],
    ]
    assert (told[WORKER][0]["adres"], told[WORKER][0]["status"]) == ("Kade 1, Havenkant", "INB")
    log = events.of_subject(signal_desk.records, Subject.ACCESS, ledger=Ledger.ACCESS)
    assert [(one.actor.person, one.facts["record"]) for one in log] == [
        (WORKER.person, first),
        (WORKER.person, second),
        ("colleague", second),
    ]
    assert {one.facts["purpose"] for one in log} == {"export"}
    for viewer in (VOLUNTEER, MANAGER, demo(Role.ADMIN)):
        with pytest.raises(AccessDeniedError):
            signal_exchange.lines(signal_desk, viewer, NOON)


def test_a_signal_of_a_list_is_worked_on_as_any_other_and_warns_as_any_other(quick_desk: Desk) -> None:
    rows = [ROW | {"nummer": str(place), "datum": "2026-11-01"} for place in range(2)]
    done = taken(quick_desk, *rows)
    assert [pilot.signals for pilot in kept.pilots(quick_desk.records)] == [done.numbers]
    signal_acts.take_up(quick_desk, WORKER, Form(done.number, 1, "t", NOON + timedelta(hours=1)))
    assert kept.cases(quick_desk.records)[done.number].state is State.TAKEN_UP


@pytest.mark.parametrize(
    ("theme", "code", "detail", "kind"),
    [
        ("zorg", "", "", "support"),
        ("", "SCH", "", "arrears"),
        ("", "Huurschuld", "Deurwaarder", "bailiff"),
        ("", "SIGNALERINGSOORT.OVE", "SIGNALERINGDETAILSOORT.GEL", "noise"),
        ("eenzaamheid", "ONB", "", "lonely"),
        ("geldzorgen", "ONB", "", "money_worries"),
        ("", "WAN", "", None),
        ("", "", "", None),
        ("vrede", "OVE", "", None),
    ],
)
def test_theme_and_vera_code_together_say_the_kind(theme: str, code: str, detail: str, kind: str | None) -> None:
    assert kind_of(theme, code, detail) == kind
