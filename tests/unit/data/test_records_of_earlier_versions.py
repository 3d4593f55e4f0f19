"""Records that an earlier version of the product wrote come through every migration with all their rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory

from data.domain.subjects import Subject
from data.records import events, integrity, models, store, tables
from data.records.events import Actor, Entry

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
WHO = Actor("m-1", "corporation_case", "corporation")


def versions() -> list[str]:
    """Give every version of the tables, oldest first."""
    config = Config()
    config.set_main_option("script_location", str(store.MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()][::-1]


def _rows(connection: sa.Connection) -> Mapping[str, list[tuple[object, ...]]]:
    known = sa.inspect(connection).get_table_names()
    mine = [table for table in tables.metadata.sorted_tables if table.name in known]
    return {table.name: [tuple(row) for row in connection.execute(sa.select(table))] for table in mine}


def _fill(records: sa.Engine, version: str) -> None:
    models.register(records, "m-1", "h1", "a = 1", by="tester", now=NOON)
    if version > "0001":
        form = [Entry(Subject.SIGNAL, "handed_in", content={"words": "Post"}), Entry(Subject.VISIT, "planned")]
        events.append(records, form, WHO, key="k-1", now=NOON)


@pytest.mark.parametrize("version", versions())
def test_every_earlier_version_is_brought_up_to_date_with_all_its_rows(version: str, database_url: str) -> None:
    records = store.engine(database_url)
    with store.writing(records) as connection:
        store.upgrade(connection, version)
    _fill(records, version)
    with store.reading(records) as connection:
        before = _rows(connection)
    store.migrate(records)
    with store.reading(records) as connection:
        after = _rows(connection)
    assert {name: after[name] for name in before} == before
    assert after.keys() == tables.metadata.tables.keys()
    assert integrity.check(records).faults == ()
    records.dispose()


def test_records_of_a_newer_version_are_refused_with_the_mend(tmp_path: Path) -> None:
    records = store.engine(f"sqlite:///{tmp_path / 'records.sqlite'}")
    store.migrate(records)
    with store.writing(records) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(store.RecordsError, match="newer version of the product"):
        store.migrate(records)


@pytest.mark.parametrize("change", [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)])
def test_over_both_clock_changes_the_order_and_the_distance_in_time_stay(change: datetime, records: sa.Engine) -> None:
    moments = [change + timedelta(minutes=minutes) for minutes in (-90, -30, 0, 30, 90)]
    for moment in moments:
        events.append(records, [Entry(Subject.SIGNAL, "handed_in")], WHO, key=str(moment), now=moment)
    assert [event.at for event in events.of_subject(records, Subject.SIGNAL)] == moments
    with store.reading(records) as connection:
        stored = connection.execute(sa.text("SELECT event_id FROM event ORDER BY at")).scalars().all()
    assert stored == [1, 2, 3, 4, 5]
