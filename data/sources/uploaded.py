"""The child's side of an upload: reads one file as plain rows, and tells them or what is wrong with it as JSON."""

from __future__ import annotations

import json
import sys
import traceback
from importlib import import_module
from pathlib import Path

from data.contained import found_no_room
from data.domain.signal_lists import ListRefusedError

READERS = {"signals": "data.sources.signal_files", "agreements": "data.sources.agreement_files"}
"""Module that reads each kind of list, by its function ``rows``; only that one is loaded."""

NO_ROOM, UNREADABLE = 3, 4
"""Exit statuses of a child that found no memory or no space left, and of one that a file broke."""


def main(kind: str, path: str) -> int:
    """Read a file and write ``rows`` or ``faults`` to standard output; gives the exit status."""
    try:
        json.dump(_told(kind, Path(path)), sys.stdout)
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001 (a reader may break on a hostile file in any way)
        traceback.print_exc()
        return NO_ROOM if found_no_room(error) or isinstance(error, OSError) else UNREADABLE
    return 0


def _told(kind: str, path: Path) -> dict[str, object]:
    try:
        return {"rows": import_module(READERS[kind]).rows(path)}
    except ListRefusedError as error:
        return {"faults": [[one.row, one.column, one.reason] for one in error.faults]}
