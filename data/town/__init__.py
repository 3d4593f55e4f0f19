"""The making of Waterrade, the invented town: its plan, its homes and its figures."""
