"""An import or publication that is killed at any moment leaves what was live, whole: all of it or nothing.

A process imports and publishes two versions of a small town in turn and gets SIGKILL at random moments. After every
kill what is live must be, to the last light, one of the two, and the run of its lights must stand in the records.
"""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from data.domain.errors import BuurtstoplichtError
from data.duck import DatabaseError, connect
from data.records import store
from data.records.tables import published_run
from data.settings import from_environment
from data.warehouse import live
from data.warehouse.build import build
from scoring.publish import publish
from tests.fixtures.small_place import MODEL
from tests.harness.evidence import Evidence
from tests.samples import small_town

KILLS = 100
LONGEST = 2.5
"""A kill falls within so many times the length of one import and publication."""

_FORKED = multiprocessing.get_context("forkserver")


def run() -> Evidence:
    """Kill while importing and publishing."""
    with tempfile.TemporaryDirectory() as name:
        counts = killed(Path(name), KILLS)
    return Evidence(
        f"{KILLS} kills while importing and publishing: {counts['whole']} times what was live is whole, "
        f"{counts['mixed']} mixed, {counts['versions']} versions seen live",
        dict(counts),
        met=counts["whole"] == KILLS and counts["versions"] == 2,
    )


def killed(folder: Path, kills: int) -> dict[str, int]:
    """Kill so many times; gives how often what was live was whole, or mixed, and how many versions were seen."""
    _FORKED.set_forkserver_preload([__name__])
    start, var = time.perf_counter(), folder / "var"
    known = {_made(var, turn) for turn in (0, 1)}
    length, chance, seen = (time.perf_counter() - start) / 2, random.Random(2), Counter[str]()  # noqa: S311
    for _ in range(kills):
        interrupted(var, chance.uniform(0.1, LONGEST * length))
        seen[lights(var)] += 1
    whole = sum(number for told, number in seen.items() if told in known)
    return {"whole": whole, "mixed": kills - whole, "versions": len(seen.keys() & known)}


def interrupted(var: Path, seconds: float) -> None:
    """Import and publish for so long, then kill."""
    process = _FORKED.Process(target=work, args=(str(var),), daemon=True)
    process.start()
    process.join(seconds)
    process.kill()
    process.join()


def work(var: str) -> None:
    """Import and publish the two versions in turn, until killed."""
    while True:
        for turn in (0, 1):
            _made(Path(var), turn)


def _made(var: Path, turn: int) -> str:
    """Import and publish one version; gives what its lights come to."""
    delivery = small_town.delivery()
    figures = delivery.measurements.copy()
    if turn:
        figures["numerator"] = figures["denominator"] - figures["numerator"].clip(upper=figures["denominator"])
    build(replace(delivery, name=f"Proefdam {turn}", measurements=figures), var, _quiet)
    publish(var, from_environment({"BUURTSTOPLICHT_VAR": str(var)}).database_url, MODEL, _quiet)
    return lights(var)


def lights(var: Path) -> str:
    """Say what is live: its name and a hash of its lights; or what is wrong with it."""
    try:
        path = live.live(var)
        connection = connect(live.require_readable(path or var / "nothing"), read_only=True)
        try:
            sums = "SELECT count(*), bit_xor(hash(row_of)) FROM light AS row_of"
            name, run = connection.execute("SELECT name, run_id FROM delivery, run").fetchall()[0]
            told = connection.execute(sums).fetchall()
        finally:
            connection.close()
        records = store.engine(from_environment({"BUURTSTOPLICHT_VAR": str(var)}).database_url)
        with store.reading(records) as reading:
            known = reading.execute(published_run.select().where(published_run.c.run_id == run)).one_or_none()
        records.dispose()
    except (BuurtstoplichtError, DatabaseError, IndexError) as error:
        return f"{type(error).__name__}"
    return f"{name} {told}" if known else "its run is not in the records"


def _quiet(_: str) -> None:
    """Say nothing of the steps."""
