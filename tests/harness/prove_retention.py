"""What has been kept long enough is gone: from the records, from the files they lie in, and from old backups.

Signals with a unique word each are handed in on both sides of every term; retention runs; then the words are looked for
in the tables, in every byte of the database files (of PostgreSQL the files of its tables) and in the folder of backups.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from data import copies
from data.domain.subjects import Subject
from data.records import backup, erasure, events, integrity, lives, retention, store
from data.records.events import ANY, Actor, Entry
from data.settings import RETENTION
from tests.fixtures import databases
from tests.harness.evidence import AbsentError, Evidence

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
WHO = Actor("m-1", "corporation_case", "corporation")
FACTS = {
    "theme": "money",
    "kind": "arrears",
    "urgency": "calm",
    "source": "seen",
    "level": "dwelling",
    "neighbourhood": "BU00010001",
    "district": "WK000100",
    "municipality": "GM0001",
    "party": "corporation",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What retention did.

    Parameters
    ----------
    due, gone
        Contents that it found due, and that went.
    left
        Words of those that are still found anywhere.
    to_keep, kept_back
        Contents within their term, and how many of those are still there.
    faults
        Of the check afterwards.
    """

    due: int
    gone: int
    left: int
    to_keep: int
    kept_back: int
    faults: tuple[str, ...]


def run() -> Evidence:
    """Retain on both databases."""
    programs = databases.programs()
    if programs is None:
        raise AbsentError(databases.MISSING)
    with tempfile.TemporaryDirectory() as name:
        sqlite = retained(f"sqlite:///{Path(name) / 'records.sqlite'}", Path(name), signals=200)
    with databases.running(programs, databases.SAFE) as cluster, tempfile.TemporaryDirectory() as name:
        postgresql = retained(cluster.address, Path(name), signals=200)
    both = {"SQLite": sqlite, "PostgreSQL": postgresql}
    told = [f"{where}: {one.due} due, {one.gone} gone, {one.left} canaries left" for where, one in both.items()]
    return Evidence(
        "; ".join(told),
        {f"{where} {what}": getattr(one, what) for where, one in both.items() for what in ("due", "gone", "left")},
        met=all(one.due == one.gone > 0 == one.left and one.to_keep == one.kept_back for one in both.values()),
    )


def retained(address: str, folder: Path, signals: int) -> Outcome:
    """Fill an empty store on both sides of the terms, make a backup that is too old, retain, and look for what went."""
    records, rules, backups = store.engine(address), retention.load(RETENTION), folder / "backups"
    store.migrate(records)
    going, staying = set(), set()
    for _ in range(signals // 4):
        going |= {_signal(records, months=7), _signal(records, months=25, step_taken="dismissed")}
        staying |= {_signal(records, months=5), _signal(records, months=23, step_taken="dismissed")}
    backup.save(records, backups, NOW - timedelta(days=rules.backup_days + 1))
    due = sum(len(one.places) for one in retention.due(records, rules, NOW, lives.STATES))
    gone = sum(number for _, number in retention.retain(records, rules, NOW, lives.STATES).values())
    copies.forget(backups, rules.backup_days, NOW)
    held = " ".join(str(content) for content in erasure.contents(records).values())
    found = "".join(_found(data, going) for data in _bytes(records, backups))
    left = sum(word in held or word in found for word in going)
    outcome = Outcome(
        due, gone, left, len(staying), sum(word in held for word in staying), integrity.check(records).faults
    )
    records.dispose()
    return outcome


def handed_in(records: sa.Engine, at: datetime, words: str = "Post stapelt zich op") -> str:
    """Hand in a signal; gives its number."""
    content = {"words": words, "level": "dwelling", "name": "Proefstraat 1"}
    entry = Entry(Subject.SIGNAL, "handed_in", FACTS, content=content)
    [receipt] = events.append(records, [entry], WHO, key=uuid4().hex, now=at)
    return receipt.number


def step(records: sa.Engine, number: str, kind: str, at: datetime) -> None:
    """Record a step of a signal."""
    entry = Entry(Subject.SIGNAL, kind, number=number, seen=ANY)
    events.append(records, [entry], WHO, key=uuid4().hex, now=at)


def _signal(records: sa.Engine, months: int, step_taken: str = "") -> str:
    """Hand in a signal with a word that stands nowhere else, so many months and a day ago; gives the word."""
    word, at = f"kanarie{uuid4().hex}", retention.before(NOW, months) - timedelta(days=1)
    number = handed_in(records, at, words=word)
    if step_taken:
        step(records, number, step_taken, at)
    return word


def _bytes(records: sa.Engine, backups: Path) -> Iterator[bytes]:
    """Give every byte that the tables lie in, and every backup."""
    files = [path for path in backups.glob("*") if path.is_file()]
    if records.dialect.name == "sqlite":
        files.append(Path(str(records.url.database)))
    else:
        files += _table_files(records)
    yield from (path.read_bytes() for path in files)


def _table_files(records: sa.Engine) -> list[Path]:
    with records.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("CHECKPOINT")
        base = Path(str(connection.exec_driver_sql("SHOW data_directory").scalar_one())) / "base"
    return [path for path in base.rglob("*") if path.is_file()]


def _found(data: bytes, words: set[str]) -> str:
    return " ".join(word for word in words if word.encode() in data)
