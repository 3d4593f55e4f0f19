"""The map of the view: the units inside the open area in their lights, what surrounds them, and the click."""

from __future__ import annotations

import pandas as pd
import shapely

from data.domain.lights import State
from geo.layers import LightsLayer, Outline, Wording, lights
from pages.ui import map_view, reads
from pages.ui.counts import INHERITED
from pages.ui.rows import records
from pages.ui.situation import Situation
from pages.ui.text import language, t
from pages.ui.unit_list import below_words

HEIGHT = 460
"""Height of the map in pixels where the style sheet says nothing: on a small laptop the list still shows below it."""

HOMES_APART = 24
"""With more homes than this in a building their points can't be told apart: the building stands for them."""


def area_map(now: Situation) -> int | None:
    """Draw the map; give the row of the unit that was clicked since the last run, if any."""
    settings = reads.settings()
    click = map_view.show(
        layer(now),
        key="kaart",
        height=HEIGHT,
        base_map_url=settings.base_map,
        attribution=settings.base_map_attribution,
    )
    return None if click is None or now.homes else click.number


def layer(now: Situation) -> LightsLayer:
    """Make the layer: a unit's row is its number on the map; homes are points within the outline of their building."""
    around = reads.frame(now.viewer, now.unit)
    outline = Outline(now.unit.name, around.outline) if around.outline else None
    if not now.homes:
        drawn = drawable(now.units, reads.shapes(now.viewer, now.unit, now.view.child))
    elif len(now.units) <= HOMES_APART:
        drawn = homes(now.units)
    else:
        whole = reads.units(now.viewer, now.unit, now.unit.level, now.view.period)
        drawn = drawable(whole, reads.shapes(now.viewer, now.unit, now.unit.level))
    return lights(drawn, words=_wording(), outline=outline, ground=around.ground, selected=now.selected)


def homes(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the homes as points with their address and the light of the home."""
    points = shapely.points(rows["longitude"].to_numpy(), rows["latitude"].to_numpy())
    return pd.DataFrame({"name": rows["address"], "state": rows["light"], "wkb": shapely.to_wkb(points)})


def drawable(units: pd.DataFrame, shapes: pd.DataFrame) -> pd.DataFrame:
    """Put the shapes beside the units, in the units' order; only what the map may send."""
    joined = units.merge(shapes[["unit_id", "wkb"]], on="unit_id", how="left", validate="one_to_one")
    return pd.DataFrame({
        "name": joined["name"],
        "state": joined["state"],
        "wkb": joined["wkb"].astype("object").where(joined["wkb"].notna(), None),
        "indicative": joined["indicative"],
        "inherited": joined["reason"].eq(INHERITED),
        "note": [below_words(row) for row in records(joined)],
    })  # fmt: skip


def _wording() -> Wording:
    return Wording(
        {state: t(f"stoplicht.{state.value}") for state in State},
        map_label=t("kaart.naam"),
        indicative=t("kaart.indicatief"),
        inherited=t("kaart.geleend"),
        zoom_in=t("kaart.inzoomen"),
        zoom_out=t("kaart.uitzoomen"),
        language=language(),
    )
