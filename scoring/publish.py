"""Publish lights: run the scoring steps in bulk over the newest warehouse and put the result in place."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from data import signal_figures
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
from scoring.bulk import PERIODS, SQL, Progress, score
from scoring.model import load
from scoring.replacing import keep_replaced
from scoring.shape import ScoringModel

PUBLISHED = (
    *("run", "step", "dimension_step", "step_unit", "step_period", "step_indicator", "step_dimension"),
    *("light", "light_children", "dwelling_light", "stability", "replaced", "revision"),
)
"""Tables that a publication writes anew."""


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
        if signals_from is not None:
            signal_figures.feed(path, records, signals_from, moment)
        with _earlier(live.live(var)) as earlier:
            publication, run = _written(path, earlier, model, text, progress, periods, moment)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    run_records.add(records, run)
    live.put_in_place(var, path)
    progress("Releasing the lights for who may not see the records ...")
    _released(path, records, moment)
    return publication


def _written(
    path: Path,
    earlier: Connection | None,
    model: ScoringModel,
    text: str,
    progress: Progress,
    periods: int,
    moment: datetime,
) -> tuple[Publication, Run]:
    connection = connect(path)
    try:
        for table in PUBLISHED:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 (a table of ours)
        before = statements.read(connection, "period_before", {"periods": periods})["period"]
        memory = _memory(earlier, model)
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
        if earlier is not None:
            keep_replaced(connection, earlier, periods, progress)
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


@contextmanager
def _earlier(path: Path | None) -> Iterator[Connection | None]:
    """Open what is live now, which is about to be replaced; None when nothing is, or by another version."""
    if path is None or not live.readable(path):
        yield None
        return
    connection = connect(path, read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def _memory(earlier: Connection | None, model: ScoringModel) -> pd.DataFrame:
    """Read what is remembered under this very model; empty when there is nothing."""
    if earlier is None:
        return pd.DataFrame({"period": []})
    return statements.read(earlier, "stability_memory", {"model_hash": model.hash})


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
