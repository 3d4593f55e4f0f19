"""Backups: checked before they count, restored on either database, never over records unless that is meant."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from data import copies
from data.domain.errors import RecordsDamagedError
from data.domain.subjects import Subject
from data.records import anchors, backup, erasure, events, integrity, store, tables
from data.records.store import RecordsError
from tests.harness import prove_tampering as tampering
from tests.harness.prove_retention import NOW, WHO, handed_in


def everything(records: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    with store.reading(records) as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(sa.select(table).order_by(*table.primary_key))]
            for table in tables.metadata.sorted_tables
        }


def test_what_is_restored_is_what_was_backed_up(records: sa.Engine, tmp_path: Path) -> None:
    tampering.prepared(records)
    whole, path = everything(records), backup.save(records, tmp_path / "backups", NOW)
    handed_in(records, NOW)
    assert backup.restore(path, records, NOW, replace=True) == 10
    assert everything(records) == whole
    assert handed_in(records, NOW) == "S-2026-0005"
    assert integrity.check(records).faults == ()


def test_records_that_stand_there_are_not_replaced_unless_that_is_meant(records: sa.Engine, tmp_path: Path) -> None:
    tampering.prepared(records)
    path = backup.save(records, tmp_path, NOW)
    with pytest.raises(RecordsError, match="10 events already"):
        backup.restore(path, records, NOW)


@pytest.mark.database
def test_a_backup_moves_records_from_one_database_to_the_other(postgres_database: str, tmp_path: Path) -> None:
    server, file = store.engine(postgres_database), store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    store.migrate(server)
    tampering.prepared(server)
    backup.restore(backup.save(server, tmp_path / "backups", NOW), file, NOW)
    assert everything(file) == everything(server)
    server.dispose()


def test_of_damaged_records_no_backup_is_made_and_the_one_before_stays(records: sa.Engine, tmp_path: Path) -> None:
    tampering.prepared(records)
    path = backup.save(records, tmp_path, NOW)
    tampering.changed(records, tampering.CHANGES["the words"])
    with pytest.raises(RecordsDamagedError):
        backup.save(records, tmp_path, NOW + timedelta(hours=1))
    assert sorted(tmp_path.glob("records-*")) == [path, path.with_name(f"{path.name}.json")]


def _shorten(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _lose_note(path: Path) -> None:
    path.with_name(f"{path.name}.json").unlink()


@pytest.mark.parametrize("damage", [_shorten, _flip, _lose_note, Path.unlink])
def test_a_damaged_backup_is_refused_and_the_records_stay(damage: Callable[[Path], None], tmp_path: Path) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'live' / 'records.sqlite'}")
    store.migrate(records)
    tampering.prepared(records)
    path, whole = backup.save(records, tmp_path, NOW), everything(records)
    damage(path)
    with pytest.raises(copies.CopyError, match="take another one"):
        backup.restore(path, records, NOW, replace=True)
    assert everything(records) == whole


def test_a_file_that_is_no_database_any_more_is_set_aside(tmp_path: Path) -> None:
    file = tmp_path / "records.sqlite"
    records = store.engine(f"sqlite:///{file}")
    store.migrate(records)
    tampering.prepared(records)
    path = backup.save(records, tmp_path / "backups", NOW)
    records.dispose()
    file.write_bytes(b"not a database at all" * 500)
    assert backup.restore(path, records, NOW, replace=True) == 10
    assert len(list((tmp_path / "backups").glob("damaged-*"))) == 1


def test_what_was_erased_since_the_backup_does_not_come_back(records: sa.Engine, tmp_path: Path) -> None:
    handed_in(records, NOW)
    handed_in(records, NOW)
    path = backup.save(records, tmp_path, NOW)
    erasure.erase(records, "request", [1], WHO, key="erase", now=NOW)
    before = anchors.taken(records)
    backup.restore(path, records, NOW, replace=True, before=before)
    assert erasure.contents(records).keys() == {2}
    [event] = events.of_subject(records, Subject.ERASURE)
    assert event.facts["rule"] == "erased_before_restore"
    assert integrity.check(records).faults == ()


def test_a_backup_is_for_its_owner_only(tmp_path: Path) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    store.migrate(records)
    assert backup.save(records, tmp_path, NOW).stat().st_mode & 0o077 == 0


def test_backups_past_their_age_go_with_their_notes_and_younger_ones_stay(tmp_path: Path) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    store.migrate(records)
    for days in (40, 31, 29, 0):
        backup.save(records, tmp_path / "backups", NOW - timedelta(days=days))
    assert copies.forget(tmp_path / "backups", 30, NOW) == 2
    assert len(list((tmp_path / "backups").iterdir())) == 4


def test_a_warehouse_is_copied_once_and_only_gets_younger(tmp_path: Path) -> None:
    source = tmp_path / "warehouse-1.duckdb"
    source.write_bytes(b"figures")
    copies.copied(source, tmp_path / "backups", NOW - timedelta(days=40))
    path = copies.copied(source, tmp_path / "backups", NOW)
    assert path.read_bytes() == b"figures"
    assert copies.forget(tmp_path / "backups", 30, NOW) == 0
