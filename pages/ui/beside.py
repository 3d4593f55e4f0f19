"""The second map: which units it shows, in which period, and what both are called."""

from __future__ import annotations

from pages.ui import notation
from pages.ui.layers.shape import Painted
from pages.ui.situation import Situation


def beside(now: Situation) -> Situation | None:
    """Give what the second map is about: the same units, perhaps in another period; None when there is one map."""
    shown = now.view.picture
    if not shown.beside or now.homes:
        return None
    return now.of(now.view.child, shown.beside_period or now.view.period)


def caption(now: Situation, painted: Painted) -> str:
    """Name one of two maps: its layer and its period."""
    return f"{painted.name}, {notation.period(now.view.period)}"
