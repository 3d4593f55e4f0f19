"""Bands hide a single home, whatever the building; shared figures follow the rules whatever was counted."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import disclosure
from data.domain.access import MATRIX, DataClass, Detail, Role, Viewer
from data.domain.areas import AREA_LEVELS, Level
from data.domain.bands import FEW, OPEN, SPAN, Coarse, band_limits, band_starts, rounded, rounded_limits, share_band
from data.domain.indicators import Kind, catalogue

HOMES = st.integers(10, 5_000)
COARSE = st.sampled_from([Coarse.RULE, Coarse.MERGED])
SHARED = [role for role, grant in MATRIX.items() if Detail.BANDS in (grant.area, grant.building)]
LEVELS = [level for level in Level if level is not Level.DWELLING]


@given(homes=HOMES, coarse=COARSE)
def test_every_band_spans_at_least_four_counts(homes: int, coarse: Coarse) -> None:
    cuts = [0, *band_starts(homes, coarse), homes + 1]
    assert all(after - before >= SPAN for before, after in pairwise(cuts))


@given(homes=HOMES, coarse=COARSE)
def test_none_and_a_few_look_the_same(homes: int, coarse: Coarse) -> None:
    assert {share_band(count, homes, coarse) for count in range(FEW)} == {share_band(0, homes, coarse)}


@given(homes=HOMES, coarse=COARSE)
def test_nearly_all_and_all_look_the_same(homes: int, coarse: Coarse) -> None:
    assert share_band(homes - OPEN + 1, homes, coarse) == share_band(homes, homes, coarse)
    assert share_band(homes, homes, coarse).endswith("+")


@given(homes=HOMES, data=st.data(), coarse=COARSE)
def test_a_count_lies_within_the_limits_of_its_band_and_shares_its_words(
    homes: int, data: st.DataObject, coarse: Coarse
) -> None:
    count = data.draw(st.integers(0, homes))
    low, high = band_limits(count, homes, coarse)
    assert low <= count <= high
    assert {share_band(other, homes, coarse) for other in (low, high)} == {share_band(count, homes, coarse)}


@given(homes=HOMES, data=st.data())
def test_a_wider_band_holds_the_narrower_one(homes: int, data: st.DataObject) -> None:
    count = data.draw(st.integers(0, homes))
    (low, high), (wide_low, wide_high) = (band_limits(count, homes, one) for one in (Coarse.RULE, Coarse.MERGED))
    assert wide_low <= low
    assert high <= wide_high


@given(one=st.integers(10, 300), other=st.integers(10, 300), share=st.floats(0, 1))
def test_the_words_of_a_band_do_not_tell_how_many_homes_were_counted(one: int, other: int, share: float) -> None:
    names = {share_band(round(share * homes), homes) for homes in (one, other)}
    assert names <= {"0-4", "5h+", *(f"5h-{end}" for end in (5, 10, 20, 35)), "5-10", "5-20", "5-35", "5+", "10-20"} | {
        *("10-35", "10+", "20-35", "20+", "35+")
    } | {f"0-{most}" for most in range(4, 5)}


@given(count=st.integers(0, 10**6))
def test_a_rounded_count_stands_for_ten_counts_or_the_lowest_five(count: int) -> None:
    low, high = rounded_limits(count)
    assert low <= count <= high
    assert high - low == (4 if rounded(count) == 0 else 9)


@st.composite
def figure_rows(draw: st.DrawFn) -> pd.DataFrame:
    """Any figures of any places, whatever was counted."""
    let = draw(st.integers(0, 60))
    counted = draw(st.one_of(st.none(), st.integers(1, 60)))
    numerator = None if counted is None else draw(st.integers(0, counted))
    rows = [
        {"level": level.value, "unit_id": "x", "let_homes": let, "indicator_id": one.id, "kind": one.kind.value}
        | {"data_class": one.data_class.value, "context": one.context, "source": one.source, "numerator": numerator}
        | {"denominator": counted, "raw": 0.3, "value": None if counted is None else 0.3, "score": 50.0, "weight": 0.1}
        | {"ends": pd.Timestamp("2026-10-31"), "carried": False, "transferred": False, "rolled_up": False}
        | {"coarse": draw(st.sampled_from(list(Coarse)))}
        for level in LEVELS
        for one in catalogue().values()
    ]
    frame = pd.DataFrame(rows)
    return frame.astype({"numerator": "float64", "denominator": "float64", "value": "float64"})


@pytest.mark.parametrize("role", SHARED)
@settings(max_examples=8, deadline=None)
@given(rows=figure_rows())
def test_shared_figures_follow_every_rule_of_bands(role: Role, rows: pd.DataFrame) -> None:
    told = disclosure.figures(Viewer(role, frozenset({"GM1"})), rows).assign(let=rows["let_homes"], kind=rows["kind"])
    records = told[told["data_class"] == DataClass.AGGREGATE.value]
    assert records[["value", "raw", "score", "weight"]].isna().all(axis=None)
    few = records[records["let"] < disclosure.SHARED_MINIMUM]
    assert set(few["state"]) <= {"withheld"}
    assert set(records.loc[records["kind"] != Kind.PROPORTION.value, "state"]) <= {"withheld"}
    signals = records["indicator_id"].isin([one.id for one in catalogue().values() if one.signal])
    areas = records["level"].isin([level.value for level in AREA_LEVELS])
    assert set(records.loc[signals & ~areas, "state"]) <= {"withheld"}
    large = records["level"].isin([level.value for level in disclosure.ROUNDED])
    assert "band" not in set(records.loc[large, "state"])
    assert "rounded" not in set(records.loc[~large, "state"])
    assert (records.loc[records["state"] == "rounded", "band"].astype("float64") % 10 == 0).all()


@pytest.mark.parametrize("role", SHARED)
@settings(max_examples=8, deadline=None)
@given(rows=figure_rows(), others=figure_rows())
def test_a_withheld_figure_looks_the_same_whatever_was_counted(
    role: Role, rows: pd.DataFrame, others: pd.DataFrame
) -> None:
    viewer = Viewer(role, frozenset({"GM1"}))
    same = others.assign(let_homes=9, coarse=0), rows.assign(let_homes=9, coarse=0)
    one, other = (
        disclosure.figures(viewer, frame).drop(columns=["ends"]).query("data_class == 'V'").reset_index(drop=True)
        for frame in same
    )
    pd.testing.assert_frame_equal(one, other)


def test_the_bands_of_a_large_place_follow_the_published_edges() -> None:
    counts = (0, 4, 5, 60, 150, 300, 900)
    assert [share_band(count, 1_000) for count in counts] == ["0-4", "0-4", "5h-5", "5-10", "10-20", "20-35", "35+"]
