"""What the gate reads from: the live warehouse, and the releases that the records keep."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pandas as pd

from data.domain.errors import RecordsDownError, WarehouseError
from data.duck import Connection, connect
from data.records import releases, runs
from data.records.releases import Release
from data.records.store import Records, RecordsError, engine, migrate
from data.releasing import Maker, release_publication, sensitive
from data.settings import Settings
from data.warehouse import live, statements

_LOG = logging.getLogger(__name__)

KEPT = 16
"""Releases whose frames are kept in memory; they never change."""

FACTS = 4096
"""Answers of the warehouse that are kept in memory; when there are more they are asked anew."""


@dataclass(frozen=True, slots=True)
class Store:
    """The live warehouse, opened for reading, one connection, a cursor a call; and the records with its releases.

    Parameters
    ----------
    path, connection
        The warehouse.
    records
        Where releases are kept.
    place
        Code of the municipality.
    sensitive
        Whether any light rests on records about homes, so that the shared roles see released lights only.
    known
        Releases as they were listed last; they are listed anew at every look, while the records can be reached.
    shelf
        Frames of releases, by id.
    facts
        What the gate itself asks of the warehouse again and again (`fact`); the file never changes.
    """

    path: Path
    connection: Connection
    records: Records
    place: str
    sensitive: bool
    known: list[Release] = field(default_factory=list)
    shelf: dict[str, dict[str, pd.DataFrame]] = field(default_factory=dict)
    facts: dict[Hashable, pd.DataFrame] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Watch:
    """Sees whether something was released since; while the records are down it says what it saw last."""

    records: Records
    seen: list[str] = field(default_factory=list)

    def newest(self) -> str:
        """Give the id of the release that was made last; empty before the first."""
        try:
            self.seen[:] = [releases.latest(self.records)]
        except RecordsDownError:
            _LOG.warning("the records are down; what was released last is still shown")
        return "".join(self.seen)


def watch(settings: Settings) -> Watch:
    """Watch the releases of a store of records; nothing is opened yet."""
    return Watch(engine(settings.database_url))


def open_store(settings: Settings) -> Store:
    """Open the live warehouse read-only; lights that an earlier version published are released first.

    Raises
    ------
    WarehouseError
        There is no live warehouse, or it is of another version.
    """
    path = live.live(settings.var)
    if path is None:
        message = f"{settings.var} holds no published warehouse; run `make run`, or `python -m scoring` after an import"
        raise WarehouseError(message)
    connection = connect(live.require_readable(path), read_only=True)
    place = str(statements.read(connection, "place")["root"].iloc[0])
    store = Store(path, connection, engine(settings.database_url), place, sensitive(connection))
    if store.sensitive:
        _release_first(store)
    return store


def _release_first(store: Store) -> None:
    """Release what an earlier version published; while the records are down, roles with exact figures go on."""
    try:
        migrate(store.records)
        if not newest(store):
            release_publication(store.connection, store.records, Maker("python -m data", datetime.now(UTC)))
    except (RecordsError, RecordsDownError):
        _LOG.exception("the records are down: the shared roles see nothing until they are back")


def newest(store: Store) -> dict[str, Release]:
    """Give the newest release of every period of the place, old to new; while the records are down, the last known."""
    try:
        store.known[:] = releases.of_place(store.records, store.place)
    except RecordsDownError:
        if not store.known:
            raise
    latest = {one.period: one for one in store.known}
    return dict(sorted(latest.items()))


def met(store: Store) -> dict[str, datetime]:
    """Give when a meeting froze the lights of a period; none while the records are down and were never read."""
    try:
        return {period: one.made_at for period, one in newest(store).items() if one.meeting}
    except RecordsDownError:
        return {}


def model_ends(store: Store) -> list[str]:
    """Give the released periods after which the next one was released under another model, old to new."""
    models = runs.models(store.records)
    named = [(period, models.get(one.run_id, "")) for period, one in newest(store).items()]
    return [period for (period, model), (_, later) in pairwise(named) if model != later]


def frames_of(store: Store, release: Release) -> Mapping[str, pd.DataFrame]:
    """Give the frames of a release, which are read and checked once."""
    if release.release_id not in store.shelf:
        while len(store.shelf) >= KEPT:
            store.shelf.pop(next(iter(store.shelf)), None)
        store.shelf[release.release_id] = releases.frames(store.records, release.release_id)
    return store.shelf[release.release_id]


def fact(store: Store, name: str, **keys: str) -> pd.DataFrame:
    """Read a statement of the warehouse once; for the gate's own use, which still decides who may have it.

    Parameters
    ----------
    store, name, keys
        The warehouse, the statement in ``sql/read`` and its parameters.

    Returns
    -------
    fact
        The frame, which all share: nobody changes it.
    """
    asked = (name, *sorted(keys.items()))
    known = store.facts.get(asked)
    if known is None:
        known = statements.read(store.connection, name, keys)
        if len(store.facts) >= FACTS:
            store.facts.clear()
        store.facts[asked] = known
    return known


def released(store: Store, period: str) -> Mapping[str, pd.DataFrame]:
    """Give the frames that were released last for a period; empty when there are none."""
    found = newest(store).get(period)
    return {} if found is None else frames_of(store, found)


def invented(store: Store) -> bool:
    """Whether the figures are of the invented town, where nobody is in the records of people."""
    return bool(statements.read(store.connection, "is_demo")["demo"].all())
