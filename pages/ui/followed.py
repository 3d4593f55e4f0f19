"""How a followed place did against the places most like it: what the desk is handed, since it knows no scoring."""

from __future__ import annotations

import pandas as pd

from data.domain.followed import Outcome, Said
from geo.neighbours import neighbours
from scoring.effect import Effect, Verdict
from scoring.followed import Comparison, by_meeting, compared


def judged(unit_id: str, start: str, steps: pd.DataFrame, shapes: pd.DataFrame) -> Outcome:
    """Compare a place with the places most like it, and say what may be said; too early where it has no scores."""
    found = comparison(unit_id, start, steps, shapes)
    return Outcome(_said(found.effect), _said(found.nearby)) if found else Outcome()


def comparison(unit_id: str, start: str, steps: pd.DataFrame, shapes: pd.DataFrame) -> Comparison | None:
    """Compare a place with the places most like it; None where it has no scores, or none from before the start.

    Parameters
    ----------
    unit_id, start
        Its code, and the key of the first period after the start.
    steps, shapes
        Of every place of its level, as ``data.release.trial`` and ``data.release.shapes`` give them.
    """
    scores = by_meeting(steps)
    if unit_id not in scores.index or start not in scores.columns[1:]:
        return None
    around = neighbours(shapes)
    return compared(scores, [unit_id], start, list(around.loc[around["unit_id"].eq(unit_id), "neighbour"]))


def _said(effect: Effect) -> Said:
    if effect.verdict is not Verdict.VISIBLE_DIFFERENCE:
        return Said(effect.verdict.value)
    return Said.BETTER if effect.estimate > 0 else Said.WORSE
