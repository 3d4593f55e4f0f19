"""Who is looking: whoever signed in, with a role that the records give; on the demo whoever the role switch says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum

import streamlit as st

from data.domain.access import Permission, Role, Viewer
from data.domain.errors import AccessDeniedError, RecordsDownError, SettingsError
from data.domain.people import invented
from data.safety import unsafe_figures
from pages.ui import live, reads, sign_in
from pages.ui.attendance import REGISTER, Attendance
from pages.ui.invented_area import invented_area
from pages.ui.meeting import reads as screen
from pages.ui.people import reads as people
from pages.ui.sign_in import SignIn

ROLE_KEY = "rol"
"""Where the session keeps the role that was chosen among one's own; on the demo among all."""

SHOWN_KEY = "toon_als"
"""Where the session keeps the role as which one looks, to check what it sees."""

DEMO_ROLE = Role.CORPORATION_MANAGER
"""Role in which the demo opens: the one that can go all the way down."""

SCREEN_KEY = "overleg_scherm"
"""Where the session keeps the number of the meeting that it is the screen of; empty for none."""

SCREEN_BY = "overleg_door"
"""Where the session keeps who opened that meeting, whatever the role switch of the demo says afterwards."""

OPEN_ROLE = Role.MUNICIPALITY_POLICY
"""Role of everybody where the figures are public and nobody can sign in: lights and bands, no homes."""


class Closed(StrEnum):
    """Why nobody is looking."""

    NOBODY = "nobody"
    IDLE = "idle"
    OVER = "over"
    UNKNOWN = "unknown"
    """Signed in, but no role was given."""


class ClosedError(AccessDeniedError):
    """Nobody is looking who may come in; ``why`` says what the screen offers."""

    def __init__(self, why: Closed) -> None:
        self.why = why
        super().__init__(f"closed: {why}")


def visitor() -> Viewer:
    """Somebody of whom nothing is known yet: may learn which place this is, and no figure."""
    return Viewer(Role.PROJECTOR, frozenset())


def current() -> Viewer:
    """Give the viewer of this run.

    Raises
    ------
    WarehouseError
        There is nothing to look at yet.
    SettingsError
        The figures are not public, and nobody has to sign in.
    ClosedError
        Nobody signed in who may come in, or too long ago.
    """
    looking = at_the_screen(own())
    shown = _role(st.session_state.get(SHOWN_KEY))
    if shown is None or not looking.may(Permission.SHOW_AS_ROLE):
        return looking
    return replace(looking, role=shown, within=looking.role)


def own() -> Viewer:
    """Give the viewer with the role that is really theirs; raises as `current`."""
    if sign_in.configured():
        return _signed_in()
    place = reads.place(visitor())
    if place.sensitive:
        raise SettingsError(unsafe_figures())
    areas = frozenset({place.root})
    if place.demo and chosen_role() is Role.TENANTS:
        areas = invented_area(place) or areas
    return _invented(chosen_role(), areas) if place.demo else Viewer(OPEN_ROLE, areas)


def at_the_screen(looking: Viewer) -> Viewer:
    """Drop to the role of the screen while this session holds a meeting, under the name of who opened it."""
    if not st.session_state.get(SCREEN_KEY) or looking.within is not None:
        return looking
    opener = looking.person if sign_in.configured() else str(st.session_state.get(SCREEN_BY) or looking.person)
    standing = Viewer(Role.PROJECTOR, looking.areas, looking.name, opener)
    try:
        return screen.at_screen(standing, str(st.session_state[SCREEN_KEY]))
    except RecordsDownError:
        return replace(standing, areas=frozenset())


def roles() -> tuple[Role, ...]:
    """Give the roles among which this session may choose; none where everybody has the same."""
    if sign_in.configured():
        one = _present()
        person = None if REGISTER.projects(one) else people.who(one)[0]
        return tuple(person.roles) if person else ()
    return tuple(Role) if reads.place(visitor()).demo else ()


def chosen_role() -> Role:
    """Role that the switch of this session stands on; anything unknown is the default."""
    return _role(st.session_state.get(ROLE_KEY)) or DEMO_ROLE


def state() -> Attendance | None:
    """Whether who signed in still counts as present, without counting this as a use; None where nobody has to."""
    one = sign_in.present()
    return REGISTER.state(one, datetime.now(UTC), live.settings()) if one else None


def project() -> None:
    """Drop to what the projector may show, without a lock for being idle, until signed out; for an open meeting.

    On the demo nobody signs in, and the screen of the meeting drops to it by itself (`at_the_screen`).
    """
    one = sign_in.present()
    if one:
        REGISTER.project(one)


def show_as_oneself() -> None:
    """Stop looking as another role."""
    st.session_state[SHOWN_KEY] = ""


def leave() -> None:
    """Sign out, in every tab; on the demo nothing is left but to go back to the first role."""
    for key in (ROLE_KEY, SHOWN_KEY):
        st.session_state.pop(key, None)
    one = sign_in.present()
    if one:
        REGISTER.end(one, datetime.now(UTC))
    if sign_in.configured():
        st.logout()


def _invented(role: Role, areas: frozenset[str]) -> Viewer:
    """Invented person of the demo who plays a role."""
    return Viewer(role, areas, name=invented(role), person=invented(role))


def _signed_in() -> Viewer:
    one = _present()
    person, certain = people.who(one)
    if person is None or not person.roles:
        raise ClosedError(Closed.UNKNOWN)
    chosen = _role(st.session_state.get(ROLE_KEY))
    role = chosen if chosen is not None and chosen in person.roles else next(iter(person.roles))
    areas = person.roles[role]
    if REGISTER.projects(one):
        role, areas = Role.PROJECTOR, frozenset().union(*person.roles.values())
    within = None if certain else role  # while the records are down nothing can be written anyway
    return Viewer(role, areas, person.identity.name, person.number, within)


def _present() -> SignIn:
    """Give who signed in and is still there."""
    one = sign_in.present()
    if one is None:
        raise ClosedError(Closed.NOBODY)
    attendance = REGISTER.use(one, datetime.now(UTC), live.settings())
    if attendance is not Attendance.PRESENT:
        raise ClosedError(Closed(attendance.value))
    return one


def _role(value: object) -> Role | None:
    try:
        return Role(str(value))
    except ValueError:
        return None
