"""A thousand variants of the model over a whole country of neighbourhoods."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from scoring.robustness import robustness
from tests.benchmark import country
from tests.benchmark.aside import cost, middle
from tests.benchmark.register import Figure, benchmark

TURNS = 3
MISSING = 0.03
KINDS = 20
"""Different sets of indicators that are missing: what is not delivered is so for a whole municipality or area."""


@benchmark
def robustness_of_a_country() -> Iterable[Figure]:
    """Draw 1,000 variants of the model for 14,000 neighbourhoods with thirty indicators."""
    for prepare, gaps in ((whole, "all known"), (with_gaps, f"{MISSING:.0%} missing, {KINDS} patterns")):
        with tempfile.TemporaryDirectory() as temporary:
            taken = [cost(prepare, draw, Path(temporary) / str(turn)) for turn in range(TURNS)]
        usual = middle(taken)
        against = f"{usual.computing:.1f} s of the processors; {usual.megabytes:,.0f} MB, whole process at its highest"
        name = f"1,000 draws for 14,000 neighbourhoods x 30 indicators, {gaps}"
        yield Figure(name, usual.seconds, "s", against, "<= 5")


def whole() -> pd.DataFrame:
    """Give figures about the width of the goalposts."""
    rng, about = np.random.default_rng(country.SEED), country.model().indicator_frame()
    low, width = about["lo"].to_numpy(), (about["hi"] - about["lo"]).to_numpy()
    figures = low + width * rng.normal(0.5, 0.35, (country.NEIGHBOURHOODS, len(about)))
    names = pd.Index([f"BU{number:08d}" for number in range(country.NEIGHBOURHOODS)])
    return pd.DataFrame(figures, index=names, columns=about["indicator_id"])


def with_gaps() -> pd.DataFrame:
    """Give the same with figures missing."""
    rng, figures = np.random.default_rng(country.SEED + 1), whole()
    kinds = rng.random((KINDS, figures.shape[1])) < MISSING
    return figures.mask(kinds[rng.integers(0, KINDS, len(figures))])


def draw(figures: pd.DataFrame, folder: Path) -> None:
    """Draw, and store what was found."""
    found = robustness(figures, pd.Series(3.0, index=figures.index), country.model())
    found.to_parquet(folder / "robustness.parquet")
