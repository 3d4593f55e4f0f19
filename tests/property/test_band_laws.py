"""Bands hide a single home, whatever the building."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from data.domain.bands import FEW, OPEN, SPAN, band_starts, share_band

HOMES = st.integers(10, 5_000)


@given(homes=HOMES)
def test_every_band_spans_at_least_four_counts(homes: int) -> None:
    cuts = [0, *band_starts(homes), homes + 1]
    assert all(after - before >= SPAN for before, after in pairwise(cuts))


@given(homes=HOMES)
def test_none_and_a_few_look_the_same(homes: int) -> None:
    assert {share_band(count, homes) for count in range(FEW)} == {share_band(0, homes)}


@given(homes=HOMES)
def test_nearly_all_and_all_look_the_same(homes: int) -> None:
    assert share_band(homes - OPEN + 1, homes) == share_band(homes, homes)
    assert share_band(homes, homes).endswith("+")


@given(homes=HOMES, count=st.integers(0, 5_000))
def test_a_band_contains_the_share_that_it_stands_for(homes: int, count: int) -> None:
    if count > homes:
        return
    low, _, high = share_band(count, homes).rstrip("+").partition("-")
    assert float(low) - 0.05 <= 100 * count / homes
    assert not high or 100 * count / homes < float(high) + 0.05


def test_the_bands_of_a_large_place_follow_the_published_edges() -> None:
    assert [share_band(count, 1_000) for count in (0, 4, 5, 60, 150, 300, 900)] == [
        "0-0.5",
        "0-0.5",
        "0.5-5",
        "5-10",
        "10-20",
        "20-35",
        "35+",
    ]
