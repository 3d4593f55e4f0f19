"""Writers that are killed at any moment lose nothing that was confirmed, on SQLite and PostgreSQL.

Eight processes store forms; again and again one of them gets SIGKILL and a new one sends its unanswered form again.
After every kill the records are opened and read. On PostgreSQL the server itself is killed too.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.domain.subjects import Ledger
from data.records import events, store
from tests.fixtures import databases
from tests.harness.evidence import AbsentError, Evidence
from tests.harness.writers import Tally, confirming, started, tally, writing

WRITERS = 8
KILLS = {"SQLite": 200, "PostgreSQL": 50}
SERVER_TURN = 5
PAUSE = (0.02, 0.25)
"""Seconds between two kills, at random."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the forms came to, how many kills there were, and the longest that opening and reading took after one."""

    tally: Tally
    kills: int
    reopened: float


def run() -> Evidence:
    """Kill on both databases."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found["SQLite"] = killed(f"sqlite:///{folder / 'records.sqlite'}", folder, KILLS["SQLite"])
    programs = databases.programs()
    if programs is None:
        raise AbsentError(databases.MISSING)
    with databases.running(programs, databases.SAFE) as cluster, tempfile.TemporaryDirectory() as name:
        found["PostgreSQL"] = killed(cluster.address, Path(name), KILLS["PostgreSQL"], cluster=cluster)
    return Evidence(
        "; ".join(_told(where, one) for where, one in found.items()),
        {f"{where} {what}": value for where, one in found.items() for what, value in _numbers(one).items()},
        met=all(one.tally.clean for one in found.values()),
    )


def killed(
    address: str, folder: Path, kills: int, writers: int = WRITERS, cluster: databases.Cluster | None = None
) -> Outcome:
    """Kill a writer so many times while the others go on, and see what is left; every fifth time the server too."""
    records = store.engine(address)
    store.migrate(records)
    records.dispose()
    chance, reopened = random.Random(1), 0.0  # noqa: S311 (moments of killing, not secrets)
    with writing(address, folder, writers) as running:
        _wait(lambda: confirming(folder) == writers)
        for turn in range(kills):
            time.sleep(chance.uniform(*PAUSE))
            place = chance.randrange(writers)
            running[place].kill()
            running[place].join()
            if cluster is not None and turn % SERVER_TURN == 0:
                cluster.kill()
            reopened = max(reopened, _reopened(address, cluster if turn % SERVER_TURN == 0 else None))
            running[place] = started(address, folder / f"{place}.log")
    records = store.engine(address)
    outcome = Outcome(tally(records, folder), kills, reopened)
    records.dispose()
    return outcome


def _reopened(address: str, cluster: databases.Cluster | None) -> float:
    start = time.perf_counter()
    if cluster is not None:
        cluster.start()
    records = store.engine(address)
    events.latest(records, Ledger.CASE)
    records.dispose()
    return time.perf_counter() - start


def _wait(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 120
    while not ready():
        if time.monotonic() > deadline:
            message = "the writers did not start within two minutes"
            raise TimeoutError(message)
        time.sleep(0.05)


def _told(where: str, one: Outcome) -> str:
    kept = one.tally
    return (
        f"{where}: {WRITERS} writers, {one.kills} kills, {kept.acknowledged:,} forms confirmed, {kept.lost} lost, "
        f"{kept.half} half, {kept.double} double, open again in at most {one.reopened:.2f} s"
    )


def _numbers(one: Outcome) -> dict[str, float]:
    kept = one.tally
    return {
        "kills": one.kills,
        "acknowledged": kept.acknowledged,
        "lost": kept.lost,
        "half": kept.half,
        "double": kept.double,
        "reopened": round(one.reopened, 3),
    }
