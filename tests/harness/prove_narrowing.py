"""No count behind a release can be narrowed to fewer than three steps by who compares everything that is shown.

The attack of ``data.attack`` on three invented towns: sums over street, complex, buurt and wijk, kinds, lights, this
release and the one before. The same attack on what the rules alone would show is the control: it must find something.
"""

from __future__ import annotations

import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from data import audit, opened, release
from data.audit_block import blocks
from data.disclosure import SHARED_MINIMUM
from data.opened import Store
from data.settings import from_environment
from data.warehouse import statements
from data.warehouse.build import build
from scoring.model import MODELS
from scoring.publish import publish
from tests.harness import towns
from tests.harness.evidence import Evidence

SEEDS = (1, 2, 3)
GOAL = 1_200
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Town:
    """What the attack found in one town after the gate and by the rules alone, and how many buildings keep a figure."""

    gated: audit.Findings
    ruled: audit.Findings
    buildings: int
    kept: int
    seconds: float


def run() -> Evidence:
    """Attack three towns."""
    with tempfile.TemporaryDirectory() as folder:
        found = [attack(published(Path(folder) / str(seed), seed)) for seed in SEEDS]
    cells, narrowed = (sum(getattr(one.gated, name) for one in found) for name in ("cells", "narrowed"))
    control = sum(one.ruled.narrowed for one in found)
    narrowest = min(one.gated.narrowest for one in found)
    kept, buildings = sum(one.kept for one in found), sum(one.buildings for one in found)
    slowest = max(one.seconds for one in found)
    figure = (
        f"{cells:,} counts in {len(found)} towns: {narrowed} recovered, narrowest {narrowest:.0f} homes wide (by the "
        f"rules alone {control} recovered); {kept} of {buildings} buildings of {SHARED_MINIMUM} or more homes keep a "
        f"figure; {slowest:.1f} s a town"
    )
    numbers = {"cells": cells, "recovered": narrowed, "narrowest": narrowest, "control": control}
    numbers |= {"buildings": buildings, "kept": kept, "seconds": round(slowest, 1)}
    good = narrowed == 0 and narrowest >= audit.WIDTH and cells >= GOAL and control > 0 and 2 * kept >= buildings
    return Evidence(figure, numbers, met=good)


def published(folder: Path, seed: int) -> Store:
    """Build and publish a town, and open it as the dashboard would."""
    folder.mkdir(parents=True)
    settings = from_environment({"BUURTSTOPLICHT_VAR": str(folder)})
    build(towns.delivery(seed), folder, lambda _: None, now=NOW)
    publish(folder, settings.database_url, MODELS / "corporation-1.toml", lambda _: None, now=NOW)
    return release.open_store(settings)


def attack(store: Store) -> Town:
    """Attack the newest release of a town as it is, and as it would be by the rules alone."""
    earlier, newest = list(opened.newest(store).values())[-2:]
    kept = opened.frames_of(store, newest)
    units = statements.read(store.connection, "released_lights", {"period": newest.period})
    steps = statements.read(store.connection, "audited_steps", {"period": newest.period})
    toml = str(statements.read(store.connection, "model_text")["model_toml"].iloc[0])
    truth = audit.truth(units, steps, toml, opened.frames_of(store, earlier))
    parts = list(blocks(units, statements.read(store.connection, "audited_homes"), steps))
    started = time.perf_counter()
    gated = audit.audit(truth, parts)
    seconds = time.perf_counter() - started
    return Town(gated, audit.audit(truth, parts, rounds=1), *_figures(kept["figures"]), seconds)


def _figures(figures: pd.DataFrame) -> tuple[int, int]:
    """Count the buildings that are large enough for a figure, and those that were released with one."""
    rows = figures[(figures["level"] == "building") & (figures["data_class"] == "V")]
    return rows["unit_id"].nunique(), rows.loc[rows["state"] == "band", "unit_id"].nunique()
