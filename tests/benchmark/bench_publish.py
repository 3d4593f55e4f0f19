"""From delivered tables to published lights: our bulk SQL against geopandas and pandas, with equal results."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from data import demo
from data.duck import connect
from data.sources.gather import Choice, gather
from data.sources.tables import Delivery
from data.warehouse import live
from data.warehouse.build import build, periods
from scoring.model import MODELS, load
from scoring.publish import publish
from tests.benchmark import plain_lights, plain_place
from tests.benchmark.aside import side_by_side
from tests.benchmark.register import AbsentError, Figure, benchmark

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
TURNS = 3
TOLERANCE = 1e-9
STEP = ["level", "unit_id", "period", "indicator_id"]


@benchmark
def build_and_publish_the_invented_town() -> Iterable[Figure]:
    """Build and publish the invented town: a town with a corporation, two years of meetings."""
    return _compared("invented town", town)


@benchmark
def build_and_publish_weesp() -> Iterable[Figure]:
    """Build and publish Weesp: the real BAG, open data only, one period."""
    if not SHARED.is_dir():
        message = "../shared is absent: put the open data of docs/sources in ../shared/data beside the project"
        raise AbsentError(message)
    return _compared("Weesp", weesp)


def town() -> Delivery:
    """Make the invented town."""
    return demo.town()


def weesp() -> Delivery:
    """Read Weesp; the Driemond neighbourhoods in the same file belong to another place."""
    files = [
        SHARED / "weesp" / "weesp_bag_light_style_2021-10-15.gpkg",
        SHARED / "weesp" / "weesp_buurten_2023.geojson",
        SHARED / "leefbaarometer" / "leefbaarometer_2024_buurten.csv",
    ]
    choice = Choice(name="Weesp", today=date(2026, 1, 1), municipality="GM0363", without=("WK0363SA",))
    return gather(files, choice)


def ours(delivery: Delivery, folder: Path) -> None:
    """Build and publish as the product does, files and records included."""
    build(delivery, folder, _quiet)
    publish(folder, f"sqlite:///{folder / 'records.sqlite'}", _model(delivery), _quiet)


def plain(delivery: Delivery, folder: Path) -> None:
    """Do the same with geopandas and pandas, and store the units, the figures and the scores."""
    model = load(_model(delivery))
    dwellings, units = plain_place.place(delivery)
    slots = plain_lights.periods(periods(delivery.measurements)["period"])
    known = plain_lights.figures(delivery, dwellings, units, slots, model)
    scores = plain_lights.lights(known, units, slots, model)
    units.to_parquet(folder / "units.parquet")
    known.merge(slots).to_parquet(folder / "figures.parquet")
    scores.to_parquet(folder / "scores.parquet")


def _compared(place: str, prepare: Callable[[], Delivery]) -> list[Figure]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        mine, other = side_by_side(prepare, (ours, plain), folder, TURNS)
        units, figures, scores = _equal(folder / "ours" / "0", folder / "plain" / "0")
    what = f"build and publish, {place}"
    same = f"{units:,} units, {figures:,} figures and {scores:,} scores equal within {TOLERANCE:g}"
    return [
        Figure(f"{what}: time", mine.seconds, "s", f"plain geopandas and pandas {other.seconds:.2f} s; {same}"),
        Figure(f"{what}: time, share of the plain way", mine.seconds / other.seconds, "x", "plain way = 1"),
        Figure(
            f"{what}: memory", mine.megabytes, "MB", f"plain {other.megabytes:,.0f} MB; whole process at its highest"
        ),
        Figure(f"{what}: memory, share of the plain way", mine.megabytes / other.megabytes, "x", "plain way = 1"),
    ]


def _equal(mine: Path, other: Path) -> tuple[int, int, int]:
    """Compare the results row by row; gives the numbers of units, figures and scores that are equal.

    Raises
    ------
    AssertionError
        They differ, so their times say nothing.
    """
    connection = connect(live.live(mine), read_only=True)
    units = connection.sql("SELECT level, unit_id, parent_id, estate_id, homes, let_homes FROM unit").df()
    steps = connection.sql("SELECT * FROM indicator_step WHERE unit_id IN (SELECT unit_id FROM unit)").df()
    lights = connection.sql("SELECT level, unit_id, period, score, capacity, burden FROM light").df()
    connection.close()
    _same(units, pd.read_parquet(other / "units.parquet"), ["level", "unit_id"], list(units.columns[2:]))
    figures = pd.read_parquet(other / "figures.parquet")
    figures = figures[figures["denominator"].notna() | figures["raw"].notna()]
    _same(steps, figures, STEP, ["numerator", "denominator", "raw", "value"])
    judged = lights[lights["score"].notna()]
    scores = pd.read_parquet(other / "scores.parquet").merge(judged[STEP[:3]])
    _same(judged, scores, STEP[:3], ["score", "capacity", "burden"])
    return len(units), len(figures), len(judged)


def _same(mine: pd.DataFrame, other: pd.DataFrame, key: list[str], columns: list[str]) -> None:
    left = mine.set_index(key)[columns].sort_index()
    right = other.set_index(key)[columns].sort_index()
    assert left.index.equals(right.index), f"{key}: {left.index.symmetric_difference(right.index)[:5].tolist()}"
    for column in columns:
        if pd.api.types.is_numeric_dtype(left[column]):
            one, two = left[column].to_numpy(float), right[column].to_numpy(float)
            equal = np.isclose(one, two, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
        else:
            one, two = (side[column].astype("object") for side in (left, right))
            equal = (one.where(one.notna(), "") == two.where(two.notna(), "")).to_numpy()
        assert equal.all(), f"{column} differs at {left.index[~equal][:5].tolist()}"


def _model(delivery: Delivery) -> Path:
    return MODELS / ("corporation-1.toml" if len(delivery.register) else "open-1.toml")


def _quiet(_: str) -> None:
    """Say nothing."""
