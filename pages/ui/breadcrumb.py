"""The way up: the areas around the one in view, each a button, the last one plain text."""

from __future__ import annotations

import streamlit as st

from data.released import Unit
from pages.ui import state
from pages.ui.markup import literal
from pages.ui.state import View
from pages.ui.text import t


def breadcrumb(trail: tuple[Unit, ...], view: View) -> None:
    """Draw the breadcrumb.

    Parameters
    ----------
    trail
        Units from the municipality down to the one in view.
    view
        View from which is gone up; its period stays.
    """
    with st.container(key="kruimelpad", horizontal=True, vertical_alignment="center", gap="xxsmall"):
        for number, unit in enumerate(trail[:-1]):
            st.button(
                literal(unit.name),
                key=f"kruimel_{number}",
                type="tertiary",
                help=t("kaart.omhoog", naam=literal(unit.name)),
                on_click=state.opened,
                args=(view, unit.level, unit.unit_id),
            )
        st.markdown(f"**{literal(trail[-1].name)}**" if trail else "")
