"""The small map of the own area: the streets of the buurt in their lights; it shows, and opens nothing."""

from __future__ import annotations

import pandas as pd

from data.domain.areas import Level
from data.domain.lights import State
from geo.layers import LightsLayer, Outline, Wording, lights
from pages.ui import reads
from pages.ui.own_area.looked import Looked
from pages.ui.text import language, t


def layer(now: Looked) -> LightsLayer:
    """Make the layer of the streets."""
    around = reads.frame(now.viewer, now.unit)
    outline = Outline(now.unit.name, around.outline) if around.outline else None
    drawn = _drawable(now.streets, reads.shapes(now.viewer, now.unit, Level.STREET))
    return lights(drawn, words=_wording(), outline=outline, ground=around.ground, picks=False)


def _drawable(streets: pd.DataFrame, shapes: pd.DataFrame) -> pd.DataFrame:
    """Put the shapes beside the streets, in their order; only what the map may send."""
    joined = streets.merge(shapes[["unit_id", "wkb"]], on="unit_id", how="left", validate="one_to_one")
    return pd.DataFrame({
        "name": joined["name"],
        "state": joined["state"],
        "wkb": joined["wkb"].astype("object").where(joined["wkb"].notna(), None),
        "indicative": joined["indicative"],
    })  # fmt: skip


def _wording() -> Wording:
    return Wording(
        {state: t(f"stoplicht.{state.value}") for state in State},
        map_label=t("mijn.kaart_naam"),
        indicative=t("kaart.indicatief"),
        inherited=t("kaart.geleend"),
        zoom_in=t("kaart.inzoomen"),
        zoom_out=t("kaart.uitzoomen"),
        language=language(),
    )
