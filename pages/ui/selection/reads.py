"""Totals of an own selection, through the gate; never kept, since they belong to one person."""

from __future__ import annotations

from data import release_selection
from data.domain.access import Viewer
from data.release_selection import Member, Totals
from pages.ui.reads import _open, live


def may_select(viewer: Viewer) -> bool:
    """Whether this viewer may add up places of its own choice."""
    return release_selection.may_select(viewer)


def totals(viewer: Viewer, members: tuple[Member, ...], period: str) -> Totals:
    """Add up the places of a selection in a period."""
    return release_selection.totals(_open(live()), viewer, members, period)
