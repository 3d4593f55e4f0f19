"""What stands in the back garden: sheds behind terraced houses, garages beside villas, barns behind farms."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from numpy.random import Generator

from data.town.fabric import rectangles

GARDENS = {
    "row": ("shed", 2.6, 3.2, 9.0, 0.06),
    "prewar": ("shed", 2.2, 2.8, 7.0, 0.05),
    "semi": ("garage", 3.1, 6.0, 3.5, 0.15),
    "detached": ("garage", 3.4, 6.5, 4.0, 0.35),
    "villa": ("garage", 6.2, 6.8, 7.0, 0.60),
    "farm": ("barn", 14.0, 27.0, 14.0, 1.0),
}
"""By kind of house: what stands behind it, its width and depth, how far from the back wall, in which share of rows."""
COLUMNS = ["kind", "width", "deep", "behind", "share"]


def behind(lots: pd.DataFrame, rng: Generator) -> pd.DataFrame:
    """Give what stands behind the houses of some rows, in the form of the lots; it has no address.

    Parameters
    ----------
    lots
        Houses that stand: ``geometry``, ``kind``, ``side``, ``group``, ``along``, ``angle`` (radians), ``depth``.
    rng
        Chooses the rows.
    """
    rules = pd.DataFrame.from_dict(GARDENS, orient="index", columns=COLUMNS)
    rows = lots.groupby("group", sort=False)["kind"].first()
    chosen = rows.index[rng.uniform(size=len(rows)) < rows.map(rules["share"]).fillna(0.0).to_numpy()]
    houses = lots[lots["group"].isin(chosen)]
    rule = rules.loc[houses["kind"]]
    angle = houses["angle"].to_numpy(dtype=float)
    middle = shapely.get_coordinates(shapely.centroid(houses["geometry"].to_numpy()))
    back = houses["depth"].to_numpy(dtype=float) / 2 + rule["behind"].to_numpy() + rule["deep"].to_numpy() / 2
    away = houses["side"].to_numpy(dtype=float) * back
    along = np.where(houses["along"].to_numpy() % 2 == 0, 1.3, -1.3)
    x = middle[:, 0] - away * np.sin(angle) + along * np.cos(angle)
    y = middle[:, 1] + away * np.cos(angle) + along * np.sin(angle)
    shapes = rectangles(x, y, angle, rule["width"].to_numpy(), rule["deep"].to_numpy())
    return houses.assign(geometry=shapes, kind=rule["kind"].to_numpy(), street="", group=houses["group"] + "/behind")
