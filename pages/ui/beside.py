"""The second map: which units it shows, in which period, and what both are called."""

from __future__ import annotations

from dataclasses import replace

from pages.ui import notation
from pages.ui.layers.shape import Painted
from pages.ui.situation import Situation


def beside(now: Situation) -> Situation | None:
    """Give what the second map is about: the same units, in its layer and period; None when there is one map."""
    shown = now.view.picture
    if not shown.beside or now.homes:
        return None
    other = now.of(now.view.child, shown.beside_period or now.view.period)
    return replace(other, view=replace(other.view, picture=replace(shown, layer=shown.beside)))


def caption(now: Situation, painted: Painted) -> str:
    """Name one of two maps: its layer and its period."""
    return f"{painted.name}, {notation.period(now.view.period)}"
