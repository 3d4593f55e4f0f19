"""Laws of colours over time and of explanations: replay is identical, better is never worse, parts add up."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from data.domain.areas import Level
from scoring.aggregate import balance, unit_weights
from scoring.explain import Stage, contributions, difference, smallest_change, taken_apart
from scoring.light import threshold
from scoring.model import shipped
from scoring.shape import Coverage, ScoringModel
from scoring.stability import advance, fresh, lights, margin, replay

PLAIN = shipped()["open-1"].at(Level.NEIGHBOURHOOD)
MODEL = dataclasses.replace(PLAIN, coverage=Coverage(0.3, 0.3, 1, 0.65))
ORDER = {"red": 0, "amber": 1, "green": 2}
laws = settings(deadline=None, max_examples=40)
gap = st.just(float("nan"))
score = st.one_of(st.floats(35, 70), st.sampled_from([43.0, 45.0, 47.0, 58.0, 60.0, 62.0]), gap)


@st.composite
def histories(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Draw scores and errors of three units over a number of meetings."""
    meetings = draw(st.integers(1, 9))
    rows = [draw(st.lists(score, min_size=meetings, max_size=meetings)) for _ in range(3)]
    errors = [draw(st.lists(st.one_of(st.floats(0, 12), gap), min_size=meetings, max_size=meetings)) for _ in rows]
    return pd.DataFrame(rows, index=list("cab")), pd.DataFrame(errors, index=list("cab"))


@st.composite
def stages(draw: st.DrawFn, model: ScoringModel = MODEL) -> Stage:
    """Draw scores of three units with gaps, their weights, and scores of the raw figures."""
    cell = st.one_of(st.floats(0, 100), st.floats(0, 100), gap)
    width = len(model.indicators)
    tables = [
        pd.DataFrame(
            [draw(st.lists(cell, min_size=width, max_size=width)) for _ in range(3)],
            columns=[one.id for one in model.indicators],
            index=list("cab"),
        )
        for _ in range(2)
    ]
    return Stage(unit_weights(tables[0], model), tables[0], tables[1])


def total(stage: Stage) -> pd.Series:
    return (stage.weights * stage.scores.fillna(0.0)).sum(axis=1, skipna=False)


@laws
@given(histories(), st.data())
def test_stopping_at_any_meeting_and_going_on_gives_the_same_lights(
    drawn: tuple[pd.DataFrame, pd.DataFrame], data: st.DataObject
) -> None:
    scores, errors = drawn
    whole, state = replay(scores, errors, MODEL), fresh(scores.index)
    for meeting in scores.columns:
        order = data.draw(st.permutations(list(scores.index)))
        state = advance(state, scores.loc[order, meeting], errors.loc[order, meeting], MODEL)
        shown = lights(state, scores.loc[order, meeting])
        assert shown.loc[whole.index].tolist() == whole[meeting].tolist()


@laws
@given(histories(), st.floats(0, 30))
def test_a_unit_that_always_scores_better_never_has_a_worse_light(
    drawn: tuple[pd.DataFrame, pd.DataFrame], more: float
) -> None:
    scores, errors = drawn
    before, after = (replay(one, errors, MODEL) for one in (scores, scores + more))
    for meeting in scores.columns:
        pairs = zip(before[meeting].map(ORDER), after[meeting].map(ORDER), strict=True)
        assert all(np.isnan(low) or high >= low for low, high in pairs)


@laws
@given(histories())
def test_a_light_differs_from_the_plain_one_only_near_a_threshold_or_until_it_lasts(
    drawn: tuple[pd.DataFrame, pd.DataFrame],
) -> None:
    scores, errors = drawn
    got = replay(scores, errors, MODEL)
    for meeting in scores.columns:
        plain, h = threshold(scores[meeting], MODEL), margin(errors[meeting], MODEL)
        better = got[meeting].map(ORDER) > plain.map(ORDER)
        floor = got[meeting].map({"green": MODEL.thresholds.t2, "amber": MODEL.thresholds.t1})
        assert (scores[meeting] >= floor - h)[better].all()
        assert got[meeting].eq("grey").equals(scores[meeting].isna())


