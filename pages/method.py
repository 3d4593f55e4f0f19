"""How a light is made, at ``/verantwoording``: the steps in plain words, the model, the sources and their rows."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.domain.access import Permission, Viewer
from pages.ui import notation, reads, state
from pages.ui.accounts import file_table, indicator_table, reason_table, source_table
from pages.ui.gate import guarded
from pages.ui.markup import literal
from pages.ui.text import t
from pages.ui.why.page import worked
from scoring.model import ScoringModel

STEPS = ("meten", "klein", "punten", "optellen", "kleur", "houdt", "regels", "geleend", "grijs", "wie")
"""Steps of the explanation, in order; each is a text with a heading."""


def page(viewer: Viewer) -> None:
    """Account for the lights that are published now."""
    st.title(t("verantwoording.titel"), anchor=False)
    st.markdown(t("verantwoording.inleiding"))
    model = reads.model(viewer)
    if model is None:
        st.info(t("verantwoording.geen_model"))
    else:
        if state.AREA in state.asked():
            worked(viewer, model)
        explain(model)
        origin(viewer, model)
        st.html(indicator_table(model))
        if state.AREA not in state.asked():
            worked(viewer, model)
    st.header(t("verantwoording.gegevens"), anchor=False)
    st.html(source_table(reads.sources(viewer)))
    account = reads.account(viewer)
    st.html(file_table(account))
    st.html(reason_table(account))


def explain(model: ScoringModel) -> None:
    """Say in plain words how a light is made, with the numbers of this model."""
    st.header(t("verantwoording.hoe"), anchor=False)
    figures = {
        "laag": notation.plain(model.thresholds.t1),
        "hoog": notation.plain(model.thresholds.t2),
        "straat": str(model.sizes.street),
        "gebouw": str(model.sizes.building),
        "tarief": str(model.sizes.rate),
        "dekking": notation.plain(100 * model.coverage.dimension),
        "minimum": str(model.coverage.indicators),
        "keer": str(model.stability.clear),
        "langer": str(model.stability.narrow),
    }
    lines = [f"{t(f'stap.{step}_kop')} {t(f'stap.{step}', **figures)}" for step in STEPS]
    st.markdown("\n".join(f"{number}. {line}" for number, line in enumerate(lines, 1)))


def origin(viewer: Viewer, model: ScoringModel) -> None:
    """Say which model, its fingerprint, and when data and lights were made."""
    made = reads.publication(viewer)
    published = pd.Timestamp(str(made["published_at"])).to_pydatetime()
    st.header(t("verantwoording.model"), anchor=False)
    st.markdown(
        t(
            "verantwoording.herkomst",
            naam=literal(model.nl if t("taal.code") == "nl" else model.en),
            kenmerk=literal(model.id),
            vingerafdruk=str(made["model_hash"])[:12],
            gemaakt=notation.moment(published),
            ingelezen=notation.moment(reads.place(viewer).built_at),
        )
    )


guarded(page, needs=Permission.SEE_METHOD)
