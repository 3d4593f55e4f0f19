"""Which part of the page of signals is in view, which case is open, and what was just stored."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st
from streamlit.errors import StreamlitAPIException

from data.domain.access import Permission, Role, Viewer
from pages.ui.text import t
from pages.ui.writes import confirmed

CASE = "signalen_zaak"
"""Where the session keeps the number of the open case."""

STORED = "signalen_opgeslagen"
"""Where the session keeps the number that was just stored, to be said once."""


WHOLE = ("GM", "WK")
"""What the codes of areas begin with that hold whole wijken: below those there is nothing to learn from."""


class Part(StrEnum):
    """One part of the page."""

    INBOX = "postvak"
    HAND_IN = "melden"
    OWN = "eigen"
    COUNTS = "tellen"
    LEARNING = "leren"


def parts_of(viewer: Viewer) -> list[Part]:
    """Give the parts that a viewer has, the one that the page opens on first."""
    found = [Part.INBOX] if viewer.may(Permission.WORK_CASE) else []
    found += [Part.HAND_IN, Part.OWN]
    found += [Part.COUNTS] if viewer.may(Permission.COUNT_CASES) else []
    whole = any(code.startswith(WHOLE) for code in viewer.areas)
    return [*found, Part.LEARNING] if whole else found


def switch(viewer: Viewer) -> Part:
    """Draw the switch between the parts; give the one in view."""
    options = parts_of(viewer)
    key = f"signalen_deel_{viewer.role.value}"
    chosen = st.segmented_control(
        t("signalen.deel"),
        options,
        default=options[0],
        format_func=lambda part: t(f"signalen.deel_{part.value}"),
        key=key,
        required=True,
        label_visibility="collapsed",
    )
    return Part(chosen or options[0])


def opened() -> str | None:
    """Give the number of the case that is open, if any."""
    number = st.session_state.get(CASE)
    return str(number) if number else None


def open_case(number: str) -> None:
    """Open a case."""
    st.session_state[CASE] = number


def leave_case() -> None:
    """Go back from a case to the list."""
    st.session_state.pop(CASE, None)


def redraw() -> None:
    """Draw the page anew; the page alone where it was running alone."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:  # the whole app was running, header and all
        st.rerun()


def stored(number: str | None) -> None:
    """After a write: draw the page anew and say the number; nothing when it was not stored."""
    if number is not None:
        st.session_state[STORED] = number
        redraw()


def say_stored() -> None:
    """Say once what was just stored."""
    number = st.session_state.pop(STORED, None)
    if number:
        confirmed(str(number))


def role_words(role: str) -> str:
    """Name a role; empty for a rule that recorded something by itself."""
    return t(f"rol.{role}") if role in list(Role) else t("signalen.regel")
