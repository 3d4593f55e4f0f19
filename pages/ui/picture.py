"""How the map shows what is in view: which layer, beside which other one, and for which distance it is drawn."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

LAYER, SINCE, BESIDE, BESIDE_PERIOD, MODE = "laag", "sinds", "naast", "naast_periode", "beeld"
NAMES = (LAYER, SINCE, BESIDE, BESIDE_PERIOD, MODE)
"""Names of the query parameters."""

LIGHTS = "licht"
"""Code of the layer that is shown unless another is asked for."""


class Mode(StrEnum):
    """For whom the page is drawn: somebody at a desk, one who wants the map alone, or the back of a room."""

    DESK = "bureau"
    FULL = "vol"
    PROJECTOR = "projector"


@dataclass(frozen=True, slots=True)
class Picture:
    """How the map is drawn.

    Parameters
    ----------
    layer
        Code of the layer (``pages.ui.layers.registry``).
    since
        Period with which the layer of changes compares; empty: the one before the period in view.
    beside
        Code of the layer on a second map; empty: there is one map.
    beside_period
        Period of the second map; empty: the period in view.
    mode
        For whom.
    """

    layer: str = LIGHTS
    since: str = ""
    beside: str = ""
    beside_period: str = ""
    mode: Mode = Mode.DESK

    def address(self) -> dict[str, str]:
        """Query parameters; what is as usual is left out."""
        told = {SINCE: self.since, BESIDE: self.beside, BESIDE_PERIOD: self.beside_period if self.beside else ""}
        shown = {LAYER: "" if self.layer == LIGHTS else self.layer, MODE: "" if self.mode is Mode.DESK else self.mode}
        return {name: str(value) for name, value in (shown | told).items() if value}


def nearest(
    asked: Mapping[str, str], layers: Collection[str], periods: Collection[str]
) -> tuple[Picture, tuple[str, ...]]:
    """Find the valid picture that is nearest to what an address asks for.

    Parameters
    ----------
    asked
        Query parameters; anything may stand in them.
    layers
        Codes of the layers that this viewer has here; with none, only the lights.
    periods
        Keys of the published periods.

    Returns
    -------
    picture, remarks
        The picture, and what of the address was not followed (``laag``, ``periode_toen``, ``beeld``).
    """
    modes = {mode.value: mode for mode in Mode}
    mode = modes.get(asked.get(MODE, ""), Mode.DESK)
    remarks = ["beeld"] if asked.get(MODE) and asked[MODE] not in modes else []
    picture = Picture(mode=mode)
    for field, name, known, remark in (
        ("layer", LAYER, {*layers, LIGHTS}, "laag"),
        ("beside", BESIDE, {*layers, LIGHTS}, "laag"),
        ("since", SINCE, periods, "periode_toen"),
        ("beside_period", BESIDE_PERIOD, periods, "periode_toen"),
    ):
        wanted = asked.get(name, "")
        if wanted in known:
            picture = replace(picture, **{field: wanted})  # type: ignore[arg-type]
        elif wanted:
            remarks.append(remark)
    return picture, tuple(dict.fromkeys(remarks))
