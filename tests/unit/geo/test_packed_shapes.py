"""What is unpacked is what was packed, to a tenth of a metre; what can't be drawn keeps its number."""

from __future__ import annotations

import base64

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.packed import DEGREE, Packed, column, pack, read, told_once, varints
from tests.fixtures.packed import unpacked

SQUARE = shapely.box(5.0, 52.0, 5.001, 52.001)
RING = shapely.box(5.0, 52.0, 5.01, 52.01) - shapely.box(5.002, 52.002, 5.004, 52.004)
TWO = shapely.MultiPolygon([SQUARE, shapely.box(5.01, 52.0, 5.011, 52.001)])
BOW_TIE = shapely.Polygon([(5, 52), (5.01, 52.01), (5.01, 52), (5, 52.01)])
HALF = 0.5 / DEGREE


def _unpacked(packed: Packed, count: int) -> list[list[list[np.ndarray]]]:
    """Rings of the parts of each shape, in degrees."""
    parts = unpacked(packed.parts, count)
    rings = unpacked(packed.rings, sum(parts))
    corners = unpacked(packed.corners, sum(rings))
    first = np.cumsum(np.reshape(unpacked(packed.first, 2 * len(corners)), (-1, 2)), axis=0)
    steps = np.reshape(unpacked(packed.steps, 2 * (sum(corners) - len(corners))), (-1, 2))
    loose = iter(np.split(steps, np.cumsum([number - 1 for number in corners])[:-1])) if corners else iter(())
    lines = iter([np.vstack([start, start + np.cumsum(next(loose), axis=0)]) / DEGREE for start in first])
    sizes = iter(rings)
    return [[[next(lines) for _ in range(next(sizes))] for _ in range(number)] for number in parts]


def _polygons(packed: Packed, count: int) -> list[shapely.MultiPolygon]:
    shapes = _unpacked(packed, count)
    return [shapely.MultiPolygon([(part[0], part[1:]) for part in parts]) for parts in shapes]


@pytest.mark.parametrize("shape", [SQUARE, RING, TWO, shapely.Point(5, 52).buffer(0.01, quad_segs=300)])
def test_holes_several_parts_and_more_than_255_corners_come_back(shape: shapely.Geometry) -> None:
    (back,) = _polygons(pack(read([shape])), 1)
    assert shapely.hausdorff_distance(back, shape) <= 2 * HALF
    assert back.area == pytest.approx(shape.area, rel=1e-3)


def test_steps_across_a_country_come_back() -> None:
    country = shapely.box(3.3, 50.7, 7.3, 53.6)
    packed = pack(read([country, SQUARE]))
    assert [back.bounds for back in _polygons(packed, 2)] == [country.bounds, SQUARE.bounds]


def test_a_row_of_houses_takes_little_more_than_a_byte_a_number() -> None:
    houses = [shapely.box(5 + 6e-5 * number, 52, 5 + 6e-5 * (number + 1), 52.00006) for number in range(200)]
    packed = pack(read(houses))
    bytes_a_house = (len(str(packed.first)) + len(str(packed.steps))) * 3 / 4 / 200
    assert bytes_a_house < 1.2 * (2 + 6)  # the place of the first corner, and three steps


def test_points_and_lines_keep_their_dimension() -> None:
    line = shapely.LineString([(5, 52), (5.1, 52.2), (5.3, 52.1)])
    packed = pack(read([shapely.Point(5, 52), line, SQUARE]))
    assert unpacked(packed.kinds, 3) == [0, 1, 2]
    point, street, square = _unpacked(packed, 3)
    assert len(point[0][0]) == 1
    np.testing.assert_allclose(street[0][0], shapely.get_coordinates(line), atol=HALF)
    assert len(square[0][0]) == 4


NOTHING = [None, shapely.Polygon(), b"no WKB", b"", shapely.Point(), shapely.Point(np.nan, np.nan)]


@pytest.mark.parametrize("nothing", NOTHING)
def test_what_cannot_be_drawn_keeps_its_number(nothing: bytes | shapely.Geometry | None) -> None:
    packed = pack(read([SQUARE, nothing, SQUARE]))
    assert unpacked(packed.parts, 3) == [1, 0, 1]


