"""Every layer that the map can show: a line each, in the order in which they are offered."""

from __future__ import annotations

from dataclasses import replace

from data.domain.access import Viewer
from data.domain.areas import Level
from data.released import Unit
from pages.ui.layers import axis, certainty, change, city, extent, indicator, lights, signals, theme
from pages.ui.layers.shape import Layer, Painted
from pages.ui.picture import LIGHTS
from pages.ui.situation import Situation

LAYERS: tuple[Layer, ...] = (
    Layer(LIGHTS, lights.members, lights.name, lights.paint),
    Layer(change.CODE, change.members, change.name, change.paint),
    Layer("draagkracht", axis.members, axis.capacity_name, axis.capacity),
    Layer("draaglast", axis.members, axis.burden_name, axis.burden),
    Layer("zekerheid", certainty.members, certainty.name, certainty.paint),
    Layer("rood_binnenin", extent.members, extent.name, extent.paint),
    Layer(signals.CODE, signals.members, signals.name, signals.paint),
    Layer("gebouwen", city.members, city.name, city.paint),
    Layer("thema", theme.members, theme.name, theme.paint),
    Layer("cijfer", indicator.weighed, indicator.name, indicator.paint),
    Layer("bewoners", indicator.context, indicator.context_name, indicator.paint_context),
)


def offered(viewer: Viewer, unit: Unit, child: Level) -> dict[str, str]:
    """Give the layers that a viewer has inside a unit at a level: name by code, in the order of the registry."""
    return {
        code(layer, member): layer.name(viewer, member)
        for layer in LAYERS
        for member in layer.members(viewer, unit, child)
    }


def code(layer: Layer, member: str) -> str:
    """Code of a layer in the address, such as ``thema-safety``."""
    return f"{layer.code}-{member}" if member else layer.code


def paint(now: Situation, wanted: str) -> Painted:
    """Paint the layer with this code, which must be one of those offered."""
    family, _, member = wanted.partition("-")
    layer = next(one for one in LAYERS if one.code == family)
    return replace(layer.paint(now, member), name=layer.name(now.viewer, member))
