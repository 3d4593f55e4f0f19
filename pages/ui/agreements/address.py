"""Which agreement is open, in the address: its number, never its title."""

from __future__ import annotations

import streamlit as st

from pages.ui.text import language

NUMBER, PART, LANGUAGE = "afspraak", "deel", "taal"
"""Names of the query parameters."""

PARTS = ("afspraken", "acties")


def number() -> str:
    """Give the number that the address asks for; empty for the list."""
    return str(st.query_params.get(NUMBER, ""))


def part() -> str:
    """Give the part of the page that the address asks for; anything unknown is the first."""
    asked = str(st.query_params.get(PART, ""))
    return asked if asked in PARTS else PARTS[0]


def show(wanted: str) -> None:
    """Open an agreement, or the list with an empty number."""
    st.query_params.from_dict({**({NUMBER: wanted} if wanted else {}), LANGUAGE: language()})


def show_part(wanted: str) -> None:
    """Show a part of the page."""
    st.query_params.from_dict({PART: wanted, LANGUAGE: language()})
