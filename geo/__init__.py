"""From units and lights to map layers: pure functions, no database and no Streamlit."""
