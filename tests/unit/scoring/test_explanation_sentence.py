"""The parts and the sentence of one unit's explanation, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from data.domain.reasons import Amount, Reason
from scoring.account import Sureness, Waterfall, at, change, missing, stage, steps_to_turn, sureness, waterfall
from scoring.sentence import Form, Held, from_parts, from_words
from scoring.shape import ScoringModel

NAN = float("nan")
CHANCE = {"red": 0.05, "amber": 0.55, "green": 0.40}


def fall(**contributions: float) -> Waterfall:
    parts = pd.DataFrame({
        "indicator": list(contributions), "dimension": "one", "axis": "capacity", "weight": 0.5, "score": 50.0,
        "reference": 50.0, "contribution": list(contributions.values()),
    })  # fmt: skip
    return Waterfall(50.0, 50.0 + sum(contributions.values()), parts)


def step(period: str, indicator: str, score: float, weight: float, **others: float) -> dict[str, object]:
    known = {"raw": NAN, "value": 1.0, "denominator": NAN}
    return {"period": period, "indicator_id": indicator, "score": score, "weight": weight} | known | others


def test_a_green_place_begins_with_what_helps_and_the_others_with_what_weighs() -> None:
    parts = fall(a=-3.0, b=2.0, c=-1.0, d=4.0)
    green, red = (from_parts(parts, light, light, "none", "", None) for light in ("green", "red"))
    assert (green.form, red.form) == (Form.FAVOUR_AGAINST, Form.AGAINST_FAVOUR)
    assert (red.against, red.favour) == ("a", "d")
    assert red.figures == {"score": 52.0, "against": -3.0, "favour": 4.0}


@pytest.mark.parametrize(
    ("parts", "form"),
    [({"a": -1.0}, Form.AGAINST), ({"a": 1.0}, Form.FAVOUR), ({"a": 0.0}, Form.EVEN)],
)
def test_a_reason_that_is_not_there_is_not_named(parts: dict[str, float], form: Form) -> None:
    assert from_parts(fall(**parts), "amber", "amber", "none", "", None).form is form


def test_without_a_benchmark_nothing_is_compared() -> None:
    alone = fall(a=0.0)
    bare = Waterfall(alone.start, alone.end, alone.parts.assign(reference=NAN))
    assert from_parts(bare, "amber", "amber", "none", "", None).form is Form.ALONE


@pytest.mark.parametrize(
    ("light", "plain", "rule", "held"),
    [
        ("red", "amber", "stability", Held.NOT_RECOVERED),
        ("amber", "green", "stability", Held.NOT_RECOVERED),
        ("amber", "red", "stability", Held.NOT_YET_WORSE),
        ("green", "amber", "stability", Held.NOT_YET_WORSE),
        ("amber", "red", "single_address", Held.SINGLE_ADDRESS),
        ("amber", "green", "veto", Held.VETO),
        ("amber", "amber", "none", Held.NOT),
    ],
)
def test_the_rule_that_holds_a_colour_is_named_with_its_side(light: str, plain: str, rule: str, held: Held) -> None:
    assert from_parts(fall(a=1.0), light, plain, rule, "condition", None).held is held


def test_in_words_there_is_no_figure_no_side_of_the_rule_and_no_certainty() -> None:
    reasons = (Reason("one", against=True, amount=Amount.MUCH), Reason("two", against=False, amount=Amount.LITTLE))
    said = from_words("amber", "stability", "", reasons)
    assert (said.form, said.against, said.favour) == (Form.AGAINST_FAVOUR, "one", "two")
    assert (said.held, said.plain, said.sureness, said.figures) == (Held.STABILITY, "", None, {})
    assert said.amounts == {"against": "much", "favour": "little"}
    assert from_words("amber", "none", "", ()).form is Form.EVEN


@pytest.mark.parametrize(
    ("light", "rule", "plain", "word"),
    [
        ("amber", "none", "amber", Sureness.BORDER),
        ("green", "stability", "amber", Sureness.BORDER),
        ("grey", "none", "grey", None),
        ("red", "veto", "amber", Sureness.BORDER),
    ],
)
def test_below_the_models_limit_a_colour_is_on_the_border(
    model: ScoringModel, light: str, rule: str, plain: str, word: Sureness | None
) -> None:
    assert sureness(light, rule, plain, CHANCE, model) is word


def test_from_the_high_quantile_a_colour_is_sure_and_between_fairly_sure(model: ScoringModel) -> None:
    shares = {"red": 0.0, "amber": 0.05, "green": 0.95}
    assert sureness("green", "none", "green", shares, model) is Sureness.SURE
    assert sureness("green", "none", "green", shares | {"green": 0.94}, model) is Sureness.FAIRLY
    assert sureness("amber", "veto", "green", shares, model) is Sureness.SURE  # the veto is no matter of chance


def test_a_waterfall_by_hand(model: ScoringModel) -> None:
    steps = pd.DataFrame(
        [step("1", "lbm_fys", 60, 0.5), step("1", "lbm_onv", 40, 0.5), step("1", "low_income", 9, NAN)]
    )
    got = waterfall(at(stage(steps, model), "1"), pd.Series({"lbm_fys": 50.0, "lbm_onv": 60.0}), model)
    assert got is not None
    assert (got.start, got.end) == (pytest.approx(55), pytest.approx(50))
    assert dict(zip(got.parts["indicator"], got.parts["contribution"], strict=True)) == pytest.approx(
        {"lbm_fys": 5, "lbm_onv": -10}
    )
    assert got.themes()["contribution"].sum() == pytest.approx(-5)


def test_a_meeting_without_a_score_has_no_waterfall_and_no_change(model: ScoringModel) -> None:
    steps = pd.DataFrame([step("1", "lbm_fys", 60, NAN), step("2", "lbm_fys", 60, 1.0)])
    meetings = stage(steps, model)
    assert waterfall(at(meetings, "1"), pd.Series(dtype="float64"), model) is None
    assert change(at(meetings, "1"), at(meetings, "2")).empty
    assert waterfall(at(meetings, "7"), pd.Series(dtype="float64"), model) is None


def test_a_change_is_told_by_own_data_smoothing_and_coverage(model: ScoringModel) -> None:
    # goalposts of low_income run from 0 to 20, low is favourable: own figure 10 -> 50, 0 -> 100
    steps = pd.DataFrame([
        step("1", "low_income", 50, 0.5, raw=10.0), step("1", "lbm_fys", 40, 0.5),
        step("2", "low_income", 80, 0.5, raw=0.0), step("2", "lbm_vrz", 60, 0.5),
    ])  # fmt: skip
    meetings = stage(steps, model)
    got = change(at(meetings, "1"), at(meetings, "2")).set_index("indicator")
    assert got.loc["low_income"].to_dict() == pytest.approx({"own_data": 25, "smoothing": -10, "coverage": 0})
    assert got.loc["lbm_fys", "coverage"] == pytest.approx(-20)
    assert got.loc["lbm_vrz", "coverage"] == pytest.approx(30)
    assert got.to_numpy().sum() == pytest.approx(70 - 45)


def test_what_is_missing_is_told_with_its_reason(model: ScoringModel) -> None:
    few = step("2", "social_assistance", NAN, NAN, value=NAN, denominator=-1.0)
    steps = pd.DataFrame([
        step("1", "lbm_vrz", 40, 0.5), step("2", "lbm_fys", 60, 1.0), step("2", "low_income", 30, NAN), few,
    ])  # fmt: skip
    got = missing(steps, "2", model).set_index("indicator")["why"]
    assert "lbm_fys" not in got
    assert got[["lbm_vrz", "low_income", "lbm_onv"]].tolist() == ["old", "theme", "never"]
    assert got.get("social_assistance", "small") == "small"


def test_the_smallest_change_is_in_the_unit_of_the_indicator(model: ScoringModel) -> None:
    steps = pd.DataFrame([step("1", "lbm_fys", 50, 0.5), step("1", "low_income", 50, 0.5)])
    turns = steps_to_turn(at(stage(steps, model), "1"), "amber", 2.0, model)
    worse = turns[turns["towards"].eq("red")].set_index("indicator")
    # from 50 to 45 - 2: seven points, so 14 of one indicator: 14 % of the range of 20
    assert worse.loc["low_income", ["ds", "dx"]].tolist() == pytest.approx([-14.0, 0.14 * 20])
