"""Puts what ``make bench`` found of the map in docs/map-speed.md: `python -m tests.benchmark.speed_page`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from data.settings import from_environment

PAGE = Path(__file__).resolve().parents[2] / "docs" / "map-speed.md"
START, END = "<!-- figures: made by `python -m tests.benchmark.speed_page` -->", "<!-- end of figures -->"
PREFIX = "map: "
VERDICT = {True: "yes", False: "**no**", None: ""}

Found = Mapping[str, object]


def main() -> int:
    """Renew the page from var/bench.json; status 1 when that holds nothing of the map."""
    file = from_environment(os.environ).var / "bench.json"
    figures = [one for one in json.loads(file.read_text(encoding="utf-8")) if str(one["name"]).startswith(PREFIX)]
    if not figures:
        print(f"{file} holds no figures of the map: `python -m tests.benchmark map` measures them", file=sys.stderr)
        return 1
    when = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), figures, when), encoding="utf-8")
    return 0


def filled(text: str, figures: Sequence[Found], when: datetime) -> str:
    """Give the page with these figures between its marks, and below them what was not reached."""
    before, after = text.split(START, 1)[0], text.split(END, 1)[1]
    missed = [_said(one) for one in figures if one["met"] is False]
    told = (
        ["Not reached:", "", *(f"- {line}" for line in missed)]
        if missed
        else ["Everything that has a goal reached it."]
    )
    head = [
        f"Measured on {when:%Y-%m-%d}.",
        "",
        "| what | figure | goal | reached | against |",
        "| --- | --- | --- | --- | --- |",
    ]
    return "\n".join([f"{before}{START}", *head, *map(_row, figures), "", *told, f"{END}{after}"])


def _row(one: Found) -> str:
    name = str(one["name"]).removeprefix(PREFIX)
    met = one["met"]
    verdict = VERDICT[met if isinstance(met, bool) else None]
    return f"| {name} | {_figure(one)} | {one['goal'] or ''} | {verdict} | {one['against']} |"


def _said(one: Found) -> str:
    return f"{str(one['name']).removeprefix(PREFIX)}: {_figure(one)}, the goal is {one['goal']}"


def _figure(one: Found) -> str:
    value, unit = one["value"], one["unit"]
    if not isinstance(value, int | float):
        return "not measured"
    return f"{value:,.2f} {unit}" if unit == "x" else f"{value:,.0f} {unit}"


if __name__ == "__main__":
    sys.exit(main())
