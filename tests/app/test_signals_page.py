"""The page of signals: what a worker opens, and what nobody else sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.desk import meetings, signal_acts, signal_release, signals
from data.desk.guard import Desk
from data.desk.signal_work import Form
from data.domain.access import Role
from data.domain.signals import Theme
from data.records import signals as kept
from pages.ui.signals.parts import Part
from tests.fixtures.signal_desk import AGREED, ARREARS, MANAGER, NOON, TOWN_WORKER, VOLUNTEER, WORKER

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]
REPORTERS = (Role.TENANTS, Role.CORPORATION_MANAGER, Role.CORPORATION_CASE, Role.CARE)
CANARY = "Kanarie zingt achter het raam"


@pytest.fixture
def desk(quick_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Give a desk on the very records that the pages of this test use."""
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{(tmp_path / 'records.sqlite').as_posix()}")
    return quick_desk


def hand_in(desk: Desk) -> str:
    draft = replace(ARREARS, words=CANARY)
    return signals.hand_in(desk, VOLUNTEER, draft, AGREED, key="k", now=NOON).number


def title(app: AppTest) -> str:
    assert not app.exception
    [found] = app.title
    return str(found.value)


@pytest.mark.parametrize("role", REPORTERS)
def test_whoever_may_report_can_and_sees_nothing_of_others(opened: Opened, sent: Sent, desk: Desk, role: Role) -> None:
    hand_in(desk)
    app = opened(page="signals", role=role.value)
    assert title(app) == "Signalen: samen op tijd erbij"
    told = sent(app)
    assert CANARY not in told
    assert "Kade 1" not in told
    assert ("S-2026-0001" in told) == (role is Role.CORPORATION_CASE)


def test_a_worker_opens_a_case_sees_where_and_takes_it_up(opened: Opened, sent: Sent, desk: Desk) -> None:
    number = hand_in(desk)
    app = opened(page="signals", role="corporation_case")
    app.session_state["signalen_zaak"] = number
    app.run()
    assert title(app) == f"{number}: Geldzorgen"
    assert CANARY in sent(app)
    assert "Kade 1, Havenkant" in sent(app)
    app.button(key=f"doe_taken_up_{number}").click().run()
    assert not app.exception
    assert app.success[0].value == f"Opgeslagen, nr {number}"
    assert kept.cases(desk.records)[number].people == {WORKER.person}


def test_a_case_that_is_no_longer_ones_own_closes_in_an_open_session(opened: Opened, sent: Sent, desk: Desk) -> None:
    number = hand_in(desk)
    app = opened(page="signals", role="corporation_case")
    app.session_state["signalen_zaak"] = number
    app.run()
    taken = Form(number, 1, "other", NOON)
    signal_acts.take_up(desk, replace(WORKER, person="colleague"), taken)
    app.run()
    assert title(app) == "Signalen: samen op tijd erbij"
    assert "niet (meer) van u" in app.warning[0].value
    assert CANARY not in sent(app)


def test_who_shares_learns_from_what_was_released_and_reads_from_when(opened: Opened, sent: Sent, desk: Desk) -> None:
    hand_in(desk)

    def learning(role: str) -> AppTest:
        app = opened(page="signals", role=role)
        app.button_group(key=f"signalen_deel_{role}").set_value(Part.LEARNING).run()
        assert not app.exception
        return app

    [before] = learning("municipality_policy").info
    meetings.plan(desk, MANAGER, date(2026, 12, 12), ["corporation"], key="m", now=NOON)
    [planned] = learning("municipality_policy").info
    assert "12 dec 2026" in planned.value.lower()
    assert planned.value != before.value
    assert "<table" not in sent(learning("municipality_policy"))
    signal_release.publish(desk, MANAGER, NOON)
    shared, exact = learning("municipality_policy"), learning("corporation_manager")
    words = "Stand van 31 okt 2026"
    assert words in sent(shared)
    assert "0\N{EN DASH}4" in sent(shared)
    assert words not in sent(exact)


def test_danger_to_life_is_answered_with_the_emergency_number_and_no_button(opened: Opened, desk: Desk) -> None:
    assert desk
    app = opened(page="signals", role="tenants")
    app.text_area(key="melden_0_woorden").set_value("Zit veel alleen").run()
    app.radio(key="melden_0_haast").set_value("danger").run()
    assert "112" in app.error[0].value
    assert "melden_0_verstuur" not in [button.key for button in app.button]
    app.radio(key="melden_0_haast").set_value("week").run()
    assert app.text_area(key="melden_0_woorden").value == "Zit veel alleen"


def test_the_second_of_two_is_told_by_whom_and_overwrites_nothing(opened: Opened, desk: Desk) -> None:
    number = hand_in(desk)
    signal_acts.take_up(desk, WORKER, Form(number, 1, "t", NOON))
    signal_acts.assign(desk, WORKER, Form(number, 2, "a", NOON), TOWN_WORKER.person)
    app = opened(page="signals", role="corporation_case")
    app.session_state["signalen_zaak"] = number
    app.run()
    later, both = datetime.now(UTC) + timedelta(days=3), (WORKER.person, TOWN_WORKER.person)
    signal_acts.plan_visit(desk, TOWN_WORKER, Form(number, 3, "other", NOON), later, 30, both)
    app.button(key=f"bezoek_{number}_doe").click().run()
    assert "Intussen gewijzigd door Gemeente: medewerker" in app.warning[0].value
    assert "Niet opgeslagen" in app.error[0].value
    case = kept.cases(desk.records)[number]
    assert (case.version, case.visit and case.visit.starts) == (4, later)
    app.button(key=f"bezoek_{number}_doe").click().run()
    assert kept.cases(desk.records)[number].version == 5, "who saw the change may decide otherwise"


def test_a_text_that_leads_to_a_person_is_refused_and_stays_to_be_mended(opened: Opened, desk: Desk) -> None:
    app = opened(page="signals", role="tenants")
    app.text_input(key="melden_0_zoek").set_value("Kade 3").run()
    app.button_group(key="melden_0_thema").set_value(Theme.LONELINESS).run()
    app.radio(key="melden_0_haast").set_value("week").run()
    app.radio(key="melden_0_bron").set_value("seen").run()
    app.text_area(key="melden_0_woorden").set_value("Zijn nummer is 111222333").run()
    app.button(key="melden_0_verstuur").click().run()
    assert "burgerservicenummer" in app.error[0].value
    assert app.text_area(key="melden_0_woorden").value == "Zijn nummer is 111222333"
    assert kept.cases(desk.records) == {}
    app.text_area(key="melden_0_woorden").set_value("Zit veel alleen").run()
    app.button(key="melden_0_verstuur").click().run()
    assert len(kept.cases(desk.records)) == 1
