"""The layer of what lies within: which share of the homes stands in a red place one level down."""

from __future__ import annotations

from data.domain.access import Viewer
from data.domain.areas import Level, child_level
from data.released import Unit
from pages.ui import notation
from pages.ui.layers import axis
from pages.ui.layers import reads as layer_reads
from pages.ui.layers.certainty import percent
from pages.ui.layers.shape import Painted
from pages.ui.layers.steps import aligned, stepped
from pages.ui.situation import Situation
from pages.ui.text import t

CUTS = (0.50, 0.25, 0.10)
"""Shares from which the darkest three steps begin; half, the share that earns a badge in the models, and a tenth."""


def members(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:
    """Offer it where something lies below that has lights, to whom gets figures there."""
    below = child_level(child)
    return axis.members(viewer, unit, child) if below and below is not Level.DWELLING else ()


def name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer."""
    return t("laag.rood_binnenin")


def paint(now: Situation, member: str) -> Painted:  # noqa: ARG001 - every layer is painted alike
    """Paint the share of homes in red places, the darkest where it is highest."""
    share = aligned(now, layer_reads.extent(now.viewer, now.unit, now.view.child, now.view.period), "share")
    half, quarter, tenth = (f"{notation.plain(100 * cut)} %" for cut in CUTS)
    words = [
        (t("laag.vanaf", n=half), ""),
        (t("laag.tussen", laag=quarter, hoog=half), ""),
        (t("laag.tussen", laag=tenth, hoog=quarter), ""),
        (t("laag.onder", n=tenth), ""),
        (t("laag.geen_rood"), ""),
    ]
    number = share.fillna(0.0).map(_step)
    return stepped(now, share, number, words, mark=percent, said=_said, name=t("laag.rood_binnenin"))


def _step(share: float) -> int:
    return sum(share < cut for cut in CUTS) + (share == 0)


def _said(share: float) -> str:
    return t("laag.in_rood", n=percent(share))
