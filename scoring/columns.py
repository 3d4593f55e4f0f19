"""What the building blocks share: frames in, frames out, and a setting that may differ per column."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.domain.errors import ModelError

T = TypeVar("T", pd.Series, pd.DataFrame)
Floats: TypeAlias = npt.NDArray[np.float64]
PerColumn: TypeAlias = "float | Mapping[str, float] | pd.Series"
"""One number for all columns, or one a column: a mapping or Series by column name."""


def numbers(x: pd.Series | pd.DataFrame) -> Floats:
    """Give the figures as a new array of units x columns (a Series is one column), NaN where missing."""
    frame = x if isinstance(x, pd.DataFrame) else pd.Series(x).to_frame()
    if all(isinstance(kind, np.dtype) and kind.kind in "biuf" for kind in frame.dtypes):
        return frame.to_numpy(dtype="float64", copy=True)
    columns = [frame.iloc[:, place].to_numpy(dtype="float64", na_value=np.nan) for place in range(frame.shape[1])]
    return np.column_stack(columns)


def beside(figures: object, index: pd.Index) -> Floats:
    """Give figures of units as a new array in the order of ``index``; a list or array is taken to be in that order."""
    if isinstance(figures, pd.Series):
        there = figures if figures.index.equals(index) else figures.reindex(index)
        return there.to_numpy(dtype="float64", na_value=np.nan, copy=True)
    return pd.Series(figures, index=index).to_numpy(dtype="float64", na_value=np.nan, copy=True)


def like(x: T, array: Floats) -> T:
    """Put an array of units x columns back in the shape, index and order of ``x``."""
    if isinstance(x, pd.DataFrame):
        return pd.DataFrame(array, index=x.index, columns=x.columns)
    series = pd.Series(x)
    return pd.Series(array[:, 0], index=series.index, name=series.name)


def names(x: pd.Series | pd.DataFrame) -> list[Hashable]:
    """Give the names of the columns; of a Series its own name."""
    return list(x.columns) if isinstance(x, pd.DataFrame) else [getattr(x, "name", None)]


def per_column(setting: PerColumn, x: pd.Series | pd.DataFrame, name: str) -> Floats:
    """Give one number a column of ``x``, in its order.

    Raises
    ------
    ModelError
        A column has no number, or one that is not finite; every such column is named.
    """
    columns = names(x)
    if isinstance(setting, Mapping | pd.Series):
        known = dict(setting.items())
        given = np.array([known.get(column, np.nan) for column in columns], dtype="float64")
    else:
        given = np.full(len(columns), setting, dtype="float64")
    refuse(name, columns, ~np.isfinite(given), "has no finite number")
    return given


def signs(direction: PerColumn, x: pd.Series | pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Tell of each column whether high is favourable; raises ModelError on anything but 1 and -1."""
    given = per_column(direction, x, "direction")
    refuse("direction", names(x), ~np.isin(given, (-1.0, 1.0)), "must be 1 or -1")
    return given > 0


def refuse(name: str, columns: list[Hashable], wrong: npt.NDArray[np.bool_], why: str) -> None:
    """Raise one ModelError that names every column whose setting is wrong."""
    faults = [f"{column}: {why}" for column, bad in zip(columns, wrong, strict=True) if bad]
    if faults:
        raise ModelError(name, faults)
