"""The dashboard is there within ten seconds, and within fifteen after it was killed in the middle of its work.

Counted from the start of the process until `/health` says that both stores are sound; the first page whole is told
beside it. It needs a published town (`make run`), and a machine that does nothing else.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data.settings import from_environment
from tests.fixtures.dashboard import ROOT, environment, free_port
from tests.harness.evidence import AbsentError, Evidence
from tests.harness.visitors import walking

TIMES = 5
START, RESTART = 10.0, 15.0
PATIENCE = 120.0


def run() -> Evidence:
    """Start, use and kill so many times."""
    settings = from_environment(os.environ)
    if not settings.current.is_file():
        message = f"{settings.var} holds no published town; `make run` makes the invented one"
        raise AbsentError(message)
    starts, pages = zip(*(started(settings.var) for _ in range(TIMES + 1)), strict=True)
    first, again = starts[0], max(starts[1:])
    figure = (
        f"started in {first:.1f} s; killed {TIMES} times with a page open, each time back in at most {again:.1f} s; "
        f"first page whole in at most {max(pages):.1f} s more"
    )
    numbers = {"start": round(first, 2), "restart": round(again, 2), "page": round(max(pages), 2)}
    return Evidence(figure, numbers, met=first <= START and again <= RESTART)


def started(var: Path) -> tuple[float, float]:
    """Start a server, open a page and kill the server; gives the seconds until it was sound, and until the page."""
    with _server(var) as (address, begun):
        while not _sound(address):
            if time.monotonic() > begun + PATIENCE:
                message = f"no answer at {address} within {PATIENCE:.0f} s"
                raise TimeoutError(message)
            time.sleep(0.05)
        sound = time.monotonic()
        with walking(address) as visitor:
            visitor.open()
            return sound - begun, time.monotonic() - sound


@contextmanager
def _server(var: Path) -> Iterator[tuple[str, float]]:
    """Run the dashboard; on leaving it gets SIGKILL."""
    port = str(free_port())
    options = ["--server.port", port, "--server.address", "127.0.0.1", "--server.headless", "true"]
    begun = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", *options],
        cwd=ROOT,
        env=environment(var),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}", begun
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


def _sound(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:  # noqa: S310 (our own server)
            return bool(json.load(answer)["status"] == "ok")
    except (urllib.error.URLError, OSError):
        return False
