"""Copies in a folder of backups: each with a note of its hash and moment, so that damage and age are known."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from data.domain.errors import BuurtstoplichtError

NOTE = ".json"
DRAFT = ".part"
OWNER_ONLY = 0o600


class CopyError(BuurtstoplichtError):
    """A backup is damaged, incomplete or not there; says which, and what to do."""


def draft(folder: Path, name: str) -> Path:
    """Give where a copy is made before it gets its name; an unfinished one that stood there is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}{DRAFT}"
    path.unlink(missing_ok=True)
    return path


def finish(path: Path, now: datetime, more: Mapping[str, Any] | None = None) -> Path:
    """Give a finished draft its name, after it and its note are on the disk; only its owner may read it."""
    path.chmod(OWNER_ONLY)
    name = path.name.removesuffix(DRAFT)
    told = {"sha256": sha256(path), "made_at": now.astimezone(UTC).isoformat(), **(more or {})}
    note = path.with_name(f"{name}{NOTE}{DRAFT}")
    note.write_text(json.dumps(told, indent=1), encoding="utf-8")
    for one in (path, note):
        with one.open("rb") as handle:
            os.fsync(handle.fileno())
    note.replace(path.with_name(f"{name}{NOTE}"))
    return path.replace(path.with_name(name))


def note(path: Path) -> dict[str, Any]:
    """Read the note of a copy, and hold the copy against its hash.

    Raises
    ------
    CopyError
        The copy or its note is not there, or the copy is not what was made.
    """
    try:
        told: dict[str, Any] = json.loads(path.with_name(f"{path.name}{NOTE}").read_text(encoding="utf-8"))
        found = sha256(path)
    except (OSError, ValueError) as error:
        message = f"{path}: the backup or its note ({path.name}{NOTE}) can't be read ({error}); take another one"
        raise CopyError(message) from error
    if found != told.get("sha256"):
        noted = str(told.get("sha256"))[:12]
        message = f"{path}: the backup is damaged, its hash is {found[:12]} and should be {noted}; take another one"
        raise CopyError(message)
    return told


def copied(source: Path, folder: Path, now: datetime) -> Path:
    """Copy a file that never changes into a folder; one that is there whole already only gets a new moment."""
    path = folder / source.name
    if path.is_file():
        path.rename(draft(folder, source.name))
    else:
        shutil.copyfile(source, draft(folder, source.name))
    unfinished = folder / f"{source.name}{DRAFT}"
    if sha256(unfinished) != sha256(source):
        shutil.copyfile(source, unfinished)
    return finish(unfinished, now)


def replaced(copy: Path, path: Path) -> None:
    """Put a copy back where it came from, by one atomic rename."""
    unfinished = path.with_name(f"{path.name}{DRAFT}")
    shutil.copyfile(copy, unfinished)
    with unfinished.open("rb") as handle:
        os.fsync(handle.fileno())
    unfinished.replace(path)


def old(folder: Path, days: int, now: datetime) -> list[Path]:
    """Give the copies that are older than so many days by their notes, and what was left unfinished as long ago."""
    limit = now - timedelta(days=days)
    return [path for path in sorted(folder.glob("*")) if path.suffix != NOTE and _made(path) < limit]


def forget(folder: Path, days: int, now: datetime) -> int:
    """Remove copies past their age, with their notes; gives how many."""
    past = old(folder, days, now)
    for path in past:
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}{NOTE}").unlink(missing_ok=True)
    return len(past)


def sha256(path: Path) -> str:
    """Give the hash of a whole file."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _made(path: Path) -> datetime:
    try:
        told = json.loads(path.with_name(f"{path.name}{NOTE}").read_text(encoding="utf-8"))
        return datetime.fromisoformat(told["made_at"])
    except (OSError, ValueError, KeyError):
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
