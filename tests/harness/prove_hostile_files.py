"""A file made to do harm is refused with one sentence, reads nothing of the server, and what was live stays live.

Each is imported by the command that imports deliveries, into the folder of a small town that is live. Lists of signals
and of agreements are uploaded as on the page, to a process that must stay small.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from data import uploads
from data.domain.signal_lists import ListRefusedError
from data.uploads import Kind
from data.warehouse import live
from tests.fixtures.dashboard import ROOT, environment
from tests.fixtures.small_place import published
from tests.harness.evidence import Evidence
from tests.samples import hostile_lists
from tests.samples.hostile_files import CANARY, HOSTILE, Make

PATIENCE = 600

GROWTH = 50
"""Megabytes by which the process that takes a list in may grow."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: refused in one sentence, nothing read that was not delivered, what was live untouched."""

    refused: bool
    read: bool
    harmed: bool


def run() -> Evidence:
    """Import every hostile file."""
    with tempfile.TemporaryDirectory() as name:
        var = published(Path(name) / "var", demo=True)
        found = [imported(var, Path(name) / str(number), *one[:2]) for number, one in enumerate(HOSTILE)]
        found += [uploaded(*one[1:]) for one in hostile_lists.HOSTILE]
    refused, read, harmed = (sum(getattr(one, what) for one in found) for what in ("refused", "read", "harmed"))
    lists = len(hostile_lists.HOSTILE)
    return Evidence(
        f"{len(found)} hostile files, {lists} of them uploaded lists: {refused} refused, {read} read something else, "
        f"{harmed} changed what was live",
        {"files": len(found), "lists": lists, "refused": refused, "read": read, "harmed": harmed},
        met=refused == len(found) and not read and not harmed,
    )


def imported(var: Path, folder: Path, name: str, make: Make) -> Outcome:
    """Import one file as an administrator does."""
    folder.mkdir()
    before = _live(var)
    done = subprocess.run(
        [sys.executable, "-m", "data", "load", str(make(folder / name))],
        cwd=ROOT,
        env=environment(var),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    told = done.stdout + done.stderr
    refused = done.returncode == 1 and "Not loaded; what was live stays live." in told and "Traceback" not in told
    return Outcome(refused, CANARY in told or "root:" in told, _live(var) != before)


def uploaded(kind: Kind, name: str, make: hostile_lists.Make, reason: str) -> Outcome:
    """Upload one list as somebody does who takes it in; harm is a process that grew by what only the child may take."""
    content = make()
    before = _megabytes()
    try:
        rows = uploads.read(kind, name, content)
    except ListRefusedError as error:
        return Outcome([one.reason for one in error.faults] == [reason], read=False, harmed=_grown(before))
    return Outcome(refused=False, read=CANARY in str(rows), harmed=_grown(before))


def _grown(before: float) -> bool:
    return _megabytes() - before > GROWTH


def _megabytes() -> float:
    """Give how large this process has been at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _live(var: Path) -> tuple[Path | None, bytes]:
    path = live.live(var)
    return path, path.read_bytes() if path else b""
