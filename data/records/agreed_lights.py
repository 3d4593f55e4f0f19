"""Lights that meetings agreed on, read from the ledger."""

from __future__ import annotations

from data.domain import agreed_lights
from data.domain.agreed_lights import AgreedLight
from data.domain.subjects import Subject
from data.records import events
from data.records.store import Records


def all_agreed(records: Records, upto: int | None = None) -> dict[str, AgreedLight]:
    """Give every agreed light by number, in the order in which they were agreed."""
    return agreed_lights.fold(events.told(records, Subject.AGREED_LIGHT, upto))
