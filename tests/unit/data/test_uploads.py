"""Uploaded lists are read in a child with limits: what a file does there is told in a sentence, and nothing is lost."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import pytest

from data import uploads
from data.desk import agreements, signal_exchange
from data.desk.guard import Desk
from data.domain.access import Role
from data.domain.errors import AccessDeniedError
from data.domain.signal_lists import Fault, ListRefusedError
from data.records import events
from data.uploads import Kind
from pages.ui.text import catalogue
from tests.fixtures.signal_desk import AGREED, NOON, WORKER, demo
from tests.samples import hostile_lists
from tests.samples.hostile_lists import HOSTILE, Make

LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux keeps a limit of memory")
ROWS = b"datum;adres;thema\n2026-01-01;Kade 1;zorg\n"


def reasons(kind: Kind, name: str, content: bytes, **limits: float) -> list[Fault]:
    with pytest.raises(ListRefusedError) as refused:
        uploads.read(kind, name, content, **limits)
    return list(refused.value.faults)


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which private folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@LINUX
@pytest.mark.parametrize(
    ("kind", "name", "make", "reason"),
    [one[1:] for one in HOSTILE],
    ids=[f"{what}-{name}" for what, _, name, _, _ in HOSTILE],
)
def test_a_hostile_list_is_refused_with_one_reason(
    folders: Path, kind: Kind, name: str, make: Make, reason: str
) -> None:
    content = make()
    started = time.monotonic()
    assert reasons(kind, name, content) == [Fault(0, "", reason)]
    assert time.monotonic() - started < uploads.SECONDS + 10
    assert list(folders.iterdir()) == []


def test_a_formula_is_never_worked_out_and_its_text_is_not_taken_over() -> None:
    rows = uploads.read(Kind.SIGNALS, "lijst.xlsx", hostile_lists.formulas())
    assert "WEBSERVICE" not in str(rows)
    assert "=" not in str(rows)


@LINUX
@pytest.mark.parametrize(
    ("content", "limits"),
    [(ROWS, {"gigabytes": 0.02}), (ROWS, {"seconds": 0.001}), (hostile_lists.columns(), {"seconds": 3.0})],
)
def test_a_child_that_takes_too_much_is_stopped_and_leaves_nothing(
    folders: Path, content: bytes, limits: dict[str, float]
) -> None:
    assert reasons(Kind.SIGNALS, "lijst.csv", content, **limits) == [Fault(0, "", "gestopt")]
    assert list(folders.iterdir()) == []


def test_every_reason_is_one_sentence_in_both_languages() -> None:
    for language in ("nl", "en"):
        told = catalogue(language)
        assert {f"signalenlijst_fout.{one[-1]}" for one in HOSTILE} <= told.keys()
        assert {"inlezen.gestopt", "inlezen.te_groot", "inlezen.geen_blad", "inlezen.geen_document"} <= told.keys()


@LINUX
def test_nothing_is_recorded_of_a_list_whose_child_was_stopped(
    quick_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads.read, "__kwdefaults__", {"gigabytes": 0.02, "seconds": 10.0})
    before = events.latest(quick_desk.records)
    with pytest.raises(ListRefusedError):
        signal_exchange.take_in_file(quick_desk, WORKER, "lijst.csv", ROWS, AGREED, NOON)
    assert events.latest(quick_desk.records) == before
    monkeypatch.undo()
    done = signal_exchange.take_in_file(quick_desk, WORKER, "lijst.csv", ROWS, AGREED, NOON)
    assert len(done.numbers) == 1


def test_the_child_gets_none_of_our_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    monkeypatch.setenv("BUURTSTOPLICHT_SMTP", "secret")
    assert "secret" not in str(uploads._environment())
    assert uploads.read(Kind.SIGNALS, "LIJST.CSV", ROWS) == [
        [2, {"datum": "2026-01-01", "adres": "Kade 1", "thema": "zorg"}]
    ]


def test_a_list_may_have_empty_rows_between_and_keeps_the_numbers_of_its_rows() -> None:
    content = ROWS + b";;\n" * 3000 + b"2026-01-02;Kade 2;zorg\n"
    assert [number for number, _ in uploads.read(Kind.SIGNALS, "lijst.csv", content)] == [2, 3003]


@pytest.mark.parametrize("role", [Role.TENANTS, Role.CORPORATION_CASE, Role.PROJECTOR, Role.ADMIN])
def test_only_who_writes_every_agreement_reads_a_file_of_them(role: Role) -> None:
    with pytest.raises(AccessDeniedError):
        agreements.read_file(demo(role), "afspraken.xlsx", b"")
