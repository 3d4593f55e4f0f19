"""What is checked and set before the server starts."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from data.domain.errors import SettingsError
from data.safety import require_safe
from data.settings import Settings
from pages.ui import sign_in


def require(settings: Settings) -> Settings:
    """Give the settings back, or end the process with one sentence that says what is unsafe and how to mend it."""
    address = str(st.get_option("server.address") or "")
    try:
        require_safe(settings, signs_in=sign_in.configured(), address=address)
    except SettingsError as error:
        raise SystemExit(str(error)) from None
    return settings


def text_for_small_frames() -> None:
    """Keep text in frames as Python's own: a page handles frames of a few rows, and with Arrow each step costs more."""
    pd.set_option("mode.string_storage", "python")
