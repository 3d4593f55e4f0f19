"""The layers of the themes (thema's): 0-100 points, 100 favourable, in fixed steps."""

from __future__ import annotations

from data.domain.access import Viewer
from data.domain.areas import Level
from data.released import Unit
from geo.scales import STEPS
from pages.ui import reads
from pages.ui.layers import axis
from pages.ui.layers import reads as layer_reads
from pages.ui.layers.shape import Painted
from pages.ui.layers.steps import aligned, fifth, points, stepped, whole
from pages.ui.situation import Situation
from pages.ui.text import language, t
from scoring.shape import Dimension


def members(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:
    """Offer the themes that have an indicator at the level, to whom gets figures there."""
    model = reads.model(viewer)
    if model is None or not axis.members(viewer, unit, child):
        return ()
    return tuple(theme.id for theme in model.at(child).dimensions)


def name(viewer: Viewer, member: str) -> str:
    """Name of the layer of a theme."""
    return t("laag.thema", naam=_label(viewer, member))


def paint(now: Situation, member: str) -> Painted:
    """Paint the score of a theme, the darkest where it is least favourable."""
    values = aligned(now, layer_reads.theme(now.viewer, now.unit, now.view.child, now.view.period, member), "score")
    ends = {0: t("laag.ongunstig"), STEPS - 1: t("laag.gunstig")}
    words = [(axis.between(number), ends.get(number, "")) for number in range(STEPS)]
    number = values.fillna(0.0).map(fifth)
    return stepped(now, values, number, words, mark=whole, said=points, name=_label(now.viewer, member))


def _label(viewer: Viewer, member: str) -> str:
    model = reads.model(viewer)
    found: list[Dimension] = [one for one in model.dimensions if one.id == member] if model else []
    return (found[0].en if language() == "en" else found[0].nl) if found else member
