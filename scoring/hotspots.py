"""Where high or low values lie together: Getis-Ord Gi* (SCORING 6).

J. K. Ord and A. Getis, "Local spatial autocorrelation statistics", *Geographical Analysis* 27 (1995), with binary
weights and the unit itself included; false discovery rate after Y. Benjamini and Y. Hochberg, *Journal of the Royal
Statistical Society* B 57 (1995).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from scoring.columns import Floats, numbers
from scoring.shape import ScoringModel

Pairs = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


def gi_star(values: pd.Series, neighbours: object) -> pd.DataFrame:
    """Tell of every unit whether it and its neighbours together are higher (z > 0) or lower than all units are.

    Parameters
    ----------
    values
        One value a unit, indexed by a unique id; NaN = missing: such a unit is nobody's neighbour and gets NaN.
    neighbours
        Who borders on whom: a mapping from id to ids (a dict, or the ``neighbors`` of a libpysal ``W``), or one row a
        pair (a frame whose first two columns are unit and neighbour; a Series with those two as index, such as the
        ``adjacency`` of a libpysal ``Graph``). Ids that ``values`` does not have are ignored, pairs count once, and
        whether a unit names itself makes no difference: it always counts itself.

    Returns
    -------
    hotspots
        Same index and order: ``z``, ``p`` (two-sided, normal), ``q`` (Benjamini-Hochberg over all units with a value).
        NaN throughout when all values are equal; NaN for a unit that neighbours everybody.
    """
    figures = numbers(values)[:, 0]
    z = _scores(figures, _pairs(neighbours, values.index, np.isfinite(figures)))
    p = np.array([math.erfc(abs(one) / math.sqrt(2)) for one in z.tolist()])
    return pd.DataFrame({"z": z, "p": p, "q": discovery_rate(p)}, index=values.index)


def discovery_rate(p: Floats) -> Floats:
    """Adjust p-values for their number (Benjamini-Hochberg); NaN stays NaN and does not count."""
    q = np.full(p.shape, np.nan)
    known = np.flatnonzero(np.isfinite(p))
    order = known[np.argsort(p[known], kind="stable")[::-1]]
    rank = np.arange(len(order), 0, -1)
    q[order] = np.minimum(np.minimum.accumulate(p[order] * len(order) / np.maximum(rank, 1)), 1.0)
    return q


def rings(hotspots: pd.DataFrame, model: ScoringModel) -> pd.DataFrame:
    """Sort hot spots into the rings that are drawn over the lights.

    Parameters
    ----------
    hotspots
        What `gi_star` gives.
    model
        Units needed, false discovery rate and confidences.

    Returns
    -------
    rings
        Same index and order: ``confidence`` (the highest of the model's confidences that 1 - q reaches, negative where
        values are low; 0 none) and ``significant`` (q within the model's rate). With fewer units than the model needs
        nothing is significant and ``confidence`` is NaN throughout.
    """
    keys, q = model.hotspots, numbers(hotspots["q"])[:, 0]
    if np.isfinite(q).sum() < keys.units:
        return pd.DataFrame({"confidence": np.nan, "significant": False}, index=hotspots.index)
    reached = np.zeros(len(q))
    for confidence in sorted(keys.confidence):
        reached[q <= 1 - confidence] = confidence
    signed = np.where(np.isnan(q), np.nan, reached * np.sign(np.nan_to_num(numbers(hotspots["z"])[:, 0])))
    return pd.DataFrame({"confidence": signed, "significant": q <= keys.level}, index=hotspots.index)


def _scores(figures: Floats, pairs: Pairs) -> Floats:
    known = np.isfinite(figures)
    n, here = int(known.sum()), figures[known]
    own = np.where(known, figures, 0.0)
    sums = own + np.bincount(pairs[0], weights=own[pairs[1]], minlength=len(figures))
    weight = known + np.bincount(pairs[0], minlength=len(figures)).astype("float64")
    flat = n == 0 or bool(here.max() <= here.min())
    mean, spread = (np.nan, np.nan) if flat else (here.mean(), here.std(ddof=0))
    room = np.where(known & (weight < n), n * weight - weight**2, np.nan) / max(n - 1, 1)
    return np.asarray((sums - weight * mean) / (spread * np.sqrt(room)))


def _pairs(neighbours: object, index: pd.Index, known: npt.NDArray[np.bool_]) -> Pairs:
    units, others = _listed(neighbours)
    left, right = index.get_indexer(pd.Index(units)), index.get_indexer(pd.Index(others))
    kept = (left >= 0) & (right >= 0) & (left != right)
    left, right = left[kept], right[kept]
    both = known[left] & known[right]
    pairs = np.unique(np.column_stack([left[both], right[both]]), axis=0)
    return pairs[:, 0], pairs[:, 1]


def _listed(neighbours: object) -> tuple[list[object], list[object]]:
    given = getattr(neighbours, "neighbors", getattr(neighbours, "adjacency", neighbours))
    if isinstance(given, pd.DataFrame):
        return given.iloc[:, 0].tolist(), given.iloc[:, 1].tolist()
    if isinstance(given, pd.Series) and given.index.nlevels > 1:
        return given.index.get_level_values(0).tolist(), given.index.get_level_values(1).tolist()
    pairs = [(unit, other) for unit, others in dict(_items(given)).items() for other in others]
    return [unit for unit, _ in pairs], [other for _, other in pairs]


def _items(given: object) -> Iterable[tuple[object, Iterable[object]]]:
    if isinstance(given, Mapping | pd.Series):
        return list(given.items())
    message = f"neighbours must be a mapping from unit to units, or pairs; not {type(given).__name__}"
    raise TypeError(message)
