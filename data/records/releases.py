"""Releases: what the shared roles were shown for a period, kept as it was and checked by its hash when it is read."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime

import pandas as pd
import sqlalchemy as sa

from data.records.store import RecordsError, insert_once, reading, told, writing
from data.records.tables import release, release_frame


@dataclass(frozen=True, slots=True)
class Release:
    """One release; its frames lie beside it.

    Parameters
    ----------
    release_id
        Key; in the order of time.
    place
        Which place it is of: code of the municipality, or that of an invented town.
    period
        Key of the period that was released, such as ``2026-5``.
    run_id
        Publication that it was made from.
    made_at
        Moment, UTC.
    made_by
        Who made it.
    meeting
        Number of the meeting for which it was made; empty when a publication made it.
    hash
        SHA-256 over names and hashes of the frames.
    """

    release_id: str
    place: str
    period: str
    run_id: str
    made_at: datetime
    made_by: str
    meeting: str
    hash: str


def packed(frames: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """Write every frame as Parquet, which any other program reads too."""
    return {name: _parquet(frame) for name, frame in frames.items()}


def fingerprint(packages: Mapping[str, bytes]) -> str:
    """Give the hash of a whole release: SHA-256 over the names and hashes of its frames, by name."""
    listed = "\n".join(f"{name} {_sha(content)}" for name, content in sorted(packages.items()))
    return _sha(listed.encode())


def add(records: sa.Engine, made: Release, packages: Mapping[str, bytes]) -> Release:
    """Keep a release and its frames, all or nothing; the same one offered twice is one record.

    Raises
    ------
    RecordsError
        Its hash is not that of the frames, or the id stands for another release.
    """
    if made.hash != fingerprint(packages):
        message = f"release {made.release_id}: its hash is not that of its frames"
        raise RecordsError(message)
    with writing(records) as connection:
        insert_once(connection, release, asdict(made))
        for name, content in packages.items():
            row = {"release_id": made.release_id, "name": name, "hash": _sha(content), "content": content}
            insert_once(connection, release_frame, row)
        stored = _one(connection, made.release_id)
    if stored.hash != made.hash:
        message = f"release {made.release_id} was made before with other figures; give it an id of its own"
        raise RecordsError(message)
    return stored


def of_place(records: sa.Engine, place: str) -> tuple[Release, ...]:
    """Give every release of a place, oldest first; raises RecordsDownError when the records can't be read now."""
    query = sa.select(release).where(release.c.place == place).order_by(release.c.made_at, release.c.release_id)
    with told(), reading(records) as connection:
        return tuple(Release(**row) for row in connection.execute(query).mappings())


def latest(records: sa.Engine) -> str:
    """Give the id of the release that was made last, of any place; empty before the first."""
    query = sa.select(release.c.release_id).order_by(release.c.made_at.desc(), release.c.release_id.desc()).limit(1)
    with told(), reading(records) as connection:
        return str(connection.execute(query).scalar() or "")


def find(records: sa.Engine, release_id: str) -> Release:
    """Give one release; raises RecordsError when there is none."""
    with reading(records) as connection:
        return _one(connection, release_id)


def frames(records: sa.Engine, release_id: str) -> dict[str, pd.DataFrame]:
    """Give the frames of a release exactly as they were kept, by name.

    Raises
    ------
    RecordsError
        There is no such release, or what is stored is not what was stored then.
    """
    query = sa.select(release_frame).where(release_frame.c.release_id == release_id)
    with told(), reading(records) as connection:
        kept = _one(connection, release_id)
        packages = {row.name: bytes(row.content) for row in connection.execute(query)}
    if fingerprint(packages) != kept.hash:
        message = f"release {release_id} is damaged: its frames no longer have the hash {kept.hash[:12]}"
        raise RecordsError(message)
    return {name: pd.read_parquet(io.BytesIO(content)) for name, content in packages.items()}


def _one(connection: sa.Connection, release_id: str) -> Release:
    row = connection.execute(sa.select(release).where(release.c.release_id == release_id)).mappings().one_or_none()
    if row is None:
        message = f"there is no release {release_id}"
        raise RecordsError(message)
    return Release(**row)


def _parquet(frame: pd.DataFrame) -> bytes:
    buffer = io.BytesIO()
    frame.to_parquet(buffer, index=False, compression="zstd")
    return buffer.getvalue()


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
