"""Tells the map and the list which place is selected, in a message of its own: neither is sent or drawn again for it.

Screen readers are told too, in every way of looking: the list is away on the projector, this is not.
"""

from __future__ import annotations

from pages.ui.component import component
from pages.ui.listing import Listing
from pages.ui.situation import Situation
from pages.ui.text import t


def chosen(now: Situation, stamp: str, listing: Listing) -> None:
    """Point out the selected place, or let the one before it go.

    Parameters
    ----------
    now
        The situation; its selected row is the number on the map and in the list.
    stamp
        Which shapes are on the map (``geo.layers.LightsLayer.stamp``).
    listing
        The list of the same places.
    """
    row = now.selected
    told = "" if row is None else t("lijst.gekozen", naam=listing.rows[row].name)
    component("chosen")(key="gekozen", data={"row": row, "stamp": stamp, "token": listing.token, "told": told})
