"""What if a weight were another: a trial beside the published lights, for who has exact figures; kept nowhere."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.domain.access import Detail
from data.domain.areas import Level
from pages.ui import notation, reads
from pages.ui.markup import table, words
from pages.ui.rows import Row, figure, records
from pages.ui.situation import Situation
from pages.ui.text import counted, t
from pages.ui.why.facts import indicator_name, theme_name
from pages.ui.why.said import signed
from scoring.shape import ScoringModel
from scoring.trial import Part, Weights, outcome, reweighed

ON_WIDGET, SUBJECT_WIDGET, WEIGHT_WIDGET = "wat_als_aan", "wat_als_onderdeel", "wat_als_gewicht"
MOST = 4.0
"""Times its weight that a part can get on the slider; the least is one in so many."""
STEPS = 0.25
ROWS = 15
"""Places that the table names at the most: those that change light first."""


def offered(now: Situation, model: ScoringModel) -> None:
    """Offer a trial to who has exact figures of the level in view."""
    level = now.view.child
    if level is Level.DWELLING or now.viewer.detail(level) is not Detail.EXACT:
        return
    st.subheader(t("watals.kop"), anchor=False)
    st.html(f'<p class="bs-note">{words(t("watals.uitleg", niveau=t(f"niveaus.{level.value}")))}</p>')
    if st.toggle(t("watals.aan"), key=ON_WIDGET):
        _tried(now, model)


@st.fragment
def _tried(now: Situation, model: ScoringModel) -> None:
    lights, steps = reads.trial(now.viewer, now.unit, now.view.child, now.view.period)
    if lights.empty:
        st.info(t("watals.geen"))
        return
    tried = reweighed(model, _asked(model))
    found = outcome(steps, lights, tried.at(now.view.child)).join(lights["name"])
    changed, whole = int(found["changed"].sum()), notation.number(len(found))
    said = counted("watals.gevolg", changed, notation.number(changed)) if changed else t("watals.gevolg_geen")
    st.warning(f"**{t('watals.proef')}** {said} {t('watals.van', totaal=whole)}")
    st.html(_table(found))


def _asked(model: ScoringModel) -> Weights:
    """Draw the choice of a theme or indicator, and its weight."""
    themes = {f"{Part.THEME}:{one.id}": t("watals.thema", naam=theme_name(one.id, model)) for one in model.dimensions}
    names = themes | {f"{Part.INDICATOR}:{one.id}": indicator_name(one.id) for one in model.indicators}
    weights = [*(one.weight for one in model.dimensions), *(one.weight for one in model.indicators)]
    left, right = st.columns(2, gap="large")
    chosen = left.selectbox(t("watals.onderdeel"), list(names), format_func=names.__getitem__, key=SUBJECT_WIDGET)
    part, _, subject = chosen.partition(":")
    now = dict(zip(names, weights, strict=True))[chosen]
    weight = right.slider(
        t("watals.gewicht", nu=notation.plain(now)),
        min_value=now * STEPS,
        max_value=now * MOST,
        value=now,
        step=now * STEPS,
        key=f"{WEIGHT_WIDGET}_{chosen}",
    )
    return Weights(Part(part), subject, float(weight))


def _table(found: pd.DataFrame) -> str:
    """Write the places that change light, then those whose score moves most."""
    moved = found.assign(way=found["trial_score"] - found["score"])
    moved = moved.assign(size=moved["way"].abs().fillna(100.0))
    order = moved.sort_values(["changed", "size", "name"], ascending=[False, False, True], kind="stable")
    rows = [_row(row) for row in records(order.head(ROWS))]
    heads = [t(f"watals.{head}") for head in ("plek", "nu", "licht_nu", "straks", "licht_straks", "verschil")]
    listed = table(t("watals.tabel"), heads, rows, numbers=frozenset({1, 3, 5}))
    rest = len(order) - len(rows)
    more = t("watals.rest", n=notation.number(rest)) if rest > 0 else ""
    return listed + (f'<p class="bs-note">{words(more)}</p>' if more else "")


def _row(row: Row) -> list[str]:
    before, after = figure(row, "score"), figure(row, "trial_score")
    return [
        str(row["name"]),
        "" if before is None else notation.number(before, 1),
        t(f"stoplicht.{row['light']}"),
        t("uitleg.geen_score") if after is None else notation.number(after, 1),
        t(f"stoplicht.{row['trial_light']}"),
        "" if before is None or after is None else signed(after - before),
    ]
