"""Whether a focus agreement helped: the picture for who has exact figures, the words of the last meeting for others."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Detail, Viewer
from data.domain.agreements import Agreement, Sort, Terms
from data.domain.areas import Level
from data.domain.periods import first_after
from pages.ui import notation
from pages.ui import reads as figures
from pages.ui.agreements import reads, words
from pages.ui.followed import comparison
from pages.ui.markup import literal
from pages.ui.text import t
from pages.ui.why import effect


def helped(viewer: Viewer, agreement: Agreement) -> None:
    """Draw whether it helped; nothing for a regular agreement, which changes nothing on purpose."""
    terms = agreement.terms
    if terms.sort is not Sort.FOCUS:
        return
    st.header(t("effect.hielp"), anchor=False)
    if not terms.unit_id or terms.starts is None:
        st.markdown(t("effect.zonder_plaats"))
    elif viewer.detail(Level(terms.level)) is Detail.EXACT:
        _looked_at(viewer, terms)
    else:
        _told(viewer, agreement.number)


def _looked_at(viewer: Viewer, terms: Terms) -> None:
    place, level = figures.place(viewer), Level(terms.level)
    root = figures.locate(viewer, Level.MUNICIPALITY, place.root)
    start = first_after(place.periods, terms.starts) if terms.starts else ""
    if root is None or not start:
        st.markdown(t("effect.kort_too_early"))
        return
    lights, steps = figures.trial(viewer, root, level, place.periods[-1])
    found = comparison(terms.unit_id, start, steps, figures.shapes(viewer, root, level))
    if found is None:
        st.markdown(t("effect.kort_too_early"))
    else:
        effect.show(found, dict(lights["name"]))


def _told(viewer: Viewer, number: str) -> None:
    last = reads.last_told(viewer, number)
    said = words.helped(last[1]) if last else ""
    if last and said:
        st.markdown(literal(t("effect.bij_overleg", dag=notation.day(last[0]), zin=said)))
    else:
        st.markdown(t("effect.nog_niet"))
