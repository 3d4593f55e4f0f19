"""Kept selections on behalf of a viewer: for who has exact figures, each party its own, nothing outside one's areas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from data import release_selection
from data.desk.guard import Desk, actor, need_exact
from data.domain.access import Viewer
from data.domain.errors import AccessDeniedError, RefusedError
from data.domain.free_text import checked
from data.domain.selections import LONGEST, Act, Place, Selection, written
from data.domain.subjects import Subject
from data.records import events, lists
from data.records import selections as records
from data.records.events import Entry, Receipt
from data.release_selection import LEVELS, MOST


@dataclass(frozen=True, slots=True)
class Opened:
    """A kept selection as one viewer sees it.

    Parameters
    ----------
    number, version, name
        Of the selection.
    places
        Those that exist and lie in the viewer's areas.
    elsewhere
        How many lie outside them.
    gone
        How many do not exist any more.
    """

    number: str
    version: int
    name: str
    places: tuple[Place, ...]
    elsewhere: int
    gone: int


def may_keep(viewer: Viewer) -> bool:
    """Whether this viewer may keep selections: somebody with exact figures who speaks for a party."""
    return release_selection.may_select(viewer) and viewer.party is not None and bool(viewer.person)


def names(desk: Desk, viewer: Viewer) -> dict[str, str]:
    """Give the names of the selections of the viewer's own party by number, in the order of the alphabet."""
    need_exact(viewer)
    return {one.number: one.name for one in sorted(_of_party(desk, viewer), key=_alphabet)}


def opened(desk: Desk, viewer: Viewer, number: str) -> Opened | None:
    """Open a selection of the viewer's own party; None when there is none, or it was taken away."""
    need_exact(viewer)
    found = next((one for one in _of_party(desk, viewer) if one.number == number), None)
    if found is None:
        return None
    inside, elsewhere = release_selection.placed(desk.store, viewer, found.places)
    gone = len(found.places) - len(inside) - len(elsewhere)
    return Opened(number, found.version, found.name, inside, len(elsewhere), gone)


def keep(desk: Desk, viewer: Viewer, name: str, places: Sequence[Place], *, key: str, now: datetime) -> Receipt:
    """Keep a new selection under a name.

    Raises
    ------
    AccessDeniedError
        The viewer has no exact figures, or is nobody in particular.
    RefusedError
        The name is empty, too long, taken, or holds what leads to a person; there is no place or there are too many; a
        place does not exist, lies outside the viewer's areas, or can't be chosen.
    """
    need_exact(viewer)
    return _kept(desk, viewer, None, 0, name, places, key, now)


def change(
    desk: Desk, viewer: Viewer, number: str, seen: int, name: str, places: Sequence[Place], *, key: str, now: datetime
) -> Receipt:
    """Give a selection another name or other places; raises as `keep`, and when somebody else was first.

    Places outside the viewer's areas stay in it: who does not see them does not take them out.
    """
    need_exact(viewer)
    return _kept(desk, viewer, _own(desk, viewer, number, seen), seen, name, places, key, now)


def take_away(desk: Desk, viewer: Viewer, number: str, seen: int, *, key: str, now: datetime) -> Receipt:
    """Take a selection away from the list of the party; what was recorded of it stays."""
    need_exact(viewer)
    _own(desk, viewer, number, seen)
    entry = Entry(Subject.SELECTION, Act.TAKEN_AWAY.value, number=number, seen=seen)
    return events.append(desk.records, [entry], actor(viewer), key=key, now=now)[0]


def _kept(
    desk: Desk,
    viewer: Viewer,
    before: Selection | None,
    seen: int,
    name: str,
    places: Sequence[Place],
    key: str,
    now: datetime,
) -> Receipt:
    number = before.number if before else ""
    own = number or lists.known(desk.records, [key]).get(key, "")  # the same form again is no other of that name
    called = _named(desk, viewer, own, name)
    chosen = _chosen(desk, viewer, places)
    others = release_selection.placed(desk.store, viewer, before.places)[1] if before else ()
    if len(chosen) + len(others) > MOST:
        raise RefusedError("selectie_vol", meest=str(MOST))
    facts = {"places": written([*chosen, *others])}
    entry = Entry(Subject.SELECTION, Act.KEPT.value, facts, number, {"name": called}, seen)
    return events.append(desk.records, [entry], actor(viewer), key=key, now=now)[0]


def _named(desk: Desk, viewer: Viewer, number: str, name: str) -> str:
    """Give a name that may be kept."""
    called = " ".join(checked(name).split())
    if not called:
        raise RefusedError("selectie_naam")
    if len(called) > LONGEST:
        raise RefusedError("te_lang", meest=str(LONGEST))
    others = (one.name.casefold() for one in _of_party(desk, viewer) if one.number != number)
    if called.casefold() in others:
        raise RefusedError("selectie_dubbel")
    return called


def _chosen(desk: Desk, viewer: Viewer, places: Sequence[Place]) -> tuple[Place, ...]:
    """Give the places that may be kept, each once."""
    chosen = tuple(dict.fromkeys(places))
    if not chosen:
        raise RefusedError("selectie_leeg")
    levels = {level for level, _ in chosen}
    if not levels <= set(LEVELS) or release_selection.placed(desk.store, viewer, chosen)[0] != chosen:
        raise RefusedError("selectie_plek")
    return chosen


def _of_party(desk: Desk, viewer: Viewer) -> list[Selection]:
    """Give the selections of the viewer's own party that were not taken away; nobody's for who speaks for none."""
    found = records.all_kept(desk.records).values()
    return [one for one in found if viewer.party is not None and one.party == viewer.party.value and not one.gone]


def _own(desk: Desk, viewer: Viewer, number: str, seen: int) -> Selection:
    """Give a selection of the viewer's own party, to take the next step with.

    Raises
    ------
    AccessDeniedError
        It is another party's.
    RefusedError
        There is none, or who asks saw that it was taken away.
    """
    found = records.all_kept(desk.records).get(number)
    if found is None or (found.gone and seen >= found.version):
        raise RefusedError("bestaat_niet", nummer=number)
    if viewer.party is None or found.party != viewer.party.value:
        message = f"{viewer.role} does not speak for the party that keeps {number}"
        raise AccessDeniedError(message)
    return found


def _alphabet(one: Selection) -> tuple[str, str]:
    return one.name.casefold(), one.number
