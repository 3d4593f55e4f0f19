"""SQL stands in files, one statement a file; this reads and runs them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from data.duck import Connection

SQL = Path(__file__).with_name("sql")


@cache
def text(path: Path) -> str:
    """Give the text of a SQL file."""
    return path.read_text(encoding="utf-8")


def run(connection: Connection, path: Path, parameters: Mapping[str, object] | None = None) -> Connection:
    """Run one SQL file; values enter as parameters only."""
    return connection.execute(text(path), dict(parameters) if parameters else None)


def fetch(connection: Connection, name: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Run ``sql/read/<name>.sql`` on this very connection, which sees its temporary tables, and give the frame."""
    return fetch_file(connection, SQL / "read" / f"{name}.sql", parameters)


def fetch_file(connection: Connection, path: Path, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Run any SQL file on this very connection and give the frame."""
    frame: pd.DataFrame = run(connection, path, parameters).df()
    return frame


def read(connection: Connection, name: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame:
    """Run ``sql/read/<name>.sql`` on a cursor of its own, so that several sessions may read at once."""
    return fetch(connection.cursor(), name, parameters)


def run_folder(connection: Connection, folder: Path, parameters: Mapping[str, object] | None = None) -> None:
    """Run every file of a folder in the order of its name; each gets the parameters that it names."""
    for path in sorted(folder.glob("*.sql")):
        run(connection, path, parameters)
