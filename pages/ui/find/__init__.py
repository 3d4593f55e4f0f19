"""The search of the map."""
