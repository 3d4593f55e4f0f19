"""The frame of the benchmarks: goals are judged, skipped ones say why, and the table has a row for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmark import __main__ as bench
from tests.benchmark.register import AbsentError, Figure


@pytest.mark.parametrize(
    ("goal", "value", "met"),
    [
        ("<= 0.17", 0.17, True),
        ("<= 0.17", 0.18, False),
        (">= 4", 4.0, True),
        (">= 4", 3.9, False),
        (None, 3.9, None),
        (">= 4", None, None),
    ],
)
def test_a_goal_is_judged(goal: str | None, value: float | None, met: bool | None) -> None:  # noqa: FBT001 (a column of the table)
    assert Figure("x", value, "s", "y", goal).met is met


def test_figures_are_written_and_a_missed_goal_is_the_exit_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def slow() -> list[Figure]:
        """Slow."""
        return [Figure("speed", 2.0, "x", "the plain way", ">= 4")]

    def absent() -> list[Figure]:
        """Absent."""
        message = "no data"
        raise AbsentError(message)

    monkeypatch.setenv("BUURTSTOPLICHT_VAR", str(tmp_path))
    monkeypatch.setattr(bench, "MODULES", [])
    monkeypatch.setattr(bench, "REGISTERED", [slow, absent])
    assert bench.main([]) == 1
    written = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    speed = {"name": "speed", "value": 2.0, "unit": "x", "against": "the plain way", "goal": ">= 4", "met": False}
    skipped = {"name": "absent", "value": None, "unit": "", "against": "skipped: no data", "goal": None, "met": None}
    assert written == [speed, skipped]
    assert "MISSED" in capsys.readouterr().out
    assert bench.main(["absent"]) == 0
