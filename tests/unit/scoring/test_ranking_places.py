"""Where first: the rule of the order, the intervals, and the clusters."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from scoring.model import load
from scoring.ranking import Group, clusters, ranked
from scoring.shape import ScoringModel
from tests.samples import small_town

MODEL = Path(small_town.__file__).with_name("models") / "small-1.toml"


@pytest.fixture(scope="module")
def model() -> ScoringModel:
    return load(MODEL)


def places(**columns: list[object]) -> pd.DataFrame:
    """Give four exact units; ``columns`` replaces any of them."""
    table = {
        "unit_id": ["a", "b", "c", "d"],
        "name": ["Kade", "Dijk", "Hof", "Laan"],
        "state": ["green", "red", "red", "amber"],
        "previous": ["green", "red", "amber", "amber"],
        "homes": [10, 20, 30, 40],
        "score": [70.0, 40.0, 42.0, 50.0],
        "se": [0.0, 0.0, 0.0, 0.0],
        "change": [-9.0, -1.0, -8.0, -9.0],
        "gap": [10.0, -20.0, -1.0, -10.0],
    }
    return pd.DataFrame(table | columns)


def test_what_is_newly_red_comes_first_then_red_and_falling_then_the_rest(model: ScoringModel) -> None:
    order = ranked(places(), model)
    assert list(order["name"]) == ["Hof", "Dijk", "Laan", "Kade"]
    assert list(order["group"]) == [Group.NEW_RED, Group.FALLING_RED, Group.REST, Group.REST]


def test_a_red_place_whose_score_rises_stands_among_the_rest(model: ScoringModel) -> None:
    order = ranked(places(change=[0.0, 0.5, 0.0, 0.0]), model).set_index("name")
    assert order.loc["Dijk", "group"] == Group.REST


def test_the_rest_is_ordered_by_shortfall_times_homes(model: ScoringModel) -> None:
    units = places(state=["amber"] * 4, previous=["amber"] * 4, gap=[-9.0, -4.0, -1.0, 0.0])
    assert list(ranked(units, model)["name"]) == ["Kade", "Dijk", "Hof", "Laan"]  # 90, 80, 30, 0


@pytest.mark.parametrize("before", [None, float("nan"), "withheld"])
def test_a_place_of_which_no_earlier_light_is_known_is_not_newly_red(model: ScoringModel, before: object) -> None:
    order = ranked(places(previous=["green", before, "red", "amber"], change=[float("nan")] * 4), model)
    assert Group.NEW_RED not in set(order["group"])


def test_without_error_every_rank_is_one_place_in_the_order_of_the_list(model: ScoringModel) -> None:
    order = ranked(places(), model)
    assert list(order["rank_low"]) == list(order["rank_high"]) == [1, 2, 3, 4]


def test_error_widens_ranks_within_a_group_and_never_across(model: ScoringModel) -> None:
    order = ranked(places(se=[50.0] * 4), model)
    assert order["rank_low"].tolist()[:2] == order["rank_high"].tolist()[:2] == [1, 2]
    assert (order["rank_low"].tolist()[2:], order["rank_high"].tolist()[2:]) == ([3, 3], [4, 4])


def test_ranks_do_not_depend_on_the_order_of_the_rows(model: ScoringModel) -> None:
    many = pd.concat([places(se=[9.0] * 4, state=["amber"] * 4, previous=["amber"] * 4)] * 15, ignore_index=True)
    units = many.assign(unit_id=[f"{place:02}" for place in many.index], gap=-many.index.to_numpy() / 5)
    pd.testing.assert_frame_equal(ranked(units, model), ranked(units.iloc[::-1], model))


def test_the_given_frame_is_left_alone(model: ScoringModel) -> None:
    units = places()
    ranked(units, model)
    pd.testing.assert_frame_equal(units, places())


def blind(**columns: list[object]) -> pd.DataFrame:
    nothing = dict.fromkeys(["score", "se", "change", "gap"], [float("nan")] * 4)
    return places(**(nothing | columns))


def test_without_exact_figures_the_order_is_light_and_name_alone(model: ScoringModel) -> None:
    units = blind(state=["green", "red", "red", "red"], previous=["red", "red", "amber", "red"])
    order = ranked(units, model)
    assert list(order["name"]) == ["Hof", "Dijk", "Laan", "Kade"]
    assert list(order["group"]) == [Group.NEW_RED, Group.RED, Group.RED, Group.REST]
    assert order[["rank_low", "rank_high"]].isna().all(axis=None)


def test_one_unit_without_exact_figures_takes_the_ranks_of_all(model: ScoringModel) -> None:
    order = ranked(places(score=[70.0, 40.0, float("nan"), 50.0]), model)
    assert order["rank_low"].isna().all()
    assert Group.FALLING_RED not in set(order["group"])


def test_no_place_gives_no_rank(model: ScoringModel) -> None:
    assert ranked(places().iloc[0:0], model).empty


def grid(side: int, low: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give a square of units whose corner of so many by so many scores low, and who borders on whom."""
    spots = [(x, y) for x in range(side) for y in range(side)]
    noise = np.random.default_rng(1).normal(0, 1, len(spots))
    score = [(20.0 if x < low and y < low else 70.0) + one for (x, y), one in zip(spots, noise, strict=True)]
    units = pd.DataFrame({"unit_id": [f"{x}-{y}" for x, y in spots], "score": score})
    pairs = [(f"{a}-{b}", f"{x}-{y}") for a, b in spots for x, y in spots if 0 < abs(a - x) + abs(b - y) < 2]
    return units, pd.DataFrame(pairs, columns=["unit_id", "neighbour"])


def test_low_places_that_lie_together_are_a_cluster_and_high_ones_are_not(model: ScoringModel) -> None:
    units, pairs = grid(8, 3)
    found = clusters(units, pairs, model)
    inside = set(units["unit_id"][found > 0])
    assert {"0-0", "1-1", "0-1"} <= inside
    assert "7-7" not in inside
    units["score"] = 90 - units["score"]
    assert (clusters(units, pairs, model) == 0).all()


def test_with_too_few_units_nothing_is_said_of_clusters(model: ScoringModel) -> None:
    units, pairs = grid(5, 2)
    assert len(units) < model.hotspots.units
    assert clusters(units, pairs, model).isna().all()
