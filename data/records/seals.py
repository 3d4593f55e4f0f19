"""The hashes that make a change behind our back visible: of an event, of its content, and of a row of any table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

EVENT = (
    *("ledger", "event_id", "subject", "number", "version", "kind", "at", "person", "role", "party", "facts"),
    *("content_hash", "previous"),
)
"""What the hash of an event is taken over."""


def digest(row: Mapping[str, object]) -> str:
    """Give the hash of an event over everything it holds and the hash of the event before it (SHA-256)."""
    text = json.dumps([str(row[name]) for name in EVENT], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(salt: str, body: str) -> str:
    """Give the hash of personal content; salted, so that nothing can be guessed from it once the content is gone."""
    return hashlib.sha256(f"{salt}\n{body}".encode()).hexdigest()


def fingerprint(row: Mapping[str, object]) -> str:
    """Give the hash of a row of any table, over its columns by name."""
    told = {name: value.hex() if isinstance(value, bytes) else str(value) for name, value in row.items()}
    return hashlib.sha256(written(told).encode()).hexdigest()


def written(value: object) -> str:
    """Write facts or content as JSON that is the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
