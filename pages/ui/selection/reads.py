"""Totals of an own selection and the kept ones of a party, through gate and desk; never cached: they are one's own."""

from __future__ import annotations

from data import release_selection
from data.desk import selections as desk
from data.desk.selections import Opened
from data.domain.access import Viewer
from data.domain.errors import RecordsDownError
from data.release_selection import Member, Totals
from pages.ui import live, reads

__all__ = ["Opened"]


def may_select(viewer: Viewer) -> bool:
    """Whether this viewer may add up places of its own choice."""
    return release_selection.may_select(viewer)


def totals(viewer: Viewer, members: tuple[Member, ...], period: str) -> Totals:
    """Add up the places of a selection in a period."""
    return release_selection.totals(live.store(), viewer, members, period)


def may_keep(viewer: Viewer) -> bool:
    """Whether this viewer may keep selections."""
    return desk.may_keep(viewer)


def names(viewer: Viewer) -> dict[str, str]:
    """Name the kept selections of the viewer's party by number; without the records none is known."""
    try:
        return desk.names(reads.desk(), viewer)
    except RecordsDownError:
        return {}


def opened(viewer: Viewer, number: str) -> Opened | None:
    """Open a kept selection; None when there is none (any more), or the records are down."""
    try:
        return desk.opened(reads.desk(), viewer, number) if number else None
    except RecordsDownError:
        return None
