"""A small crowd on the map page, without browsers: everybody is answered, and nobody gets somebody else's view."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.fixtures.dashboard import PATIENCE, environment, served
from tests.harness import prove_soak
from tests.harness.prove_load import judged
from tests.harness.visitors import Load, LostError, crowd, p95, walking

LARGEST = 500_000
"""Bytes over the websocket that one page may take."""


def test_every_action_of_a_small_crowd_is_answered(server: str) -> None:
    met = crowd(server, 3, seconds=4, pause=2)
    assert met.errors == []
    assert len(met.first) == 3
    assert len(met.actions) >= 3


def test_two_visitors_keep_their_own_view(server: str) -> None:
    with walking(server) as one, walking(server) as other:
        one.open()
        other.open()
        one.select(0)
        other.select(1)
        chosen = one.query
        assert "keuze=" in chosen
        assert chosen != other.query
        one.press("open")
        assert "keuze=" in other.query


@pytest.mark.parametrize(
    "view",
    [
        "niveau=municipality&gebied=GM9999&toon=estate",
        "niveau=municipality&gebied=GM9999&toon=neighbourhood",
        "niveau=district&gebied=WK999903&toon=street",
        "niveau=neighbourhood&gebied=BU99990301&toon=building",
    ],
)
def test_a_large_view_takes_at_most_500_kb(server: str, view: str) -> None:
    with walking(server) as visitor:
        visitor.open(view)
        assert 50_000 < visitor.size <= LARGEST


def test_a_click_that_brings_nothing_about_is_noticed(server: str) -> None:
    with walking(server) as visitor:
        visitor.open()
        visitor.stamp = "00000000"
        with pytest.raises(LostError, match="click"):
            visitor.select(0)


def test_the_memory_of_a_server_is_seen(tmp_path: Path) -> None:
    with (
        served(environment(tmp_path), tmp_path / "log") as running,
        prove_soak.watching(prove_soak.Memory(running.process), 0.05) as memory,
    ):
        until = time.monotonic() + PATIENCE
        while len(memory.held) < 2 and time.monotonic() < until:
            time.sleep(0.05)
    assert len(memory.held) >= 2
    assert all(held > 30e6 for held in memory.held)


def test_memory_that_grows_and_an_error_are_not_met_and_fewer_hours_prove_nothing() -> None:
    fine, flat = [Load([0.5] * 20, [0.2] * 100, [])], [500_000_000] * 80
    assert prove_soak.judged(flat, fine, 4.0).met
    assert prove_soak.judged(flat, fine, 1.0).met is None
    leaking = [500_000_000 + 2_000_000 * number for number in range(80)]
    assert prove_soak.judged(leaking, fine, 4.0).met is False
    assert prove_soak.judged(leaking, fine, 1.0).met is False
    assert prove_soak.judged([400_000_000] * 10 + flat, fine, 4.0).met, "filling up at the start is no growth"
    assert prove_soak.judged(flat, [Load([0.5], [0.2] * 10, ["lost"])], 4.0).met is False


def test_a_slow_answer_and_an_error_are_not_met() -> None:
    quick = Load([0.5] * 20, [0.2] * 100, [])
    assert judged({20: quick}).met
    assert not judged({20: Load([0.5] * 20, [0.2] * 90 + [4.0] * 10, [])}).met
    assert not judged({20: Load([0.5] * 19, [0.2] * 100, ["lost"])}).met
    assert not judged({20: Load([5.0] * 20, [0.2] * 100, [])}).met
    assert p95([1.0]) == 1.0
