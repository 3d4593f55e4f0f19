"""Ramps that are no lights, and all buildings of a town merged into one picture."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from data.domain.lights import State
from geo.canvas import base_map
from geo.layers import Outline, Wording, lights, side_by_side
from geo.mass import merged
from geo.palette import LOOKS
from geo.scales import ALL_STYLES, CLEAR, FILLS, NUMBERS, STEPS, Ramp, fill, step

WORDS = Wording({state: state.value for state in State})


def lightness(colour: str) -> float:
    parts = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return float(parts @ (0.2126, 0.7152, 0.0722))


def houses(number: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    side = int(np.ceil(np.sqrt(number)))
    column, row = np.arange(number) % side, np.arange(number) // side
    west, south = 5 + column * 2e-4, 52 + row * 3e-4
    codes = [f"B{place}" for place in range(number)]
    states = [["red", "amber", "green"][place % 3] for place in range(number)]
    reasons = ["inherited" if place % 2 else "scored" for place in range(number)]
    shapes = shapely.to_wkb(shapely.box(west, south, west + 1e-4, south + 1e-4))
    return (
        pd.DataFrame({"unit_id": codes, "state": states, "reason": reasons}),
        pd.DataFrame({"unit_id": codes, "wkb": shapes}),
    )


def layer(**columns: object) -> pd.DataFrame:
    shapes = [shapely.box(5 + place / 100, 52, 5.005 + place / 100, 52.005) for place in range(2)]
    return pd.DataFrame({"name": ["a", "b"], "look": ["red", "points_0"], "said": "x", "geometry": shapes} | columns)


def test_every_ramp_runs_from_dark_to_light_and_holds_no_colour_of_a_light() -> None:
    for fills in FILLS.values():
        shades = [lightness(one) for one in fills]
        assert len(fills) == STEPS
        assert shades == sorted(shades)
        assert min(np.diff(shades)) > 0.08
        assert not {look.fill for look in LOOKS.values()} & set(fills)


def test_a_look_that_is_no_light_has_its_own_style_on_the_map() -> None:
    assert ALL_STYLES[NUMBERS[step(Ramp.CONTEXT, 4)]].fill == fill(step(Ramp.CONTEXT, 4)) == FILLS[Ramp.CONTEXT][4]
    assert fill(CLEAR) == ""
    assert FILLS[Ramp.POINTS][0] in base_map().get_root().render()


def test_two_maps_of_the_same_shapes_send_them_once() -> None:
    outline = Outline("a", shapely.box(5, 52, 6, 53))
    first = lights(layer(), words=WORDS, outline=outline)
    second = lights(layer(look=["green", "points_4"]), words=WORDS, outline=outline)
    pair = side_by_side(first, second).content
    beside = pair["beside"]
    assert isinstance(beside, dict)
    assert "steps" not in beside["units"]
    assert beside["units"]["style"] != first.content["units"]["style"]  # type: ignore[index]
    assert "ground" not in beside
    assert pair["stamp"] == first.stamp == second.stamp


def test_a_ring_is_the_light_of_then_and_no_ring_is_nothing() -> None:
    units = lights(layer(ring=["green", ""]), words=WORDS).content["units"]
    assert units["ring"] == "u1:AwA="  # type: ignore[index]
    assert lights(layer(), words=WORDS).content["units"]["ring"] == 0  # type: ignore[index]


def test_thousands_of_buildings_become_one_picture_of_few_corners_that_covers_them() -> None:
    rows, shapes = houses(3_000)
    picture = merged(rows, shapes, budget=5_000)
    blocks = shapely.from_wkb(picture["wkb"].to_numpy())
    assert shapely.get_num_coordinates(blocks).sum() <= 5_000
    assert len(picture) == 6  # three lights, own and borrowed
    everything, buildings = shapely.union_all(blocks), shapely.from_wkb(shapes["wkb"].to_numpy())
    assert shapely.contains(everything, shapely.centroid(buildings)).mean() > 0.95


def test_a_town_without_buildings_is_an_empty_picture() -> None:
    rows, shapes = houses(3)
    assert merged(rows.iloc[:0], shapes.iloc[:0]).empty
