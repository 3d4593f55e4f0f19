"""What the explanation of one exact light is made of, worked out once for the charts, the tables and the sentence."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data.domain.areas import Level
from data.domain.indicators import catalogue
from data.explained import Explanation
from pages.ui.rows import Row, figure, records
from pages.ui.text import language
from scoring import account
from scoring.account import Sureness, Waterfall
from scoring.explain import Stage
from scoring.sentence import Sentence, from_parts
from scoring.shape import ScoringModel


@dataclass(frozen=True, slots=True)
class Facts:
    """One light, explained exactly.

    Parameters
    ----------
    explanation
        What the gate gave.
    model
        Model of the published lights.
    period
        Meeting in view.
    light
        Its row of ``explanation.lights``.
    meetings, now
        All meetings, and this one, as the scoring functions take them.
    fall
        Contributions; None when the unit has no score.
    """

    explanation: Explanation
    model: ScoringModel
    period: str
    light: Row
    meetings: Stage
    now: Stage
    fall: Waterfall | None

    @property
    def sureness(self) -> Sureness | None:
        """How sure the colour is; None also when no figure in the score has a known error: then nothing can be said."""
        told = self.explanation
        if not self.errors_known:
            return None
        return account.sureness(told.light, told.rule, str(self.light["plain"]), self.chance, self.model)

    @property
    def errors_known(self) -> bool:
        """Whether the error of at least one figure in the score is known; public figures come without."""
        return bool(figure(self.light, "se"))

    @property
    def chance(self) -> dict[str, float]:
        """Chance of each colour, 0-1; NaN without a score."""
        chances = {name: figure(self.light, f"p_{name}") for name in ("red", "amber", "green")}
        return {name: float("nan") if one is None else one for name, one in chances.items()}

    @property
    def steps(self) -> pd.DataFrame:
        """Steps of this meeting."""
        steps = self.explanation.steps
        return steps[steps["period"].eq(self.period)]

    def sentence(self) -> Sentence | None:
        """Give the sentence; None when there is no score."""
        told = self.explanation
        if self.fall is None:
            return None
        return from_parts(self.fall, told.light, str(self.light["plain"]), told.rule, told.subject, self.sureness)

    def missing(self) -> pd.DataFrame:
        """Say what does not count, and why (`account.missing`)."""
        level = self.model.at(Level(self.explanation.level))
        return account.missing(self.explanation.steps, self.period, level)

    def turns(self) -> pd.DataFrame:
        """Give the smallest changes to another colour (`account.steps_to_turn`)."""
        se = figure(self.light, "se")
        return account.steps_to_turn(self.now, self.explanation.light, float("nan") if se is None else se, self.model)

    def fresh_scores(self) -> pd.Series:
        """Scores of the meetings until this one, old to new, without those that lean on a figure carried over."""
        steps, lights = self.explanation.steps, self.explanation.lights
        carried = set(steps.loc[steps["carried"].eq(True) & steps["weight"].gt(0), "period"])
        counts = lights["period"].le(self.period) & ~lights["period"].isin(carried)
        scores: pd.Series = lights.loc[counts].set_index("period")["score"].astype("float64")
        return scores

    def change(self, earlier: str) -> pd.DataFrame:
        """Take the change since an earlier meeting apart (`account.change`)."""
        return account.change(account.at(self.meetings, earlier), self.now)

    def replaced(self, period: str) -> pd.Series:
        """Say what later publications made of the score that a meeting saw (`account.replaced`)."""
        return account.replaced(self.explanation.revisions, period)

    def seen(self, period: str) -> tuple[float, str] | None:
        """Give score (NaN = none) and light as a meeting saw them; None when they are as they are now."""
        told = self.explanation.revisions
        first = records(told[told["period"].eq(period)].head(1))
        return (figure(first[0], "score") or float("nan"), str(first[0]["light"])) if first else None


def facts(explanation: Explanation, model: ScoringModel, period: str) -> Facts:
    """Work an exact explanation out."""
    [light] = records(explanation.lights[explanation.lights["period"].eq(period)])
    meetings = account.stage(explanation.steps, model)
    now = account.at(meetings, period)
    fall = account.waterfall(now, explanation.benchmark, model)
    return Facts(explanation, model, period, light, meetings, now, fall)


def indicator_name(indicator: str) -> str:
    """Name of an indicator in the viewer's language."""
    return catalogue()[indicator].label(language())


def theme_name(theme: str, model: ScoringModel) -> str:
    """Name of a theme in the viewer's language."""
    one = next(one for one in model.dimensions if one.id == theme)
    return one.en if language() == "en" else one.nl
