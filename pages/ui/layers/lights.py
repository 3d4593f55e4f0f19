"""The layer of the lights themselves: the balance of capacity and burden."""

from __future__ import annotations

import pandas as pd

from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.lights import State
from geo.legend import legend
from pages.ui import notation, reads
from pages.ui.counts import INHERITED, count, in_words
from pages.ui.layers.shape import Key, Painted, always
from pages.ui.situation import Situation
from pages.ui.text import t
from scoring.shape import ScoringModel

members = always


def name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer."""
    return t("laag.licht")


def paint(now: Situation, member: str) -> Painted:  # noqa: ARG001 - every layer is painted alike
    """Paint every unit in its light; homes in the light of the home."""
    state = now.units["light" if now.homes else "state"]
    said = [t(f"stoplicht.{one}") for one in state]
    units = pd.DataFrame({"look": state, "said": said, "mark": "", "value": float("nan")})
    if not now.homes:
        units = units.assign(indicative=now.units["indicative"], inherited=now.units["reason"].eq(INHERITED))
    return Painted(units, keys(now), in_words(count(now.units)))


def keys(now: Situation) -> tuple[Key, ...]:
    """Legend of the lights: every state with its limits in words, and where colours are borrowed."""
    counts, model, child = count(now.units), reads.model(now.viewer), now.view.child
    rows = legend(counts.own, {state: t(f"stoplicht.{state.value}") for state in State})
    entries = tuple(Key(row.state.value, row.word, limits(row.state, model, child), row.count) for row in rows)
    if child is not Level.BUILDING:
        return entries
    borrowed = Key(State.GREY.value, t("legenda.geleend"), t("legenda.geleend_uitleg"), counts.inherited, pale=True)
    return (*entries, borrowed)


def limits(state: State, model: ScoringModel | None, child: Level) -> str:
    """Say from which score to which a colour goes, or what the state means where there is no score."""
    if child is Level.DWELLING:
        return t(f"legenda.woning_{state.value}")
    if model is None or state in (State.GREY, State.WITHHELD):
        return t(f"legenda.{state.value}")
    low, high = notation.plain(model.thresholds.t1), notation.plain(model.thresholds.t2)
    said = t(f"legenda.grens_{state.value}", laag=low, hoog=high)
    return said if state is State.GREEN or _follows(model) else t("legenda.of_niet_hersteld", grens=said)


def _follows(model: ScoringModel) -> bool:
    """Whether a colour follows the score at every meeting; where it must last, a better score may still wait."""
    return model.stability.clear == 1 and model.stability.h_min == 0
