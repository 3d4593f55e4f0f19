"""Another weight on trial: how long one municipality takes from the gate to the lights of the trial."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from data import demo, release
from data.domain.access import Role, Viewer
from data.domain.areas import Level
from data.settings import from_environment
from data.warehouse.build import build
from scoring.model import MODELS, load
from scoring.publish import publish
from scoring.trial import Part, Weights, judged, outcome, reweighed
from tests.benchmark.register import Figure, benchmark

TURNS = 5


@benchmark
def another_weight_in_the_invented_town() -> Iterable[Figure]:
    """Try another weight on the neighbourhoods and the buildings of the invented town, read from the gate each time."""
    file = MODELS / "corporation-1.toml"
    with tempfile.TemporaryDirectory() as temporary:
        settings = from_environment({"BUURTSTOPLICHT_VAR": temporary})
        build(demo.town(), Path(temporary), _quiet)
        publish(settings.var, settings.database_url, file, _quiet)
        store = release.open_store(settings)
        viewer = Viewer(
            Role.CORPORATION_MANAGER, frozenset({release.place(store, Viewer(Role.ADMIN, frozenset())).root})
        )
        for level in (Level.NEIGHBOURHOOD, Level.BUILDING):
            taken = [_tried(store, viewer, level, 1.0 + turn) for turn in range(TURNS)]
            units = taken[0][1]
            name = f"another weight, {units} {level}s of a municipality with twelve meetings"
            yield Figure(name, statistics.median(one[0] for one in taken), "s", "read, replayed and compared", "<= 1")
        store.connection.close()


def _tried(store: release.Store, viewer: Viewer, level: Level, weight: float) -> tuple[float, int]:
    """Give the seconds of one trial, everything read anew, and how many units it had."""
    model = load(MODELS / "corporation-1.toml")
    place = release.place(store, viewer)
    start = time.perf_counter()
    lights, steps = release.trial(store, viewer, Level.MUNICIPALITY, place.root, level, place.periods[-1])
    published = lights.set_index("unit_id")
    published = published.assign(replayed=judged(steps, published, model.at(level))["light"])
    tried = reweighed(model, Weights(Part.THEME, model.dimensions[0].id, weight))
    found = outcome(steps, published, tried.at(level))
    return time.perf_counter() - start, len(found)


def _quiet(_: str) -> None:
    """Say nothing."""
