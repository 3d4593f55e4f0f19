"""The gate: what a meeting releases, and each release as it was made."""

from __future__ import annotations

from datetime import datetime

import pandas as pd

from data import frozen, opened, releasing
from data.domain.access import Permission, Viewer
from data.opened import Store
from data.records import releases
from data.records.releases import Release
from data.release_places import need


def freeze(store: Store, viewer: Viewer, meeting: str, now: datetime) -> Release:
    """Release the newest published period for a meeting: from now on the shared roles see these lights.

    Parameters
    ----------
    store, viewer
        The live publication, and who opens the meeting.
    meeting
        Number of the meeting.
    now
        The clock, with a time zone.

    Returns
    -------
    release
        Kept in the records with its frames; neither ever changes. `released_frames` gives them again.

    Raises
    ------
    AccessDeniedError
        The viewer may not open a meeting.
    WarehouseError
        Nothing is published.
    """
    need(viewer, Permission.OPEN_MEETING)
    maker = releasing.Maker(viewer.name or viewer.role.value, now, meeting)
    return releasing.release_newest(store.connection, store.records, maker)


def releases_made(store: Store, viewer: Viewer) -> tuple[Release, ...]:
    """Give every release of the place, oldest first; the newest of a period is what the shared roles see of it."""
    need(viewer, Permission.SEE_LIGHTS)
    return releases.of_place(store.records, store.place)


def released_frames(store: Store, viewer: Viewer, release_id: str) -> dict[str, pd.DataFrame]:
    """Give a release again as it was made, whatever has been published since, as far as this viewer may have it.

    Returns
    -------
    frames
        As ``data.frozen.frames`` says, of the viewer's own areas; ``scores`` for roles with exact figures only.

    Raises
    ------
    AccessDeniedError
        The viewer may see no lights.
    RecordsError
        There is no such release, or it is damaged.
    """
    need(viewer, Permission.SEE_LIGHTS)
    made = releases.find(store.records, release_id)
    return frozen.narrowed(viewer, opened.frames_of(store, made))