def test_no_shapes_at_all_pack_to_nothing() -> None:
    assert set(pack(read([])).columns().values()) == {0}


def test_an_invalid_shape_is_mended() -> None:
    (back,) = _polygons(pack(read([BOW_TIE])), 1)
    assert back.is_valid
    assert back.area == pytest.approx(0.5 * 0.01**2, rel=1e-3)


@pytest.mark.parametrize("given_shape", [RING, shapely.reverse(RING)])
def test_shells_go_round_counterclockwise_and_holes_clockwise(given_shape: shapely.Geometry) -> None:
    [[[shell, hole]]] = _unpacked(pack(read([given_shape])), 1)
    assert shapely.LinearRing(shell).is_ccw
    assert not shapely.LinearRing(hole).is_ccw


def test_of_a_collection_the_surfaces_are_kept() -> None:
    mixed = shapely.GeometryCollection([shapely.Point(4, 52), TWO, shapely.LineString([(4, 52), (4, 53)])])
    packed = pack(read([mixed]))
    assert unpacked(packed.parts, 1) == [2]
    assert unpacked(packed.kinds, 2) == [2, 2]


def test_wkb_and_geometries_pack_alike() -> None:
    assert pack(read([shapely.to_wkb(RING), TWO])) == pack(read([RING, TWO]))


def test_height_is_dropped() -> None:
    assert pack(read([shapely.force_3d(SQUARE, 3.0)])) == pack(read([SQUARE]))


def test_the_input_is_not_changed() -> None:
    given_shapes = np.array([BOW_TIE, None], dtype=object)
    read(given_shapes)
    assert given_shapes[0] is BOW_TIE


def test_the_stamp_tells_other_shapes_apart_and_is_the_same_for_the_same() -> None:
    assert pack(read([SQUARE])).stamp == pack(read([SQUARE])).stamp
    assert pack(read([SQUARE])).stamp != pack(read([RING])).stamp


@pytest.mark.parametrize(
    ("values", "kind"),
    [([0, 255], "u1"), ([0, 256], "u2"), ([-1, 32767], "i2"), ([-32769, 0], "i4"), ([0, 65536], "i4")],
)
def test_a_column_takes_the_shortest_type_in_which_all_fit(values: list[int], kind: str) -> None:
    packed = column(values)
    assert str(packed).startswith(f"{kind}:")
    assert unpacked(packed, 2) == values


@given(st.lists(st.integers(-(2**31), 2**31 - 1), min_size=1))
def test_any_numbers_come_back_from_varints(values: list[int]) -> None:
    assert unpacked(varints(values), len(values)) == values


def test_varints_are_those_of_protocol_buffers() -> None:
    assert base64.b64decode(str(varints([0, -1, 1, 63, -64, 64, 150])).removeprefix("zz:")) == bytes(
        [0, 1, 2, 126, 127, 0x80, 0x01, 0xAC, 0x02]
    )


def test_what_is_longer_as_varints_is_written_plainly() -> None:
    assert varints([-30_000, 30_000]) == column([-30_000, 30_000])
    assert str(varints([-30_000, 30_000])).startswith("i2:")


def test_a_column_of_one_value_is_that_value() -> None:
    assert column([7, 7, 7]) == 7
    assert column([]) == 0


def test_a_number_beyond_32_bits_is_refused() -> None:
    with pytest.raises(OverflowError, match="32 bits"):
        column([0, 2**31])


@settings(deadline=None, max_examples=200)
@given(st.lists(st.tuples(st.integers(-180_000_000, 180_000_000), st.integers(-90_000_000, 90_000_000)), min_size=2))
def test_any_line_comes_back_exactly(corners: list[tuple[int, int]]) -> None:
    line = shapely.LineString(np.array(corners) / DEGREE)
    packed = pack(np.array([line], dtype=object))
    np.testing.assert_array_equal(np.rint(_unpacked(packed, 1)[0][0][0] * DEGREE), corners)


def test_what_is_told_once_comes_back_in_its_order() -> None:
    values, at = told_once(["b", "a", "b", "b"])
    assert values == ["b", "a"]
    assert [values[place] for place in unpacked(at, 4)] == ["b", "a", "b", "b"]
    assert told_once([]) == ([], 0)
