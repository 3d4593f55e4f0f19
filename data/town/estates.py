"""The homes that the corporation, Woonstichting De Rade, lets, and the complexes that it manages them in."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.random import Generator

from data.sources.tables import COLUMNS
from data.town.plan import Plan

FLATS = ("gallery", "tower", "portiek", "apartments", "urban_villa")
PREFERENCE = {
    "gallery": 0.0,
    "tower": 0.5,
    "portiek": 0.2,
    "apartments": 0.6,
    "urban_villa": 0.7,
    "prewar": 0.7,
    "row": 0.8,
    "upstairs": 0.8,
    "canal_house": 0.8,
}
"""What the corporation owns first: the lower, the sooner. What is not named it does not own."""
SOLD = {"row": 0.12, "prewar": 0.10, "upstairs": 0.1}
"""Share of such homes in its own rows that it sold to tenants."""
WITH_SOLD = 1.06
"""Homes to choose for each home to let, since some were sold."""
SMALLEST = 66
"""Homes; streets are taken together until a complex has so many."""
LARGE = 50
"""Homes; a flat of this size is a complex of its own."""
ENDINGS = ("straat", "laan", "weg", "plein", "kade", "hof", "gaarde", "pad")


def register(homes: pd.DataFrame, plan: Plan, rng: Generator) -> pd.DataFrame:
    """Give the register table: the let homes with their complex, NA for the few that stand in none.

    Parameters
    ----------
    homes
        The stock, in order of street and number.
    plan
        Gives the share that is let in each neighbourhood.
    rng
        Source of chance.
    """
    let = homes[_let(homes, plan, rng)].copy()
    let["bundle"] = _bundles(let)
    size = let.groupby("bundle")["bundle"].transform("size")
    names = _named(let[size >= SMALLEST / 3])
    let["estate_name"] = let["bundle"].map(names)
    order = {bundle: f"C{number:03d}" for number, bundle in enumerate(names, start=1)}
    let["estate_id"] = let["bundle"].map(order)
    table = let.sort_values("dwelling_id").reset_index(drop=True)[list(COLUMNS["register"])]
    return table.astype({"estate_id": object, "estate_name": object})


def _let(homes: pd.DataFrame, plan: Plan, rng: Generator) -> pd.Series:
    """Choose whole rows and flats until each neighbourhood has its share; some homes in them were sold."""
    share = {area.code: area.let for area in plan.neighbourhoods}
    groups = (
        homes[homes["residential"]]
        .groupby("group", sort=False)
        .agg(
            neighbourhood=("neighbourhood", "first"),
            street=("street", "first"),
            kind=("kind", "first"),
            size=("place", "size"),
        )
    )
    wanted = groups.groupby("neighbourhood")["size"].sum() * pd.Series(share) * WITH_SOLD
    groups = groups.assign(rank=_rank(groups, rng)).dropna().sort_values("rank", kind="stable")
    before = groups.groupby("neighbourhood")["size"].cumsum() - groups["size"]
    chosen = set(groups.index[before < groups["neighbourhood"].map(wanted)])
    sold = rng.uniform(size=len(homes)) < homes["kind"].map(SOLD).fillna(0.0)
    return homes["residential"] & homes["group"].isin(chosen) & ~sold


def _rank(groups: pd.DataFrame, rng: Generator) -> pd.Series:
    """Rank rows by kind and street, those on a main road last; NaN for a kind that the corporation does not own."""
    streets = groups["street"].drop_duplicates()
    luck = pd.Series(rng.uniform(size=len(streets)), index=streets) + 0.6 * streets.str.startswith("road/").to_numpy()
    return groups["kind"].map(PREFERENCE) + groups["street"].map(luck) + rng.uniform(0, 0.12, len(groups))


def _bundles(let: pd.DataFrame) -> pd.Series:
    """Take homes together: a large flat by itself, otherwise the houses or flats of neighbouring streets."""
    size = let.groupby("building")["building"].transform("size")
    alone = let["kind"].isin(FLATS) & (size >= LARGE)
    flat = np.where(let["kind"].isin(FLATS), "flats", "houses")
    street = let["neighbourhood"] + "|" + flat + "|" + let["street_id"]
    street = street.mask(alone, "building|" + let["building"].astype(str))
    first = street.drop_duplicates()
    merged = _merged(first.tolist(), {str(name): int(size) for name, size in street.value_counts(sort=False).items()})
    return street.map(merged)


def _merged(streets: Iterable[str], sizes: dict[str, int]) -> dict[str, str]:
    """Add street to street within a neighbourhood and kind until each bundle is large enough."""
    bundle: dict[str, str] = {}
    open_: dict[str, tuple[str, int]] = {}
    for street in streets:
        scope = street.rsplit("|", 1)[0]
        name, size = open_.get(scope, (street, 0))
        if street.startswith("building|"):
            bundle[street] = street
            continue
        bundle[street] = name
        size += sizes[street]
        open_[scope] = (name, size)
        if size >= SMALLEST:
            del open_[scope]
    return bundle


def _named(let: pd.DataFrame) -> dict[str, str]:
    """Name each bundle after its first street: Merelflat, Zeeheldenhof; each name once."""
    taken: set[str] = set()
    names: dict[str, str] = {}
    for bundle, rows in let.groupby("bundle", sort=False):
        stem = _stem(str(rows["street_name"].iloc[0]))
        kinds = set(rows["kind"])
        tails = ("toren",) if kinds == {"tower"} else ("flat",) if kinds & set(FLATS) else ("hof", "buurt", "blok")
        options = [stem + tail + extra for extra in ("", " Noord", " Zuid", " Oost", " West") for tail in tails]
        names[str(bundle)] = next(name for name in options if name not in taken)
        taken.add(names[str(bundle)])
    return names


def _stem(street: str) -> str:
    ending = next((tail for tail in ENDINGS if street.endswith(tail) and len(street) > len(tail) + 2), "")
    return street.removesuffix(ending)
