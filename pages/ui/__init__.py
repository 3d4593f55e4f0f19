"""Shared Streamlit parts: sign-in, language, navigation, map frame, and the only roads to the data."""
