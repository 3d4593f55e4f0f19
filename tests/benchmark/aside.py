"""Measures a function in a process of its own: its time, and the most memory that the process ever held."""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the measured work (not of the preparation), and megabytes of the whole process at its highest."""

    seconds: float
    megabytes: float


def cost(prepare: Callable[[], Any], work: Callable[[Any, Path], None], folder: Path) -> Cost:
    """Prepare, then measure the work, in a fresh process; functions of a module only, since they are sent there."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (prepare, work, folder))


def side_by_side(
    prepare: Callable[[], Any], works: tuple[Callable[[Any, Path], None], ...], folder: Path, times: int
) -> list[Cost]:
    """Give the median cost of each work, measured in turns so that a busy machine hinders all alike.

    Each work gets a folder of its own, ``folder/<name of the function>/<turn>``.
    """
    turns = [[cost(prepare, work, folder / work.__name__ / str(turn)) for work in works] for turn in range(times)]
    return [
        Cost(statistics.median(one.seconds for one in costs), statistics.median(one.megabytes for one in costs))
        for costs in zip(*turns, strict=True)
    ]


def _measured(prepare: Callable[[], Any], work: Callable[[Any, Path], None], folder: Path) -> Cost:
    folder.mkdir(parents=True)
    prepared = prepare()
    start = time.perf_counter()
    work(prepared, folder)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Cost(seconds, peak / (1e6 if sys.platform == "darwin" else 1e3))
