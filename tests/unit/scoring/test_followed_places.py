"""Places over the meetings: a direction only where it is clear, and a measure against the places most like its own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from scoring.effect import Verdict
from scoring.followed import Direction, by_meeting, compared, direction

PERIODS = [f"2025-{number}" for number in range(1, 7)] + [f"2026-{number}" for number in range(1, 5)]


def places(jump: float = 0.0, near: float = 0.0) -> pd.DataFrame:
    """Forty places of about the same score; u00 jumps at the seventh meeting, and its neighbours u01 and u02 too."""
    rng = np.random.default_rng(2767)
    frame = pd.DataFrame(50 + rng.normal(0, 1, (40, 10)), index=[f"u{n:02d}" for n in range(40)], columns=PERIODS)
    frame.loc["u00", PERIODS[6:]] += jump
    frame.loc[["u01", "u02"], PERIODS[6:]] += near
    return frame


@pytest.mark.parametrize(
    ("scores", "way"),
    [
        ([50, 51, 52, 53], Direction.TOO_FEW),
        ([50, 51, np.nan, 52, 53], Direction.TOO_FEW),
        ([50, 51, 52, 53, 54, 55], Direction.UP),
        ([60, 58, 57, 55, 50, 41], Direction.DOWN),
        ([50, 53, 49, 54, 48, 51], Direction.NONE),
        ([50, 50, 50, 50, 50, 50], Direction.NONE),
    ],
)
def test_a_direction_is_said_only_where_it_is_clear(scores: list[float], way: Direction) -> None:
    assert direction(pd.Series(scores, dtype="float64")) is way


def test_a_measure_that_worked_is_seen_and_the_neighbours_are_never_compared_with() -> None:
    found = compared(places(jump=12), ["u00"], PERIODS[6], ["u01", "u02"])
    assert found.effect.verdict is Verdict.VISIBLE_DIFFERENCE
    assert found.effect.estimate == pytest.approx(12, abs=2)
    assert found.nearby.verdict is Verdict.NO_VISIBLE_DIFFERENCE
    assert not {"u00", "u01", "u02"} & set(found.alike)
    assert len(found.alike) == 20


def test_what_moved_to_the_neighbours_is_seen() -> None:
    found = compared(places(jump=6, near=-6), ["u00"], PERIODS[6], ["u01", "u02"])
    assert found.nearby.verdict is Verdict.VISIBLE_DIFFERENCE
    assert found.nearby.estimate < -4


@pytest.mark.parametrize(("ours", "start"), [(["u00"], PERIODS[8]), (["u00"], PERIODS[0]), (["gone"], PERIODS[6])])
def test_it_is_too_early_with_few_meetings_after_or_none_before_or_no_place(ours: list[str], start: str) -> None:
    found = compared(places(jump=12), ours, start)
    assert found.effect.verdict is Verdict.TOO_EARLY


def test_the_course_has_both_means_and_says_what_came_after_the_start() -> None:
    frame = places(jump=12)
    found = compared(frame, ["u00"], PERIODS[6])
    assert list(found.course["period"]) == PERIODS
    assert found.course["after"].tolist() == [False] * 6 + [True] * 4
    assert found.course["ours"].tolist() == frame.loc["u00"].tolist()
    assert found.course["theirs"].to_numpy() == pytest.approx(frame.loc[list(found.alike)].mean().to_numpy())


def test_scores_come_from_the_stored_steps_in_order_of_time() -> None:
    steps = pd.DataFrame(
        [
            ("a", "2026-1", 12, 50.0, 0.5),
            ("a", "2026-1", 12, 70.0, 0.5),
            ("a", "2025-6", 11, 40.0, 1.0),
            ("b", "2025-6", 11, 90.0, None),
            ("b", "2026-1", 12, 20.0, 1.0),
        ],
        columns=["unit_id", "period", "slot", "score", "weight"],
    )
    found = by_meeting(steps)
    assert list(found.columns) == ["2025-6", "2026-1"]
    assert found.loc["a"].tolist() == [40.0, 60.0]
    assert np.isnan(found.loc["b", "2025-6"])
    assert found.loc["b", "2026-1"] == 20.0
