"""Model versions: what a model id stands for never changes, so an old light can always be computed again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa

from data.domain.errors import ModelError
from data.records.store import insert_once, reading, writing
from data.records.tables import model_version


@dataclass(frozen=True, slots=True)
class ModelVersion:
    """A scoring model as it was registered.

    Parameters
    ----------
    model_id
        Name and number of the model, such as ``standaard-2026-1``.
    model_hash
        Hash over everything that decides a light.
    toml
        The whole model file.
    registered_at
        Moment of the first registration, UTC.
    registered_by
        Who registered it.
    """

    model_id: str
    model_hash: str
    toml: str
    registered_at: datetime
    registered_by: str


def register(
    records: sa.Engine,
    model_id: str,
    model_hash: str,
    toml: str,
    *,
    by: str,
    now: datetime,
) -> ModelVersion:
    """Put a model in the records, or find it there.

    Parameters
    ----------
    records
        The migrated record store.
    model_id, model_hash, toml, by
        See `ModelVersion`.
    now
        The clock, with a time zone.

    Returns
    -------
    version
        As registered first: the same model again changes neither the moment nor the name.

    Raises
    ------
    ModelError
        The id stands for another model already, or the model has another id already.
    """
    offered = ModelVersion(model_id, model_hash, toml, registered_at=now, registered_by=by)
    with writing(records) as connection:
        insert_once(connection, model_version, asdict(offered))
        same = (model_version.c.model_id == model_id) | (model_version.c.model_hash == model_hash)
        found = [_version(row) for row in connection.execute(sa.select(model_version).where(same))]
        faults = [fault for version in found if (fault := _clash(version, offered))]
        if faults:
            raise ModelError(model_id, faults)
    return found[0]


def known(records: sa.Engine) -> tuple[ModelVersion, ...]:
    """Give every registered model, oldest first."""
    query = sa.select(model_version).order_by(model_version.c.registered_at, model_version.c.model_id)
    with reading(records) as connection:
        return tuple(_version(row) for row in connection.execute(query))


def _version(row: sa.Row[tuple[object, ...]]) -> ModelVersion:
    return ModelVersion(**row._mapping)  # noqa: SLF001 (SQLAlchemy's public name for the columns of a row)


def _clash(stored: ModelVersion, offered: ModelVersion) -> str:
    day = stored.registered_at.date().isoformat()
    if stored.model_hash != offered.model_hash:
        return (
            f"id: {offered.model_id!r} was registered on {day} with hash {stored.model_hash[:12]}, this file has "
            f"{offered.model_hash[:12]}; goalposts, weights and thresholds change only with a new id: write one"
        )
    if stored.model_id != offered.model_id:
        return f"id: this very model was registered on {day} as {stored.model_id!r}; use that id"
    return ""
