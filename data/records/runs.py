"""Published runs: which lights were published when, by which model, from which data, in which warehouse file."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa

from data.records.store import RecordsError, insert_once, reading, told, writing
from data.records.tables import model_version, published_run


@dataclass(frozen=True, slots=True)
class Run:
    """One publication of lights.

    Parameters
    ----------
    run_id
        Key that every light of the run carries.
    model_hash
        Hash of a registered model.
    data_hash
        Hash over the delivered tables.
    warehouse
        Name of the warehouse file, without folder.
    published_at
        Moment of publication, UTC.
    periods
        Keys of the periods that were published, such as ``2026-5``, oldest first.
    units
        Number of units with a row of lights.
    """

    run_id: str
    model_hash: str
    data_hash: str
    warehouse: str
    published_at: datetime
    periods: tuple[str, ...]
    units: int


def add(records: sa.Engine, run: Run) -> Run:
    """Record a publication; the same run offered twice is one record.

    Returns
    -------
    run
        As recorded first.

    Raises
    ------
    RecordsError
        The model is not registered, or the run id stands for another run.
    """
    with writing(records) as connection:
        if not _registered(connection, run.model_hash):
            message = f"run {run.run_id}: model {run.model_hash[:12]} is not in the records; register the model first"
            raise RecordsError(message)
        insert_once(connection, published_run, asdict(run) | {"periods": " ".join(run.periods)})
        query = sa.select(published_run).where(published_run.c.run_id == run.run_id)
        stored = _run(connection.execute(query).one())
    if _content(stored) != _content(run):
        message = f"run {run.run_id} was published before with other data or another model; give it an id of its own"
        raise RecordsError(message)
    return stored


def latest(records: sa.Engine) -> Run | None:
    """Give the run that was published last; None before the first."""
    newest = sa.select(published_run).order_by(published_run.c.published_at.desc(), published_run.c.run_id.desc())
    with reading(records) as connection:
        row = connection.execute(newest.limit(1)).one_or_none()
    return None if row is None else _run(row)


def models(records: sa.Engine) -> dict[str, str]:
    """Give the hash of the model of every publication, by its run; raises RecordsDownError when they can't be read."""
    query = sa.select(published_run.c.run_id, published_run.c.model_hash)
    with told(), reading(records) as connection:
        return {str(run_id): str(model) for run_id, model in connection.execute(query)}


def _registered(connection: sa.Connection, model_hash: str) -> bool:
    query = sa.select(model_version.c.model_id).where(model_version.c.model_hash == model_hash)
    return connection.execute(query).one_or_none() is not None


def _run(row: sa.Row[tuple[object, ...]]) -> Run:
    columns = dict(row._mapping)  # noqa: SLF001 (SQLAlchemy's public name for the columns of a row)
    return Run(**columns | {"periods": tuple(columns["periods"].split())})


def _content(run: Run) -> dict[str, object]:
    return {name: value for name, value in asdict(run).items() if name != "published_at"}
