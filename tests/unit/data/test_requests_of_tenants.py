"""What is kept about one tenancy can be given, corrected, deleted and detached; by the privacy officer, and logged."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from data.desk import requests
from data.domain.access import Permission, Role, Viewer
from data.domain.errors import AccessDeniedError, RefusedError
from data.domain.subjects import Ledger, Subject
from data.records import erasure, events, integrity, store
from data.records.events import ANY, Entry
from data.records.store import RecordsError
from data.records.tenancies import Tenancy
from tests.harness.prove_retention import FACTS, NOW, WHO

OFFICER = Viewer(Role.PRIVACY_OFFICER, frozenset(), person="fg-1")
HOME = Tenancy(dwelling="9998010000000001")
LATER = NOW + timedelta(days=1)


def add(records: sa.Engine, number: str = "", kind: str = "handed_in", **content: str) -> str:
    entry = Entry(Subject.SIGNAL, kind, FACTS, number, content, seen=ANY if number else 0)
    key = f"{number}{kind}{content}"
    return events.append(records, [entry], WHO, key=key, now=NOW)[0].number


@pytest.fixture
def filled(records: sa.Engine) -> sa.Engine:
    """Two signals about the home, one of them with a note, one about another home, one that mentions it."""
    one = add(records, words="Post stapelt zich op", level="dwelling", place=HOME.dwelling, name="Proefstraat 1")
    add(records, one, "noted", words="Gebeld, komt langs")
    add(records, words="Ruiten stuk", level="dwelling", name="proefstraat  1")
    add(records, words="Licht uit", level="dwelling", place="9998010000000002", name="Proefstraat 11")
    add(records, words="Woont nu op Proefstraat 1", level="dwelling", name="Dorpsweg 3")
    return records


def test_everything_about_a_home_is_given_and_the_giving_is_logged(filled: sa.Engine) -> None:
    answer = requests.give(filled, OFFICER, HOME, now=LATER)
    assert (answer.numbers, answer.contents, len(answer.told)) == (("S-2026-0001",), 2, 1)
    assert [event["content"]["words"] for event in answer.told[0]["events"]] == [
        "Post stapelt zich op",
        "Gebeld, komt langs",
    ]
    [line] = events.of_subject(filled, Subject.ACCESS, ledger=Ledger.ACCESS)
    assert line.facts == {"subject": "signal", "record": "S-2026-0001", "purpose": "request"}
    again = requests.give(filled, OFFICER, HOME, now=LATER)
    assert [look["why"] for look in again.told[0]["opened"]] == ["request"]


def test_an_address_finds_its_home_only_and_names_who_mentions_it(filled: sa.Engine) -> None:
    answer = requests.give(filled, OFFICER, Tenancy(address="Proefstraat 1"), now=LATER)
    assert answer.numbers == ("S-2026-0001", "S-2026-0002")
    assert answer.look == ("S-2026-0004",)


def test_of_an_earlier_tenancy_nothing_is_given(filled: sa.Engine) -> None:
    new = Tenancy(HOME.dwelling, since=date(2026, 11, 3))
    assert requests.give(filled, OFFICER, new, now=LATER).numbers == ()
    assert requests.give(filled, OFFICER, Tenancy(HOME.dwelling, until=date(2026, 11, 2)), now=LATER).numbers


def test_a_correction_takes_the_place_of_what_stood_there_twice_over(filled: sa.Engine) -> None:
    for text in ("Post lag er een week", "Post lag er drie dagen"):
        requests.correct(filled, OFFICER, "S-2026-0001", "words", text, version=1, now=LATER)
    [record] = requests.give(filled, OFFICER, HOME, now=LATER).told
    assert record["events"][0]["content"] == {
        "words": "Post lag er drie dagen",
        "level": "dwelling",
        "place": HOME.dwelling,
        "name": "Proefstraat 1",
    }
    assert "Post stapelt zich op" not in str(erasure.contents(filled))
    assert "een week" not in str(erasure.contents(filled))
    assert integrity.check(filled).faults == ()


def test_a_correction_of_nothing_or_with_a_number_of_a_person_is_refused(filled: sa.Engine) -> None:
    with pytest.raises(RecordsError, match="holds no 'phone'"):
        requests.correct(filled, OFFICER, "S-2026-0001", "phone", "x", version=1, now=LATER)
    with pytest.raises(RefusedError):
        requests.correct(filled, OFFICER, "S-2026-0001", "words", "bsn 111222333", version=1, now=LATER)


def test_what_is_deleted_is_gone_and_the_rest_stays(filled: sa.Engine) -> None:
    assert requests.delete(filled, OFFICER, HOME, now=LATER).contents == 2
    assert erasure.contents(filled).keys() == {3, 4, 5}
    assert requests.give(filled, OFFICER, HOME, now=LATER).numbers == ()
    assert integrity.check(filled).faults == ()


def test_at_the_end_of_a_tenancy_the_home_goes_and_what_was_noticed_stays(filled: sa.Engine) -> None:
    assert requests.end(filled, OFFICER, HOME, now=LATER).contents == 1
    found = events.opened(filled, Subject.SIGNAL, ["S-2026-0001"], WHO, purpose="visit", now=LATER)
    assert found[0].content == {"words": "Post stapelt zich op"}
    assert HOME.dwelling not in str(erasure.contents(filled))
    assert requests.give(filled, OFFICER, HOME, now=LATER).numbers == ()
    assert integrity.check(filled).faults == ()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PRIVACY_OFFICER])
def test_no_other_role_answers_requests(role: Role, tmp_path: Path) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    viewer = Viewer(role, frozenset(), person="m-1")
    assert not viewer.may(Permission.ANSWER_REQUEST)
    for answer in (requests.give, requests.delete, requests.end):
        with pytest.raises(AccessDeniedError):
            answer(records, viewer, HOME, now=NOW)
    with pytest.raises(AccessDeniedError):
        requests.correct(records, viewer, "S-2026-0001", "words", "x", version=1, now=NOW)
