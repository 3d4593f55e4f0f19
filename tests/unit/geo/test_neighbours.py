"""Who borders on whom: what touches, and the nearest of what stands apart."""

from __future__ import annotations

import pandas as pd
from shapely.geometry import box

from geo.neighbours import NEAREST, neighbours

DEGREE = 1 / 111_320.0
"""One metre of latitude; longitude is a little more, which matters to none of these."""


def square(x: float, y: float, side: float = 10.0) -> bytes:
    west, south = 5 + x * DEGREE, 52 + y * DEGREE
    shape: bytes = box(west, south, west + side * DEGREE, south + side * DEGREE).wkb
    return shape


def pairs(shapes: dict[str, bytes | None]) -> set[tuple[str, str]]:
    found = neighbours(pd.DataFrame({"unit_id": list(shapes), "wkb": list(shapes.values())}))
    return set(found.itertuples(index=False, name=None))


def test_areas_that_touch_are_neighbours_of_each_other() -> None:
    found = pairs({"a": square(0, 0), "b": square(10, 0), "c": square(0, 10)})
    assert {("a", "b"), ("b", "a"), ("a", "c"), ("c", "a")} <= found


def test_nobody_is_its_own_neighbour_and_no_pair_comes_twice() -> None:
    shapes = {f"{x}{y}": square(10 * x, 10 * y) for x in range(4) for y in range(4)}
    frame = neighbours(pd.DataFrame({"unit_id": list(shapes), "wkb": list(shapes.values())}))
    assert not frame["unit_id"].eq(frame["neighbour"]).any()
    assert not frame.duplicated().any()


def test_what_stands_apart_has_its_nearest_and_not_those_further_away() -> None:
    shapes: dict[str, bytes | None] = {str(place): square(100 * place, 0) for place in range(20)}
    of_first = {other for unit, other in pairs(shapes) if unit == "0"}
    assert of_first == {str(place) for place in range(1, NEAREST + 1)}


def test_who_touches_enough_others_gets_no_further_neighbour() -> None:
    ring = {f"{x}{y}": square(10 * x, 10 * y) for x in range(3) for y in range(3)}
    of_middle = {other for unit, other in pairs({**ring, "far": square(60, 10)}) if unit == "11"}
    assert of_middle == set(ring) - {"11"}


def test_a_place_without_a_shape_has_no_neighbours_and_is_none() -> None:
    found = pairs({"a": square(0, 0), "b": None, "c": square(10, 0)})
    assert found == {("a", "c"), ("c", "a")}


def test_a_single_place_or_none_has_no_neighbours() -> None:
    assert pairs({"a": square(0, 0)}) == set()
    assert pairs({}) == set()
