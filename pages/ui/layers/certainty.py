"""The layer of certainty: how likely it is that a light has the colour that is shown."""

from __future__ import annotations

from data.domain.access import Viewer
from data.domain.areas import Level
from data.released import Unit
from pages.ui import notation, reads
from pages.ui.layers import axis
from pages.ui.layers import reads as layer_reads
from pages.ui.layers.shape import Painted
from pages.ui.layers.steps import aligned, stepped
from pages.ui.situation import Situation
from pages.ui.text import t

BORDER, FAIRLY, SURE = 0, 2, 4
"""Steps of the ramp, darkest first: what is least certain asks for attention."""


def members(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:
    """Offer it to whom gets figures there: that a light is on the border says where the score lies."""
    return axis.members(viewer, unit, child) if reads.model(viewer) else ()


def name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer."""
    return t("laag.zekerheid")


def paint(now: Situation, member: str) -> Painted:  # noqa: ARG001 - every layer is painted alike
    """Paint how sure each colour is, by the limits of the model."""
    model = reads.model(now.viewer)
    border, high = (model.certainty.border, model.certainty.high) if model else (1.0, 1.0)
    chance = aligned(now, layer_reads.certainty(now.viewer, now.unit, now.view.child, now.view.period), "chance")
    number = chance.map(lambda one: BORDER if one < border else SURE if one >= high else FAIRLY)
    low, top = (f"{notation.plain(100 * one)} %" for one in (border, high))
    words = [
        (t("laag.kans_onder", n=low), t("laag.op_de_grens")),
        ("", ""),
        (t("laag.tussen", laag=low, hoog=top), t("laag.vrij_zeker")),
        ("", ""),
        (t("laag.kans_vanaf", n=top), t("laag.zeker")),
    ]
    return stepped(now, chance, number, words, mark=percent, said=_said, name=t("laag.kans"))


def percent(share: float) -> str:
    """Write a share as whole percents, never 0 or 100 for what is not quite that."""
    whole = min(99, max(1, round(100 * share))) if 0 < share < 1 else round(100 * share)
    return f"{notation.number(whole)} %"


def _said(chance: float) -> str:
    return t("laag.kans_op", n=percent(chance))
