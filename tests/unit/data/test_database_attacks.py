"""Statements that would reach outside the database do not, whoever gets them in."""

from __future__ import annotations

from pathlib import Path

from tests.harness import prove_database


def test_no_statement_reaches_out_of_the_database_and_each_does_on_a_plain_one(tmp_path: Path) -> None:
    found = prove_database.tried(tmp_path)
    assert found == {"through": 0, "control": len(prove_database.attacks())}
