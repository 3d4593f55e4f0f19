"""Twenty people use the map at once and each is answered within a second; fifty lose nothing.

Sessions speak Streamlit's protocol over the websocket and do what people do on the map page: select, open, go up. What
is measured is the server's answer until the page is whole; the painting in the browser is in `make bench`. It needs
a published town (`make run`), and a machine that does nothing else.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from data.settings import from_environment
from tests.fixtures.dashboard import environment, serving
from tests.harness.evidence import AbsentError, Evidence
from tests.harness.visitors import Load, crowd, p95, walking

PAUSE = 8.0
"""Seconds between two actions of one session."""

SECONDS = float(os.environ.get("HARNESS_LOAD_SECONDS", "120"))
"""How long each crowd stays."""

GOALS = {20: (1.0, 3.0), 50: (3.0, float("inf"))}
"""Most seconds of an action, and of the first page when all open at once, by the number of sessions."""


def run() -> Evidence:
    """Let both crowds in, one after the other, on a server of their own."""
    settings = from_environment(os.environ)
    if not settings.current.is_file():
        message = f"{settings.var} holds no published town; `make run` makes the invented one"
        raise AbsentError(message)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(environment(settings.var), Path(folder) / "log") as address,
    ):
        with walking(address) as first:
            first.open()
        crowds = {number: crowd(address, number, seconds=SECONDS, pause=PAUSE) for number in GOALS}
    return judged(crowds)


def judged(crowds: dict[int, Load]) -> Evidence:
    """Say what the crowds met, and whether it is within the goals."""
    told, numbers, met = [], {}, True
    for number, load in crowds.items():
        action, page = p95(load.actions), p95(load.first)
        most, longest = GOALS.get(number, (float("inf"), float("inf")))
        met = met and not load.errors and len(load.first) == number and action <= most and page <= longest
        told.append(
            f"{number} sessions: {len(load.actions)} actions, p95 {action:.2f} s, {len(load.errors)} errors; "
            f"all opened at once: p95 {page:.2f} s"
        )
        numbers |= {f"{number} p95": action, f"{number} first p95": page, f"{number} errors": len(load.errors)}
    return Evidence("; ".join(told), numbers, met=met)
