"""The counts behind a release, cut into blocks that know nothing of each other: what an attacker would want to find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from data.attack import WIDTH
from data.disclosure import SHARED_MINIMUM
from data.domain.areas import Level

LEVELS = (Level.DISTRICT, Level.NEIGHBOURHOOD, Level.STREET, Level.ESTATE, Level.BUILDING)
"""Levels of which something is shown, whose sums an attacker compares; the whole place bounds its districts."""

COLUMNS = tuple(f"{level.value}_id" for level in LEVELS)


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the parts of a block: homes counted, and the counts, one row a part, one column an indicator."""

    indicators: tuple[str, ...]
    size: np.ndarray
    truth: np.ndarray


@dataclass(frozen=True, slots=True)
class Block:
    """Part of a place that shares no sum with the rest, but for the total of the place.

    Parameters
    ----------
    units
        Level and code of every unit that is large enough to be shown.
    members
        One row a unit, one column a part: 1 where the part lies in the unit.
    indicators
        Ids of the shares that are attacked.
    size
        Homes counted, one row a part, one column an indicator: the most that its count can be.
    truth
        The counts; NaN where a building is cut over complexes, so that its parts are not known apart.
    sums
        For each unit, the columns of its parts among the unknowns, for the first indicator; add the indicator's number.
    counted
        Least and most that the parts of each unit count together, by indicator.
    """

    units: tuple[tuple[str, str], ...]
    members: sparse.csr_array
    indicators: tuple[str, ...]
    size: np.ndarray
    truth: np.ndarray
    sums: tuple[np.ndarray, ...]
    counted: tuple[np.ndarray, np.ndarray]

    @classmethod
    def of(cls, units: pd.DataFrame, members: sparse.csr_array, figures: Figures) -> Block:
        """Lay out a block of units, which parts lie in which, and the figures of the parts."""
        names = tuple((str(one.level), str(one.unit_id)) for one in units.itertuples())
        parts = np.split(members.indices, members.indptr[1:-1])
        sums = tuple(np.asarray(one) * len(figures.indicators) for one in parts)
        cut = np.isnan(figures.truth)
        known = members @ np.where(cut, 0.0, figures.truth)
        counted = (known, known + members @ np.where(cut, figures.size, 0.0))
        return cls(names, members, figures.indicators, figures.size, figures.truth, sums, counted)

    def over(self, row: int) -> list[tuple[str, str]]:
        """Give the units that share homes with a row of ``cells``: a unit, or after those a part."""
        parts = [row - len(self.units)] if row >= len(self.units) else self.sums[row] // len(self.indicators)
        touching = np.flatnonzero(np.asarray(self.members[:, parts].sum(axis=1)).ravel())
        return [self.units[unit] for unit in touching]

    def cells(self) -> tuple[sparse.csr_array, np.ndarray, pd.DataFrame]:
        """Give every count that is protected, how wide it must stay, and the unit or part and indicator it is of."""
        every = sparse.vstack([self.members, sparse.eye_array(self.size.shape[0])], format="csr")
        apart = sparse.kron(every, sparse.eye_array(len(self.indicators)), format="csr")
        total = np.asarray(apart @ self.size.ravel())
        owner = np.repeat(np.arange(every.shape[0]), len(self.indicators))
        about = pd.DataFrame({"row": owner, "indicator": np.tile(np.arange(len(self.indicators)), every.shape[0])})
        there = total > 0
        return sparse.csr_array(apart[there]), np.minimum(WIDTH, total[there]), about[there].reset_index(drop=True)


def blocks(units: pd.DataFrame, homes: pd.DataFrame, steps: pd.DataFrame) -> Iterator[Block]:
    """Cut a place into blocks.

    Parameters
    ----------
    units
        Rows of ``released_lights``.
    homes
        Rows of ``audited_homes``.
    steps
        Rows of ``audited_steps``.
    """
    indicators = tuple(sorted(steps["indicator_id"].unique()))
    if not indicators:
        return
    parts = _parts(units, homes, steps, indicators)
    shown = units[units["level"].isin([level.value for level in LEVELS]) & (units["let_homes"] >= SHARED_MINIMUM)]
    shown = shown[["level", "unit_id"]].reset_index(drop=True)
    members = _members(shown, parts)
    count, label = connected_components(sparse.csr_array(members.T @ members), directed=False)
    sizes, truths = (parts[[f"{kind}:{one}" for one in indicators]].to_numpy() for kind in ("size", "truth"))
    for block in range(count):
        inside = np.flatnonzero(label == block)
        part = sparse.csr_array(members[:, inside])
        filled = np.flatnonzero(np.diff(part.indptr))
        own = shown.iloc[filled].reset_index(drop=True)
        yield Block.of(own, sparse.csr_array(part[filled]), Figures(indicators, sizes[inside], truths[inside]))


def _parts(units: pd.DataFrame, homes: pd.DataFrame, steps: pd.DataFrame, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Lay the homes out in the smallest parts that anything shown tells apart; what is hidden together is one part."""
    buildings = units[units["level"] == Level.BUILDING.value].set_index("unit_id")
    lying = homes.join(buildings[["parent_id", "neighbourhood_id", "district_id"]], on="building_id", how="inner")
    lying = lying.rename(columns={"parent_id": "street_id"})
    counted = steps[steps["level"] == Level.BUILDING.value]
    for name in ("numerator", "denominator"):
        wide = counted.pivot_table(index="unit_id", columns="indicator_id", values=name, aggfunc="sum")
        wide = wide.reindex(columns=list(indicators)).add_prefix(f"{name}:")
        lying = lying.join(wide, on="building_id")
    cut = lying["building_id"].map(lying["building_id"].value_counts()) > 1
    for one in indicators:
        whole = lying[f"denominator:{one}"].fillna(0.0)
        lying[f"size:{one}"] = whole.where(~cut, np.minimum(whole, lying["homes"]))
        lying[f"truth:{one}"] = lying[f"numerator:{one}"].fillna(0.0).mask(cut)
    large = set(units.loc[units["let_homes"] >= SHARED_MINIMUM, "unit_id"])
    for column in COLUMNS:
        lying[column] = lying[column].where(lying[column].isin(large), "").astype("object").fillna("")
    values = [f"{kind}:{one}" for kind in ("size", "truth") for one in indicators]
    return lying.groupby(list(COLUMNS), sort=True)[values].agg(_total).reset_index()


def _total(values: pd.Series) -> float:
    return float(values.sum(skipna=False))


def _members(shown: pd.DataFrame, parts: pd.DataFrame) -> sparse.csr_array:
    number = pd.Series(np.arange(len(shown)), index=pd.MultiIndex.from_frame(shown))
    rows, columns = [], []
    for level, column in zip(LEVELS, COLUMNS, strict=True):
        keys = pd.MultiIndex.from_arrays([[level.value] * len(parts), parts[column]])
        found = number.reindex(keys).to_numpy()
        there = np.flatnonzero(~np.isnan(found))
        rows.append(found[there].astype(int))
        columns.append(there)
    ones = np.ones(sum(len(one) for one in rows))
    shape = (len(shown), len(parts))
    return sparse.csr_array((ones, (np.concatenate(rows), np.concatenate(columns))), shape=shape)
