"""Published cases beside the project, and a model with the tree of one of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from scoring.model import shipped
from scoring.shape import Axis, Coverage, Dimension, ScoringModel, Weighed

Table = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def cases(shared: Path) -> Path:
    """Folder of published cases; the test is skipped where it is absent."""
    folder = shared.parent / "cases"
    if not folder.is_dir():
        pytest.skip("../shared/cases is absent: put the published cases of COINr and esda there")
    return folder


@pytest.fixture(scope="session")
def asem(cases: Path) -> Table:
    """Read an export of COINr's ASEM example, indexed by its first column with a code in it."""

    def read(name: str) -> pd.DataFrame:
        frame = pd.read_csv(cases / "coinr_asem" / f"{name}.csv")
        whole = dict.fromkeys(frame.select_dtypes("int64"), "float64")
        return frame.astype(whole).set_index("uCode" if "uCode" in frame else next(iter(frame.columns)))

    return read


@pytest.fixture(scope="session")
def asem_meta(cases: Path) -> pd.DataFrame:
    """Tell direction, weight, level and parent of every indicator and aggregate of ASEM."""
    frame = pd.read_csv(cases / "coinr_asem" / "in_imeta.csv")
    return frame[frame["Level"].notna()].set_index("iCode")


@pytest.fixture(scope="session")
def asem_model(asem_meta: pd.DataFrame) -> ScoringModel:
    """Lay ASEM out as a model: Conn is capacity, Sust is freedom from burden, each half of the index."""
    plain = shipped()["open-1"]
    axis = {"Conn": Axis.CAPACITY, "Sust": Axis.BURDEN}
    pillars, indicators = asem_meta[asem_meta["Level"] == 2], asem_meta[asem_meta["Level"] == 1]
    about = plain.indicators[0].about
    return dataclasses.replace(
        plain,
        id="asem",
        coverage=Coverage(0.0, 0.0, 1, 0.0),
        veto=(),
        dimensions=tuple(Dimension(name, axis[row["Parent"]], name, name, 1.0) for name, row in pillars.iterrows()),
        indicators=tuple(
            Weighed(name, row["Parent"], 1.0, 0.0, 1.0, about=dataclasses.replace(about, id=name))
            for name, row in indicators.iterrows()
        ),
    )


@pytest.fixture
def model() -> ScoringModel:
    """Lay out four indicators in three dimensions, weights easy to check by hand, on open data's catalogue entries."""
    plain = shipped()["open-1"]
    about = {one.id: one.about for one in plain.indicators}
    return dataclasses.replace(
        plain,
        id="by-hand",
        dimensions=(
            Dimension("place", Axis.CAPACITY, "Plek", "Place", 1.0),
            Dimension("safety", Axis.BURDEN, "Veiligheid", "Safety", 3.0),
            Dimension("money", Axis.BURDEN, "Geld", "Money", 1.0),
        ),
        indicators=(
            Weighed("lbm_fys", "place", 2.0, 0.0, 10.0, about=about["lbm_fys"]),
            Weighed("lbm_vrz", "place", 1.0, 0.0, 10.0, about=about["lbm_vrz"]),
            Weighed("lbm_onv", "safety", 1.0, 0.0, 10.0, about=about["lbm_onv"]),
            Weighed("low_income", "money", 1.0, 0.0, 20.0, about=about["low_income"]),
        ),
    )
