"""What the table may look at: the areas that every party at a meeting works in, and what lies inside them."""

from __future__ import annotations

from collections.abc import Iterable

from data import release
from data.desk.guard import Desk, need
from data.desk.people import everybody
from data.domain.access import Permission, Role, Viewer
from data.domain.areas import Level
from data.domain.errors import RefusedError


def shared_areas(desk: Desk, viewer: Viewer, parties: Iterable[str]) -> frozenset[str]:
    """Give the areas of who opens a meeting, as far as every party that is present works there.

    A party works where its people do. A party of which nobody may come in narrows nothing: nobody of it would see it.

    Raises
    ------
    RefusedError
        There is no area in which all of them work.
    """
    need(viewer, Permission.OPEN_MEETING)
    people = everybody(desk.records).values()
    found = viewer.areas
    for party in parties:
        theirs = {
            code
            for person in people
            for role, areas in person.roles.items()
            if Viewer(role, areas).party == party
            for code in areas
        }
        if theirs:
            found = _common(desk, found, frozenset(theirs))
    if not found:
        raise RefusedError("geen_gedeeld_gebied")
    return found


def inside(desk: Desk, viewer: Viewer, level: str, unit_id: str) -> bool:
    """Whether a place lies in the viewer's areas; what is about no place is for everybody."""
    if not unit_id:
        return True
    trail = release.trail(desk.store, viewer, Level(level), unit_id) if level in list(Level) else ()
    return bool(viewer.areas.intersection(one.unit_id for one in trail))


def _common(desk: Desk, ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Give the areas of each that lie inside the other's."""
    root = release.place(desk.store, Viewer(Role.PROJECTOR, frozenset())).root
    whole = Viewer(Role.PROJECTOR, frozenset({root}))
    levels = {code: level for code, level, _ in release.areas(desk.store, whole)}
    above = {
        code: {one.unit_id for one in release.trail(desk.store, whole, levels[code], code)}
        for code in ours | theirs
        if code in levels
    }
    return frozenset(
        code
        for mine, others in ((ours, theirs), (theirs, ours))
        for code in mine
        if others.intersection(above.get(code, {code}))
    )
