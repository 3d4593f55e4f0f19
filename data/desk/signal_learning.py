"""Learning from signals: the funnel of every wijk; as it is now for exact roles, as it was released for shared ones."""

from __future__ import annotations

from datetime import datetime

from data.desk import signal_release
from data.desk.guard import Desk, need
from data.desk.signal_release import is_exact, large, least
from data.domain import signal_told
from data.domain.access import Permission, Viewer
from data.domain.signal_funnel import funnels
from data.domain.signal_terms import Agreed, Campaign
from data.domain.signal_told import Stand
from data.records import signals


def learned(desk: Desk, viewer: Viewer, agreed: Agreed, now: datetime) -> Stand | None:
    """Give the funnel of every wijk in the viewer's areas over a year of whole two-monthly periods.

    A wijk is left blank by its number of let homes alone, and one without signals is told too: so a blank tells
    nothing, and neither does what is absent. Shared roles get the newest stand that was released; None before the
    first.
    """
    need(viewer, Permission.HAND_IN_SIGNAL)
    if not is_exact(viewer):
        return signal_release.newest(desk, viewer)
    starts, ends = signal_told.stretch(now)
    found = funnels(signals.history(desk.records), starts, ends, agreed, signal_release.names(desk, viewer))
    told = []
    for one in found:
        enough = large(desk, viewer, one.district)
        if enough is not None:
            told.append(signal_told.exact(one, least(viewer)) if enough else signal_told.blank(one.district))
    return Stand(starts, ends, tuple(told))


def campaigns(agreed: Agreed, stand: Stand) -> list[Campaign]:
    """Give the campaigns that raised reporting in the stretch that a stand speaks of."""
    starts, ends = stand.starts.date(), stand.ends.date()
    return [one for one in agreed.campaigns if one.starts <= ends and one.ends >= starts]
