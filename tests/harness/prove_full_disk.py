"""On a full disk nothing is half stored, reading goes on, and writing works again once there is room.

The records lie on a file system of 1 MB in memory, mounted for this process alone; it is filled to the last byte while
forms are being stored, and emptied again.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from data.domain.errors import RecordsDownError
from data.domain.subjects import Subject
from data.records import events, integrity, store
from tests.harness.evidence import ROOT, AbsentError, Evidence
from tests.harness.prove_retention import NOW
from tests.harness.writers import FORM, WHO

SIZE = "1m"
TRIES = 20
MOUNT = 'mount -t tmpfs -o size="$1" tmpfs "$2" && exec "$3" -m tests.harness.prove_full_disk "$2"'


def run() -> Evidence:
    """Fill a disk of our own."""
    found = apart()
    return Evidence(
        f"1 MB disk (tmpfs) filled: {found['stored']} forms stored, then {found['refused']} of {TRIES} refused with "
        f"'{found['told']}'; {found['read']} read meanwhile; once freed {found['again']} of {TRIES} stored; "
        f"{found['faults']} faults",
        found,
        met=met(found),
    )


def met(found: dict[str, float | str]) -> bool:
    """Whether everything stored was read, everything tried was refused, and all worked again afterwards."""
    stored, read = found["stored"], found["read"]
    return 0 < int(stored) == int(read) and found["refused"] == found["again"] == TRIES and found["faults"] == 0


def apart() -> dict[str, float | str]:
    """Run `filled` on a small file system of its own; raises AbsentError where none can be mounted."""
    if shutil.which("unshare") is None:
        message = "a file system for one process needs `unshare` (util-linux, on Linux)"
        raise AbsentError(message)
    with tempfile.TemporaryDirectory() as folder:
        command = ["unshare", "--map-root-user", "--mount", "sh", "-c", MOUNT, "sh", SIZE, folder, sys.executable]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    if done.returncode:
        message = f"a file system in memory can't be mounted here ({done.stderr.strip()[-200:]})"
        raise AbsentError(message)
    found: dict[str, float | str] = json.loads(done.stdout.splitlines()[-1])
    return found


def filled(folder: Path) -> dict[str, float | str]:
    """Store forms until the disk is full, then read, then make room and store again."""
    records = store.engine(f"sqlite:///{folder / 'records.sqlite'}")
    store.migrate(records)
    stored = sum(one is None for one in _tried(records, "before", 5))
    fill = folder / "fill"
    _fill(fill)
    more = list(_tried(records, "full", 2 * TRIES))
    stored += sum(one is None for one in more)
    refused = [one for one in _tried(records, "refused", TRIES) if one is not None]
    read = len(events.of_subject(records, Subject.SIGNAL))
    faults = len(integrity.check(records).faults)
    fill.unlink()
    again = sum(one is None for one in _tried(records, "again", TRIES))
    faults += len(integrity.check(records).faults)
    told = next((one.split("(")[-1].split(")")[0] for one in refused), "")
    return {
        "stored": stored,
        "refused": len(refused),
        "told": told,
        "read": read,
        "again": again,
        "faults": faults,
    }


def _fill(file: Path) -> None:
    with file.open("wb", buffering=0) as handle:
        for size in (65536, 4096, 512, 1):
            try:
                while True:
                    handle.write(b"x" * size)
            except OSError:
                continue


def _tried(records: sa.Engine, name: str, times: int) -> Iterator[str | None]:
    """Store so many forms; gives for each the error, or None."""
    for turn in range(times):
        try:
            events.append(records, FORM, WHO, key=f"{name}-{turn}", now=NOW)
        except RecordsDownError as error:
            yield str(error)
        else:
            yield None


if __name__ == "__main__":
    print(json.dumps(filled(Path(sys.argv[1]))))
