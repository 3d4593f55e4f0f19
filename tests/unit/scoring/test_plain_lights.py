"""The colour of a score and what may hold it back."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from data.domain.areas import Level
from data.domain.lights import Light
from scoring.light import inherit, sizes, spare_single_address, threshold, veto
from scoring.shape import ScoringModel, Veto

NAN = float("nan")


def test_red_below_the_first_threshold_green_from_the_second(model: ScoringModel) -> None:
    score = pd.Series([44.999999, 45.0, 59.999999, 60.0, NAN, 0.0, 100.0], index=list("gfedcba"))
    got = threshold(score, model)
    assert got.tolist() == ["red", "amber", "amber", "green", "grey", "red", "green"]
    assert got.index.equals(score.index)


@pytest.mark.parametrize(("level", "minimum"), [(Level.STREET, 25), (Level.BUILDING, 15), (Level.NEIGHBOURHOOD, 10)])
def test_a_colour_of_its_own_from_the_minimum_and_indicative_up_to_twice_that(
    model: ScoringModel, level: Level, minimum: int
) -> None:
    homes = pd.Series([minimum - 1, minimum, 2 * minimum - 1, 2 * minimum, None], dtype="Int64")
    got = sizes(homes, level, model)
    assert got["own"].tolist() == [False, True, True, True, False]
    assert got["indicative"].tolist() == [False, True, True, False, False]


def test_a_small_building_takes_the_colour_of_its_complex_otherwise_of_its_street() -> None:
    own = pd.Series(["red", None, None, None, None], index=list("edcba"))
    estate = pd.Series(["green", "amber", None, None, "grey"], index=list("edcba"))
    street = pd.Series(["green", "green", "red", None, "green"], index=list("edcba"))
    got = inherit(own, estate, street)
    assert got["light"].tolist() == ["red", "amber", "red", "grey", "grey"]
    assert got["source"].tolist() == [0, 1, 2, pd.NA, 1]
    assert own.isna().sum() == 4


@pytest.fixture
def strict(model: ScoringModel) -> ScoringModel:
    return dataclasses.replace(
        model,
        veto=(
            Veto("lbm_fys", below=10.0, minimum=15.0, floor=Light.AMBER),
            Veto("low_income", below=20.0, minimum=0.0, floor=Light.RED),
        ),
    )


def test_a_veto_holds_the_light_at_its_floor_and_says_why(strict: ScoringModel) -> None:
    light = pd.Series(["green", "green", "green", "amber", "grey", "green", "red"])
    raw = pd.DataFrame({"lbm_fys": [9.9, 10.0, 9.9, 0.0, 0.0, NAN, 0.0], "low_income": [50.0] * 7})
    over = pd.DataFrame({"lbm_fys": [15.0, 15.0, 14.9, 99.0, 99.0, 99.0, 99.0]})
    got = veto(light, raw, over, strict)
    assert got["light"].tolist() == ["amber", "green", "green", "amber", "grey", "green", "red"]
    assert got["reason"].tolist() == ["lbm_fys", None, None, None, None, None, None]
    assert light.iloc[0] == "green"


def test_the_worst_veto_wins_and_an_areas_figure_meets_no_minimum_above_zero(strict: ScoringModel) -> None:
    light = pd.Series(["green", "green"])
    raw = pd.DataFrame({"lbm_fys": [0.0, 0.0], "low_income": [0.0, 90.0]})
    got = veto(light, raw, pd.DataFrame({"lbm_fys": [20.0, NAN]}), strict)
    assert got["light"].tolist() == ["red", "green"]
    assert got["reason"].tolist() == ["low_income", None]


def test_a_red_by_one_address_becomes_amber() -> None:
    light = pd.Series(["red", "red", "red", "amber", "green", "grey"])
    without = pd.Series(["amber", "red", "green", "green", "green", "green"])
    got = spare_single_address(light, without)
    assert got["light"].tolist() == ["amber", "red", "amber", "amber", "green", "grey"]
    assert got["spared"].tolist() == [True, False, True, False, False, False]
    grey = spare_single_address(pd.Series(["red"]), pd.Series(["grey"]))
    assert grey["light"].tolist() == ["red"]
