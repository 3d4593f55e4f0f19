"""What lies below a unit: a green district must not hide a red building (SCORING 2)."""

from __future__ import annotations

import pandas as pd

from data.domain.lights import Light
from scoring.shape import ScoringModel


def children(light: pd.Series, households: pd.Series, parent: pd.Series, model: ScoringModel) -> pd.DataFrame:
    """Count the lights of the children of every unit, and tell whether there is a brandhaard among them.

    Parameters
    ----------
    light
        Light of every child; missing for a building that borrows its colour, which is not counted.
    households
        Households of every child.
    parent
        Unit above every child; missing for a child without one.

    Returns
    -------
    below
        One row a parent, in the order in which they first appear: ``red``, ``amber``, ``green``, ``grey`` (children),
        ``extent`` (share of the households in red children, 0-1; NaN without households), ``brandhaard`` (extent beyond
        the model's limit, or a red child with at least its minimum of households).
    """
    table = pd.DataFrame({"light": light, "households": households, "parent": parent})
    table = table[table["light"].notna() & table["parent"].notna()]
    table["red_households"] = table["households"].where(table["light"].eq(Light.RED.value), 0)
    for colour in Light:
        table[colour.value] = table["light"].eq(colour.value)
    groups = table.groupby("parent", sort=False)
    below = groups[[colour.value for colour in Light]].sum()
    all_households = groups["households"].sum()
    below["extent"] = groups["red_households"].sum() / all_households.where(all_households > 0)
    largest = groups["red_households"].max()
    red_one = below[Light.RED.value].gt(0) & largest.ge(model.brandhaard.minimum)
    below["brandhaard"] = below["extent"].gt(model.brandhaard.extent) | red_one
    return below
