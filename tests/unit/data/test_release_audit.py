"""The attack finds what can be found, and a release shows less until nothing can be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, sparse

from data import audit
from data.attack import WIDTH, ContradictionError, Knowledge, reach
from data.domain.access import Role
from data.domain.bands import Coarse
from data.opened import Store
from tests.harness import prove_disclosure, prove_narrowing


def known(most: list[float], facts: list[list[float]], low: list[float], high: list[float]) -> Knowledge:
    return Knowledge(np.array(most), sparse.csr_array(np.array(facts, dtype=float)), np.array(low), np.array(high))


def ranges(knowledge: Knowledge, cells: list[list[float]]) -> list[tuple[float, float]]:
    least, most = reach(knowledge, sparse.csr_array(np.array(cells, dtype=float)), np.full(len(cells), WIDTH))
    return list(zip(least, most, strict=True))


def test_a_total_minus_its_parts_is_found() -> None:
    street = known([20, 20, 2], [[1, 1, 1], [1, 0, 0], [0, 1, 0]], [9, 4, 4], [9, 4, 4])
    assert ranges(street, [[0, 0, 1]]) == [(1, 1)]


def test_bands_that_contradict_each_other_but_for_one_count_are_found() -> None:
    street = known([12, 1], [[1, 1], [1, 0]], [5, 0], [13, 4])
    assert ranges(street, [[1, 0], [0, 1]]) == [(4, 4), (1, 1)]


def test_wide_bands_leave_a_count_wide() -> None:
    street = known([30, 30], [[1, 1], [1, 0]], [10, 0], [20, 4])
    least, most = ranges(street, [[0, 1]])[0]
    assert most - least >= WIDTH


def test_what_can_not_be_true_is_said() -> None:
    with pytest.raises(ContradictionError):
        ranges(known([3], [[1]], [5], [9]), [[1]])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Knowledge, np.ndarray]:
    """Draw a few counts, and sums of them between limits that hold."""
    size = draw(st.integers(2, 6))
    most = np.array(draw(st.lists(st.integers(1, 12), min_size=size, max_size=size)), dtype=float)
    truth = np.array([draw(st.integers(0, int(top))) for top in most], dtype=float)
    facts = np.array(draw(st.lists(st.lists(st.integers(0, 1), min_size=size, max_size=size), min_size=1, max_size=5)))
    below, above = (draw(st.lists(st.integers(0, 3), min_size=len(facts), max_size=len(facts))) for _ in range(2))
    total = facts @ truth
    limits = total - np.array(below), total + np.array(above)
    return Knowledge(most, sparse.csr_array(facts.astype(float)), *limits), truth


@settings(max_examples=60, deadline=None)
@given(world=worlds())
def test_the_quick_attack_judges_every_count_as_solving_each_apart_does(world: tuple[Knowledge, np.ndarray]) -> None:
    knowledge, truth = world
    cells = sparse.eye_array(len(truth), format="csr")
    least, most = reach(knowledge, sparse.csr_array(cells), np.full(len(truth), WIDTH))
    for cell in range(len(truth)):
        aim = (np.arange(len(truth)) == cell).astype(float)
        facts = optimize.LinearConstraint(knowledge.facts, knowledge.low, knowledge.high)
        box = optimize.Bounds(0.0, knowledge.most)
        low, high = (sign * optimize.milp(sign * aim, constraints=facts, bounds=box).fun for sign in (1.0, -1.0))
        exact = np.floor(high + 1e-6) - np.ceil(low - 1e-6)
        assert (most[cell] - least[cell] < WIDTH) == (exact < WIDTH)
        assert np.ceil(low - 1e-6) <= least[cell]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = prove_narrowing.published(tmp_path_factory.mktemp("town") / "1", 1)
    yield store
    store.connection.close()


def test_no_attack_on_what_a_shared_role_is_given_recovers_anything(town: Store) -> None:
    found = prove_disclosure.attacked(town, Role.TENANTS)
    assert found == dict.fromkeys(found, 0)
    assert len(found) == 20


def test_every_attack_recovers_something_from_a_naive_dashboard(town: Store) -> None:
    assert [name for name, recovered in prove_disclosure.control(town).items() if not recovered] == []


def test_a_released_town_can_not_be_narrowed_and_keeps_its_figures(town: Store) -> None:
    found = prove_narrowing.attack(town)
    assert found.gated.cells > 400
    assert (found.gated.narrowed, found.gated.narrowest >= WIDTH) == (0, True)
    assert found.ruled.narrowed > 0
    assert 2 * found.kept >= found.buildings
    assert Coarse.HIDDEN in found.gated.shown.coarse.values()
    assert audit.WIDTH == WIDTH
