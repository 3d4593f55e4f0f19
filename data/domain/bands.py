"""Bands in which a shared screen shows a share of homes: wide enough that no single home can be told from them."""

from __future__ import annotations

import math

FEW = 5
"""Fewer homes than this are one band together with none at all (TRUST 15: ``0-4``)."""

EDGES = (0.05, 0.10, 0.20, 0.35)
"""Edges of the bands above it, as shares."""

SPAN = 4
"""A band holds at least so many possible counts; narrower ones are merged with the next."""

OPEN = 5
"""With fewer homes than this above an edge, the band below it is open at the top."""


def share_band(count: float, homes: float) -> str:
    """Give the band of a share in percent as text, such as ``0-2.5``, ``5-10`` or ``35+``.

    Parameters
    ----------
    count
        Homes with the trait, 0 to ``homes``.
    homes
        Homes counted, above 0.

    Returns
    -------
    band
        Lower and upper end in percent joined by a dash, the upper end not included; or the lower end and ``+``.
    """
    cuts = (0, *band_starts(homes))
    start = max(cut for cut in cuts if count >= cut)
    beyond = [cut for cut in cuts if cut > start]
    return f"{_percent(start, homes)}-{_percent(beyond[0], homes)}" if beyond else f"{_percent(start, homes)}+"


def band_starts(homes: float) -> tuple[int, ...]:
    """Give the counts at which a new band starts: five homes, then the edges that leave every band wide enough."""
    starts = [FEW]
    for edge in EDGES:
        cut = math.ceil(edge * homes - 1e-9)
        if cut - starts[-1] >= SPAN:
            starts.append(cut)
    while starts and homes - starts[-1] < OPEN:
        starts.pop()
    return tuple(starts)


def _percent(count: int, homes: float) -> str:
    return f"{100 * count / homes:.1f}".removesuffix(".0")
