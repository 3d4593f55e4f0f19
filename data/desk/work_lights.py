"""The light of a home with our own work in it: a signal that waits, a visit that is overdue; never its household."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

import pandas as pd

from data import release
from data.desk.guard import Desk
from data.domain import signal_terms
from data.domain.access import Viewer
from data.domain.errors import RecordsDownError
from data.domain.lights import Light
from data.domain.signal_case import Case, lead
from data.domain.signal_terms import Agreed
from data.records import signals
from data.records.store import Records


def dwellings(desk: Desk, viewer: Viewer, building_id: str, period: str, agreed: Agreed, now: datetime) -> pd.DataFrame:
    """Give the homes of a building as ``data.release.dwellings`` does, in the newest period with our work of today.

    While the records are down it is not known what is open: then no home is green.
    """
    if period != release.place(desk.store, viewer).periods[-1]:
        return release.dwellings(desk.store, viewer, building_id, period)
    try:
        work = of_homes(desk.records, agreed, now)
    except RecordsDownError:
        homes = release.dwellings(desk.store, viewer, building_id, period)
        unsure = homes["light"].eq(Light.GREEN.value)
        light, reason = homes["light"].mask(unsure, Light.GREY.value), homes["reason"].mask(unsure, "unknown")
        return homes.assign(light=light, reason=reason)
    return release.dwellings(desk.store, viewer, building_id, period, work=work)


def of_homes(records: Records, agreed: Agreed, now: datetime) -> dict[str, Light]:
    """Give amber or red for every home with open work, by its id; a joined signal counts in the case it goes on in."""
    cases, spots = signals.cases(records), signals.spots(records)
    found: dict[str, list[Case]] = defaultdict(list)
    for number, spot in spots.items():
        if spot.dwelling and number in cases:
            found[spot.dwelling].append(lead(cases[number], cases))
    lights = {home: signal_terms.work_light(open_, agreed, now) for home, open_ in found.items()}
    return {home: light for home, light in lights.items() if light is not Light.GREEN}
