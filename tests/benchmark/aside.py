"""Measures a piece of work in a process of its own: its time, and the most memory that the process ever held."""

from __future__ import annotations

import importlib
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the measured work (not of the preparation), and megabytes of the whole process at its highest.

    ``computing`` are the seconds that the processors worked at it, which other work on the machine lengthens less.
    """

    seconds: float
    megabytes: float
    computing: float


def middle(costs: Sequence[Cost]) -> Cost:
    """Give the median of each figure."""
    return Cost(*(statistics.median(figures) for figures in zip(*map(astuple, costs), strict=True)))


def side_by_side(
    prepare: Callable[[], Any], works: tuple[Callable[[Any, Path], None], ...], folder: Path, turns: int
) -> list[Cost]:
    """Give the median cost of each work, measured in turns so that a busy machine hinders all alike.

    Parameters
    ----------
    prepare
        Makes what the work is done on; not measured. A function of a module, as are the works.
    works
        Each gets what was prepared and an empty folder ``<folder>/<its name>/<turn>``.
    folder
        Where the results stay.
    turns
        How often each work is measured.
    """
    costs = [[cost(prepare, work, folder / work.__name__ / str(turn)) for work in works] for turn in range(turns)]
    return [middle(each) for each in zip(*costs, strict=True)]


def cost(prepare: Callable[[], Any], work: Callable[[Any, Path], None], folder: Path) -> Cost:
    """Prepare, then measure the work, in a fresh process."""
    folder.mkdir(parents=True)
    command = [
        sys.executable,
        "-m",
        "tests.benchmark.aside",
        work.__module__,
        prepare.__name__,
        work.__name__,
        str(folder),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"{work.__name__} on {prepare.__name__} failed:\n{done.stderr}"
        raise RuntimeError(message)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def measured(module: str, prepare: str, work: str, folder: str) -> Cost:
    """Prepare and measure in this process."""
    functions = importlib.import_module(module)
    prepared = getattr(functions, prepare)()
    start, worked = time.perf_counter(), time.process_time()
    getattr(functions, work)(prepared, Path(folder))
    seconds, computing = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Cost(seconds, peak / (1e6 if sys.platform == "darwin" else 1e3), computing)


if __name__ == "__main__":
    print(json.dumps(asdict(measured(*sys.argv[1:]))))
