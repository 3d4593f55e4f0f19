"""The disclosure gate: every figure that leaves for a screen or a file passes here; denies by default."""
