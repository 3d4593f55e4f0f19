"""The evidence table of the README is made from measured figures; every proof has its row and says what it found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.harness import __main__ as harness
from tests.harness import evidence
from tests.harness.evidence import AbsentError, Evidence


def test_the_table_in_the_readme_is_the_one_made_from_the_kept_figures() -> None:
    shown = evidence.between(evidence.README.read_text(encoding="utf-8"))
    made = evidence.table(harness.claims(), evidence.kept(evidence.SHOWN))
    assert shown == made, "renew it: python -m tests.harness readme"


def test_every_proof_says_what_it_promises() -> None:
    claims = harness.claims()
    assert claims
    assert all(len(claim) > 20 and not claim.startswith("prove_") for claim in claims.values()), claims


def test_a_figure_that_was_not_measured_or_not_reached_is_told_as_that() -> None:
    missed = evidence.record("a", "A", Evidence("3 lost", {"lost": 3}, met=False), harness.datetime.now(harness.UTC))
    made = evidence.table({"a": "A", "b": "B"}, {"a": missed})
    assert "| A | **not met**: 3 lost (" in made
    assert "| B | not measured yet | `make harness NAMES=b` |" in made


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(tmp_path))
    monkeypatch.setattr(harness, "claims", lambda: {"a": "Nothing is lost"})
    return tmp_path / "evidence.json"


def _finding(monkeypatch: pytest.MonkeyPatch, found: Evidence | Exception) -> None:
    class Proof:
        @staticmethod
        def run() -> Evidence:
            if isinstance(found, Exception):
                raise found
            return found

    monkeypatch.setattr(harness.importlib, "import_module", lambda _: Proof)


def test_what_is_found_is_kept_and_a_missed_promise_is_the_exit_status(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _finding(monkeypatch, Evidence("9 kept, 0 lost", {"lost": 0}, met=True))
    assert harness.main([]) == 0
    [kept] = json.loads(file.read_text(encoding="utf-8"))
    assert (kept["name"], kept["claim"], kept["met"]) == ("a", "Nothing is lost", True)
    _finding(monkeypatch, Evidence("9 kept, 1 lost", {"lost": 1}, met=False))
    assert harness.main(["a"]) == 1
    assert evidence.kept(file)["a"]["figure"] == "9 kept, 1 lost"


def test_a_proof_that_breaks_is_not_met_and_one_that_can_not_run_leaves_the_figure(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _finding(monkeypatch, ZeroDivisionError())
    assert harness.main([]) == 1
    assert evidence.kept(file)["a"]["figure"] == "the proof broke: ZeroDivisionError"
    _finding(monkeypatch, AbsentError("PostgreSQL is not installed"))
    assert harness.main([]) == 0
    assert "skipped, PostgreSQL is not installed" in capsys.readouterr().out
    assert evidence.kept(file)["a"]["met"] is False
