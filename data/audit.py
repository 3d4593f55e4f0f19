"""Attack a release before it is made, and show less where a count could be narrowed too far (TRUST 16)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from scipy import sparse

from data.attack import WIDTH, reach
from data.audit_block import Block
from data.audit_facts import Cell, Key, Scale, Shown, Step, Truth, by_cell, knowledge, limits
from data.disclosure import LIGHTS, OWN, SHARED_MINIMUM
from data.domain.areas import Level
from data.domain.bands import Coarse, rounded_limits

ROUNDS = 40
"""Times that a block is attacked again after less was shown of it; before that nothing is left to show."""

GIVEN_UP = (
    ("band", (Level.STREET, Level.ESTATE)),
    ("band", (Level.BUILDING, Level.NEIGHBOURHOOD)),
    ("light", (Level.STREET, Level.ESTATE, Level.BUILDING)),
    ("band", (Level.DISTRICT,)),
    ("light", (Level.NEIGHBOURHOOD, Level.DISTRICT)),
)
"""What is shown less first where a count could be narrowed too far: figures before lights, streets before buildings."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the attack found once it was over.

    Parameters
    ----------
    shown
        What is shown less than the rules allow.
    cells
        Counts that were attacked.
    narrowed
        Those that could be narrowed too far.
    narrowest
        Smallest width of a count of three homes or more.
    """

    shown: Shown = field(default_factory=Shown)
    cells: int = 0
    narrowed: int = 0
    narrowest: float = float("inf")


def audit(truth: Truth, blocks: Sequence[Block], *, rounds: int = ROUNDS) -> Findings:
    """Attack every block of a place, and show less until nothing can be narrowed too far.

    Parameters
    ----------
    truth
        The figures.
    blocks
        The place, cut into blocks.
    rounds
        How often to attack a block at most; once only counts what could be narrowed.
    """
    found = Findings()
    for block in blocks:
        for _ in range(rounds):
            least, most, need, about = attacked(block, truth, found.shown)
            failing = most - least < need
            if not failing.any() or rounds == 1 or not _show_less(block, truth, found.shown, about[failing]):
                break
        large = (most - least)[need >= WIDTH]
        narrowest = min([found.narrowest, *large])
        total = found.cells + len(need), found.narrowed + int(failing.sum())
        found = replace(found, cells=total[0], narrowed=total[1], narrowest=float(narrowest))
    return found


def attacked(block: Block, truth: Truth, shown: Shown) -> tuple[np.ndarray, np.ndarray, np.ndarray, pd.DataFrame]:
    """Attack one block: least and most of every protected count, how wide it must be, and what it is of."""
    known = knowledge(block, truth, shown)
    cells, need, about = block.cells()
    rest = len(known.most) - cells.shape[1]
    padded = sparse.csr_array(sparse.hstack([cells, sparse.csr_array((cells.shape[0], rest))]))
    least, most = reach(known, padded, need)
    return least, most, need, about


def truth(units: pd.DataFrame, steps: pd.DataFrame, model_toml: str, before: Mapping[str, pd.DataFrame]) -> Truth:
    """Gather the figures behind a release.

    Parameters
    ----------
    units
        Rows of ``released_lights``.
    steps
        Rows of ``audited_steps``.
    model_toml
        Text of the model that made the lights.
    before
        Frames of the release before; empty when there is none.
    """
    own = units["reason"].eq(OWN) & units["rule"].eq("none") & units["plain"].eq(units["light"])
    own &= units["light"].isin([light.value for light in LIGHTS]) & units["let_homes"].ge(SHARED_MINIMUM)
    lights = {
        (str(level), str(unit_id)): (str(light), float(score))
        for level, unit_id, light, score in units.loc[own, ["level", "unit_id", "light", "score"]].itertuples(
            index=False
        )
    }
    known = by_cell(steps)
    return Truth(known, lights, by_cell(before.get("known", pd.DataFrame())), _totals(units, known), _scale(model_toml))


def remembered(truth: Truth, shown: Shown) -> pd.DataFrame:
    """Give what was told of every count, for the attack on the next release; it never leaves the records."""
    rows = [
        (*cell, *between, step["ends"], step["denominator"])
        for cell, step in truth.steps.items()
        if (between := limits(cell, truth, shown)) is not None
    ]
    columns = ["level", "unit_id", "indicator_id", "low", "high", "ends", "size"]
    return pd.DataFrame(rows, columns=columns).astype({"low": "float64", "high": "float64", "size": "float64"})


def _scale(model_toml: str) -> Scale:
    model = tomllib.loads(model_toml)
    posts = {str(one["id"]): (float(one["lo"]), float(one["hi"])) for one in model["indicators"]}
    return Scale(posts, float(model["thresholds"]["t1"]), float(model["thresholds"]["t2"]))


def _totals(units: pd.DataFrame, steps: Mapping[Cell, Step]) -> dict[Cell, tuple[float, float]]:
    """Give what the rounded count of the whole place leaves for each of its districts."""
    districts = units[units["level"] == Level.DISTRICT.value]
    totals: dict[Cell, tuple[float, float]] = {}
    for level, whole, indicator in steps:
        if level != Level.MUNICIPALITY.value:
            continue
        inside = districts.loc[districts["municipality_id"] == whole, "unit_id"]
        cells = [(Level.DISTRICT.value, str(one), indicator) for one in inside]
        counts = {cell: steps[cell]["numerator"] for cell in cells if cell in steps}
        if abs(sum(counts.values()) - steps[level, whole, indicator]["numerator"]) > 0.5:  # noqa: PLR2004 (counts)
            continue
        low, high = rounded_limits(steps[level, whole, indicator]["numerator"])
        ends = {cell: rounded_limits(count) for cell, count in counts.items()}
        for cell in counts:
            others = [one for other, one in ends.items() if other != cell]
            rest = low - sum(one[1] for one in others), high - sum(one[0] for one in others)
            totals[cell] = (max(0.0, rest[0]), float(rest[1]))
    return totals


def _show_less(block: Block, truth: Truth, shown: Shown, failing: pd.DataFrame) -> bool:
    """Show less of what lies over the counts that fail; False when there is nothing left to hide."""
    changed = False
    for row, indicator in set(failing.itertuples(index=False, name=None)):
        changed |= _show_less_of(block.over(row), block.indicators[indicator], truth, shown)
    return changed


def _show_less_of(over: list[Key], indicator: str, truth: Truth, shown: Shown) -> bool:
    for kind, levels in GIVEN_UP:
        units = [key for key in over if key[0] in levels]
        if kind == "light":
            lit = {key for key in units if key in truth.lights} - shown.dark
            shown.dark.update(lit)
            if lit:
                return True
            continue
        cells = [(*key, indicator) for key in units if limits((*key, indicator), truth, shown) is not None]
        for cell in cells:
            _widen(cell, truth, shown)
        if cells:
            return True
    return False


def _widen(cell: Cell, truth: Truth, shown: Shown) -> None:
    """Make a band one step wider, and hide it where that makes no difference."""
    now = limits(cell, truth, shown)
    shown.coarse[cell] = Coarse(shown.coarse.get(cell, Coarse.RULE) + 1)
    if limits(cell, truth, shown) == now:
        shown.coarse[cell] = Coarse.HIDDEN
