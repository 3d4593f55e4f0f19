"""A list that somebody uploads is read in a child process with limits: no file can take the dashboard with it.

The child gets the file in a private folder with a random name, none of our settings, and little memory and time. It
gives plain rows back, or what is wrong with the file; what they mean is checked here, as for every form.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any

from data import contained
from data.domain.signal_lists import Fault, ListRefusedError
from data.sources.uploaded import UNREADABLE

_LOG = logging.getLogger(__name__)

LARGEST = {"csv": 5_000_000, "xlsx": 5_000_000, "json": 5_000_000, "docx": 10_000_000}
"""Bytes of a file of each kind."""

GIGABYTES, SECONDS = 0.5, 30.0
"""Memory and time that a child gets; a list of a thousand rows takes less than 0.15 and half a second."""

RESULT = 50_000_000
"""Bytes that a child may give back."""

LOG = 2_000
"""Bytes of what a child said of a file that broke it, kept for the log."""

AT_ONCE = BoundedSemaphore(2)
"""Children that run beside everybody's pages; who uploads a third list waits."""


class Kind(StrEnum):
    """What a list is of."""

    SIGNALS = "signals"
    AGREEMENTS = "agreements"


ENDINGS = {Kind.SIGNALS: ("xlsx", "csv", "json"), Kind.AGREEMENTS: ("xlsx", "docx")}


def read(kind: Kind, name: str, content: bytes, *, gigabytes: float = GIGABYTES, seconds: float = SECONDS) -> list[Any]:
    """Read an uploaded list as plain rows, as `rows` of its module in ``data.sources`` gives them.

    Parameters
    ----------
    kind
        What the list is of.
    name, content
        Of the file; of its name only the ending counts.
    gigabytes, seconds
        What the child may take.

    Raises
    ------
    ListRefusedError
        Everything that is wrong with the file. Of a file as a whole: ``leeg``, ``te_groot``, ``soort_bestand``,
        ``onleesbaar``, and ``gestopt`` where the child took more than it may.
    """
    ending = Path(name).suffix.lower().removeprefix(".")
    if ending not in ENDINGS[kind]:
        raise _refused("soort_bestand")
    if not content:
        raise _refused("leeg")
    if len(content) > LARGEST[ending]:
        raise _refused("te_groot")
    with AT_ONCE, TemporaryDirectory(prefix="list-") as folder:
        return _rows(_child(kind, Path(folder), ending, content, gigabytes, seconds))


def _child(kind: Kind, folder: Path, ending: str, content: bytes, gigabytes: float, seconds: float) -> str:
    """Run the child; gives the text that it wrote."""
    file, told, said = folder / f"list.{ending}", folder / "told", folder / "said"
    file.write_bytes(content)
    arguments = [str(gigabytes), str(seconds / 60), str(RESULT), kind.value, str(file)]
    try:
        with told.open("wb") as out, said.open("wb") as err:
            status = subprocess.run(  # noqa: S603 - our own command, the file is an argument
                [sys.executable, "-I", "-X", "utf8", "-c", _START, *arguments],
                env=_environment(),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                timeout=seconds,
                check=False,
            ).returncode
    except subprocess.TimeoutExpired as error:
        raise _refused("gestopt") from error
    if status == 0 and told.stat().st_size <= RESULT:
        return told.read_text(encoding="utf-8")
    _LOG.warning("a list of %s was not read (status %s): %s", kind, status, _end(said))
    raise _refused("onleesbaar" if status == UNREADABLE else "gestopt")


def _environment() -> dict[str, str]:
    """Give the child nothing of ours: what Windows needs to start it, and one thread, since each sets memory aside."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**kept, **contained.CLOSED, "OPENBLAS_NUM_THREADS": "1"}


def _rows(text: str) -> list[Any]:
    told = json.loads(text)
    if "faults" in told:
        raise ListRefusedError([Fault(int(row), str(column), str(reason)) for row, column, reason in told["faults"]])
    return list(told["rows"])


def _end(said: Path) -> str:
    """Give the last line that the child said; not more, since what stands above may quote the file."""
    with said.open("rb") as stream:
        stream.seek(max(0, said.stat().st_size - LOG))
        lines = stream.read(LOG).decode("utf-8", "replace").splitlines()
    return lines[-1].partition(":")[0] if lines else "nothing was said"


def _refused(reason: str) -> ListRefusedError:
    return ListRefusedError([Fault(0, "", reason)])


_START = f"""
import sys
sys.path.insert(0, {str(contained.ROOT)!r})
from data import contained
contained.limit(float(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
from data.sources.uploaded import main
sys.exit(main(*sys.argv[4:]))
"""
