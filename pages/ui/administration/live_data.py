"""What is live, and the shape of what was loaded: column names and masked values, never a value."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Viewer
from pages.ui import live, notation, reads
from pages.ui.accounts import file_table, table_word
from pages.ui.markup import literal, table
from pages.ui.text import t


def show(viewer: Viewer) -> None:
    """Draw what is live, what was delivered and the previews."""
    place = reads.place(viewer)
    st.markdown(
        t(
            "beheer.levend",
            plaats=literal(place.name),
            bestand=literal(live.named()),
            ingelezen=notation.moment(place.built_at),
            model=literal(place.model_id or "-"),
        )
    )
    st.html(file_table(reads.account(viewer)))
    st.header(t("beheer.voorbeeld"), anchor=False)
    st.caption(t("beheer.voorbeeld_uitleg"))
    for name in reads.PREVIEWS:
        rows = reads.preview(viewer, name).fillna("").astype(str)
        st.html(table(table_word(name), [str(column) for column in rows.columns], rows.to_numpy().tolist()))
