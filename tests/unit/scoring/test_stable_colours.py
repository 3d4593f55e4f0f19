"""Worse at once, better only when it lasts; and the same again when all meetings are replayed."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from scoring.shape import ScoringModel
from scoring.stability import advance, fresh, lights, margin, replay

NAN = float("nan")


def history(model: ScoringModel, *scores: float, se: float = 0.0) -> list[str]:
    """Give the lights of one unit, by their first letters (grey is -); t1 = 45, t2 = 60, h = 2."""
    frame = pd.DataFrame([scores], columns=range(len(scores)), dtype="float64")
    got = replay(frame, frame * 0 + se, model)
    return ["-" if light == "grey" else light[0] for light in got.iloc[0]]


def test_the_first_meeting_has_plain_thresholds(model: ScoringModel) -> None:
    for score, light in ((44.9, "r"), (45.0, "a"), (59.9, "a"), (60.0, "g")):
        assert history(model, score) == [light]


def test_worse_at_once_but_only_beyond_the_margin(model: ScoringModel) -> None:
    assert history(model, 61, 58, 57.9) == ["g", "g", "a"]
    assert history(model, 46, 43, 42.9) == ["a", "a", "r"]
    assert history(model, 61, 42.9) == ["g", "r"]


def test_better_after_two_clear_meetings(model: ScoringModel) -> None:
    assert history(model, 40, 47, 47) == ["r", "r", "a"]
    assert history(model, 40, 47, 46, 47, 46) == ["r", "r", "r", "a", "a"]  # three narrow ones in a row
    assert history(model, 50, 62, 62) == ["a", "a", "g"]


def test_better_after_three_narrow_meetings(model: ScoringModel) -> None:
    assert history(model, 40, 45, 45, 45) == ["r", "r", "r", "a"]
    assert history(model, 40, 45, 45, 44.9, 45, 45, 45) == ["r"] * 6 + ["a"]


def test_a_break_starts_the_count_again(model: ScoringModel) -> None:
    assert history(model, 40, 47, 44, 47, 47) == ["r", "r", "r", "r", "a"]


def test_from_red_straight_to_green_when_it_lasts(model: ScoringModel) -> None:
    assert history(model, 40, 70, 70) == ["r", "r", "g"]
    assert history(model, 40, 61, 61, 61) == ["r", "r", "a", "g"]


def test_the_margin_is_the_error_within_bounds(model: ScoringModel) -> None:
    got = margin(pd.Series([0.0, 2.0, 5.0, 99.0, NAN]), model)
    assert got.tolist() == [2.0, 2.0, 5.0, 7.5, 2.0]
    assert history(model, 61, 55.1, 54.9, se=5.0) == ["g", "g", "a"]
    assert history(model, 61, 52.5, 52.4, se=50.0) == ["g", "g", "a"]


def test_grey_keeps_state_and_streak_for_the_models_memory_then_forgets(model: ScoringModel) -> None:
    assert model.stability.memory == 3
    assert history(model, 40, 47, NAN, NAN, NAN, 47) == ["r", "r", "-", "-", "-", "a"]
    assert history(model, 61, NAN, NAN, NAN, 58) == ["g", "-", "-", "-", "g"]
    assert history(model, 61, NAN, NAN, NAN, NAN, 58) == ["g", "-", "-", "-", "-", "a"]
    assert history(model, NAN, NAN, 46) == ["-", "-", "a"]
    assert history(model, 40, NAN, 46, NAN, 46, NAN, 46) == ["r", "-", "r", "-", "r", "-", "a"]


def test_other_keys_give_other_histories(model: ScoringModel) -> None:
    quick = dataclasses.replace(model, stability=dataclasses.replace(model.stability, clear=1, narrow=2, memory=0))
    assert history(quick, 40, 47) == ["r", "a"]
    assert history(quick, 40, 45, 45) == ["r", "r", "a"]
    assert history(quick, 61, NAN, 58) == ["g", "-", "a"]


def test_units_come_and_go_in_any_order(model: ScoringModel) -> None:
    first = pd.Series({"a": 40.0, "b": 61.0})
    state = advance(fresh(first.index), first, first * 0, model)
    second = pd.Series({"c": 58.0, "b": 58.0})
    state = advance(state, second, pd.Series({"b": 0.0, "c": 0.0}), model)
    assert lights(state, second).to_dict() == {"c": "amber", "b": "green"}
    assert state.index.tolist() == ["c", "b"]


def test_a_state_is_never_changed_in_place(model: ScoringModel) -> None:
    first = pd.Series({"a": 40.0})
    state = advance(fresh(first.index), first, first * 0, model)
    before = state.copy()
    advance(state, pd.Series({"a": 70.0}), first * 0, model)
    pd.testing.assert_frame_equal(state, before)


@pytest.mark.parametrize("cut", range(1, 7))
def test_stopping_and_going_on_is_the_same_as_replaying_all(model: ScoringModel, cut: int) -> None:
    scores = pd.DataFrame({"a": [61, 57, 62, 62, NAN, 40, 46.0], "b": [40, 47, NAN, 46, 46, 70, 70.0]}).T
    whole = replay(scores, scores * 0, model)
    state = fresh(scores.index)
    for meeting in range(cut):
        state = advance(state, scores[meeting], scores[meeting] * 0, model)
    kept = pd.DataFrame(state.to_dict())  # as it is stored and read back
    for meeting in range(cut, 7):
        kept = advance(kept, scores[meeting], scores[meeting] * 0, model)
        assert lights(kept, scores[meeting]).equals(whole[meeting])
