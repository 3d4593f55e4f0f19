"""Processes that write to the records until they are killed, and what is left of what they did."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa

from data.domain.errors import RecordsDownError
from data.domain.subjects import Ledger, Subject
from data.records import events, store, tables
from data.records.events import Actor, Entry

WHO = Actor("m-1", "corporation_case", "corporation")
FORM = (
    Entry(Subject.SIGNAL, "handed_in", {"theme": "money"}, content={"words": "Post stapelt zich op"}),
    Entry(Subject.VISIT, "planned", {"round": 1}, content={"name": "Proefstraat 1"}),
)
"""What every form stores: two events with content, so that half a form can be told from a whole one."""

_FORKED = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Tally:
    """What the forms of all writers came to.

    Parameters
    ----------
    acknowledged
        Forms whose receipt reached the writer.
    lost
        Acknowledged forms that the records do not hold as the receipt says.
    half
        Forms of which only a part is stored, and events or content that no form wrote.
    double
        Forms that are stored more than once.
    """

    acknowledged: int
    lost: int
    half: int
    double: int

    @property
    def clean(self) -> bool:
        """Whether there is something to judge, and nothing wrong with it."""
        return self.acknowledged > 0 and (self.lost, self.half, self.double) == (0, 0, 0)


@contextmanager
def writing(address: str, folder: Path, number: int) -> Iterator[list[BaseProcess]]:
    """Run so many writers on a migrated store; ended when the block ends."""
    _FORKED.set_forkserver_preload([__name__])
    running = [started(address, folder / f"{place}.log") for place in range(number)]
    try:
        yield running
    finally:
        for process in running:
            process.kill()
            process.join()


def started(address: str, log: Path) -> BaseProcess:
    """Start one writer; it takes up the form of a killed one that used the same log."""
    process = _FORKED.Process(target=write, args=(address, str(log)), daemon=True)
    process.start()
    return process


def write(address: str, log: str) -> None:
    """Store forms until killed; a line in the log before each, and one with the receipt after it.

    A form whose outcome nobody knows is sent again with the same key, as a browser would; so is every third one.
    """
    records = store.engine(address)
    file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    key, turn = _pending(Path(log)) or uuid4().hex, 0
    while True:
        os.write(file, f"sent {key}\n".encode())
        try:
            receipts = events.append(records, FORM, WHO, key=key, now=datetime.now(UTC))
            if turn % 3 == 0:
                receipts = events.append(records, FORM, WHO, key=key, now=datetime.now(UTC))
        except RecordsDownError:
            continue
        os.write(file, f"kept {key} {' '.join(str(one.event_id) for one in receipts)}\n".encode())
        key, turn = uuid4().hex, turn + 1


def tally(records: sa.Engine, folder: Path) -> Tally:
    """Hold what the writers were told against what stands in the records."""
    receipts: dict[str, set[tuple[int, ...]]] = {}
    for line in _lines(folder):
        if line[0] == "kept":
            receipts.setdefault(line[1], set()).add(tuple(int(place) for place in line[2:]))
    stored, places, contents = _stored(records)
    lost = sum(told != {stored.get(key)} for key, told in receipts.items())
    written = Counter(place for span in stored.values() for place in span)
    half = sum(len(span) != len(FORM) for span in stored.values())
    half += len(set(written) ^ places) + len(contents ^ places)
    double = sum(count - 1 for count in written.values()) + len(places) - len(stored) * len(FORM)
    return Tally(len(receipts), lost, half, max(double, 0))


def confirming(folder: Path) -> int:
    """Give how many writers have had a receipt."""
    return sum(any(line[0] == "kept" for line in _read(log)) for log in folder.glob("*.log"))


def _stored(records: sa.Engine) -> tuple[dict[str, tuple[int, ...]], set[int], set[int]]:
    """Give the places of every form's events, of all events, and of all content."""
    event, form = tables.event, tables.submission
    with store.reading(records) as connection:
        spans = connection.execute(sa.select(form.c.key, form.c.first_event, form.c.last_event)).all()
        where = event.c.ledger == Ledger.CASE
        places = set(connection.execute(sa.select(event.c.event_id).where(where)).scalars())
        contents = set(connection.execute(sa.select(tables.content.c.event_id)).scalars())
    return {key: tuple(range(first, last + 1)) for key, first, last in spans}, places, contents


def _pending(log: Path) -> str | None:
    lines = list(_read(log)) if log.is_file() else []
    return lines[-1][1] if lines and lines[-1][0] == "sent" else None


def _lines(folder: Path) -> Iterator[list[str]]:
    for log in sorted(folder.glob("*.log")):
        yield from _read(log)


def _read(log: Path) -> Iterator[list[str]]:
    return (line.split() for line in log.read_text(encoding="utf-8").splitlines())
