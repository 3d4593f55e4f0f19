"""Twenty people at a time come, work and go for four hours, and the server holds at most a tenth more memory.

``HARNESS_SOAK_HOURS`` makes it shorter, and then it proves what it says of those hours alone. The memory once
everything has been asked for is that of the second eighth of the time; it is set against that of the last eighth. It
needs Linux and a published town (`make run`).
"""

from __future__ import annotations

import os
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from data.settings import from_environment
from tests.fixtures.dashboard import environment, served
from tests.harness.evidence import AbsentError, Evidence
from tests.harness.visitors import Load, crowd, p95

PROMISED = 4.0
"""Hours."""

HOURS = float(os.environ.get("HARNESS_SOAK_HOURS", str(PROMISED)))
ROUND = 600.0
"""Seconds after which all twenty leave and others come."""

SESSIONS, PAUSE = 20, 8.0
EVERY = 10.0
"""Seconds between two looks at the memory."""

GROWTH = 0.1


@dataclass
class Memory:
    """What a process held, in bytes, at moments evenly spread."""

    process: int
    held: list[int] = field(default_factory=list)

    def look(self) -> None:
        """Look once: what of the process is in memory (VmRSS)."""
        told = Path(f"/proc/{self.process}/status").read_text(encoding="ascii")
        [line] = [line for line in told.splitlines() if line.startswith("VmRSS:")]
        self.held.append(int(line.split()[1]) * 1024)


def run() -> Evidence:
    """Let crowd after crowd in on a server of their own."""
    settings = from_environment(os.environ)
    if not settings.current.is_file():
        message = f"{settings.var} holds no published town; `make run` makes the invented one"
        raise AbsentError(message)
    if not Path("/proc/self/status").exists():
        message = "this system has no /proc; run it on Linux"
        raise AbsentError(message)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(environment(settings.var), Path(folder) / "log") as server,
        watching(Memory(server.process), EVERY) as memory,
    ):
        end, loads = time.monotonic() + HOURS * 3600, []
        while (left := end - time.monotonic()) > PAUSE:
            loads.append(crowd(server.address, SESSIONS, seconds=min(ROUND, left), pause=PAUSE))
    return judged(memory.held, loads, HOURS)


@contextmanager
def watching(memory: Memory, every: float) -> Iterator[Memory]:
    """Look at the memory of a process until this is left."""
    done = threading.Event()

    def look() -> None:
        while not done.wait(every):
            memory.look()

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield memory
    finally:
        done.set()
        watcher.join()


def judged(held: Sequence[int], loads: Sequence[Load], hours: float) -> Evidence:
    """Say how much more was held in the last eighth of the time than in the second, and whether anything went wrong."""
    eighth = len(held) // 8
    before, after = (statistics.median(part) / 1e6 for part in (held[eighth : 2 * eighth], held[-eighth:]))
    errors = [error for load in loads for error in load.errors]
    actions = [seconds for load in loads for seconds in load.actions]
    growth = after / before - 1
    good = not errors and growth <= GROWTH
    figure = (
        f"{SESSIONS * len(loads)} sessions in {hours:.1f} hours, {len(actions):,} actions, p95 {p95(actions):.2f} s, "
        f"{len(errors)} errors; {before:,.0f} MB, at the end {after:,.0f} MB ({growth:+.0%})"
    )
    numbers = {"hours": hours, "before": round(before, 1), "after": round(after, 1), "errors": len(errors)}
    return Evidence(figure, numbers, met=None if good and hours < PROMISED else good)
