"""Publish lights: run the scoring steps in bulk over the newest warehouse and put the result in place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from data import signal_figures
from data.domain.areas import Level
from data.domain.errors import WarehouseError
from data.domain.periods import Period
from data.duck import Connection, connect
from data.records import models as model_records
from data.records import runs as run_records
from data.records.runs import Run
from data.records.store import Records, engine, migrate
from data.releasing import Maker, release_publication
from data.warehouse import live, statements
from data.warehouse.build import insert
from scoring.certainty import chances
from scoring.model import load
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

FINISHED = {"40_figures.sql": ("rolled", "nesting"), "42_smoothed.sql": ("raw_figure", "drawn")}
"""Tables that nothing reads after a step: for a country they are the size of everything that is published."""

PUBLISHED = (
    *("run", "step", "dimension_step", "step_unit", "step_period", "step_indicator", "step_dimension"),
    *("light", "light_children", "dwelling_light", "stability"),
)
"""Tables that a publication writes anew."""

MEMORY_COLUMNS = (
    *("level", "unit_id", "slot", "colour", "clear_amber", "narrow_amber", "clear_green", "narrow_green", "silent"),
    "spared",
)
MODEL_COLUMNS = ("indicator_id", "dimension", "axis", "weight", "lo", "hi")

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Publication:
    """What a run published.

    Parameters
    ----------
    path
        Warehouse file that is live now.
    run_id
        Name of the run, in the warehouse and in the records.
    periods
        Periods with lights, old to new.
    lights
        One row a level and light in the newest period: ``level``, ``light``, ``units``.
    """

    path: Path
    run_id: str
    periods: tuple[str, ...]
    lights: pd.DataFrame


def publish(
    var: Path,
    database_url: str,
    model_file: Path,
    progress: Progress = print,
    *,
    periods: int = PERIODS,
    now: datetime | None = None,
    signals_from: Period | None = None,
) -> Publication:
    """Compute the lights of every unit and period, and make them live.

    Parameters
    ----------
    var
        Folder of the databases; the prepared warehouse is taken, otherwise the live one.
    database_url
        Address of the records, where the model version and the run are kept.
    model_file
        TOML with weights, goalposts, thresholds and sizes.
    progress
        Called with a sentence before every step that may last over a second.
    periods
        How many of the newest periods get lights.
    now
        Moment of publishing, UTC; None takes the clock.
    signals_from
        First period whose nuisance and support signals come from the records; None: the deliveries count.

    Returns
    -------
    publication
        What was published. All or nothing: on any error the live warehouse stays as it was.

    Raises
    ------
    WarehouseError
        There is no warehouse, or nothing in it speaks of any period.
    ModelError
        The model is faulty, or its id is known with other content: weights change only with a new id.
    """
    model = load(model_file)
    text = model_file.read_text(encoding="utf-8")
    source = live.newest(var)
    moment = now or datetime.now(UTC)
    records = engine(database_url)
    migrate(records)
    model_records.register(records, model.id, model.hash, text, by="python -m scoring", now=moment)
    path = live.fresh(var)
    shutil.copyfile(source, path)
    try:
        memory = _memory(live.live(var), model)
        if signals_from is not None:
            signal_figures.feed(path, records, signals_from, moment)
        publication, run = _written(path, model, text, progress, periods, moment, memory)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    run_records.add(records, run)
    live.put_in_place(var, path)
    progress("Releasing the lights for who may not see the records ...")
    _released(path, records, moment)
    return publication


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


def _written(
    path: Path, model: ScoringModel, text: str, progress: Progress, periods: int, moment: datetime, memory: pd.DataFrame
) -> tuple[Publication, Run]:
    connection = connect(path)
    try:
        for table in PUBLISHED:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 (a table of ours)
        before = statements.read(connection, "period_before", {"periods": periods})["period"]
        known = memory[memory["period"].isin(before)].drop(columns="period")
        score(connection, model, progress, periods=periods, memory=known)
        _keep_memory(connection, model)
        spoken = tuple(str(period) for period in statements.read(connection, "published_periods")["period"])
        if not spoken:
            message = "no figure in the warehouse speaks of any period; import indicators first (docs/sources)"
            raise WarehouseError(message)
        run = _run(connection, path, model, moment, spoken)
        stamp = moment.astimezone(UTC).replace(tzinfo=None)
        row = (run.run_id, model.id, model.hash, text, run.data_hash, stamp)
        insert(connection, "run", pd.DataFrame([row]))
        lights = statements.read(connection, "counts_per_light", {"period": spoken[-1]})
        connection.execute("CHECKPOINT")
    finally:
        connection.close()
    return Publication(path, run.run_id, spoken, lights), run


def _released(path: Path, records: Records, moment: datetime) -> None:
    connection = connect(path, read_only=True)
    try:
        release_publication(connection, records, Maker("python -m scoring", moment))
    finally:
        connection.close()


def _memory(path: Path | None, model: ScoringModel) -> pd.DataFrame:
    """Read what the live warehouse remembers under this very model; empty when there is nothing."""
    if path is None or not live.readable(path):
        return pd.DataFrame({"period": []})
    connection = connect(path, read_only=True)
    try:
        return statements.read(connection, "stability_memory", {"model_hash": model.hash})
    finally:
        connection.close()


def _keep_memory(connection: Connection, model: ScoringModel) -> None:
    statements.run(connection, SQL / "keep_memory.sql", {"model_hash": model.hash})


def _run(connection: Connection, path: Path, model: ScoringModel, moment: datetime, spoken: tuple[str, ...]) -> Run:
    units = int(statements.read(connection, "counts_per_light", {"period": spoken[-1]})["units"].sum())
    return Run(
        run_id=f"{moment:%Y%m%dT%H%M%S%f}-{model.hash[:8]}",
        model_hash=model.hash,
        data_hash=str(statements.read(connection, "delivery")["data_hash"].iloc[0]),
        warehouse=path.name,
        published_at=moment,
        periods=spoken,
        units=units,
    )


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
        insert(connection, "memory", columns)


def _chances(connection: Connection, model: ScoringModel) -> None:
    scored = statements.fetch_file(connection, SQL / "read_scores.sql")
    chance = chances(scored["score"], scored["se"], model)
    keys = scored[["unit", "slot"]]
    insert(connection, "chance", pd.concat([keys, chance[["red", "amber", "green"]]], axis=1))
