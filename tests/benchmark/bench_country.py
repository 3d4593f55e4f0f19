"""A whole country: our bulk SQL against plain pandas, with equal results, in time and in memory.

The data are synthetic and written once, by a process of its own; both ways read them from disk and store what they
find. These take minutes and 8 GB; ``BENCH_COUNTRY=0`` leaves them out.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pandas as pd

from data.duck import connect
from scoring.bulk import roll_up, score
from scoring.model import MODELS, load
from tests.benchmark import country, country_homes, plain_country
from tests.benchmark.aside import Cost, cost, middle
from tests.benchmark.register import AbsentError, Figure, benchmark

FOLDER = "BENCH_COUNTRY_FOLDER"
NEEDED = 10e9
TURNS = 3
TOLERANCE = 1e-9
LIMIT = 2147.0
"""Megabytes: 2 GiB."""
FIRST = country.FIRST.year * 6 + country.FIRST.number - 1
SLOTS = range(FIRST, FIRST + len(country.SPANS))
Work = Callable[[Path, Path], None]


@benchmark
def publish_a_country_of_neighbourhoods() -> Iterable[Figure]:
    """Publish 14,000 neighbourhoods with thirty indicators in twelve periods."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = _written(write_areas, Path(temporary))
        mine, other = _turns(publish_areas, plain_areas, folder, plain=3)
        found = _equal_areas(folder / "publish_areas" / "0", folder / "plain_areas" / "0")
    return _figures("publish 14,000 neighbourhoods x 30 indicators x 12 periods", mine, other, ">= 3", found)


