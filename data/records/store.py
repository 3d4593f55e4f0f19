"""The record store: one engine for SQLite and PostgreSQL, its transactions and its migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy.dialects import postgresql, sqlite

from data.domain.errors import BuurtstoplichtError, RecordsDownError, SettingsError

MIGRATIONS = Path(__file__).with_name("migrations")
PATIENCE = 30
"""Seconds that a writer waits for another before it gives up."""
MIGRATION_LOCK = 4_050_457
"""Number of PostgreSQL's advisory lock that lets one process migrate at a time; any fixed number does."""
PRAGMAS = (
    "PRAGMA journal_mode = DELETE",  # the write-ahead log of SQLite before 3.51.3 has a known corruption fault
    "PRAGMA synchronous = FULL",  # a receipt is given after COMMIT, so COMMIT waits for the disk
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # content that is erased is overwritten in the file
    "PRAGMA recursive_triggers = ON",  # otherwise INSERT OR REPLACE deletes behind the back of the triggers
)
READ_ONLY = "records_read_only"


Records = sa.Engine
"""The record store, as those call it who may not know which library opens it."""


class RecordsError(BuurtstoplichtError):
    """The records refuse what was asked; says what stands there and what to do instead."""


def engine(database_url: str, *, patience: int = PATIENCE) -> sa.Engine:
    """Open the records; the folder of a SQLite file is made, nothing else is read or written yet.

    Parameters
    ----------
    database_url
        ``sqlite:///file`` or ``postgresql://user:password@host/database``; see ``docs/settings.md``.
    patience
        Seconds to wait for the server, or for another writer.

    Returns
    -------
    engine
        On SQLite: rollback journal, full synchronisation, foreign keys, one writer at a time. On PostgreSQL: psycopg 3.

    Raises
    ------
    SettingsError
        The address is of another kind, or SQLite without a file.
    """
    url = _address(database_url)
    if url.get_backend_name() == "postgresql":
        return sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": patience})
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    made = sa.create_engine(url, connect_args={"timeout": patience})
    sa.event.listen(made, "connect", _prepare_sqlite)
    sa.event.listen(made, "begin", _begin_sqlite)
    return made


@contextmanager
def writing(records: sa.Engine) -> Iterator[sa.Connection]:
    """Give one transaction that may write; committed when the block ends well, undone when it raises."""
    with records.begin() as connection:
        yield connection


@contextmanager
def reading(records: sa.Engine) -> Iterator[sa.Connection]:
    """Give one consistent look at the records that takes no write lock."""
    with records.connect().execution_options(**{READ_ONLY: True}) as connection:
        yield connection


@contextmanager
def told() -> Iterator[None]:
    """Tell a database that can't be used now from every other error: RecordsDownError."""
    try:
        yield
    except sa.exc.OperationalError as error:
        message = f"the records can't be read now ({error.orig})"
        raise RecordsDownError(message) from error


def insert_once(connection: sa.Connection, table: sa.Table, row: Mapping[str, object]) -> None:
    """Insert a row unless one with the same key stands there, also when two processes try at the same moment."""
    if connection.dialect.name == "postgresql":
        connection.execute(postgresql.insert(table).values(**row).on_conflict_do_nothing())
    else:
        connection.execute(sqlite.insert(table).values(**row).on_conflict_do_nothing())


def migrate(records: sa.Engine) -> None:
    """Bring the tables to the newest version, all or nothing; a second process waits and then finds it done.

    Raises
    ------
    RecordsError
        The store can't be reached, or a newer version of the product has written it.
    """
    try:
        with writing(records) as connection:
            upgrade(connection)
    except sa.exc.DBAPIError as error:
        raise unreachable(records, error) from error


def unreachable(records: sa.Engine, error: sa.exc.DBAPIError) -> RecordsError:
    """Say which records can't be opened, and why."""
    where = records.url.render_as_string(hide_password=True)
    return RecordsError(
        f"the records at {where} can't be opened or brought up to date ({error.orig}); check DATABASE_URL"
    )


def upgrade(connection: sa.Connection, version: str = "head") -> None:
    """Bring the tables to a version inside an open transaction.

    Raises
    ------
    RecordsError
        A newer version of the product has written them.
    """
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
    try:
        command.upgrade(config, version)
    except CommandError as error:
        message = f"the records were written by a newer version of the product ({error}); install that version"
        raise RecordsError(message) from error


def _address(database_url: str) -> sa.URL:
    try:
        url = sa.make_url(database_url)
    except sa.exc.ArgumentError as error:
        message = "DATABASE_URL is no database address; write sqlite:///file or postgresql://user:password@host/name"
        raise SettingsError(message) from error
    if url.get_backend_name() in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}:
        return url
    message = f"DATABASE_URL begins with {url.drivername}://; the records stand on sqlite:///file or postgresql://"
    raise SettingsError(message)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver starts no transaction of its own: _begin_sqlite does
    for pragma in PRAGMAS:
        connection.execute(pragma).close()


def _begin_sqlite(connection: sa.Connection) -> None:
    """Take the write lock at the start: a lock taken halfway fails at once when two writers have read before."""
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN DEFERRED" if read_only else "BEGIN IMMEDIATE")
