"""A warehouse that is open is opened again, by other visitors at the same time, and every connection is as hardened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from data.duck import connect


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "x.duckdb"
    connection = connect(path)
    connection.execute("CREATE TABLE place AS SELECT 1 AS number")
    connection.close()
    return path


def test_many_visitors_open_a_warehouse_at_once(file: Path) -> None:
    def read(_: int) -> int:
        connection = connect(file, read_only=True)
        answer = connection.execute("SELECT number FROM place").fetchall()[0][0]
        connection.close()
        return int(answer)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(read, range(80))) == [1] * 80


@pytest.mark.parametrize(
    "attack",
    [
        "SELECT * FROM read_text('/etc/passwd')",
        "COPY place TO '/tmp/out.csv'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "ATTACH 'other.duckdb'",
        "SELECT * FROM visitors",
    ],
)
def test_a_second_connection_is_as_closed_as_the_first(file: Path, attack: str) -> None:
    visitors = [1]
    first, second = connect(file, read_only=True), connect(file, read_only=True)
    for connection in (first, second):
        with pytest.raises(duckdb.Error):
            connection.execute(attack)
        connection.close()
    assert visitors
