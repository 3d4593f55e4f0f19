"""An import runs in a child process with limits, so that no file can take the machine, or what is live, with it.

On Linux memory, processor time and the size of written files are limited by the system; on macOS time and size are (it
keeps no limit of memory); on Windows only the time is. The checks of the files themselves work everywhere.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from math import ceil
from pathlib import Path

from data.settings import Settings

INSIDE = "BUURTSTOPLICHT_INSIDE_IMPORT"
"""Set in the child, which then does the work itself."""

CLOSED = {
    "OGR_SKIP": "OGR_VRT",  # follows references to other files, whatever the name of the file is
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "none",
    "GDAL_DISABLE_READDIR_ON_OPEN": "TRUE",
    "OPENBLAS_NUM_THREADS": "2",  # each thread sets memory aside
}
"""What GDAL may not do in the child."""

GIGABYTE = 1 << 30
LARGEST_FILE = 64 * GIGABYTE
CORES = 8
"""Processor time that a child gets, as a multiple of its time by the clock: it works on several cores."""
GRACE = 5
"""Seconds of processor time between being told to stop and being killed."""
ROOT = Path(__file__).resolve().parent.parent


def run(arguments: Sequence[str], settings: Settings, environ: Mapping[str, str]) -> int:
    """Run an import in a child process and give its exit status; a child that is stopped leaves one sentence.

    Parameters
    ----------
    arguments
        Of `python -m data`.
    settings
        Says how much memory and time it gets.
    environ
        Of this process.
    """
    process = subprocess.Popen(  # noqa: S603 - our own command, the files are arguments
        [sys.executable, "-c", _START, str(settings.import_gigabytes), str(settings.import_minutes), *arguments],
        env={**environ, **CLOSED, INSIDE: "1"},
        cwd=Path.cwd(),
    )
    try:
        status = process.wait(timeout=settings.import_minutes * 60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return _stopped(_too_long(settings))
    return status if status in {0, 1, 2} else _stopped(why_stopped(status, settings))


def why_stopped(status: int, settings: Settings) -> str:
    """Say which limit a child met, by the exit status with which the system ended it."""
    if status == -getattr(signal, "SIGXCPU", 0):
        return _too_long(settings)
    return f"it needed more than {settings.import_gigabytes:g} GB of memory (BUURTSTOPLICHT_IMPORT_GIGABYTES)"


def limit(gigabytes: float, minutes: float, largest_file: int = LARGEST_FILE) -> None:
    """Limit this process, as far as the system can; bytes of a file that it writes."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    memory, seconds = int(gigabytes * GIGABYTE), ceil(minutes * 60 * CORES)
    wanted = [
        ("RLIMIT_AS", memory, memory),
        ("RLIMIT_CPU", seconds, seconds + GRACE),
        ("RLIMIT_FSIZE", largest_file, largest_file),
        ("RLIMIT_CORE", 0, 0),
    ]
    for name, told, killed in wanted:
        try:
            resource.setrlimit(getattr(resource, name), (told, killed))
        except (AttributeError, ValueError, OSError):
            continue  # this system keeps no such limit


_START = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from data import contained
contained.limit(float(sys.argv[1]), float(sys.argv[2]))
try:
    from data.__main__ import main
    sys.exit(main(sys.argv[3:]))
except Exception as error:
    if not contained.found_no_room(error):
        raise
    sys.exit(3)
"""


def found_no_room(error: Exception) -> bool:
    """Tell whether an error in a child means that there was no memory left.

    Besides Python's own error: DuckDB has an error of its own, a library that finds no room can't be imported, and
    an interpreter without room for the reason itself gives none (`SystemError`).
    """
    return isinstance(error, MemoryError | ImportError | SystemError) or type(error).__name__ == "OutOfMemoryException"


def _too_long(settings: Settings) -> str:
    return f"it took more than {settings.import_minutes:g} minutes (BUURTSTOPLICHT_IMPORT_MINUTES)"


def _stopped(why: str) -> int:
    print(f"Not loaded; what was live stays live.\nThe import was stopped: {why}.", file=sys.stderr)  # noqa: T201
    return 1
