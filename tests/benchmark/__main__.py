"""`make bench`: run every benchmark, print a table and write it to var/bench.json; status 1 when a goal is missed."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from pathlib import Path

from data.settings import from_environment
from tests.benchmark.register import REGISTERED, AbsentError, Benchmark, Figure

MODULES = sorted(Path(__file__).parent.glob("bench_*.py"))
VERDICT = {True: "met", False: "MISSED", None: "-"}


def main(arguments: list[str] | None = None) -> int:
    """Run the benchmarks whose name holds a word; gives the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmark")
    parser.add_argument("word", nargs="?", default="", help="only benchmarks with this in their name")
    word = parser.parse_args(arguments).word
    for path in MODULES:
        importlib.import_module(f"tests.benchmark.{path.stem}")
    figures = [figure for measure in REGISTERED if word in measure.__name__ for figure in _measured(measure)]
    print(table(figures))
    file = from_environment(os.environ).var / "bench.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([figure.as_dict() for figure in figures], indent=1) + "\n", encoding="utf-8")
    print(f"\nWritten to {file}")
    return int(any(figure.met is False for figure in figures))


def table(figures: list[Figure]) -> str:
    """Lay the figures out in columns."""
    head = ("what", "figure", "goal", "", "against")
    rows = [
        (
            figure.name,
            "-" if figure.value is None else f"{figure.value:,.2f} {figure.unit}",
            figure.goal or "-",
            VERDICT[figure.met],
            figure.against,
        )
        for figure in figures
    ]
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(4)]
    return "\n".join("  ".join([*(map(str.ljust, row[:4], widths)), row[4]]).rstrip() for row in [head, *rows])


def _measured(measure: Benchmark) -> list[Figure]:
    print(f"{measure.__doc__} ...", file=sys.stderr, flush=True)
    try:
        return list(measure())
    except AbsentError as reason:
        return [Figure(measure.__name__.replace("_", " "), None, "", f"skipped: {reason}")]


if __name__ == "__main__":
    sys.exit(main())
