"""Make releases: freeze the lights of a period for the shared roles, and keep them in the records.

A meeting releases the newest period when it is opened. Until the first meeting of a place, every publication releases
its newest periods (docs/adr/0008-shared-roles-see-releases.md). Where no light rests on records, nothing is released.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from data import frozen
from data.domain.errors import WarehouseError
from data.duck import Connection
from data.records import releases
from data.records.releases import Release
from data.records.store import Records
from data.warehouse import statements

FIRST = 6
"""Periods that a publication releases before the first meeting: a year of meetings."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a release, when (UTC), and for which meeting; no number when a publication makes it."""

    by: str
    now: datetime
    meeting: str = ""


def release(connection: Connection, records: Records, period: str, maker: Maker) -> Release:
    """Freeze one published period and keep it; the same figures by the same maker are one release.

    Parameters
    ----------
    connection
        A warehouse with lights.
    records
        The migrated record store.
    period
        Key of the period.
    maker
        Who, when, and for which meeting.
    """
    about = statements.read(connection, "place").iloc[0]
    packages = releases.packed(frozen.frames(connection, period, _before(records, str(about["root"]), period)))
    fingerprint = releases.fingerprint(packages)
    run = statements.read(connection, "model_text")["run_id"].iloc[0]
    key = f"{maker.now:%Y%m%dT%H%M%S%f}-{period}-{fingerprint[:8]}"
    place = str(about["root"])
    made = Release(key, place, period, str(run), maker.now, maker.by, maker.meeting, fingerprint)
    return releases.add(records, made, packages)


def _before(records: Records, place: str, period: str) -> Mapping[str, pd.DataFrame]:
    """Give the frames of the newest release of this period or one before it: what an attacker compares with."""
    earlier = [one for one in releases.of_place(records, place) if one.period <= period]
    return (
        releases.frames(records, max(earlier, key=lambda one: (one.period, one.made_at)).release_id) if earlier else {}
    )


def release_publication(connection: Connection, records: Records, maker: Maker) -> tuple[Release, ...]:
    """Release the newest periods of a publication, unless a meeting has released before or nothing needs it."""
    if not sensitive(connection):
        return ()
    place = str(statements.read(connection, "place")["root"].iloc[0])
    if any(one.meeting for one in releases.of_place(records, place)):
        return ()
    periods = [str(one) for one in statements.read(connection, "published_periods")["period"]]
    return tuple(release(connection, records, period, maker) for period in periods[-FIRST:])


def release_newest(connection: Connection, records: Records, maker: Maker) -> Release:
    """Release the newest published period; raises WarehouseError when nothing is published."""
    periods = statements.read(connection, "published_periods")["period"]
    if periods.empty:
        message = "nothing is published, so nothing can be released; run `python -m scoring` first"
        raise WarehouseError(message)
    return release(connection, records, str(periods.iloc[-1]), maker)


def sensitive(connection: Connection) -> bool:
    """Whether any light rests on records about homes or households."""
    return bool(statements.read(connection, "holds_records")["sensitive"].iloc[0])
