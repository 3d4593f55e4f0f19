"""Bands in which a shared screen shows a share of homes: wide enough that no single home can be told from them."""

from __future__ import annotations

import math

EDGES = (0.05, 0.10, 0.20, 0.35)
"""Edges of the bands of a share (TRUST 15)."""

SPAN = 4
"""A band holds at least so many possible counts; narrower ones are merged with the next."""

TOP = 5
"""With fewer homes than this left over, the band is open at the top."""


def share_band(count: float, homes: float) -> str:
    """Give the band of a share as text: ``0-4``, ``5-10``, ``10-20``, ``20-35`` or ``35+`` in percent, merged if needed.

    Parameters
    ----------
    count
        Homes with the trait.
    homes
        Homes counted, above 0.

    Returns
    -------
    band
        Lower and upper end in percent joined by a dash, or the lower end and ``+``. The first band includes 0, so that
        zero and a few look the same. Bands are merged, from below, until each spans at least four counts; the band
        that holds all homes but fewer than five is left open.
    """
    edges = merged_edges(homes)
    share = count / homes
    lower = max((edge for edge in edges if share >= edge), default=0.0)
    upper = min((edge for edge in edges if share < edge), default=1.0)
    if upper >= 1.0 or homes - upper * homes < TOP:
        return f"{_percent(lower)}+"
    return f"{_percent(lower)}-{_percent(upper)}"


def merged_edges(homes: float) -> tuple[float, ...]:
    """Give the edges that remain when every band must span at least four possible counts of so many homes."""
    kept: list[float] = []
    for edge in EDGES:
        start = kept[-1] if kept else 0.0
        if _counts(start, edge, homes) >= SPAN:
            kept.append(edge)
    while kept and _counts(kept[-1], math.inf, homes) < SPAN:
        kept.pop()
    return tuple(kept)


def _counts(lower: float, upper: float, homes: float) -> int:
    """Count the whole numbers k with lower <= k / homes < upper, k at most homes."""
    first = math.ceil(lower * homes - 1e-9)
    beyond = min(math.ceil(upper * homes - 1e-9), int(homes) + 1) if math.isfinite(upper) else int(homes) + 1
    return max(0, beyond - first)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"
