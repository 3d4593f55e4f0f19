"""Agreements and actions, read from the ledger."""

from __future__ import annotations

from data.domain import actions, agreements
from data.domain.actions import Action
from data.domain.agreements import Agreement
from data.domain.subjects import Subject
from data.records import events
from data.records.store import Records


def all_agreements(records: Records, upto: int | None = None) -> dict[str, Agreement]:
    """Give every agreement by number, in the order in which they were made."""
    return agreements.fold(events.told(records, Subject.AGREEMENT, upto))


def all_actions(records: Records, upto: int | None = None) -> dict[str, Action]:
    """Give every action by number, in the order in which they were agreed."""
    return actions.fold(events.told(records, Subject.ACTION, upto))
