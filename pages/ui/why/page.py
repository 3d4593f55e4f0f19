"""Why one light has its colour, large: every part below the other, for a place that is chosen here or on the map."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Detail, Viewer
from data.domain.areas import Level
from data.domain.errors import AccessDeniedError
from data.domain.lights import State
from pages.ui import notation, reads, state
from pages.ui.arrival import situation
from pages.ui.markup import badge, literal
from pages.ui.situation import Situation
from pages.ui.state import View
from pages.ui.text import t
from pages.ui.why import effect, parts, said, trial
from pages.ui.why.facts import Facts
from pages.ui.why.reads import facts
from scoring.shape import ScoringModel

PLACE_WIDGET = "uitleg_plek"


def worked(viewer: Viewer, model: ScoringModel) -> None:
    """Explain the light of one place, as far as this viewer may know."""
    try:
        now = situation(viewer)
    except AccessDeniedError:  # the rest of the page is for everybody
        st.info(t("uitleg.niets"))
        return
    st.header(t("uitleg.pagina_kop", naam=literal(now.explained.name)), anchor=False)
    if not now.homes:
        _choice(now)
    told = reads.explanation(viewer, now.explained, now.view.period)
    if told.detail is Detail.NOTHING:
        st.info(t("uitleg.niets"))
        return
    when = notation.period(now.view.period)
    st.html(f'<p class="bs-head">{badge(State(told.light))}<span>{when}</span></p>')
    parts.borrowed(now, told)
    exact = facts(now.viewer, now.explained, now.view.period)
    if exact is None:
        parts.put(said.card(said.shared_lines(told, model)) + parts.reason_list(told, model, folded=False))
        return
    parts.put(said.card(said.exact_lines(exact)))
    _parts(now, exact)
    effect.offered(now)
    trial.offered(now, model)


def _parts(now: Situation, exact: Facts) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        parts.heading(t("uitleg.deel_opbouw"))
        parts.build_up(now, exact, wide=True)
        parts.heading(t("uitleg.deel_zekerheid"))
        parts.certainty(now, exact, wide=True)
    with right:
        parts.heading(t("uitleg.deel_balans"))
        parts.balance(now, exact, wide=True)
        parts.heading(t("uitleg.deel_verloop"))
        parts.course(now, exact, wide=True)
    parts.heading(t("uitleg.deel_gegevens"))
    parts.data(now, exact, wide=True)


def _choice(now: Situation) -> None:
    """Draw the choice between the open area and the units in it; with an own area, that too wherever one stands."""
    names = {now.unit.unit_id: t("uitleg.heel", naam=now.unit.name)}
    names |= dict(zip(now.units["unit_id"].astype(str), now.units["name"].astype(str), strict=True))
    elsewhere = {code: (level, name) for code, level, name in _own_areas(now.viewer) if code not in names}
    names |= {code: name for code, (_, name) in elsewhere.items()}
    st.session_state[PLACE_WIDGET] = now.view.selected or now.unit.unit_id
    st.selectbox(
        t("uitleg.kies"),
        list(names),
        format_func=names.__getitem__,
        key=PLACE_WIDGET,
        on_change=_choose,
        args=(now.view, now.unit.unit_id, {code: level for code, (level, _) in elsewhere.items()}),
        width=420,
    )


def _own_areas(viewer: Viewer) -> list[tuple[str, Level, str]]:
    """Give the areas of a viewer who does not have the whole place."""
    return [] if reads.place(viewer).root in viewer.areas else reads.areas(viewer)


def _choose(view: View, whole: str, elsewhere: dict[str, Level]) -> None:
    chosen = str(st.session_state[PLACE_WIDGET])
    if chosen in elsewhere:
        state.opened(view, elsewhere[chosen], chosen)
    else:
        state.select(view, None if chosen == whole else chosen)
