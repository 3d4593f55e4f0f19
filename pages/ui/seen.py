"""What is seen: one sentence, the legend, and what stands out besides the colours."""

from __future__ import annotations

import streamlit as st

from pages.ui import agreed, campaigns, presenter
from pages.ui.layers.shape import Painted
from pages.ui.legend import legends
from pages.ui.situation import Situation


def sentence(now: Situation, painted: Painted) -> None:
    """Draw what is seen in a sentence, and the legend."""
    with st.container(key="kaart_zin"):
        presenter.title(now, painted)
        legends(now, painted)
        agreed.counted_below(now.units)
        campaigns.on_layer(now)