@laws
@given(stages(), st.lists(st.one_of(st.floats(0, 100), gap), min_size=8, max_size=8))
def test_contributions_add_up_to_the_distance_from_the_benchmark(stage: Stage, figures: list[float]) -> None:
    benchmark = pd.Series(dict(zip(stage.weights.columns, figures, strict=True)))
    parts = contributions(stage, benchmark)
    against = stage.scores.fillna(0.0).mask(benchmark.notna() & stage.scores.notna(), benchmark, axis=1)
    expected = total(stage) - (stage.weights * against).sum(axis=1, skipna=False)
    np.testing.assert_allclose(parts.sum(axis=1, skipna=False), expected, atol=1e-9)


@laws
@given(st.lists(stages(), min_size=2, max_size=5))
def test_the_parts_of_a_difference_add_up(way: list[Stage]) -> None:
    change = total(way[-1]) - total(way[0])
    once = difference(way[0], way[-1])
    np.testing.assert_allclose(once.total("value") + once.total("coverage"), change, atol=1e-9)
    named = {f"step {number}": stage for number, stage in enumerate(way[1:])}
    parts = taken_apart(way[0], named)
    known = pd.concat([total(stage) for stage in way], axis=1).notna().all(axis=1)
    np.testing.assert_allclose(parts.sum(axis=1)[known], change[known], atol=1e-9)


@laws
@given(stages(), st.floats(0, 12))
def test_the_smallest_change_brings_the_score_to_its_target(stage: Stage, error: float) -> None:
    before = balance(stage.scores, MODEL)["score"]
    light = threshold(before, MODEL)
    changes = smallest_change(stage, light, pd.Series(error, index=before.index), MODEL)
    for row in changes.itertuples():
        moved = stage.scores.copy()
        moved.loc[row.unit, row.indicator] += row.ds
        assert -1e-9 <= moved.loc[row.unit, row.indicator] <= 100 + 1e-9
        assert abs(balance(moved, MODEL).loc[row.unit, "score"] - row.target) < 1e-9


def after(state: pd.DataFrame, reached: float, error: float, meetings: int) -> str:
    """Light of one unit that has the same score for a number of meetings."""
    score, se = (pd.Series(one, index=state.index) for one in (reached, error))
    for _ in range(meetings):
        state = advance(state, score, se, MODEL)
    return str(lights(state, score).iloc[0])


@settings(deadline=None, max_examples=150)
@given(stages(), st.lists(st.sampled_from([-20.0, -8.0, -4.0, 4.0, 8.0, 20.0]), max_size=4), st.floats(0, 12))
def test_the_smallest_change_turns_the_colour_that_a_unit_has_and_a_little_less_does_not(
    stage: Stage, earlier: list[float], error: float
) -> None:
    scored = total(stage).dropna()
    se, state = pd.Series(error, index=scored.index), fresh(scored.index)
    for offset in [*earlier, 0.0]:
        state = advance(state, scored + offset, se, MODEL)
    light = lights(state, scored)
    for row in smallest_change(stage, light, se, MODEL).itertuples():
        unit, better = state.loc[[row.unit]], ORDER[row.towards] > ORDER[light[row.unit]]
        moved = stage.scores.loc[row.unit].copy()
        moved[row.indicator] += row.ds
        reached = float((stage.weights.loc[row.unit] * moved.fillna(0.0)).sum())
        meetings = MODEL.stability.clear if better else 1
        assert after(unit, reached, error, meetings) == row.towards
        lasting = unit[["narrow_t1", "narrow_t2"]].to_numpy().max() + meetings >= MODEL.stability.narrow
        if not (better and lasting):  # what has been just above a threshold before gets better by lasting
            less = reached + (-1e-6 if better else 1e-6)
            assert after(unit, less, error, meetings) == light[row.unit]
