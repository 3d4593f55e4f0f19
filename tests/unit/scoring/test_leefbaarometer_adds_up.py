"""Leefbaarometer's five deviations add up to its whole, so that a goalpost per dimension loses nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from scoring.aggregate import balance
from scoring.light import threshold
from scoring.model import shipped
from scoring.normalise import goalposts

DIMENSIONS = ["won", "fys", "vrz", "soc", "onv"]


@pytest.fixture(scope="module")
def neighbourhoods(shared: Path) -> pd.DataFrame:
    return pd.read_csv(shared / "leefbaarometer" / "leefbaarometer_2024_buurten.csv", index_col="code")


@pytest.mark.shared
def test_five_deviations_add_up_on_every_row(neighbourhoods: pd.DataFrame) -> None:
    assert len(neighbourhoods) == 12_147
    gap = (neighbourhoods[DIMENSIONS].sum(axis=1) - neighbourhoods["afw"]).abs()
    assert gap.max() < 5e-6  # published to six decimals
    without = neighbourhoods[DIMENSIONS[:-1]].sum(axis=1)
    assert (without - neighbourhoods["afw"]).abs().max() > 0.1


@pytest.mark.shared
def test_goalposts_are_the_percentiles_that_the_model_says(neighbourhoods: pd.DataFrame) -> None:
    for model in shipped().values():
        for one in model.indicators:
            if one.id.startswith("lbm_"):
                ends = neighbourhoods[one.id.removeprefix("lbm_")].quantile([0.025, 0.975])
                assert ends.tolist() == pytest.approx([one.lo, one.hi], abs=0.005)


@pytest.mark.shared
def test_thresholds_are_as_the_model_argues(neighbourhoods: pd.DataFrame) -> None:
    model = shipped()["open-1"]
    figures = neighbourhoods.rename(columns=lambda name: f"lbm_{name}")
    figures = figures.reindex(columns=[one.id for one in model.indicators])
    column = model.column
    values = goalposts(figures, column("lo"), column("hi"), direction=column("direction"))
    light = threshold(balance(values, model)["score"], model)
    share = light.value_counts(normalize=True)
    assert share[["red", "amber", "green"]].round(2).tolist() == [0.16, 0.28, 0.55]
    assert "grey" not in share
    lowest = light[neighbourhoods["kafw"] <= 3]
    assert len(lowest) == 1_548
    assert lowest.eq("red").mean() == pytest.approx(0.82, abs=0.005)
    assert lowest.eq("green").mean() < 0.01
