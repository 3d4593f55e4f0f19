"""Shapes and points move from RD New to degrees, wherever that is asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
import shapely

from data.warehouse import degrees

AMERSFOORT = (155000.0, 463000.0), (5.387206, 52.155174)
"""The Onze-Lieve-Vrouwetoren, origin of RD: metres, and degrees of ETRS89 (Kadaster)."""


def test_the_origin_of_rd_lies_where_the_land_registry_says() -> None:
    metres, place = AMERSFOORT
    index = pd.Index([7])
    longitude, latitude = degrees.points(pd.Series(metres[:1], index=index), pd.Series(metres[1:], index=index))
    assert longitude.index.equals(index)
    assert (longitude[7], latitude[7]) == pytest.approx(place, abs=1e-5)


def test_shapes_keep_their_index_and_what_has_none_has_none() -> None:
    metres, place = AMERSFOORT
    given = pd.Series([None, shapely.to_wkb(shapely.Point(metres)), None], index=[3, 1, 2], dtype="object")
    moved = degrees.shapes(given)
    assert list(moved.index) == [3, 1, 2]
    assert moved[3] is None
    assert moved[2] is None
    assert shapely.from_wkb(moved[1]).coords[0] == pytest.approx(place, abs=1e-5)


def test_nothing_becomes_nothing() -> None:
    assert degrees.shapes(pd.Series([], dtype="object")).empty
    assert degrees.points(pd.Series([], dtype="float64"), pd.Series([], dtype="float64"))[0].empty


def test_many_threads_get_the_same_answer() -> None:
    wkb = pd.Series([shapely.to_wkb(shapely.Point(155000.0 + step, 463000.0)) for step in range(50)])
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: list(degrees.shapes(wkb)), range(16)))
    assert all(answer == answers[0] for answer in answers)
