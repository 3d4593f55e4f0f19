"""The guards of the desk: role, place and assignment are asked before anything is read or written."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from data import release_selection
from data.domain.access import Viewer
from data.domain.errors import AccessDeniedError
from data.domain.followed import Outcome
from data.records import store as records_store
from data.records.events import Actor
from data.records.store import Records
from data.release import Store
from data.release_places import need
from data.settings import Settings

__all__ = [
    "Desk",
    "Judge",
    "actor",
    "need",
    "need_assigned",
    "need_exact",
    "need_place",
    "open_desk",
]

Judge = Callable[[str, str, pd.DataFrame, pd.DataFrame], Outcome]
"""Says whether a place (its code) did otherwise than the places most like it since the start (key of the first period
after it), from the steps and shapes of every place of its level; the desk is handed one, since it knows no scoring."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the functions of the desk work with.

    Parameters
    ----------
    records, store
        The records, and the warehouse to find places in.
    judge
        Says whether agreements helped; None: nobody does.
    waakvlam
        File with what the parties agreed on signals; None: the one that ships.
    """

    records: Records
    store: Store
    judge: Judge | None = None
    waakvlam: Path | None = None


def open_desk(settings: Settings, store: Store, judge: Judge | None = None) -> Desk:
    """Open the records beside an open warehouse, brought up to date; ``judge`` says whether agreements helped.

    Raises
    ------
    RecordsError
        They can't be reached, or a newer version of the product has written them.
    """
    records = records_store.engine(settings.database_url)
    records_store.migrate(records)
    return Desk(records, store, judge, settings.waakvlam)


def need_place(viewer: Viewer, codes: Collection[str]) -> None:
    """Raise AccessDeniedError unless a place lies in the viewer's areas.

    Parameters
    ----------
    viewer
        Who asks.
    codes
        Codes of the municipality, wijk and buurt that the place lies in.
    """
    if not viewer.areas.intersection(codes):
        message = f"{viewer.role} works for other areas than {', '.join(sorted(codes)) or 'none'}"
        raise AccessDeniedError(message)


def need_exact(viewer: Viewer) -> None:
    """Raise AccessDeniedError unless the viewer has exact figures of every place that can be chosen."""
    if not release_selection.may_select(viewer):
        message = f"{viewer.role} may not put places of its own choice together"
        raise AccessDeniedError(message)


def need_assigned(viewer: Viewer, assigned: Collection[str]) -> None:
    """Raise AccessDeniedError unless the viewer is among those to whom a case is assigned, by the id of a person."""
    if not viewer.person or viewer.person not in assigned:
        message = f"{viewer.role} is not assigned to this case"
        raise AccessDeniedError(message)


def actor(viewer: Viewer) -> Actor:
    """Give the viewer as who records something; raises AccessDeniedError for somebody who is nobody in particular."""
    if not viewer.person or viewer.within is not None:
        message = f"{viewer.role} records nothing without being somebody"
        raise AccessDeniedError(message)
    return Actor(viewer.person, viewer.role.value, viewer.party.value if viewer.party else "")
