"""Importers: each turns one delivered file into a table and a report of what was accepted and why not."""
