"""The page on the speed of the map is made of the figures that were measured, and says what was not reached."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.benchmark.speed_page import END, PAGE, START, filled

FIGURES = [
    {"name": "map: select", "value": 212.4, "unit": "ms", "against": "plain 900 ms", "goal": "<= 300", "met": True},
    {"name": "map: down", "value": 0.314, "unit": "x", "against": "20 turns", "goal": "<= 0.2", "met": False},
    {"name": "map: none", "value": None, "unit": "", "against": "skipped", "goal": None, "met": None},
]


def test_every_figure_has_a_row_and_what_was_missed_is_said() -> None:
    text = filled(f"# Head\n\n{START}\nold\n{END}\n\nTail\n", FIGURES, datetime(2026, 11, 2, tzinfo=UTC))
    assert "| select | 212 ms | <= 300 | yes | plain 900 ms |" in text
    assert "| down | 0.31 x | <= 0.2 | **no** | 20 turns |" in text
    assert "- down: 0.31 x, the goal is <= 0.2" in text
    assert "| none | not measured |  |  | skipped |" in text
    assert "old" not in text
    assert text.startswith("# Head\n")
    assert text.endswith("Tail\n")


def test_nothing_missed_is_said_too() -> None:
    assert "Everything that has a goal reached it." in filled(f"{START}{END}", FIGURES[:1], datetime.now(UTC))


def test_the_page_has_its_marks_once() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text.count(START) == text.count(END) == 1
