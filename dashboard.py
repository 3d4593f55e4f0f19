"""Entrance: ``streamlit run dashboard.py``."""

import os

import streamlit as st

from data.settings import from_environment
from pages.ui import set_up, web

set_up.text_for_small_frames()
settings = set_up.require(from_environment(os.environ))
app = st.App("pages/ui/app.py", routes=web.ROUTES, middleware=web.middleware(settings))
