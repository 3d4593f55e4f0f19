"""No delivery and no table of the records has a place for who somebody is.

Forbidden columns (BSN, nationality, origin, religion, language, diagnosis, police, gender and the like), in many
spellings and with slips of the keys, are each offered in a delivery of homes and of tenancies; then the columns of all
tables of the records are held against the same list.
"""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from data.domain.errors import SourceError
from data.records.tables import metadata
from data.sources import corporation, refused
from tests.harness.evidence import Evidence
from tests.unit.data.test_corporation_refused_columns import DAY, _delivery, spellings

KINDS = ("homes", "tenancies")
OURS = {"release_frame.name", "event.kind"}
"""Columns of ours that look like a refused word and are about no person: which frame of figures, what happened."""


def run() -> Evidence:
    """Offer every spelling to both deliveries."""
    offered = spellings()
    stored = sum(_stored(kind, name) for kind in KINDS for name in offered)
    own = {f"{table.name}.{column.name}" for table in metadata.tables.values() for column in table.c} - OURS
    fields = {name: about for name in own if (about := refused.subject(name.partition(".")[2]))}
    number = len(offered) * len(KINDS)
    return Evidence(
        f"{number:,} columns offered, {stored} stored; of {len(own)} columns of our own "
        f"{len(fields)} of the forbidden kinds",
        {"offered": number, "stored": stored, "own": len(own), "forbidden": len(fields)},
        met=not stored and not fields,
    )


def _stored(kind: str, name: str) -> int:
    with tempfile.TemporaryDirectory() as folder, suppress(SourceError):
        imported = getattr(corporation, kind)(_delivery(Path(folder), name), today=DAY)
        return bool(len(imported.register) + len(imported.measurements))
    return 0
