"""What an attacker knows of the counts of a block: bands and rounded counts, now and before, and what a light says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from data.attack import Knowledge
from data.audit_block import Block
from data.disclosure import ROUNDED, SHARED_MINIMUM
from data.domain.areas import AREA_LEVELS
from data.domain.bands import Coarse, band_limits, rounded_limits
from data.domain.indicators import catalogue

Key = tuple[str, str]
"""Level and code of a unit."""

Cell = tuple[str, str, str]
"""Level, code and indicator."""

Step = Mapping[str, Any]
"""One row of ``audited_steps``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown less than the rules allow: bands made wider or hidden, and lights that are withheld."""

    coarse: dict[Cell, Coarse] = field(default_factory=dict)
    dark: set[Key] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Scale:
    """How a share becomes points, and points a light: goalposts by indicator, and the two thresholds."""

    posts: dict[str, tuple[float, float]]
    t1: float
    t2: float


@dataclass(frozen=True, slots=True)
class Truth:
    """The figures behind a release, by unit and indicator, and the lights by unit.

    Parameters
    ----------
    steps
        ``audited_steps`` by ``level``, ``unit_id``, ``indicator_id``.
    lights
        Own lights that follow from the score alone, by ``level``, ``unit_id``: ``light``, ``score``.
    before
        Bands of the release before, by the same key as ``steps``: ``low``, ``high``, ``ends``, ``size``.
    totals
        Most that a district's count can be by what is shown of the whole place, by key; and the least.
    scale
        Of the model.
    """

    steps: dict[Cell, Step]
    lights: dict[Key, tuple[str, float]]
    before: dict[Cell, Step]
    totals: dict[Cell, tuple[float, float]]
    scale: Scale


@dataclass(slots=True)
class _Rows:
    """Facts as they are gathered: one list of columns and values a row."""

    columns: list[np.ndarray] = field(default_factory=list)
    factors: list[np.ndarray] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, columns: np.ndarray, values: np.ndarray, low: float, high: float) -> None:
        self.columns.append(columns)
        self.factors.append(values)
        self.low.append(low)
        self.high.append(high)


def limits(cell: Cell, truth: Truth, shown: Shown) -> tuple[float, float] | None:
    """Give between which counts a shown figure lies; None when nothing of it is shown."""
    step = truth.steps.get(cell)
    coarse = shown.coarse.get(cell, Coarse.RULE)
    level, _, indicator = cell
    if step is None or step["denominator"] < SHARED_MINIMUM:
        return None
    if coarse is Coarse.HIDDEN or (catalogue()[indicator].signal and level not in AREA_LEVELS):
        return None
    count, homes = step["numerator"], step["denominator"]
    return rounded_limits(count) if level in ROUNDED else band_limits(count, homes, coarse)


def knowledge(block: Block, truth: Truth, shown: Shown) -> Knowledge:
    """Gather everything that is known of a block."""
    rows, helpers = _Rows(), [block.size.ravel()]
    known: dict[Cell, tuple[float, float]] = {}
    for unit, (level, unit_id) in enumerate(block.units):
        for number, indicator in enumerate(block.indicators):
            cell = (level, unit_id, indicator)
            between = _between(cell, truth, shown)
            if between is None or not _adds_up(block, unit, number, truth.steps.get(cell)):
                continue
            known[cell] = between
            columns = block.sums[unit] + number
            rows.add(columns, np.ones(len(columns)), *between)
        _light(block, unit, truth, shown, known, rows, helpers)
    return _assembled(rows, np.concatenate(helpers))


def _between(cell: Cell, truth: Truth, shown: Shown) -> tuple[float, float] | None:
    """Give the limits of a figure by this release, by the one before where it shows the same count, and by the town."""
    step, now = truth.steps.get(cell), limits(cell, truth, shown)
    known = [] if now is None else [now]
    earlier = truth.before.get(cell)
    if step is not None and earlier is not None and _same(step, earlier):
        known.append((earlier["low"], earlier["high"]))
    if cell in truth.totals and now is not None:
        known.append(truth.totals[cell])
    if not known:
        return None
    low, high = max(one[0] for one in known), min(one[1] for one in known)
    return (low, high) if low <= high else now


def _same(step: Step, earlier: Step) -> bool:
    """Whether the release before showed this very count: measured on the same day, of as many homes."""
    counted = (earlier["ends"], earlier["size"]) == (step["ends"], step["denominator"])
    return bool(counted and earlier["low"] <= step["numerator"] <= earlier["high"])


def _adds_up(block: Block, unit: int, indicator: int, step: Step | None) -> bool:
    """Whether a figure is the sum of its parts; one that was carried over or delivered apart tells nothing of them."""
    if step is None:
        return True
    least, most = (one[unit, indicator] for one in block.counted)
    return bool(least - 0.5 <= step["numerator"] <= most + 0.5)


def _light(
    block: Block,
    unit: int,
    truth: Truth,
    shown: Shown,
    known: dict[Cell, tuple[float, float]],
    rows: _Rows,
    helpers: list[np.ndarray],
) -> None:
    """Add what a light says: the score lies between two thresholds, and everything but the counts is known."""
    level, unit_id = block.units[unit]
    found = truth.lights.get((level, unit_id))
    if found is None or (level, unit_id) in shown.dark:
        return
    low, high = _zone(found[0], truth.scale)
    columns, values, fixed = [], [], found[1]
    for number, indicator in enumerate(block.indicators):
        cell = (level, unit_id, indicator)
        step = truth.steps.get(cell)
        if step is None or not step["weight"] > 0 or indicator not in truth.scale.posts:
            continue
        line = _line(indicator, step, truth.scale)
        if not _explains(line, step) or not _adds_up(block, unit, number, step):
            return
        fixed -= step["weight"] * step["score"]
        parts = block.sums[unit] + number
        between = known.get(cell, (0.0, step["denominator"]))
        part_columns, part_values, constant = _points(line, between, parts, rows, helpers)
        columns.append(part_columns)
        values.append(step["weight"] * part_values)
        fixed += step["weight"] * constant
    if columns:
        rows.add(np.concatenate(columns), np.concatenate(values), low - fixed - 1e-6, high - fixed + 1e-6)


def _zone(light: str, scale: Scale) -> tuple[float, float]:
    return {"red": (0.0, scale.t1), "amber": (scale.t1, scale.t2)}.get(light, (scale.t2, 100.0))


def _line(indicator: str, step: Step, scale: Scale) -> tuple[float, float]:
    """Give points as a line of the count, not yet held between 0 and 100: points at none, and points a home."""
    lo, hi = scale.posts[indicator]
    sign = 100.0 if catalogue()[indicator].direction > 0 else -100.0
    slope = sign / (hi - lo) * step["own_share"] / step["denominator"]
    now = sign * (step["value"] - (lo if sign > 0 else hi)) / (hi - lo)
    return now - slope * step["numerator"], slope


def _explains(line: tuple[float, float], step: Step) -> bool:
    """Whether the points of a figure follow from its count in the way that the attacker thinks."""
    points = min(100.0, max(0.0, line[0] + line[1] * step["numerator"]))
    return bool(abs(points - step["score"]) < 1e-6)  # noqa: PLR2004 (rounding of the machine)


def _points(
    line: tuple[float, float],
    between: tuple[float, float],
    parts: np.ndarray,
    rows: _Rows,
    helpers: list[np.ndarray],
) -> tuple[np.ndarray, np.ndarray, float]:
    """Write the points of a count by columns, values and a constant; with an unknown of their own where they are held.

    Held at 0 or 100 they follow a bent line; the attacker gets the narrowest shape around it that has straight sides.
    """
    at_none, slope = line
    ends = [at_none + slope * count for count in between]
    if min(ends) >= 0 and max(ends) <= 100:  # noqa: PLR2004 (points)
        return parts, np.full(len(parts), slope), at_none
    column = len(helpers[0]) + len(helpers) - 1
    held = [min(100.0, max(0.0, one)) for one in ends]
    helpers.append(np.array([100.0]))
    both = np.append(parts, column)
    rows.add(np.array([column]), np.ones(1), min(held), max(held))
    steep = (held[1] - held[0]) / max(between[1] - between[0], 1.0)
    chord, bent = (held[0] - steep * between[0], steep), (at_none, slope)
    if min(ends) >= 0:
        _side(rows, both, chord, least=True)
        _side(rows, both, bent, least=False)
    elif max(ends) <= 100:  # noqa: PLR2004 (points)
        _side(rows, both, bent, least=True)
        _side(rows, both, chord, least=False)
    return np.array([column]), np.ones(1), 0.0


def _side(rows: _Rows, columns: np.ndarray, line: tuple[float, float], *, least: bool) -> None:
    """Keep points at or above a line of the count, or at or below it."""
    values = np.append(np.full(len(columns) - 1, -line[1]), 1.0)
    slack = 1e-6
    rows.add(columns, values, line[0] - slack if least else -np.inf, np.inf if least else line[0] + slack)


def _assembled(rows: _Rows, most: np.ndarray) -> Knowledge:
    count = [len(one) for one in rows.columns]
    starts = np.concatenate([[0], np.cumsum(count)]).astype(int)
    columns = np.concatenate(rows.columns) if rows.columns else np.zeros(0, dtype=int)
    values = np.concatenate(rows.factors) if rows.factors else np.zeros(0)
    facts = sparse.csr_array((values, columns, starts), shape=(len(count), len(most)))
    return Knowledge(most, facts, np.array(rows.low), np.array(rows.high))


def by_cell(frame: pd.DataFrame) -> dict[Cell, Step]:
    """Give the rows of a frame by ``level``, ``unit_id`` and ``indicator_id``."""
    rows: list[dict[str, Any]] = [{str(key): one for key, one in row.items()} for row in frame.to_dict("records")]
    return {(row["level"], row["unit_id"], row["indicator_id"]): row for row in rows}
