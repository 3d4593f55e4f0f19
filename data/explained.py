"""What explains a light, as pure rules: exact steps where figures are allowed, an order of reasons in words elsewhere.

Shared roles get no number at all, and nothing from which one follows:

- the amounts (much, some, little) compare the themes of one place with each other, never with a scale in points, so
  that they say nothing about the size of any figure;
- no certainty: *on the border* would say that the score lies within a quarter of its standard error of a threshold;
- that a colour is held, not from which side: a green that is held lies within the margin below its threshold;
- the theme of a veto, not the indicator: kinds of signal are for wijk and buurt (TRUST 15).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

import pandas as pd

from data.disclosure import EXACT_MINIMUM
from data.domain.access import DataClass, Detail, Viewer
from data.domain.areas import Level
from data.domain.reasons import Amount, Reason

MUCH, SOME = 2 / 3, 1 / 3
"""Share of the largest theme of a place from which a theme counts for much, and for some."""

NOISE = 1e-9
"""Points below which a contribution is rounding of the machine."""


class About(TypedDict):
    """What an explanation is of: level and name of the unit, and its light."""

    level: str
    name: str
    light: str


LIGHT_COLUMNS = (
    *("period", "light", "plain", "rule", "reason", "indicative", "score", "capacity", "burden", "coverage", "se"),
    *("unknown_errors", "p_red", "p_amber", "p_green", "brandhaard"),
)
STEP_COLUMNS = (
    *("period", "indicator_id", "source", "numerator", "denominator", "raw", "value", "se", "own_share", "score"),
    *("weight", "ends", "carried", "transferred", "rolled_up"),
)
REVISION_COLUMNS = ("period", "replaced_at", "score", "light", "delivery", "borders", "model")


@dataclass(frozen=True, slots=True)
class ModelBreak:
    """Where the model changed: colours before and after can't be compared just like that.

    Parameters
    ----------
    until
        Last meeting that saw lights of the model before.
    recomputed
        Whether the meetings until then are shown as the model of now gives them; otherwise as they were released.
    """

    until: str
    recomputed: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that explains one light, as far as a viewer may have it.

    Parameters
    ----------
    detail
        ``EXACT``: all fields. ``BANDS``: light, rule and reasons, no number in any field. ``NOTHING``: none.
    level, name
        The place that is explained: the one asked for, or the one that lends it its colour.
    light, rule
        The colour, and what held it back: ``none``, ``stability``, ``single_address`` or ``veto``.
    subject
        Of a veto: its indicator when exact, otherwise its theme.
    reasons
        For shared roles: the themes, most against first, most in favour last.
    lights
        Exact: one row a published meeting, ``LIGHT_COLUMNS``.
    steps
        Exact: one row a meeting and indicator, ``STEP_COLUMNS``; NaN where something is missing or does not count.
    revisions
        Exact: what later publications made of a meeting since it saw its score, old to new, ``REVISION_COLUMNS``: score
        and light as they were, and the points by what changed, which add up; NaN when one of the two has no score.
    benchmark
        Exact: b_i by indicator id, 0-100.
    reference, reference_period
        Name of the place, and meeting, that the benchmark is of.
    """

    detail: Detail
    level: str = ""
    name: str = ""
    light: str = ""
    rule: str = ""
    subject: str = ""
    reasons: tuple[Reason, ...] = ()
    lights: pd.DataFrame = field(default_factory=pd.DataFrame)
    steps: pd.DataFrame = field(default_factory=pd.DataFrame)
    revisions: pd.DataFrame = field(default_factory=pd.DataFrame)
    benchmark: pd.Series = field(default_factory=lambda: pd.Series(dtype="float64"))
    reference: str = ""
    reference_period: str = ""


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What the model says of explanations: whom to compare with and when, and the theme of every indicator."""

    area: str
    period: str
    themes: Mapping[str, str]

    @classmethod
    def read(cls, toml: str) -> Yardstick:
        """Take it from the text of a published model, which was checked when it was published."""
        model = tomllib.loads(toml)
        themes = {str(one["id"]): str(one["dimension"]) for one in model["indicators"]}
        return cls(str(model["reference"]["area"]), str(model["reference"]["period"]), themes)

    def place(self, municipality: str) -> tuple[Level, str]:
        """Level and code of the place to compare with, for a unit of this municipality."""
        code = municipality if self.area == "municipality" else self.area
        levels = {"GM": Level.MUNICIPALITY, "WK": Level.DISTRICT, "BU": Level.NEIGHBOURHOOD}
        return levels[code[:2]], code

    def meeting(self, period: str, published: list[str]) -> str:
        """Meeting to compare with, for a unit at one of the published meetings (old to new)."""
        return {"first": published[0], "same": period}.get(self.period, self.period)


def released(viewer: Viewer, level: Level, let_homes: int, steps: pd.DataFrame) -> pd.DataFrame:
    """Keep the steps of one unit that a viewer may have exactly, decided on class, role and number of homes alone."""
    aggregate = viewer.detail(level) is Detail.EXACT and let_homes >= EXACT_MINIMUM
    allowed = {
        DataClass.PUBLIC.value: True,
        DataClass.INTERNAL.value: viewer.grant.internal,
        DataClass.AGGREGATE.value: aggregate,
    }
    return steps[steps["data_class"].map(allowed).eq(True)]


def unseen(revisions: pd.DataFrame, met: Mapping[str, datetime]) -> pd.DataFrame:
    """Keep what came after the meeting of a period had seen its lights; all of it where no meeting has.

    Parameters
    ----------
    revisions
        ``period``, ``replaced_at`` (UTC, without zone).
    met
        Moment at which a meeting froze the lights of a period.
    """
    shown = revisions["period"].map({period: pd.Timestamp(when).tz_convert(None) for period, when in met.items()})
    return revisions[~revisions["replaced_at"].le(pd.to_datetime(shown))]


def by_indicator(steps: pd.DataFrame, period: str) -> pd.Series:
    """Give the scores of one meeting by indicator id, 0-100; what is missing is left out."""
    rows = steps[steps["period"].eq(period)].dropna(subset="score")
    scores: pd.Series = rows.set_index("indicator_id")["score"].astype("float64")
    return scores


def reasons(steps: pd.DataFrame, benchmark: pd.Series, themes: Mapping[str, str]) -> tuple[Reason, ...]:
    """Put the themes of one unit at one meeting in order, in words.

    Parameters
    ----------
    steps
        Rows of one meeting: ``indicator_id``, ``score``, ``weight``; NaN weight = does not count.
    benchmark
        b_i by indicator id; what it does not have contributes nothing.
    themes
        Theme of every indicator.

    Returns
    -------
    reasons
        What pulls most against first; empty without a score.
    """
    one = steps.assign(level="", unit_id="")
    told = reason_table(one, benchmark, themes)
    return tuple(
        Reason(str(theme), bool(against), Amount(amount))
        for theme, against, amount in zip(told["dimension"], told["against"], told["amount"], strict=True)
    )


def reason_table(steps: pd.DataFrame, benchmark: pd.Series, themes: Mapping[str, str]) -> pd.DataFrame:
    """Put the themes of many units in order, in words.

    Parameters
    ----------
    steps
        As in ``reasons``, with ``level`` and ``unit_id``.
    benchmark, themes
        As in ``reasons``.

    Returns
    -------
    told
        A row a unit and theme: ``level``, ``unit_id``, ``dimension``, ``against``, ``amount``; by unit, and what pulls
        most against first.
    """
    counted = steps.dropna(subset=["score", "weight"])
    compared = counted["indicator_id"].map(benchmark.to_dict()).astype("float64")
    points = counted["weight"] * (counted["score"] - compared)
    part = counted.assign(points=points.fillna(0.0), dimension=counted["indicator_id"].map(dict(themes)))
    unit = ["level", "unit_id"]
    summed = part.groupby([*unit, "dimension"], sort=True, as_index=False)["points"].sum()
    there = summed[summed["points"].abs() > NOISE].sort_values([*unit, "points"], kind="stable")
    most = there["points"].abs().groupby([there["level"], there["unit_id"]]).transform("max")
    share = there["points"].abs() / most
    told = there.assign(against=there["points"] < 0, amount=[_amount(one).value for one in share])
    table: pd.DataFrame = told[[*unit, "dimension", "against", "amount"]].reset_index(drop=True)
    return table


def in_words(
    about: About, now: pd.Series, steps: pd.DataFrame, benchmark: pd.Series, themes: Mapping[str, str]
) -> Explanation:
    """Make the explanation of a shared role: no number, and nothing that a number follows from.

    Parameters
    ----------
    about
        ``level``, ``name`` and ``light`` of the unit.
    now
        Its row of ``explained_lights``.
    steps, benchmark, themes
        As in ``reasons``.
    """
    rule, _, indicator = str(now["rule"]).partition(":")
    order = reasons(steps, benchmark, themes)
    return Explanation(Detail.BANDS, **about, rule=rule, subject=themes.get(indicator, ""), reasons=order)


def exact(
    about: About,
    now: pd.Series,
    lights: pd.DataFrame,
    steps: pd.DataFrame,
    revisions: pd.DataFrame,
    benchmark: pd.Series,
    reference: tuple[str, str],
) -> Explanation:
    """Make the explanation of a role with exact figures; ``reference`` is the name and meeting of the benchmark."""
    rule, _, indicator = str(now["rule"]).partition(":")
    name, meeting = reference
    return Explanation(
        Detail.EXACT,
        **about,
        rule=rule,
        subject=indicator,
        lights=lights[list(LIGHT_COLUMNS)],
        steps=steps[list(STEP_COLUMNS)],
        revisions=revisions[list(REVISION_COLUMNS)].reset_index(drop=True),
        benchmark=benchmark,
        reference=name,
        reference_period=meeting,
    )


def _amount(share: float) -> Amount:
    if share >= MUCH:
        return Amount.MUCH
    return Amount.SOME if share >= SOME else Amount.LITTLE
