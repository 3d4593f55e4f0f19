"""The scoring steps in bulk: SQL over an open warehouse, from measurements to lights."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import astuple
from pathlib import Path

import pandas as pd

from data.domain.areas import Level
from data.duck import Connection
from data.warehouse import statements
from data.warehouse.build import insert
from scoring.certainty import chances
from scoring.shape import ScoringModel

SQL = Path(__file__).with_name("sql")
PERIODS = 12
"""Newest periods that are published: two years of meetings."""

ROLL_UPS = (
    (Level.DWELLING, Level.BUILDING),
    (Level.DWELLING, Level.ESTATE),
    (Level.BUILDING, Level.STREET),
    (Level.BUILDING, Level.NEIGHBOURHOOD),
    (Level.NEIGHBOURHOOD, Level.DISTRICT),
    (Level.DISTRICT, Level.MUNICIPALITY),
)
"""Steps of the roll-up, each after the one that fills its child level."""

FINISHED = {"40_silent.sql": ("nesting",), "42_smoothed.sql": ("rolled", "drawn")}
"""Tables that nothing reads after a step: for a country they are the size of everything that is published."""

MEMORY_COLUMNS = (
    *("level", "unit_id", "slot", "colour", "clear_amber", "narrow_amber", "clear_green", "narrow_green", "silent"),
    "spared",
)
MODEL_COLUMNS = ("indicator_id", "dimension", "axis", "weight", "lo", "hi")

Progress = Callable[[str], None]


def score(
    connection: Connection,
    model: ScoringModel,
    progress: Progress,
    *,
    periods: int = PERIODS,
    memory: pd.DataFrame | None = None,
) -> None:
    """Run every step on an open warehouse; its tables of lights must be empty.

    Parameters
    ----------
    connection
        A warehouse that may be written.
    model, progress, periods
        As for ``publish``.
    memory
        What was remembered of the units after the meeting before the first period: columns of the table
        ``stability`` without period and model; None or empty: the first period is everybody's first meeting.
    """
    keys = parameters(model) | {"periods": periods}
    progress("Adding figures up from the homes to the municipality ...")
    roll_up(connection, model, periods)
    _steps(connection, "9", keys)
    progress("Weighing capacity against burden ...")
    _steps(connection, "45", keys)
    _remember(connection, pd.DataFrame() if memory is None else memory)
    for slot in _slots(connection):
        path = SQL / "61_stability.sql"
        statements.run(connection, path, _named(path, keys | {"slot": slot}))
    statements.run(connection, SQL / "65_held_lights.sql")
    _chances(connection, model)
    statements.run(connection, SQL / "67_burning.sql", _named(SQL / "67_burning.sql", keys))
    _steps(connection, "7", keys)
    progress("Counting the lights below every place ...")
    _steps(connection, "8", keys)


def roll_up(connection: Connection, model: ScoringModel, periods: int) -> None:
    """Fill the table ``rolled``: numerators and denominators of every level, for the newest periods."""
    statements.run(connection, SQL / "00_work.sql")
    insert(connection, "model_indicator", model.indicator_frame()[list(MODEL_COLUMNS)])
    insert(connection, "model_dimension", model.dimension_frame())
    insert(connection, "model_veto", pd.DataFrame([astuple(rule) for rule in model.veto]).reset_index())
    _steps(connection, "12", {"periods": periods})
    for child, parent in ROLL_UPS:
        named = {"child": child, "parent": parent, "share": model.coverage.homes}
        statements.run(connection, SQL / "30_roll_up.sql", named)


def unit_scores(connection: Connection, model: ScoringModel, periods: int) -> pd.DataFrame:
    """Score the units of an open warehouse without giving lights: ``level``, ``unit_id``, ``period``, ``score``."""
    roll_up(connection, model, periods)
    _steps(connection, "45", parameters(model))
    return statements.fetch_file(connection, SQL / "read_unit_scores.sql")


def parameters(model: ScoringModel) -> dict[str, object]:
    """Give the numbers of a model by the names that the SQL files use."""
    return {
        "a": model.balance,
        "t1": model.thresholds.t1,
        "t2": model.thresholds.t2,
        "dimension_coverage": model.coverage.dimension,
        "axis_coverage": model.coverage.axis,
        "minimum": model.coverage.indicators,
        "prior_max": model.smoothing.prior_max,
        "street": model.sizes.street,
        "estate": model.sizes.estate,
        "building": model.sizes.building,
        "area": model.sizes.rate,
        "h_min": model.stability.h_min,
        "clear": model.stability.clear,
        "narrow": model.stability.narrow,
        "memory": model.stability.memory,
        "extent": model.brandhaard.extent,
        "brandhaard": model.brandhaard.minimum,
        "indicative": model.sizes.indicative,
        "condition_amber": model.dwelling.amber_condition,
        "condition_red": model.dwelling.red_condition,
        "vacant_amber": model.dwelling.amber_vacant,
        "vacant_red": model.dwelling.red_vacant,
    }


def _steps(connection: Connection, stages: str, keys: dict[str, object]) -> None:
    for stage in stages:
        for path in sorted(SQL.glob(f"{stage}[0-9]_*.sql")):
            statements.run(connection, path, _named(path, keys))
            for table in FINISHED.get(path.name, ()):
                connection.execute(f"DROP TABLE {table}")


def _named(path: Path, keys: Mapping[str, object]) -> dict[str, object]:
    """Keep the parameters that a file names."""
    return {key: value for key, value in keys.items() if re.search(rf"\${key}\b", statements.text(path))}


def _slots(connection: Connection) -> list[int]:
    return [int(slot) for slot in statements.fetch_file(connection, SQL / "read_slots.sql")["slot"]]


def _remember(connection: Connection, memory: pd.DataFrame) -> None:
    """Put the memory of the meeting before the first published one where the first statement looks for it."""
    first = min(_slots(connection), default=0)
    if len(memory):
        columns = memory.assign(slot=first - 1)[list(MEMORY_COLUMNS)]
        insert(connection, "remembered", columns)
        statements.run(connection, SQL / "60_remembered.sql")


def _chances(connection: Connection, model: ScoringModel) -> None:
    scored = statements.fetch_file(connection, SQL / "read_scores.sql")
    chance = chances(scored["score"], scored["se"], model)
    keys = scored[["unit", "slot"]]
    insert(connection, "chance", pd.concat([keys, chance[["red", "amber", "green"]]], axis=1))
