"""Bands in which a shared screen shows a share of homes: wide enough that no single home can be told from them."""

from __future__ import annotations

import math
from enum import IntEnum

FEW = 5
"""Fewer homes than this are one band together with none at all (TRUST 15: ``0-4``)."""

EDGES = (0.05, 0.10, 0.20, 0.35)
"""Edges of the bands above it, as shares."""

SPAN = 4
"""A band holds at least so many possible counts; narrower ones are merged with the next."""

OPEN = 5
"""With fewer homes than this above an edge, the band below it is open at the top."""

ROUND = 10
"""Counts of a wijk or town are rounded to this."""


class Coarse(IntEnum):
    """How much wider than the rule a band is made, where several figures together would tell too much."""

    RULE = 0
    MERGED = 1
    HIDDEN = 2


def share_band(count: float, homes: float, coarse: Coarse = Coarse.RULE) -> str:
    """Give the band of a share as text: homes for the first (``0-4``, ``5h-20``), percent for the others (``10-20``).

    The edges are written as they are published, not as the share that falls between two counts: that would tell how
    many homes were counted.

    Parameters
    ----------
    count
        Homes with the trait, 0 to ``homes``.
    homes
        Homes counted, at least ``FEW + OPEN``.
    coarse
        How much wider than the rule.

    Returns
    -------
    band
        ``0-4``; or the lower end, in homes (``5h``) or percent, and after a dash the upper end in percent (not
        included); or the lower end and ``+``.
    """
    named = {0: "0", **_starts(homes, coarse)}
    low, beyond = _around(count, tuple(named))
    if low == 0 and beyond is not None:
        return f"0-{beyond - 1}"
    return f"{named[low]}+" if beyond is None else f"{named[low]}-{named[beyond]}"


def band_limits(count: float, homes: float, coarse: Coarse = Coarse.RULE) -> tuple[int, int]:
    """Give the fewest and the most homes that a band stands for."""
    low, beyond = _around(count, (0, *_starts(homes, coarse)))
    return low, int(homes) if beyond is None else beyond - 1


def band_starts(homes: float, coarse: Coarse = Coarse.RULE) -> tuple[int, ...]:
    """Give the counts at which a new band starts: five homes, then the edges that leave every band wide enough."""
    return tuple(_starts(homes, coarse))


def rounded(count: float) -> int:
    """Round a count of a wijk or town to tens."""
    return int((count + ROUND / 2) // ROUND * ROUND)


def rounded_limits(count: float) -> tuple[int, int]:
    """Give the fewest and the most homes that a rounded count stands for."""
    shown = rounded(count)
    return max(0, shown - ROUND // 2), shown + ROUND // 2 - 1


def _starts(homes: float, coarse: Coarse) -> dict[int, str]:
    starts = {FEW: f"{FEW}h"}
    for edge in EDGES if coarse is Coarse.RULE else ():
        cut = math.ceil(edge * homes - 1e-9)
        if cut - max(starts) >= SPAN:
            starts[cut] = f"{100 * edge:g}"
    return {cut: name for cut, name in starts.items() if homes - cut >= OPEN}


def _around(count: float, cuts: tuple[int, ...]) -> tuple[int, int | None]:
    low = max(cut for cut in cuts if count >= cut)
    return low, min((cut for cut in cuts if cut > low), default=None)
