"""Every SQL file: one statement, a comment that tells the truth, and names that the schema knows.

The opening comment reads, in this order (later lines of a part are indented)::

    -- Purpose: what the file is for.
    -- Parameters: $level, $unit_id, the open unit; $period.          (or: none.)
    -- Returned columns: none (fills unit).                           (a statement that stores; or, for a SELECT:)
    -- unit_id, name       one or more columns, and after two spaces what they hold
    -- score               0-100
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from data.duck import Connection, connect

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "data" / "warehouse" / "sql", ROOT / "scoring" / "sql")
FILES = sorted(path for folder in FOLDERS for path in folder.rglob("*.sql"))
SCHEMA = [path for path in FILES if path.parent.name == "schema" or path.name == "00_work.sql"]
"""Files that only create tables, views and macros, in their order; only they hold several statements."""
OTHERS = [path for path in FILES if path not in SCHEMA]
PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")
CORRUPTING = re.compile(r"\b(string_agg|group_concat|listagg|list|array_agg)\s*\(", re.IGNORECASE)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def _parts(path: Path) -> tuple[str, str]:
    """Split a file in its opening comment, without dashes, and the statement."""
    lines = path.read_text(encoding="utf-8").splitlines()
    end = next((number for number, line in enumerate(lines) if not line.startswith("--")), len(lines))
    return "\n".join(line[3:] for line in lines[:end]), "\n".join(lines[end:])


def _code(path: Path) -> str:
    """Give the statement without comments and without quoted text."""
    return re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", _parts(path)[1])


def _described_columns(comment: str) -> list[str]:
    """Names that the comment gives to the columns of a SELECT: at the start of each line after the parameters."""
    lines = comment.split("Parameters:", 1)[1].splitlines()[1:]
    named = [re.sub(r" \([^)]*\)", "", line.split("  ")[0]) for line in lines if line and not line.startswith(" ")]
    return [name for line in named for name in line.split(", ")]


@pytest.fixture(scope="module")
def schema() -> Iterator[Connection]:
    """Empty warehouse in memory with every table, the temporary ones of building and scoring included."""
    connection = connect()
    for path in SCHEMA:
        connection.execute(path.read_text(encoding="utf-8"))
    yield connection
    connection.close()


def test_there_are_sql_files_to_check() -> None:
    assert {path.parent.name for path in OTHERS} >= {"derive", "read", "sql"}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_opens_with_purpose_parameters_and_columns(path: Path) -> None:
    comment, statement = _parts(path)
    assert comment.startswith("Purpose: ")
    assert comment.count("\nParameters: ") == 1
    if not statement.startswith(("SELECT", "WITH")):
        assert "Returned columns: none" in comment


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_comment_names_exactly_the_parameters_of_the_statement(path: Path) -> None:
    assert set(PARAMETER.findall(_parts(path)[0])) == set(PARAMETER.findall(_code(path)))


@pytest.mark.parametrize("path", OTHERS, ids=_name)
def test_holds_one_statement(path: Path, schema: Connection) -> None:
    assert len(schema.extract_statements(path.read_text(encoding="utf-8"))) == 1


@pytest.mark.parametrize("path", SCHEMA, ids=_name)
def test_a_schema_file_only_creates_tables_views_and_macros(path: Path) -> None:
    statements = [part.strip() for part in _code(path).split(";") if part.strip()]
    assert all(re.match(r"CREATE (TEMP )?(TABLE|VIEW|INDEX|MACRO) ", statement) for statement in statements)


@pytest.mark.parametrize("path", OTHERS, ids=_name)
def test_the_schema_knows_every_name_in_it(path: Path, schema: Connection) -> None:
    statement = _parts(path)[1]
    unbound = dict.fromkeys(PARAMETER.findall(_code(path)))
    plan = schema.execute(f"EXPLAIN {statement}", unbound or None).fetchall()
    assert plan


ONE_ROW_A_PLACE = {"place.sql"}
"""Files with a condition-free join of tables of one row."""


@pytest.mark.parametrize("path", [path for path in OTHERS if path.name not in ONE_ROW_A_PLACE], ids=_name)
def test_no_join_compares_every_row_with_every_row(path: Path, schema: Connection) -> None:
    """A LEFT JOIN whose ON holds a condition on the left table alone is planned so: 45 times as slow on a town."""
    unbound = dict.fromkeys(PARAMETER.findall(_code(path)))
    plan = schema.execute(f"EXPLAIN {_parts(path)[1]}", unbound or None).fetchall()[0][1]
    assert "BLOCKWISE_NL_JOIN" not in plan


READS = [path for path in OTHERS if _parts(path)[1].startswith(("SELECT", "WITH"))]


@pytest.mark.parametrize("path", READS, ids=_name)
def test_comment_names_exactly_the_returned_columns(path: Path, schema: Connection) -> None:
    comment, statement = _parts(path)
    unbound = dict.fromkeys(PARAMETER.findall(_code(path)))
    described = schema.execute(statement, unbound or None).description
    assert sorted(_described_columns(comment)) == sorted(column[0] for column in described or [])


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_extent_is_taken_beside_a_list(path: Path) -> None:
    """DuckDB spatial 1.5.5 corrupts memory when one aggregation has ST_Extent_Agg and a list of any kind."""
    code = _code(path)
    assert not ("st_extent_agg" in code.lower() and CORRUPTING.search(code))


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_no_statement_moves_shapes_to_degrees_since_that_takes_its_time_anew_at_every_reading(path: Path) -> None:
    assert "st_transform" not in _code(path).lower()
