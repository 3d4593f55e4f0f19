"""The record store on SQLite and PostgreSQL: settings, migrations, transactions, append-only tables."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from data.domain.errors import SettingsError
from data.records import models, store, tables

ROOT = Path(__file__).resolve().parents[3]
NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


def _pragma(records: sa.Engine, name: str) -> object:
    with store.reading(records) as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "delete"), ("synchronous", 2), ("foreign_keys", 1), ("recursive_triggers", 1)],
)
def test_sqlite_is_opened_for_durability(tmp_path: Path, pragma: str, value: object) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    assert _pragma(records, pragma) == value


def test_a_file_in_wal_mode_goes_back_to_the_rollback_journal(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert _pragma(store.engine(f"sqlite:///{file}"), "journal_mode") == "delete"


def test_the_folder_of_a_sqlite_file_is_made(tmp_path: Path) -> None:
    store.migrate(store.engine(f"sqlite:///{tmp_path / 'new' / 'folder' / 'records.sqlite'}"))
    assert (tmp_path / "new" / "folder" / "records.sqlite").is_file()


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg", "postgresql+psycopg2"])
def test_every_spelling_of_postgresql_uses_psycopg_3(scheme: str) -> None:
    url = store.engine(f"{scheme}://user:secret@host/name").url
    assert url.render_as_string(hide_password=False) == "postgresql+psycopg://user:secret@host/name"


@pytest.mark.parametrize("address", ["mysql://host/name", "sqlite://", "sqlite:///:memory:", "duckdb:///x"])
def test_another_database_or_no_file_is_refused_with_the_mend(address: str) -> None:
    with pytest.raises(SettingsError, match=r"stand on sqlite:///file or postgresql://"):
        store.engine(address)


def test_nonsense_as_address_is_refused_without_repeating_it() -> None:
    with pytest.raises(SettingsError) as caught:
        store.engine("user:secret@host")
    assert "secret" not in str(caught.value)


def test_an_unreachable_server_is_named_without_its_password() -> None:
    records = store.engine("postgresql://user:secret@127.0.0.1:1/name")
    with pytest.raises(store.RecordsError, match=r"127\.0\.0\.1:1/name") as caught:
        store.migrate(records)
    assert "secret" not in str(caught.value)


def test_migrations_from_empty_make_exactly_the_described_tables(records: sa.Engine) -> None:
    with store.reading(records) as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, tables.metadata) == []


def test_every_sqlite_table_is_strict(tmp_path: Path) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    store.migrate(records)
    with store.reading(records) as connection:
        listed = connection.exec_driver_sql("PRAGMA table_list").mappings().all()
    strict = {row["name"]: bool(row["strict"]) for row in listed}
    assert all(strict[name] for name in tables.metadata.tables)


def test_migrating_again_changes_nothing(records: sa.Engine) -> None:
    models.register(records, "m-1", "h1", "a = 1", by="tester", now=NOON)
    store.migrate(records)
    assert [version.model_id for version in models.known(records)] == ["m-1"]


def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    program = "import sys; from data.records import store; store.migrate(store.engine(sys.argv[1]))"
    started = [
        subprocess.Popen([sys.executable, "-c", program, database_url], cwd=ROOT, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    faults = [process.communicate(timeout=120)[1].decode() for process in started]
    assert faults == [""] * 4
    assert [process.returncode for process in started] == [0] * 4


def test_threads_that_migrate_together_migrate_once(database_url: str) -> None:
    records = store.engine(database_url)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(store.migrate, [records] * 8))
    assert models.known(records) == ()
    records.dispose()


def test_a_failing_migration_leaves_nothing_behind(database_url: str) -> None:
    records = store.engine(database_url)
    with store.writing(records) as connection:
        connection.exec_driver_sql("CREATE TABLE published_run (in_the_way INTEGER)")
    with pytest.raises(store.RecordsError, match="published_run"):
        store.migrate(records)
    assert sa.inspect(records).get_table_names() == ["published_run"]
    with store.writing(records) as connection:
        connection.exec_driver_sql("DROP TABLE published_run")
    store.migrate(records)
    assert "model_version" in sa.inspect(records).get_table_names()
    records.dispose()


@pytest.mark.parametrize(
    "change",
    ["UPDATE model_version SET toml = 'b = 2'", "DELETE FROM model_version", "UPDATE model_version SET toml = toml"],
)
def test_a_stored_row_is_neither_changed_nor_deleted(records: sa.Engine, change: str) -> None:
    models.register(records, "m-1", "h1", "a = 1", by="tester", now=NOON)
    with pytest.raises(sa.exc.DBAPIError, match="model_version is append-only"), store.writing(records) as connection:
        connection.exec_driver_sql(change)
    assert models.known(records)[0].toml == "a = 1"


def test_every_table_of_the_records_is_append_only(records: sa.Engine) -> None:
    with store.reading(records) as connection:
        if connection.dialect.name == "sqlite":
            guarded = connection.exec_driver_sql("SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'")
        else:
            guarded = connection.exec_driver_sql(
                "SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
            )
        assert set(guarded.scalars()) == set(tables.metadata.tables) - {"head"}


def test_insert_or_replace_does_not_get_round_the_guard(tmp_path: Path) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    store.migrate(records)
    models.register(records, "m-1", "h1", "a = 1", by="tester", now=NOON)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), store.writing(records) as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO model_version VALUES ('m-1', 'h2', 'b = 2', 'x', 'y')")
    assert models.known(records)[0].toml == "a = 1"


@pytest.mark.database
def test_truncate_is_refused_too(postgres_database: str) -> None:
    records = store.engine(postgres_database)
    store.migrate(records)
    with pytest.raises(sa.exc.DBAPIError, match="append-only"), store.writing(records) as connection:
        connection.exec_driver_sql("TRUNCATE published_run")
    records.dispose()


def test_a_writer_is_alone_while_readers_go_on(tmp_path: Path) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    store.migrate(records)
    other = sa.create_engine(records.url, connect_args={"timeout": 0.05})
    with store.writing(records), other.connect() as second:
        assert models.known(records) == ()
        with pytest.raises(sa.exc.OperationalError, match="locked"):
            second.exec_driver_sql("BEGIN IMMEDIATE")


def _write_and_fail(records: sa.Engine) -> None:
    row = {"model_id": "m-1", "model_hash": "h1", "toml": "", "registered_at": NOON, "registered_by": "tester"}
    with store.writing(records) as connection:
        connection.execute(tables.model_version.insert().values(**row))
        raise ConnectionAbortedError


def test_a_write_that_fails_halfway_is_undone(records: sa.Engine) -> None:
    with pytest.raises(ConnectionAbortedError):
        _write_and_fail(records)
    assert models.known(records) == ()


def test_moments_come_back_in_utc_and_sort_in_time(records: sa.Engine) -> None:
    amsterdam = timezone(timedelta(hours=2))
    earlier = datetime(2026, 3, 29, 13, 30, tzinfo=amsterdam)
    models.register(records, "m-1", "h1", "", by="tester", now=NOON)
    models.register(records, "m-2", "h2", "", by="tester", now=earlier)
    first, second = models.known(records)
    assert (first.model_id, first.registered_at) == ("m-2", earlier)
    assert first.registered_at.tzinfo is UTC
    assert second.registered_at == NOON


def test_a_moment_without_time_zone_is_refused(records: sa.Engine) -> None:
    with pytest.raises(sa.exc.StatementError, match="needs a time zone"):
        models.register(records, "m-1", "h1", "", by="tester", now=NOON.replace(tzinfo=None))
