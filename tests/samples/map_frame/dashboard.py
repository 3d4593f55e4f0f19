"""The map alone, served with the same routes and headers as the dashboard; ``PYTHONPATH`` must hold the repository."""

import os

import streamlit as st

from data.settings import from_environment
from pages.ui import web

app = st.App("app.py", routes=web.ROUTES, middleware=web.middleware(from_environment(os.environ)))
