"""The Streamlit pages: one file a page; each chooses, calls and shows."""
