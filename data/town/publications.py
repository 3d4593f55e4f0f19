"""What others publish about the areas: CBS counts, Leefbaarometer, police, the residents' survey."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
from numpy.random import Generator

from data.sources.tables import COLUMNS
from data.town.areas import MUNICIPALITY
from data.town.figure_rows import SOURCE
from data.town.plan import Plan
from data.town.strain import PERIODS

YEARS = (2024, 2025, 2026)
PUBLISHED = (2024, 2025)
PEOPLE = {"portiek": 1.9, "gallery": 1.8, "tower": 1.6, "apartments": 1.8, "urban_villa": 1.8, "canal_house": 1.8}
PEOPLE |= {"upstairs": 1.8, "prewar": 2.3, "row": 2.75, "semi": 2.9, "detached": 2.9, "villa": 2.9, "townhouse": 2.7}
"""Inhabitants a home by kind; 2.6 for the others."""
UNSURVEYED = 4
"""Every so many neighbourhoods one is left out of the residents' survey."""
FEWEST = 40
"""Homes; about fewer nothing but the counts is published."""


def facts(homes: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Give the area_facts table: inhabitants, households and homes, rounded to 5 at every level by itself."""
    exact = _exact(homes, plan)
    parts = []
    for step, year in enumerate(YEARS):
        grown = exact.assign(
            inhabitants=exact["inhabitants"] * 1.004**step, households=exact["households"] * 1.006**step
        )
        long = grown.melt("area_id", var_name="fact", value_name="value").assign(year=year)
        parts.append(long.assign(value=5.0 * np.round(long["value"] / 5.0)))
    table = pd.concat(parts, ignore_index=True)
    table["year"] = table["year"].astype("Int64")
    return table[list(COLUMNS["area_facts"])]


def _exact(homes: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """Count by neighbourhood, district and municipality; areas without homes have no row."""
    living = homes[homes["residential"]]
    each = pd.DataFrame(
        {
            "area_id": living["neighbourhood"],
            "inhabitants": living["kind"].map(PEOPLE).fillna(2.6),
            "households": 0.985,
            "homes": 1.0,
        }
    )
    low = each.groupby("area_id", as_index=False).sum()
    low = low[low["homes"] > 0]
    parent = low["area_id"].map({area.code: area.district for area in plan.neighbourhoods})
    middle = low.drop(columns="area_id").groupby(parent).sum().rename_axis("area_id").reset_index()
    top = low.drop(columns="area_id").sum().to_frame().T.assign(area_id=MUNICIPALITY)
    return pd.concat([top, middle, low], ignore_index=True)


def published(homes: pd.DataFrame, let: pd.DataFrame, plan: Plan, rng: Generator) -> pd.DataFrame:
    """Give the measurements of areas, 2024 and 2025, and the offences by period."""
    exact = _exact(homes, plan)
    low = _profile(exact, let, plan, rng)
    parts = []
    for step, year in enumerate(PUBLISHED):
        stretch = (date(year, 1, 1), date(year, 12, 31))
        for indicator, column in _yearly(low, step, rng).items():
            parts.append(_values(indicator, _rolled(low, column), stretch))
        parts.append(_verdict(low, step, stretch, rng))
        persons = low["households"] * (0.012 + 0.10 * low["strain"] ** 1.5) * (1 - 0.03 * step)
        parts.append(_counts("social_assistance", _summed(low, 5 * (persons / 5).round()), stretch))
    for step, period in enumerate(PERIODS):
        expected = (
            low["inhabitants"]
            * (0.018 + 0.052 * low["strain"] + low["busy"])
            / 6
            * (1 + 0.08 * np.cos(step * np.pi / 3))
        )
        drawn = pd.Series(rng.poisson(expected).astype(float), index=low.index)
        parts.append(_counts("offences", _summed(low, drawn), (period.start, period.end)))
    return pd.concat(parts, ignore_index=True)


def _profile(exact: pd.DataFrame, let: pd.DataFrame, plan: Plan, rng: Generator) -> pd.DataFrame:
    """Give one row a neighbourhood with homes: counts, strain, shares, where it lies."""
    table = pd.DataFrame(
        {
            "area_id": [area.code for area in plan.neighbourhoods],
            "district": [area.district for area in plan.neighbourhoods],
            "strain": [area.strain for area in plan.neighbourhoods],
            "old": [area.fabric == "centre" for area in plan.neighbourhoods],
            "far": [area.face.centroid.distance(plan.line("Torengracht")) / 1000 for area in plan.neighbourhoods],
        }
    ).merge(exact[exact["homes"] >= FEWEST], on="area_id")
    share = let.groupby("neighbourhood").size().reindex(table["area_id"]).fillna(0).to_numpy()
    table["let"] = share / table["homes"]
    table["busy"] = np.where(table["old"], 0.035, 0.0)
    table["luck"] = rng.normal(0, 1, len(table))
    return table


def _yearly(low: pd.DataFrame, step: int, rng: Generator) -> dict[str, pd.Series]:
    """Give the published figures of a year by neighbourhood, in the unit of the catalogue's stored value."""
    s, far, old = low["strain"], low["far"], low["old"].astype(float)

    def noise(spread: float) -> np.ndarray:
        drawn: np.ndarray = rng.normal(0, spread, len(low))
        return drawn

    return {
        "lbm_fys": (0.045 - 0.09 * s + 0.03 * old + 0.010 * low["luck"] + noise(0.006)).round(4),
        "lbm_vrz": (0.16 - 0.15 * far + 0.06 * old + noise(0.01)).round(4),
        "lbm_won": (0.085 - 0.17 * s + noise(0.008)).round(4),
        "lbm_onv": (0.10 - 0.26 * s - 0.05 * old - 0.01 * step * (s > 0.7) + noise(0.01)).round(4),  # noqa: PLR2004
        "distance_services": (0.35 + 0.45 * far - 0.1 * old + np.abs(noise(0.06))).round(1),
        "low_income": (2.8 + 15.5 * s**1.2 + noise(0.5)).clip(1.0).round(1),
        "single_households": (24 + 16 * s + 20 * old + noise(1.5)).round(0),
        "corporation_share": (100 * low["let"]).round(0),
    }


def _rolled(low: pd.DataFrame, column: pd.Series) -> pd.DataFrame:
    """Add district and municipality, weighted by homes, as a publisher does."""
    weight = low["homes"]
    middle = (column * weight).groupby(low["district"]).sum() / weight.groupby(low["district"]).sum()
    ids = [MUNICIPALITY, *middle.index, *low["area_id"]]
    values = [(column * weight).sum() / weight.sum(), *middle, *column]
    return pd.DataFrame({"unit_id": ids, "value": np.round(values, 4)})


def _summed(low: pd.DataFrame, column: pd.Series) -> pd.DataFrame:
    middle = column.groupby(low["district"]).sum()
    ids = [MUNICIPALITY, *middle.index, *low["area_id"]]
    return pd.DataFrame({"unit_id": ids, "numerator": [column.sum(), *middle, *column]})


def _verdict(low: pd.DataFrame, step: int, stretch: tuple[date, date], rng: Generator) -> pd.DataFrame:
    """Give the survey's marks by neighbourhood; every so many neighbourhoods nobody was asked."""
    asked = low[np.arange(len(low)) % UNSURVEYED != UNSURVEYED - 1]
    mark = (7.9 - 1.7 * asked["strain"] + 0.05 * step + rng.normal(0, 0.12, len(asked))).round(1)
    return _values("residents_verdict", pd.DataFrame({"unit_id": asked["area_id"], "value": mark}), stretch)


def _values(indicator: str, table: pd.DataFrame, stretch: tuple[date, date]) -> pd.DataFrame:
    return _finished(table.assign(numerator=np.nan), indicator, stretch)


def _counts(indicator: str, table: pd.DataFrame, stretch: tuple[date, date]) -> pd.DataFrame:
    return _finished(table.assign(value=np.nan), indicator, stretch)


def _finished(table: pd.DataFrame, indicator: str, stretch: tuple[date, date]) -> pd.DataFrame:
    level = table["unit_id"].str[:2].map({"GM": "municipality", "WK": "district", "BU": "neighbourhood"})
    return table.assign(
        indicator_id=indicator,
        level=level,
        starts=pd.Timestamp(stretch[0]),
        ends=pd.Timestamp(stretch[1]),
        denominator=np.nan,
        squares=np.nan,
        source=SOURCE,
        transferred=False,
    )[list(COLUMNS["measurements"])]
