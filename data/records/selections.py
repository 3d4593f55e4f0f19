"""Kept selections, read from the ledger."""

from __future__ import annotations

from data.domain import selections
from data.domain.selections import Selection
from data.domain.subjects import Subject
from data.records import events
from data.records.store import Records


def all_kept(records: Records) -> dict[str, Selection]:
    """Give every selection by number, in the order in which they were first kept; those taken away too."""
    return selections.fold(events.told(records, Subject.SELECTION))
