"""The DuckDB warehouse: geometry, indicators and lights, rebuilt from the sources and read-only in use."""
