"""A followed place against the places most like it: a clear change is seen, and what is not there is too early."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely

from data.domain.followed import Outcome, Said
from pages.ui.followed import judged

PERIODS = [f"2026-{number}" for number in range(1, 7)]
PLACES = [f"C{number:02d}" for number in range(30)]
SHAPES = pd.DataFrame({
    "unit_id": PLACES,
    "wkb": [shapely.to_wkb(shapely.box(5 + 0.01 * n, 52, 5.005 + 0.01 * n, 52.005)) for n in range(len(PLACES))],
})  # fmt: skip


def steps(change: float) -> pd.DataFrame:
    """Scores around 50 that wander a little; those of the first place change by so many points from the fourth on."""
    noise = np.random.default_rng(7).normal(0, 1, (len(PLACES), len(PERIODS)))
    noise[0, 3:] += change
    rows = [
        {"unit_id": unit, "period": period, "slot": slot, "score": 50 + noise[place, slot], "weight": 1.0}
        for place, unit in enumerate(PLACES)
        for slot, period in enumerate(PERIODS)
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize(("change", "said"), [(25.0, Said.BETTER), (-25.0, Said.WORSE), (0.0, Said.NO_DIFFERENCE)])
def test_a_clear_change_is_told_with_its_direction(change: float, said: Said) -> None:
    assert judged("C00", "2026-4", steps(change), SHAPES).place is said


@pytest.mark.parametrize(("unit", "start"), [("C99", "2026-4"), ("C00", "2026-1"), ("C00", "2027-1")])
def test_without_scores_before_and_after_it_is_too_early(unit: str, start: str) -> None:
    assert judged(unit, start, steps(25.0), SHAPES) == Outcome()
