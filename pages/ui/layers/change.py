"""The layer of change: the light of now as the fill, the light of then as a ring inside the edge."""

from __future__ import annotations

import pandas as pd

from data.disclosure import LIGHTS
from data.domain.access import Viewer
from data.domain.areas import Level
from data.domain.lights import SHOWN_ORDER, State
from data.domain.periods import Period
from data.released import Unit
from pages.ui import notation, reads
from pages.ui.counts import INHERITED
from pages.ui.layers import lights
from pages.ui.layers.shape import Key, Painted
from pages.ui.situation import Situation
from pages.ui.text import t

CODE = "verandering"
"""What the address calls it."""

_ORDER = {state.value: number for number, state in enumerate(SHOWN_ORDER)}


def members(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:  # noqa: ARG001 - every layer is asked alike
    """Offer it where there is something to compare with; homes have no past on the map."""
    several = len(reads.place(viewer).periods) > 1
    return ("",) if several and child is not Level.DWELLING else ()


def name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer."""
    return t("laag.verandering")


def since(now: Situation) -> str:
    """Give the period that is compared with: the chosen one, otherwise the one before the period in view."""
    periods = reads.place(now.viewer).periods
    before = str(Period.parse(now.view.period).shift(-1))
    return now.view.picture.since or (before if before in periods else periods[0])


def paint(now: Situation, member: str) -> Painted:
    """Paint every unit in its light, with a ring in the light of then where that was another."""
    period = since(now)
    then = _then(now, period)
    moved = [_moved(one, other) for one, other in zip(now.units["state"], then, strict=True)]
    plain = lights.paint(now, member)
    units = plain.units.assign(
        ring=pd.Series([other if move else "" for other, move in zip(then, moved, strict=True)]),
        said=[_said(*row) for row in zip(plain.units["said"], then, moved, strict=True)],
        value=[float("nan") if move is None else float(-move) for move in moved],
    )
    worse, better = (sum(1 for move in moved if move and sign * move > 0) for sign in (1, -1))
    same = sum(1 for move in moved if move == 0)
    when = notation.period(period)
    ring = Key(State.GREY.value, t("laag.ring", periode=when), t("laag.ring_uitleg"), worse + better, ring=True)
    summary = t("laag.verschil", slechter=str(worse), beter=str(better), gelijk=str(same), periode=when)
    return Painted(units, (*plain.keys, ring), summary, t("laag.sinds", periode=when))


def _then(now: Situation, period: str) -> list[str]:
    """State of each unit then; grey where it had no light of its own, then or now."""
    before = reads.units(now.viewer, now.unit, now.view.child, period)
    own = before["state"].where(before["reason"].ne(INHERITED), State.GREY.value)
    found = now.units["unit_id"].map(dict(zip(before["unit_id"], own, strict=True))).fillna(State.GREY.value)
    return [str(one) for one in found.where(now.units["reason"].ne(INHERITED), State.GREY.value)]


def _moved(now: str, then: str) -> int | None:
    """Count the steps by which a light got worse; None where either is no light."""
    if now not in LIGHTS or then not in LIGHTS:
        return None
    return _ORDER[then] - _ORDER[now]


def _said(word: str, then: str, moved: int | None) -> str:
    if moved is None:
        return word
    if not moved:
        return t("laag.gebleven", licht=word)
    return t("laag.slechter" if moved > 0 else "laag.beter", licht=word, toen=t(f"stoplicht.{then}"))
