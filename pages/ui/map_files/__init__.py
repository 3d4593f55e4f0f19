"""Saving what is on the map as a file: what goes in it, the kinds of files, and the control."""
