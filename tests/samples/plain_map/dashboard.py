"""The plain map, served by the same kind of server; ``PYTHONPATH`` must hold the repository."""

import streamlit as st

from pages.ui import web

app = st.App("app.py", routes=web.ROUTES)
