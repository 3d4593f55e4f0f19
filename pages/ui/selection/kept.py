"""Where a session keeps its own selection: a name and places, plain values only."""

from __future__ import annotations

import streamlit as st

from data.domain.areas import Level
from data.release_selection import LEVELS, MOST, Member
from data.released import Unit

PLACES, NAME = "selectie_plekken", "selectie_naam"


def members() -> tuple[Member, ...]:
    """Give the places that are chosen, in the order in which they were."""
    return tuple((Level(level), str(code)) for level, code in st.session_state.get(PLACES, []))


def toggle(level: Level, unit_id: str) -> None:
    """Add a place, or take it out when it is chosen."""
    chosen, one = list(members()), (level, unit_id)
    kept = [other for other in chosen if other != one] if one in chosen else [*chosen, one][:MOST]
    st.session_state[PLACES] = [(step.value, code) for step, code in kept]


def clear() -> None:
    """Let everything go."""
    st.session_state[PLACES] = []
    st.session_state[NAME] = ""


def takes(unit: Unit) -> bool:
    """Whether a unit is of a level that can be chosen."""
    return unit.level in LEVELS
