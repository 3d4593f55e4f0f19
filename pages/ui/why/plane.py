"""The picture of the two axes: burden across, capacity upward, the colours as diagonal bands, a symbol a unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from data.domain.lights import State
from geo.palette import HALO, INK
from pages.ui import notation
from pages.ui.rows import records
from pages.ui.text import t
from pages.ui.why.chart import LETTERS, Layer, by_light, draw, same_as_table, zones
from scoring.shape import ScoringModel

NARROW, WIDE = 340, 470
"""Height in pixels, in the panel and on a page."""

_X = alt.Scale(domain=[0, 100])


def dots(units: pd.DataFrame, chosen: Mapping[str, object], model: ScoringModel) -> pd.DataFrame:
    """Put the units of the list, and the explained one, in the picture.

    Parameters
    ----------
    units
        ``name``, ``state``, ``score``, ``capacity``, ``burden`` of the units in view; without figures: left out.
    chosen
        The same of the explained unit.
    model
        Thresholds.

    Returns
    -------
    dots
        The same columns with ``chosen`` and ``differs``: whether the shown colour is not that of the zone.
    """
    columns = ["name", "state", "score", "capacity", "burden"]
    rows = units[columns] if set(columns) <= set(units.columns) else pd.DataFrame(columns=columns)
    others = rows[rows["name"].ne(str(chosen["name"]))]
    frame = pd.concat([others.assign(chosen=False), pd.DataFrame([chosen])[columns].assign(chosen=True)])
    known = frame.dropna(subset=["score", "capacity", "burden"]).reset_index(drop=True)
    t1, t2 = model.thresholds.t1, model.thresholds.t2
    zone = np.select([known["score"].lt(t1), known["score"].lt(t2)], [State.RED.value, State.AMBER.value], "green")
    return known.assign(differs=known["state"].ne(pd.Series(zone, index=known.index)))


def show(units: pd.DataFrame, model: ScoringModel, *, wide: bool) -> None:
    """Draw the picture and the same as a table.

    Parameters
    ----------
    units
        As ``dots`` gives them.
    model
        Balance and thresholds: S = a K + (1 - a) F with F = 100 - burden.
    wide
        Whether it stands on a page of its own.
    """
    spoken = t("uitleg.balans_alt", n=notation.number(len(units)))
    named = units.assign(
        light=[t(f"stoplicht.{state}") for state in units["state"]],
        figures=[_figures(row) for row in records(units)],
    )
    draw([*_bands(model), *_points(named)], height=WIDE if wide else NARROW, alt_text=spoken, key="uitleg_balans")
    heads = [t(f"uitleg.{name}") for name in ("plek", "draagkracht", "draaglast", "score", "kleur")]
    rows = [
        [str(row["name"]), *(notation.number(float(str(row[name])), 1) for name in ("capacity", "burden", "score")),
         t(f"stoplicht.{row['state']}") + (f" ({t('uitleg.wijkt_af')})" if row["differs"] else "")]
        for row in records(units.sort_values("score"))
    ]  # fmt: skip
    same_as_table(t("uitleg.balans_tabel"), heads, rows)


def _figures(row: dict[str, object]) -> str:
    values = {name: notation.number(float(str(row[name])), 1) for name in ("capacity", "burden", "score")}
    text = t("uitleg.balans_punt", kracht=values["capacity"], last=values["burden"], score=values["score"])
    return f"{text} · {t('uitleg.wijkt_af')}" if row["differs"] else text


def _bands(model: ScoringModel) -> list[Layer]:
    """Draw the zones: where S has a given value, capacity rises with the burden."""
    burden = np.linspace(0, 100, 101)
    a = max(model.balance, np.finfo(float).eps)
    layers: list[Layer] = []
    for _, low, high, fill in zones(model):
        edges = [np.clip((score - (1 - a) * (100 - burden)) / a, 0, 100) for score in (low, high)]
        bottom = np.zeros_like(burden) if low <= 0 else edges[0]
        top = np.full_like(burden, 100.0) if high >= 100 else edges[1]  # noqa: PLR2004 (end of the scale)
        band = pd.DataFrame({"burden": burden, "bottom": bottom, "top": top})
        layers.append(
            alt.Chart(band)
            .mark_area(color=fill, opacity=1, line=False)
            .encode(x=alt.X("burden:Q", scale=_X), y=alt.Y("bottom:Q", scale=_X), y2="top:Q")
        )
    return [*layers, _names(model)]


def _names(model: ScoringModel) -> alt.Chart:
    middle = (model.thresholds.t1 + model.thresholds.t2) / 2
    a = max(model.balance, np.finfo(float).eps)
    amber = float(np.clip((middle - (1 - a) * 97) / a, 4, 96))
    places = [(State.GREEN, 3.0, 95.0), (State.AMBER, 3.0, amber), (State.RED, 78.0, 5.0)]
    data = pd.DataFrame([(t(f"stoplicht.{one.value}"), x, y) for one, x, y in places], columns=["word", "x", "y"])
    words: alt.Chart = alt.Chart(data).mark_text(align="left", fontSize=LETTERS).encode(x="x:Q", y="y:Q", text="word:N")
    return words


def _points(units: pd.DataFrame) -> list[Layer]:
    x = alt.X("burden:Q", scale=_X, title=t("uitleg.as_last"), axis=alt.Axis(values=[0, 25, 50, 75, 100]))
    y = alt.Y("capacity:Q", scale=_X, title=t("uitleg.as_kracht"), axis=alt.Axis(values=[0, 25, 50, 75, 100]))
    told = [alt.Tooltip("name:N", title=t("uitleg.plek")), alt.Tooltip("light:N", title=t("uitleg.kleur")),
            alt.Tooltip("figures:N", title=t("uitleg.cijfers"))]  # fmt: skip
    others, chosen = units[~units["chosen"]], units[units["chosen"]]
    shown = {"fill": by_light(alt.Fill), "shape": by_light(alt.Shape), "x": x, "y": y, "tooltip": told}
    few = alt.Chart(others).mark_point(size=110, stroke=INK, strokeWidth=1, opacity=0.9).encode(**shown)
    one = alt.Chart(chosen).mark_point(size=520, stroke=INK, strokeWidth=3, opacity=1).encode(**shown)
    rings = [
        alt.Chart(rows[rows["differs"]])
        .mark_point(shape="circle", size=size, stroke=INK, strokeWidth=2, filled=False, opacity=1)
        .encode(x=x, y=y)
        for rows, size in ((others, 420), (chosen, 1500))
    ]
    letters: dict[str, Any] = {"dy": -26, "fontSize": LETTERS, "fontWeight": "bold"}
    halo = (
        alt.Chart(chosen).mark_text(**letters, stroke=HALO, strokeWidth=5, opacity=0.9).encode(x=x, y=y, text="name:N")
    )
    name = alt.Chart(chosen).mark_text(**letters).encode(x=x, y=y, text="name:N")
    return [few, *rings, one, halo, name]
