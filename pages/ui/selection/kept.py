"""Where a session keeps its own selection: a name and places, plain values only."""

from __future__ import annotations

import streamlit as st

from data.domain.areas import Level
from data.release_selection import LEVELS, MOST, Member
from data.released import Unit

PLACES, CALLED, FROM = "selectie_plekken", "selectie_heet", "selectie_van"
NAME = "selectie_naam"
"""Key of the field for the name; what is typed there would go when another page is opened, so it is kept apart."""


def members() -> tuple[Member, ...]:
    """Give the places that are chosen, in the order in which they were."""
    return tuple((Level(level), str(code)) for level, code in st.session_state.get(PLACES, []))


def toggle(level: Level, unit_id: str) -> None:
    """Add a place, or take it out when it is chosen."""
    chosen, one = list(members()), (level, unit_id)
    kept = [other for other in chosen if other != one] if one in chosen else [*chosen, one][:MOST]
    st.session_state[PLACES] = [(step.value, code) for step, code in kept]


def name() -> str:
    """Give what was typed as its name."""
    return str(st.session_state.get(CALLED) or "")


def typed() -> None:
    """Keep the name that was typed."""
    st.session_state[CALLED] = st.session_state[NAME]


def opened() -> tuple[str, int]:
    """Give number and version of the kept selection that this began as; an empty number for a new one."""
    number, version = st.session_state.get(FROM, ("", 0))
    return str(number), int(version)


def begin(number: str, version: int) -> None:
    """Go on as the kept selection of this number and version; places and name stay."""
    st.session_state[FROM] = (number, version)


def show(number: str, version: int, name: str, places: tuple[Member, ...]) -> None:
    """Put a kept selection in the place of what is chosen."""
    st.session_state[PLACES] = [(level.value, code) for level, code in places]
    st.session_state[CALLED] = st.session_state[NAME] = name
    begin(number, version)


def clear() -> None:
    """Let everything go."""
    show("", 0, "", ())


def takes(unit: Unit) -> bool:
    """Whether a unit is of a level that can be chosen."""
    return unit.level in LEVELS
