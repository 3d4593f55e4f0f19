"""A symbol stands inside its shape, with the room that it is said to have; homes on one spot stand side by side."""

from __future__ import annotations

import base64

import numpy as np
import pytest
import shapely

from geo.drawn import drawn
from geo.labels import SOUGHT, anchors
from geo.packed import read
from geo.simplify import within_budget
from geo.spread import METRES, spread

NARROW = np.cos(np.radians(52.0))
SQUARE = shapely.box(5.0, 52.0, 5.002, 52.001)
L_SHAPE = shapely.box(5.0, 52.0, 5.01, 52.001) | shapely.box(5.0, 52.0, 5.001, 52.01)
COURT = shapely.box(5.0, 52.0, 5.004, 52.004) - shapely.box(5.001, 52.001, 5.003, 52.003)


@pytest.mark.parametrize(
    "shape", [SQUARE, L_SHAPE, COURT, shapely.MultiPolygon([SQUARE, shapely.box(6, 52, 6.1, 52.1)])]
)
@pytest.mark.parametrize("repeat", [1, SOUGHT + 1])
def test_the_symbol_stands_inside_with_the_room_that_is_said(shape: shapely.Geometry, repeat: int) -> None:
    east, north, room = anchors(read([shape] * repeat))[0]
    on_ground = shapely.transform(shape, lambda degrees: degrees * (NARROW, 1.0))
    spot = shapely.Point(east * NARROW, north)
    assert on_ground.contains(spot)
    assert room > 0
    assert spot.distance(on_ground.boundary) == pytest.approx(room, rel=0.05)


def test_the_symbol_of_a_square_stands_in_its_middle() -> None:
    assert anchors(read([SQUARE]))[0, :2] == pytest.approx([5.001, 52.0005], abs=1e-6)


def test_of_several_parts_the_largest_counts() -> None:
    east = anchors(read([shapely.MultiPolygon([SQUARE, shapely.box(6, 52, 6.1, 52.1)])]))[0, 0]
    assert 6.0 < east < 6.1


def test_points_lines_and_nothing_have_no_room() -> None:
    found = anchors(read([shapely.Point(5, 52), shapely.LineString([(5, 52), (5.2, 52)]), None]))
    assert found[:2].tolist() == [pytest.approx([5, 52, 0]), pytest.approx([5.1, 52, 0])]
    assert np.isnan(found[2]).all()
    assert anchors(read([])).shape == (0, 3)


def test_homes_on_one_spot_stand_metres_apart_around_it() -> None:
    flat = spread(read([shapely.Point(5.0, 52.0)] * 9))
    metres = shapely.get_coordinates(flat) * METRES * (NARROW, 1.0)
    apart = np.linalg.norm(metres[:, None] - metres[None, :], axis=2)
    assert apart[~np.eye(9, dtype=bool)].min() > 3
    assert shapely.get_coordinates(flat).mean(axis=0) == pytest.approx([5.0, 52.0], abs=1e-9)


def test_a_home_that_has_its_spot_for_itself_does_not_move_nor_does_a_shape() -> None:
    alone = read([shapely.Point(5.0, 52.0), shapely.Point(5.001, 52.0), SQUARE, None])
    moved = spread(alone)
    assert shapely.equals_exact(moved[:3], alone[:3], tolerance=1e-12).all()
    assert moved[3] is None


def test_few_corners_are_left_alone() -> None:
    shapes = read([SQUARE, None])
    assert within_budget(shapes) is shapes


def test_many_corners_become_few_and_neighbours_keep_their_border() -> None:
    border = np.column_stack([5.1 + 0.002 * np.sin(np.linspace(0, 9, 900)), np.linspace(52.0, 52.1, 900)])
    west = shapely.Polygon([(5.0, 52.0), *border, (5.0, 52.1)])
    east = shapely.Polygon([(5.2, 52.0), *border, (5.2, 52.1)])
    shapes = read([west, None, east, shapely.segmentize(shapely.LineString([(5, 52), (5.2, 52)]), 0.0001)])
    thinner = within_budget(shapes, corners=100)
    assert shapely.get_num_coordinates(thinner).sum() < 250
    assert shapely.coverage_is_valid(thinner[[0, 2]])
    assert thinner[1] is None
    assert shapely.get_num_coordinates(shapes[0]) > 900


def test_places_are_sent_as_steps_from_one_to_the_next_and_what_has_none_makes_no_step() -> None:
    boxes = [None, shapely.box(4.9, 52.0, 4.9004, 52.0004), None, shapely.box(4.9008, 52.0, 4.9012, 52.0004)]
    made = drawn(boxes, marked=True)
    assert made.origin == (4_900_200, 52_000_200)
    kind, _, packed = str(made.at).partition(":")
    steps = np.frombuffer(base64.b64decode(packed), dtype=f"<{kind}").reshape(-1, 2)
    assert steps.tolist() == [[0, 0], [0, 0], [0, 0], [800, 0]]
    assert drawn([None], marked=True).origin == (0, 0)
