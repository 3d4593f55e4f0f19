"""Gives every street its official name, and every address its number and postcode."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from numpy.random import Generator

from data.domain.errors import BuurtstoplichtError
from data.town.fabric import Street
from data.town.plan import Plan

NAMES = Path(__file__).with_name("names.toml")
STREET_ID = "9999300"
LETTERS = "ABCDEGHJKLMNPRSTVWXZ"
ADDRESSES_A_POSTCODE = 24


def named(streets: Sequence[Street], lots: pd.DataFrame, plan: Plan, rng: Generator) -> pd.DataFrame:
    """Name the streets on which something stands.

    Parameters
    ----------
    streets
        All streets; those with a fixed name keep it.
    lots
        Buildings, with ``street`` and ``neighbourhood``.
    plan
        Gives the theme of each neighbourhood.
    rng
        Deals the names of a theme.

    Returns
    -------
    streets
        Indexed by the id used in the making: ``street_id`` (16 digits), ``street_name``.

    Raises
    ------
    BuurtstoplichtError
        A theme has fewer names than its neighbourhood has streets.
    """
    used = set(lots["street"])
    themes = {area.code: area.theme for area in plan.neighbourhoods}
    left = {theme: list(rng.permutation(words)) for theme, words in tomllib.loads(NAMES.read_text("utf-8")).items()}
    official: dict[str, str] = {}
    for street in streets:
        label = street.name or street.label or street.id
        if street.id in used and label not in official:
            official[label] = street.name or _next(left, themes[street.id.split("/")[0]])
    ids = {name: f"{STREET_ID}{number:09d}" for number, name in enumerate(official.values(), start=1)}
    rows = {s.id: official[s.name or s.label or s.id] for s in streets if s.id in used}
    return pd.DataFrame(
        {"street_id": [ids[name] for name in rows.values()], "street_name": list(rows.values())}, index=list(rows)
    )


def _next(left: dict[str, list[str]], theme: str) -> str:
    if not left[theme]:
        message = f"{NAMES.name}: theme '{theme}' has fewer names than its neighbourhood has streets; add some"
        raise BuurtstoplichtError(message)
    return str(left[theme].pop())


def stations(lots: pd.DataFrame, streets: Sequence[Street]) -> pd.Series:
    """Give where along its street each building stands, metres; house numbers follow it."""
    lines = {street.id: street.line for street in streets}
    line = np.array([lines[street] for street in lots["street"]], dtype=object)
    return pd.Series(shapely.line_locate_point(line, shapely.centroid(lots["geometry"].to_numpy())), index=lots.index)


def numbers(homes: pd.DataFrame) -> pd.Series:
    """Give house numbers by street: odd on the left, even on the right; ``shares`` keeps the number before it.

    Parameters
    ----------
    homes
        In order of the street: ``street_name``, ``side`` (1 left, -1 right), ``shares`` (bool).
    """
    counted = (~homes["shares"]).groupby([homes["street_name"], homes["side"]]).cumsum()
    return 2 * counted - (homes["side"] == 1).astype(int)


def postcodes(homes: pd.DataFrame) -> pd.Series:
    """Give a postcode to each stretch of a street; they begin with 0, which no real one does.

    Parameters
    ----------
    homes
        In order of the street: ``street_name``, ``side``, ``district`` (code).
    """
    chunk = homes.groupby(["street_name", "side"]).cumcount() // ADDRESSES_A_POSTCODE
    key = pd.MultiIndex.from_arrays([homes["district"], homes["street_name"], homes["side"], chunk])
    rank = pd.Series(pd.factorize(key)[0], index=homes.index)
    order = rank.groupby(homes["district"]).rank(method="dense").astype(int) - 1
    letters = [LETTERS[n // len(LETTERS) % len(LETTERS)] + LETTERS[n % len(LETTERS)] for n in order]
    thousand = homes["district"].str[-1].astype(int) * 10 + order // len(LETTERS) ** 2
    return "09" + thousand.astype(str).str.zfill(2) + pd.Series(letters, index=homes.index)
