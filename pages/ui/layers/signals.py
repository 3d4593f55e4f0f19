"""The layer of signals: how many are open now, with a red edge where we are late; for who shares the tens of a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

import pandas as pd

from data.domain.access import Permission, Viewer
from data.domain.areas import Level
from data.domain.errors import RecordsDownError
from data.domain.lights import State
from data.domain.signal_told import last_day
from data.released import Unit
from pages.ui import notation, reads
from pages.ui.layers.shape import Key, Painted
from pages.ui.layers.steps import stepped
from pages.ui.signals import reads as own_reads
from pages.ui.situation import Situation
from pages.ui.text import counted, t

CODE = "signalen"
"""What the address calls it."""

FEW, MORE, MANY = (5, 3, 2, 1), (20, 10, 5, 1), (100, 60, 30, 10)
"""Counts from which the darkest four steps begin: on a building, street or complex; on a buurt or wijk; in a year."""

Cuts = tuple[int, int, int, int]


def members(viewer: Viewer, unit: Unit, child: Level) -> tuple[str, ...]:  # noqa: ARG001 - every layer is asked alike
    """Offer it to who works on signals or counts them, and by wijk to whoever hears how far signals came."""
    if own_reads.sees_open(viewer):
        return ("",) if child is not Level.DWELLING else ()
    return ("",) if child is Level.DISTRICT and viewer.may(Permission.HAND_IN_SIGNAL) else ()


def name(viewer: Viewer, member: str) -> str:  # noqa: ARG001 - every layer is asked alike
    """Name of the layer."""
    return t("laag.signalen_nu" if own_reads.sees_open(viewer) else "laag.signalen_jaar")


def kept_out(now: Situation) -> bool:
    """Whether a layer in view, also on a second map, holds work of today, which goes into no file."""
    shown = now.view.picture
    return CODE in (shown.layer, shown.beside) and own_reads.sees_open(now.viewer)


def paint(now: Situation, member: str) -> Painted:
    """Paint the signals of today, beside the newest period only; they are unknown while the records are down."""
    newest = now.view.period == reads.place(now.viewer).periods[-1]
    try:
        if own_reads.sees_open(now.viewer):
            return _open(
                now, own_reads.open_now(now.viewer, now.view.child) if newest else None, name(now.viewer, member)
            )
        return _in_a_year(now, own_reads.came_in(now.viewer) if newest else None, newest=newest)
    except RecordsDownError:
        return _open(now, None, name(now.viewer, member))


def _open(now: Situation, found: pd.DataFrame | None, named: str) -> Painted:
    ids = now.units["unit_id"]
    open_, late = (_by_unit(ids, found, column) for column in ("open", "late"))
    areas = now.view.child in (Level.DISTRICT, Level.NEIGHBOURHOOD)
    painted = _stepped(_without_lights(now), open_, MORE if areas else FEW, named, mark=notation.number, said=_waiting)
    said = [
        t("laag.signalen_laat", open=word, n=notation.number(many)) if many > 0 else word
        for word, many in zip(painted.units["said"], late, strict=True)
    ]
    ring = [State.RED.value if many > 0 else "" for many in late]
    units = painted.units.assign(said=said, ring=pd.Series(ring))
    edge = Key(State.RED.value, t("laag.signalen_rand"), t("laag.signalen_rand_uitleg"), sum(late > 0), ring=True)
    keys = (*painted.keys, edge) if (late > 0).any() else painted.keys
    if open_.isna().all():
        return Painted(units, keys, painted.summary, painted.column)
    summary = counted("laag.signalen_som", int(open_.sum()), notation.number(open_.sum()))
    if late.sum():
        summary = t("laag.signalen_laat", open=summary, n=notation.number(late.sum()))
    return Painted(units, keys, summary, painted.column)


def _in_a_year(now: Situation, given: tuple[pd.DataFrame, datetime] | None, *, newest: bool) -> Painted:
    """Paint the counts of the funnel and say of when they are; a wijk of which nothing may be told has its lock."""
    ids, found = now.units["unit_id"], given[0] if given else None
    told = None if found is None else found[found["shown"]]
    counts = _by_unit(ids, told, "count").where(ids.isin([] if told is None else told["unit_id"]))
    hidden = ids.isin([] if found is None else found.loc[~found["shown"].astype(bool), "unit_id"])
    write = _rounded if own_reads.is_rounded(now.viewer) else notation.number
    named = name(now.viewer, "")
    painted = _stepped(_without_lights(now, hidden), counts, MANY, named, mark=write, said=write)
    if given is not None:
        stand = t("laag.signalen_stand", dag=notation.day(last_day(given[1])))
        return replace(painted, summary=f"{painted.summary}, {stand}")
    return replace(painted, summary=t("laag.signalen_nog_niet")) if newest else painted


def _without_lights(now: Situation, hidden: pd.Series | None = None) -> Situation:
    """Give the situation with units that are unknown where they have no count, or withheld: not by their lights."""
    grey = pd.Series(State.GREY.value, index=now.units.index)
    state = grey if hidden is None else grey.mask(hidden, State.WITHHELD.value)
    return replace(now, units=now.units.assign(state=state))


def _stepped(now: Situation, values: pd.Series, cuts: Cuts, named: str, *, mark: object, said: object) -> Painted:
    words = [*((_between(cuts, place), "") for place in range(len(cuts))), (_rest(cuts), "")]
    number = values.fillna(0).map(partial(_step, cuts))
    return stepped(now, values, number, words, mark=mark, said=said, name=named)  # type: ignore[arg-type]


def _by_unit(ids: pd.Series, found: pd.DataFrame | None, column: str) -> pd.Series:
    """Put counts beside the units, in their order: none counted is nought, not asked is unknown."""
    if found is None:
        return pd.Series(float("nan"), index=ids.index)
    counts = dict(zip(found["unit_id"], found[column], strict=True))
    return ids.map(lambda one: float(counts.get(one, 0)))


def _step(cuts: Sequence[int], count: float) -> int:
    return sum(count < cut for cut in cuts)


def _between(cuts: Cuts, place: int) -> str:
    low, high = cuts[place], cuts[place - 1] - 1 if place else None
    if high is None:
        return t("laag.vanaf", n=str(low))
    return str(low) if low == high else t("laag.tussen", laag=str(low), hoog=str(high))


def _rest(cuts: Cuts) -> str:
    return t("laag.signalen_geen") if cuts[-1] == 1 else t("laag.onder", n=str(cuts[-1]))


def _waiting(count: float) -> str:
    return counted("laag.signalen_open", int(count), notation.number(count)) if count else t("laag.signalen_geen")


def _rounded(count: float) -> str:
    return t("leren.ongeveer", n=notation.number(count)) if count else t("leren.onder_vijf")
