"""Giving and taking roles: by the administrator, logged, at once, and never by what a provider of sign-in claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data import release
from data.__main__ import main
from data.desk import people
from data.desk.guard import Desk
from data.desk.people import Gift
from data.domain.access import Permission, Role, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError, ChangedMeanwhileError, RefusedError
from data.domain.people import Change, Identity
from data.records.store import Records
from data.settings import from_environment

NOW = datetime(2026, 7, 2, 9, 0, tzinfo=UTC)
TOWN = frozenset({"GM9998"})
ADMIN = Viewer(Role.ADMIN, TOWN, person="demo-admin")
ANNA = Identity("", "", "anna@corporatie.test", "Anna")
SIGNED = Identity("https://provider.test", "anna-1", "anna@corporatie.test", "Anna A.")


@pytest.fixture
def desk(proefdam: Path, records: Records) -> Iterator[Desk]:
    """Open records without people beside the small town."""
    store = release.open_store(from_environment({"BUURTSTOPLICHT_VAR": str(proefdam)}))
    yield Desk(records, store)
    store.connection.close()


def give(desk: Desk, gift: Gift, viewer: Viewer = ADMIN, key: str = "") -> str:
    return people.give(desk, viewer, gift, key=key or repr(gift), now=NOW).number


def anna(desk: Desk) -> people.Person:
    [found] = people.known(desk).values()
    return found


def test_a_role_is_given_with_areas_and_taken_and_every_change_is_in_the_log(desk: Desk) -> None:
    number = give(desk, Gift(Role.CARE, TOWN, identity=ANNA))
    assert number == "M-2026-0001"
    assert anna(desk).roles == {Role.CARE: TOWN}
    give(desk, Gift(Role.CARE, frozenset({"BU99980101"}), number, seen=1))
    assert anna(desk).roles == {Role.CARE: frozenset({"BU99980101"})}
    people.take(desk, ADMIN, anna(desk), Role.CARE, key="take", now=NOW)
    assert anna(desk).roles == {}
    log = people.changes(desk, ADMIN)
    assert [one.change for one in log] == [Change.TAKEN, Change.GIVEN, Change.ADDED]
    assert {(one.by, one.role, one.number, one.at) for one in log} == {("demo-admin", Role.CARE, number, NOW)}


def test_who_signs_in_first_is_known_by_the_address_and_from_then_on_by_the_key_of_the_provider(desk: Desk) -> None:
    give(desk, Gift(Role.CARE, TOWN, identity=ANNA))
    found = people.recognise(desk, people.known(desk), SIGNED, now=NOW)
    assert found is not None
    assert (found.identity.subject, found.identity.name) == ("anna-1", "Anna")
    again = people.recognise(desk, people.known(desk), replace(SIGNED, email="other@corporatie.test"), now=NOW)
    assert again == found
    stranger = replace(SIGNED, subject="somebody-else")
    assert people.recognise(desk, people.known(desk), stranger, now=NOW) is None
    elsewhere = replace(SIGNED, issuer="https://other.test")
    assert people.recognise(desk, people.known(desk), elsewhere, now=NOW) is None


def test_signing_in_gives_nothing_to_somebody_who_is_not_in_the_records(desk: Desk) -> None:
    give(desk, Gift(Role.CARE, TOWN, identity=ANNA))
    assert people.recognise(desk, people.known(desk), Identity("https://provider.test", "x", ""), now=NOW) is None
    assert people.recognise(desk, people.known(desk), replace(SIGNED, email="anna@evil.test"), now=NOW) is None


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_the_administrator_sees_people_and_gives_or_takes_roles(desk: Desk, role: Role) -> None:
    number = give(desk, Gift(Role.CARE, TOWN, identity=ANNA))
    viewer = Viewer(role, TOWN, person="m-9")
    for ask in (
        lambda: people.listed(desk, viewer),
        lambda: people.changes(desk, viewer),
        lambda: give(desk, Gift(Role.ADMIN, TOWN, number, seen=1), viewer),
        lambda: people.take(desk, viewer, anna(desk), Role.CARE, key="x", now=NOW),
    ):
        with pytest.raises(AccessDeniedError):
            ask()
    assert anna(desk).roles == {Role.CARE: TOWN}


def test_who_looks_as_the_administrator_gives_nothing(desk: Desk) -> None:
    looking = Viewer(Role.ADMIN, TOWN, person="m-9", within=Role.ADMIN)
    assert not looking.may(Permission.MANAGE_PEOPLE)
    with pytest.raises(AccessDeniedError):
        give(desk, Gift(Role.CARE, TOWN, identity=ANNA), looking)


@pytest.mark.parametrize(
    ("gift", "reason"),
    [
        (Gift(Role.CARE, frozenset(), identity=ANNA), "gebied"),
        (Gift(Role.CARE, frozenset({"GM0001"}), identity=ANNA), "gebied"),
        (Gift(Role.CARE, TOWN, identity=Identity("", "", "anna")), "adres"),
        (Gift(Role.CARE, TOWN, identity=Identity("", "", "a@b.c d")), "adres"),
    ],
)
def test_a_gift_without_an_area_or_an_address_is_refused(desk: Desk, gift: Gift, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        give(desk, gift)
    assert refused.value.reason == reason
    assert people.known(desk) == {}


def test_one_address_is_one_person_however_it_is_written(desk: Desk) -> None:
    give(desk, Gift(Role.CARE, TOWN, identity=ANNA))
    with pytest.raises(RefusedError):
        give(desk, Gift(Role.CARE, TOWN, identity=replace(ANNA, email=" Anna@Corporatie.TEST ")), key="second")
    assert len(people.known(desk)) == 1


def test_two_administrators_at_once_overwrite_nothing(desk: Desk) -> None:
    number = give(desk, Gift(Role.CARE, TOWN, identity=ANNA))
    give(desk, Gift(Role.TENANTS, TOWN, number, seen=1))
    with pytest.raises(ChangedMeanwhileError):
        give(desk, Gift(Role.ADMIN, TOWN, number, seen=1))
    assert set(anna(desk).roles) == {Role.CARE, Role.TENANTS}


def test_the_last_administrator_stays(desk: Desk) -> None:
    give(desk, Gift(Role.ADMIN, TOWN, identity=ANNA))
    with pytest.raises(RefusedError, match="laatste_beheerder"):
        people.take(desk, ADMIN, anna(desk), Role.ADMIN, key="x", now=NOW)


def test_the_first_administrator_is_let_in_by_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["people", "add", "beheer@corporatie.test", "--area", "GM9998"]) == 0
    assert main(["people", "add", "beheer@corporatie.test", "--area", "GM9998"]) == 1
    assert main(["people", "add", "beheer", "--area", "GM9998"]) == 1
    assert main(["people", "list"]) == 0


def test_what_is_told_of_the_command_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    main(["people", "add", "beheer", "--area", "GM9998"])
    assert capsys.readouterr().err == "beheer is no e-mail address; write name@organisation.nl\n"


def test_an_administrator_sees_the_shape_of_what_was_loaded_and_no_value(desk: Desk) -> None:
    for table in release.PREVIEWS:
        rows = release.preview(desk.store, ADMIN, table)
        assert len(rows) > 0
        text = "".join(rows.fillna("").astype(str).to_numpy().ravel())
        assert not {sign for sign in text if sign.isalnum()} - {"9", "x"}
    with pytest.raises(AccessDeniedError):
        release.preview(desk.store, ADMIN, "unit; DROP TABLE unit")
    with pytest.raises(AccessDeniedError):
        release.preview(desk.store, Viewer(Role.CORPORATION_MANAGER, TOWN), "unit")


def test_areas_are_those_of_the_viewer(desk: Desk) -> None:
    assert {code for code, _, _ in release.areas(desk.store, ADMIN)} >= {"GM9998", "BU99980101", "BU99980102"}
    one = Viewer(Role.ADMIN, frozenset({"BU99980101"}))
    assert [(code, level) for code, level, _ in release.areas(desk.store, one)] == [("BU99980101", Level.NEIGHBOURHOOD)]
