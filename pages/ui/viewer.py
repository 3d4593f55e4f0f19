"""Who is looking: on the demo whoever the role switch says; elsewhere the role that sees least."""

from __future__ import annotations

import streamlit as st

from data.domain.access import Role, Viewer
from data.domain.errors import SettingsError
from data.safety import unsafe_figures
from pages.ui import reads, sign_in

ROLE_KEY = "rol"
"""Where the session keeps the role that was chosen on the demo."""

DEMO_ROLE = Role.CORPORATION_MANAGER
"""Role in which the demo opens: the one that can go all the way down."""

OPEN_ROLE = Role.MUNICIPALITY_POLICY
"""Role of everybody where the figures are real and nobody can sign in: lights and bands, no homes."""


def visitor() -> Viewer:
    """Somebody of whom nothing is known yet: may learn which place this is, and no figure."""
    return Viewer(Role.PROJECTOR, frozenset())


def current() -> Viewer:
    """Give the viewer of this run; the whole place is their area.

    Raises
    ------
    WarehouseError
        There is nothing to look at yet.
    SettingsError
        The figures are not public, and nobody has to sign in.
    """
    place = reads.place(visitor())
    if place.sensitive and not sign_in.configured():
        raise SettingsError(unsafe_figures())
    areas = frozenset({place.root})
    return _invented(chosen_role(), areas) if place.demo else Viewer(OPEN_ROLE, areas)


def _invented(role: Role, areas: frozenset[str]) -> Viewer:
    """Invented person of the demo who plays a role."""
    return Viewer(role, areas, name=f"demo-{role.value}", person=f"demo-{role.value}")


def chosen_role() -> Role:
    """Role that the switch of this session stands on; anything unknown is the default."""
    try:
        return Role(str(st.session_state.get(ROLE_KEY, DEMO_ROLE)))
    except ValueError:
        return DEMO_ROLE
