"""Getis-Ord Gi*: as esda published it, by hand, and for every way of telling who borders on whom."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from scoring.hotspots import discovery_rate, gi_star, rings
from scoring.shape import ScoringModel

NAN = float("nan")
CHAIN = {"a": ["b"], "b": ["a", "c"], "c": ["b", "d"], "d": ["c"]}
VALUES = pd.Series({"d": 1.0, "c": 2.0, "b": 3.0, "a": 6.0})


def test_a_chain_by_hand() -> None:
    # mean 3, spread sqrt(3.5); a: 6 + 3 over 2 units, so (9 - 6) / (sqrt(3.5) sqrt((4 x 2 - 4) / 3))
    got = gi_star(VALUES, CHAIN)
    assert got.index.tolist() == ["d", "c", "b", "a"]
    assert got.loc["a", "z"] == pytest.approx(3 / np.sqrt(3.5 * 4 / 3))
    assert got.loc["b", "z"] == pytest.approx((11 - 9) / np.sqrt(3.5 * 3 / 3))
    assert got.loc["d", "z"] == pytest.approx(-3 / np.sqrt(3.5 * 4 / 3))
    assert got.loc["a", "p"] == pytest.approx(got.loc["d", "p"])


def test_every_way_of_telling_the_neighbours_gives_the_same() -> None:
    expected = gi_star(VALUES, CHAIN)
    pairs = [(unit, other) for unit, others in CHAIN.items() for other in others]
    table = pd.DataFrame(pairs, columns=["focal", "neighbor"])
    adjacency = pd.Series(1, index=pd.MultiIndex.from_tuples(pairs, names=["focal", "neighbor"]))
    itself = {unit: [unit, *others, *others, "elsewhere"] for unit, others in CHAIN.items()} | {"elsewhere": ["a"]}
    ways = (
        table,
        adjacency,
        SimpleNamespace(neighbors=CHAIN),
        SimpleNamespace(adjacency=adjacency),
        pd.Series(CHAIN),
        itself,
    )
    for way in ways:
        assert_frame_equal(gi_star(VALUES, way), expected)


def test_a_unit_without_a_value_is_nobodys_neighbour() -> None:
    values = pd.concat([VALUES, pd.Series({"x": NAN})])
    got = gi_star(values, CHAIN | {"x": ["a"], "a": ["b", "x"]})
    assert got.loc["x"].isna().all()
    assert_frame_equal(got.drop(index="x"), gi_star(VALUES, CHAIN))


def test_a_unit_without_neighbours_has_itself() -> None:
    got = gi_star(VALUES, {})
    assert got.loc["a", "z"] == pytest.approx(3 / np.sqrt(3.5 * (4 - 1) / 3))


def test_where_nothing_differs_or_everybody_is_a_neighbour_nothing_can_be_said() -> None:
    assert gi_star(pd.Series(0.1, index=list("abcd")), CHAIN).isna().all(axis=None)
    everybody = {unit: list("abcd") for unit in "abcd"}
    assert gi_star(VALUES, everybody).isna().all(axis=None)
    assert gi_star(pd.Series({"a": NAN}), {}).isna().all(axis=None)
    assert gi_star(pd.Series(dtype="float64"), {}).shape == (0, 3)


def test_neighbours_that_are_no_neighbours_are_refused() -> None:
    with pytest.raises(TypeError, match="mapping from unit to units, or pairs; not int"):
        gi_star(VALUES, 3)


def test_discovery_rate_by_hand_skips_what_is_missing() -> None:
    got = discovery_rate(np.array([0.01, NAN, 0.04, 0.03, 0.5]))
    np.testing.assert_allclose(got, [0.04, NAN, 0.16 / 3, 0.16 / 3, 0.5])


def test_rings_need_enough_units_and_show_high_and_low(model: ScoringModel) -> None:
    hotspots = pd.DataFrame(
        {"z": [3.5, -2.5, 1.9, 0.3, NAN], "p": NAN, "q": [0.001, 0.03, 0.08, 0.6, NAN]}, index=list("abcde")
    )
    few = dataclasses.replace(model, hotspots=dataclasses.replace(model.hotspots, units=4))
    got = rings(hotspots, few)
    assert got["confidence"].tolist() == pytest.approx([0.99, -0.95, 0.90, 0.0, NAN], nan_ok=True)
    assert got["significant"].tolist() == [True, True, False, False, False]
    many = rings(hotspots, dataclasses.replace(model, hotspots=dataclasses.replace(model.hotspots, units=5)))
    assert many["confidence"].isna().all()
    assert not many["significant"].any()


# --- published cases


@pytest.mark.parametrize(
    ("file", "value", "published"),
    [
        ("stl", "HR8893", ["Gistar_z_B", "Gistar_p2_B", "bh_padj_Gistar_B"]),
        ("sids2", "SIDR74", ["Gistar_z_B_SIDR74", "Gistar_p2", "bh_padj"]),
    ],
)
def test_values_of_esda(cases: Path, file: str, value: str, published: list[str]) -> None:
    table = pd.read_csv(cases / "esda" / f"{file}.csv", index_col="id")
    got = gi_star(table[value], pd.read_csv(cases / "esda" / f"{file}_neighbors.csv"))
    assert got.index.equals(table.index)
    np.testing.assert_allclose(got, table[published], rtol=1e-9, atol=1e-12)


def test_toy_of_esda(cases: Path) -> None:
    toy = json.loads((cases / "esda" / "published_test_values.json").read_text())["G_toy"]
    points = np.array(toy["points"], dtype="float64")
    near = np.hypot(*(points[:, None] - points[None]).T) <= toy["threshold"]
    neighbours = {unit: np.flatnonzero(row).tolist() for unit, row in enumerate(near)}
    assert gi_star(pd.Series(toy["y"]), neighbours)["z"].iloc[0] == pytest.approx(toy["Gistar_binary_z0"], rel=1e-8)
