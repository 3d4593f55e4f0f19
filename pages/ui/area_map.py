"""The map of the view: the units inside the open area, what surrounds them, a second map beside it, and the click."""

from __future__ import annotations

import pandas as pd
import shapely

from data.domain.areas import Level
from data.domain.lights import State
from geo.layers import LightsLayer, Outline, Wording, lights, side_by_side
from pages.ui import agreed, live, map_view, reads, state
from pages.ui.beside import beside, caption
from pages.ui.layers import registry
from pages.ui.layers.lights import paint as in_lights
from pages.ui.layers.shape import Painted
from pages.ui.picture import Mode
from pages.ui.remembered import Remembered
from pages.ui.rows import Row, records
from pages.ui.selection import kept
from pages.ui.situation import Situation
from pages.ui.text import language, t
from pages.ui.unit_list import below_words

HEIGHT = 460
"""Height of the map in pixels where the style sheet says nothing: on a small laptop the list still shows below it."""

HOMES_APART = 24
"""With more homes than this in a building their points can't be told apart: the building stands for them."""


def area_map(now: Situation, painted: Painted, before: Remembered) -> str:
    """Draw the map and give its stamp; a click selects the unit, but not a home, since the address never names one.

    Parameters
    ----------
    now, painted
        What is seen, and how.
    before
        What this session was shown of the same view: one map of it is not made again.
    """
    settings, shown = live.settings(), picture(now, painted, before)
    map_view.show(
        shown,
        key="kaart",
        height=HEIGHT,
        base_map_url=settings.base_map,
        attribution=settings.base_map_attribution,
        on_click=None if now.homes else lambda row: state.select(now.view, now.code(row)),
    )
    return shown.stamp


def picture(now: Situation, painted: Painted, before: Remembered) -> LightsLayer:
    """Make what is shown: one map, or two that move together."""
    other = beside(now)
    if other is None:
        return before.once("map", lambda: layer(now, painted, now.unit.name))
    second = registry.paint(other, now.view.picture.beside)
    names = caption(now, painted), caption(other, second)
    return side_by_side(layer(now, painted, names[0]), layer(other, second, names[1]))


def layer(now: Situation, painted: Painted, name: str) -> LightsLayer:
    """Make the layer: a unit's row is its number on the map; homes are points within the outline of their building."""
    around = reads.frame(now.viewer, now.unit)
    return lights(
        drawn_homes(now, painted) if now.homes else drawable(now, painted),
        words=_wording(),
        outline=Outline(name, around.outline) if around.outline else None,
        ground=around.ground[~around.ground["unit_id"].isin(_drawn(now))],
        beneath=painted.beneath,
        large=now.view.picture.mode is Mode.PROJECTOR,
        picks=not now.homes,
    )


def _drawn(now: Situation) -> pd.Series:
    """Give the buildings that are drawn as units: they need not lie on the ground as well."""
    if now.view.child is not Level.BUILDING:
        return pd.Series(dtype="object")
    return reads.shapes(now.viewer, now.unit, now.view.child)["unit_id"]


def drawn_homes(now: Situation, painted: Painted) -> pd.DataFrame:
    """Give the homes as points with their address and the light of the home; of too many, the building."""
    if len(now.units) > HOMES_APART:
        whole = now.of(now.unit.level, now.view.period)
        return drawable(whole, in_lights(whole, ""))
    points = shapely.points(now.units["longitude"].to_numpy(), now.units["latitude"].to_numpy())
    return painted.units.assign(name=now.units["address"], wkb=shapely.to_wkb(points))


def drawable(now: Situation, painted: Painted) -> pd.DataFrame:
    """Put the shapes beside the painted units, in their order; only what the map may send."""
    chosen = set(kept.members())
    shapes = reads.shapes(now.viewer, now.unit, now.view.child)
    joined = now.units.merge(shapes[["unit_id", "wkb"]], on="unit_id", how="left", validate="one_to_one")
    return painted.units.assign(
        name=joined["name"],
        wkb=joined["wkb"].astype("object").where(joined["wkb"].notna(), None),
        note=[_noted(row) for row in records(joined)],
        cluster=[(now.view.child, str(code)) in chosen for code in joined["unit_id"]],
    )


def _noted(row: Row) -> str:
    notes = [below_words(row), agreed.note(row.get(agreed.COLUMN))]
    return ", ".join(one for one in notes if one)


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
