"""The one place where DuckDB is opened: with the spatial extension from PyPI, then locked."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

import duckdb
import duckdb_extension_spatial

from data.domain.errors import WarehouseError

Connection = duckdb.DuckDBPyConnection
"""A connection or cursor, as every other module calls it."""

DatabaseError = duckdb.Error
"""What DuckDB raises, for those who may not import it."""

LOCKS = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET allow_community_extensions = false",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""Settings that close the file system, the network and the configuration to every later statement."""

_OPENING = Lock()
"""Two visitors may be the first to open a file at the same time, and one of them sets its locks."""


def connect(path: Path | None = None, *, read_only: bool = False, memory: str = "") -> Connection:
    """Open a DuckDB database, hardened.

    Parameters
    ----------
    path
        Database file; None opens one in memory.
    read_only
        Whether the file may only be read; then a statement runs on the thread that asks, and no other.
    memory
        Limit such as ``2GB``; empty leaves DuckDB's own.

    Returns
    -------
    connection
        With spatial loaded and everything that reaches outside switched off. A frame is handed over with
        ``connection.register``; a ``.cursor()`` of it shares the locks, as does a second ``connect`` to an open file.

    Raises
    ------
    WarehouseError
        The file can't be opened, or the spatial extension of exactly this DuckDB version is not installed.
    """
    with _OPENING:
        return _opened(path, read_only=read_only, memory=memory)


def _opened(path: Path | None, *, read_only: bool, memory: str) -> Connection:
    try:
        connection = duckdb.connect(str(path) if path else ":memory:", read_only=read_only)
    except duckdb.Error as error:
        message = f"{path}: the warehouse can't be opened ({error}); rebuild it with `make data`"
        raise WarehouseError(message) from error
    try:
        if not _locked(connection):
            connection.load_extension(str(_extension()))
            if memory:
                connection.execute("SET memory_limit = ?", [memory])
            if read_only:
                connection.execute("SET threads = 1")  # many read at once, and each asks little
            for lock in LOCKS:
                connection.execute(lock)
    except duckdb.Error as error:
        connection.close()
        message = f"the spatial extension of DuckDB {duckdb.__version__} can't be loaded ({error})"
        raise WarehouseError(message) from error
    return connection


def _locked(connection: Connection) -> bool:
    """Whether the file is open in this process already, so that its locks are on: nobody can set them a second time."""
    row = connection.execute("SELECT current_setting('lock_configuration')").fetchone()
    return row is not None and bool(row[0])


def _extension() -> Path:
    folder = Path(duckdb_extension_spatial.__file__).parent / "extensions" / f"v{duckdb.__version__}"
    return folder / "spatial.duckdb_extension"