@benchmark
def roll_up_a_country_of_homes() -> Iterable[Figure]:
    """Add the figures of 8 million homes up to 4 million buildings, 300,000 streets and 14,000 neighbourhoods."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = _written(write_homes, Path(temporary))
        mine, other = _turns(roll_up_homes, plain_homes, folder, plain=1)
        found = _equal_homes(folder / "roll_up_homes" / "0", folder / "plain_homes" / "0")
    return _figures("roll up 8 million homes, 5 indicators", mine, other, ">= 2", found)


def place() -> Path:
    """Give the folder with the data; all that is to be prepared."""
    return Path(os.environ[FOLDER])


def write_areas(_: None, folder: Path) -> None:
    """Write the country of areas."""
    country.write(folder)


def write_homes(_: None, folder: Path) -> None:
    """Write the country of homes."""
    country_homes.write(folder)


def nothing() -> None:
    """Prepare nothing."""


def publish_areas(data: Path, folder: Path) -> None:
    """Publish as the product does: in a copy of the warehouse, which is on disk when it is done."""
    shutil.copyfile(data / "country.duckdb", folder / "country.duckdb")
    connection = connect(folder / "country.duckdb", memory="1200MB")
    score(connection, country.model(), lambda _: None)
    connection.execute("CHECKPOINT")
    connection.close()


def plain_areas(data: Path, folder: Path) -> None:
    """Do the same with pandas."""
    measurements, units = pd.read_parquet(data / "measurements.parquet"), pd.read_parquet(data / "units.parquet")
    plain_country.publish(measurements, units, country.model(), SLOTS, folder)


def roll_up_homes(data: Path, folder: Path) -> None:
    """Roll up as the product does, and store what is found from the streets up."""
    shutil.copyfile(data / "homes.duckdb", folder / "homes.duckdb")
    connection = connect(folder / "homes.duckdb", memory="1000MB")
    roll_up(connection, load(MODELS / "corporation-1.toml"), 1)
    connection.execute(
        """CREATE TABLE added AS
        SELECT place.level, unit_id, indicator_id, numerator, denominator, squares, rolled.ends
        FROM rolled JOIN place USING (unit) JOIN item USING (indicator)
        WHERE rolled.level NOT IN ('dwelling', 'building')"""
    )
    connection.close()


def plain_homes(data: Path, folder: Path) -> None:
    """Do the same with pandas."""
    country_homes.plain(data).to_parquet(folder / "added.parquet")


def _written(write: Callable[[None, Path], None], folder: Path) -> Path:
    if os.environ.get("BENCH_COUNTRY") == "0":
        message = "left out by BENCH_COUNTRY=0"
        raise AbsentError(message)
    if hasattr(os, "sysconf") and os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") < NEEDED:
        message = "the plain way needs 8 GB of memory, more than this machine has to spare"
        raise AbsentError(message)
    cost(nothing, write, folder / "data")
    os.environ[FOLDER] = str(folder / "data")
    return folder


def _turns(ours: Work, other: Work, folder: Path, *, plain: int) -> tuple[Cost, Cost]:
    """Give the median cost of ours, three times, and of the other, measured in turns so that a busy machine is fair."""
    mine, others = [], []
    for turn in range(TURNS):
        mine.append(cost(place, ours, folder / ours.__name__ / str(turn)))
        if turn < plain:
            others.append(cost(place, other, folder / other.__name__ / str(turn)))
    return middle(mine), middle(others)


def _figures(what: str, mine: Cost, other: Cost, goal: str, found: str) -> list[Figure]:
    seconds = f"ours {mine.seconds:.1f} s, plain pandas {other.seconds:.1f} s; {found} equal within {TOLERANCE:g}"
    computing = f"ours {mine.computing:.1f} s of the processors, plain {other.computing:.1f} s"
    megabytes = f"ours {mine.megabytes:,.0f} MB, plain {other.megabytes:,.0f} MB; whole process at its highest"
    return [
        Figure(f"{what}: times as fast as the plain way", other.seconds / mine.seconds, "x", seconds, goal),
        Figure(f"{what}: times as little computing", other.computing / mine.computing, "x", computing),
        Figure(f"{what}: times as little memory", other.megabytes / mine.megabytes, "x", megabytes),
        Figure(f"{what}: memory", mine.megabytes, "MB", "2 GiB", f"<= {LIMIT:.0f}"),
    ]


SLOT = "CAST(left(period, 4) AS INTEGER) * 6 + CAST(right(period, 1) AS INTEGER) - 1"


def _equal_areas(mine: Path, other: Path) -> str:
    """Compare every light and every step; raise AssertionError when they differ, so that their times say nothing."""
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{mine}/country.duckdb' AS mine (READ_ONLY)")
    lights = f"""FROM (SELECT *, {SLOT} AS slot FROM mine.light) AS a
        FULL JOIN '{other}/lights.parquet' AS b USING (level, unit_id, slot)"""
    steps = f"""FROM (SELECT *, {SLOT} AS slot FROM mine.indicator_step) AS a
        FULL JOIN '{other}/steps.parquet' AS b USING (level, unit_id, slot, indicator_id)"""
    judged = _same(connection, lights, {"score": "score", "se": "se", "p_red": "p_red"}, {"light": "light"})
    pairs = {name: name for name in ("numerator", "denominator", "raw", "value", "se", "own_share", "score")}
    stored = _same(connection, steps, pairs | {"weight": "effective"}, {"carried": "carried"})
    connection.close()
    return f"{judged:,} lights and {stored:,} steps"


def _equal_homes(mine: Path, other: Path) -> str:
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{mine}/homes.duckdb' AS mine (READ_ONLY)")
    joined = f"FROM mine.added AS a FULL JOIN '{other}/added.parquet' AS b USING (level, unit_id, indicator_id)"
    pairs = {name: name for name in country_homes.SUMS}
    added = _same(connection, joined, pairs, {"ends": "ends"})
    connection.close()
    return f"{added:,} sums"


def _same(connection: duckdb.DuckDBPyConnection, joined: str, near: dict[str, str], same: dict[str, str]) -> int:
    close = [
        f"""coalesce(
            abs(a.{one} - b.{two}) <= {TOLERANCE} * greatest(1, abs(b.{two})), a.{one} IS NULL AND b.{two} IS NULL
        )"""
        for one, two in near.items()
    ]
    equal = [f"a.{one} IS NOT DISTINCT FROM b.{two}" for one, two in same.items()]
    query = f"SELECT count(*), count(*) FILTER ({' AND '.join([*close, *equal])}) {joined}"
    rows, agreeing = connection.execute(query).fetchall()[0]
    assert rows == agreeing > 0, f"{rows - agreeing:,} of {rows:,} rows differ"
    return int(rows)
