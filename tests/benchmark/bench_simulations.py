"""Seeded simulations in which the truth is known: intervals, colours that hold, and effects that are not there."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from data.domain.lights import Light
from scoring.effect import Verdict, difference_in_differences, most_alike
from scoring.model import MODELS, load
from scoring.shape import ScoringModel
from scoring.smooth import empirical_bayes
from scoring.stability import replay
from tests.benchmark.register import Figure, benchmark

SEED = 2767
HOMES = 15
Z = 1.6448536269514722
"""Half the width of a 90 % interval, in standard errors."""
RANK = {Light.RED.value: 0, Light.AMBER.value: 1, Light.GREEN.value: 2}


@benchmark
def coverage_of_smoothed_intervals() -> Iterable[Figure]:
    """Draw rates of buildings of 15 homes towards their street's, and count the intervals that hold the truth."""
    rng = np.random.default_rng(SEED)
    settings = [
        (kind, mean, share) for kind in ("proportion", "count") for mean in (0.05, 0.1, 0.3) for share in (5, 20)
    ]
    found = {setting: _coverage(rng, *setting) for setting in settings}
    worst = min(found, key=lambda setting: found[setting])
    against = (
        f"least {found[worst]:.3f} ({worst[0]}, rate {worst[1]}, buildings spread as {worst[2]} homes); "
        "200 municipalities of 60 streets of 3 to 5 buildings in each of 12 settings"
    )
    average = float(np.mean(list(found.values())))
    yield Figure("coverage of the 90 % interval, buildings of 15 homes", average, "", against, ">= 0.8")
    yield Figure(
        "the same, in the worst of the settings", found[worst], "", against.split(";", maxsplit=1)[0], ">= 0.8"
    )


def _coverage(rng: np.random.Generator, kind: str, mean: float, share: float) -> float:
    """Simulate; ``share`` is how much the street's rate tells of a building's, in homes (the true M)."""
    hits, number = 0, 0
    for _ in range(200):
        street = np.repeat(np.arange(60), rng.integers(3, 6, 60))
        base = np.full(len(street), float(HOMES))
        centre = rng.beta(40 * mean, 40 * (1 - mean), 60)[street]
        if kind == "proportion":
            truth = rng.beta(share * centre, share * (1 - centre))
            events = rng.binomial(HOMES, truth).astype("float64")
        else:
            truth = rng.gamma(share * centre) / share
            events = rng.poisson(HOMES * truth).astype("float64")
        found = empirical_bayes(pd.Series(events), pd.Series(base), street.tolist(), kind=kind, prior_max=400)
        hits += int((np.abs(found["rate"] - truth) <= Z * found["se"]).sum())
        number += len(truth)
    return hits / number


@benchmark
def colours_without_real_change() -> Iterable[Figure]:
    """Let nothing change but the noise, and count how often the colour does."""
    model, rng = load(MODELS / "corporation-1.toml"), np.random.default_rng(SEED)
    size, meetings = 20_000, 36
    truth = pd.Series(np.clip(rng.normal(55, 15, size), 0, 100))
    se = rng.uniform(1, 6, size)
    scores = pd.DataFrame(truth.to_numpy()[:, None] + se[:, None] * rng.normal(size=(size, meetings)))
    errors = pd.DataFrame(np.repeat(se[:, None], meetings, axis=1))
    held = _ranks(replay(scores, errors, model))[:, 12:]
    plain, right = _plain(scores, model)[:, 12:], _plain(truth.to_frame(), model)
    changes = [float((np.diff(each, axis=1) != 0).sum() / size / (each.shape[1] - 1) * 6) for each in (held, plain)]
    wrong = [[float((each < right).mean()), float((each > right).mean())] for each in (held, plain)]
    what = f"{size:,} units, 24 meetings after two years, standard errors of 1 to 6 points"
    yield Figure(
        "colour changes a unit and year without real change",
        changes[0],
        "",
        f"plain thresholds {changes[1]:.2f}; {what}",
    )
    yield Figure("the same, share of plain thresholds", changes[0] / changes[1], "x", "plain thresholds = 1")
    yield Figure("time that the colour shown is too bad", wrong[0][0], "", f"plain thresholds {wrong[1][0]:.3f}")
    yield Figure("time that the colour shown is too good", wrong[0][1], "", f"plain thresholds {wrong[1][1]:.3f}")


def _plain(scores: pd.DataFrame, model: ScoringModel) -> npt.NDArray[np.int64]:
    figures = scores.to_numpy()
    return (figures >= model.thresholds.t1).astype("int64") + (figures >= model.thresholds.t2)


def _ranks(lights: pd.DataFrame) -> npt.NDArray[np.int64]:
    ranks: npt.NDArray[np.int64] = lights.replace(RANK).to_numpy().astype("int64")
    return ranks


@benchmark
def differences_that_are_not_there() -> Iterable[Figure]:
    """Look for the effect of agreements that have none."""
    what = "2,000 agreements of 3 among 60 units, 6 periods before and 6 after, 20 compared with"
    chance = _seen(np.random.default_rng(SEED), chosen_as_worst=False)
    yield Figure("'visible difference' at zero effect, units taken at random", chance, "", what, "<= 0.05")
    worst = _seen(np.random.default_rng(SEED + 1), chosen_as_worst=True)
    against = f"{what}; taken because they were worst in the last period before, so that they get better by themselves"
    yield Figure("'visible difference' at zero effect, the worst units taken", worst, "", against, "<= 0.05")


def _seen(rng: np.random.Generator, *, chosen_as_worst: bool) -> float:
    seen, names = 0, np.array([f"u{number:02d}" for number in range(60)])
    for _ in range(2_000):
        level = rng.normal(55, 12, (60, 1))
        noise = rng.normal(0, 3, (60, 12))
        for period in range(1, 12):  # what is not noise of the moment wears off slowly
            noise[:, period] = 0.5 * noise[:, period - 1] + np.sqrt(0.75) * noise[:, period]
        whole = pd.DataFrame(level + noise, index=names)
        before, after = whole.iloc[:, :6], whole.iloc[:, 6:]
        ours = list(before[5].nsmallest(3).index) if chosen_as_worst else list(rng.choice(names, 3, replace=False))
        others = most_alike(before, ours, number=20)
        found = difference_in_differences(before, after, ours, others, periods=3, level=0.95)
        seen += found.verdict is Verdict.VISIBLE_DIFFERENCE
    return seen / 2_000
