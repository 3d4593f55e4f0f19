"""Where a signal is about: a home, a building or a street, found by what people call it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from data import disclosure, opened
from data.desk.guard import Desk, need, need_place
from data.domain.access import Permission, Viewer
from data.domain.areas import Level
from data.domain.errors import RefusedError
from data.domain.parties import Party
from data.warehouse import statements

MOST = 25
"""How many places a search gives; more is no help to anybody."""

_HOME = re.compile(
    r"(?:(?P<postcode>\d{4} ?[a-z]{2})|(?P<street>.*?))"
    r"(?:,? +(?P<number>\d{1,5}) ?-?(?P<letters>[a-z0-9]{0,6}))?"
)
"""A postcode or a street, and perhaps a number with letters: ``9998 aa 12``, ``kade 12 a``, ``1e dwarsstraat``."""


@dataclass(frozen=True, slots=True)
class Place:
    """A home, building or street of the town.

    Parameters
    ----------
    level, unit_id
        What it is. The id of a home stays on the server.
    name
        What people call it, with its buurt.
    building
        Id of the building; empty for a street.
    codes
        Of its buurt, wijk and municipality.
    party
        Organisation in whose inbox a signal about it comes: the corporation where it lets, otherwise the municipality.
    """

    level: Level
    unit_id: str
    name: str
    building: str
    codes: tuple[str, str, str]
    party: Party


def find(desk: Desk, viewer: Viewer, words: str) -> list[Place]:
    """Find the places that a text may mean, inside the viewer's areas.

    With a house number homes come first; with a name alone its streets and buildings do.
    """
    need(viewer, Permission.HAND_IN_SIGNAL)
    asked = " ".join(words.lower().split())
    if len(asked) < 2:  # noqa: PLR2004 (one letter means everything)
        return []
    numbered = _home_parameters(asked)
    homes = _inside(viewer, statements.read(desk.store.connection, "homes_found", numbered))
    places = _inside(viewer, statements.read(desk.store.connection, "places_found", {"words": asked, "most": MOST}))
    return ([*homes, *places] if numbered["number"] else [*places, *homes])[:MOST]


def exact(desk: Desk, level: Level, unit_id: str) -> Place:
    """Give one place by its code.

    Raises
    ------
    RefusedError
        ``adres_onbekend``: there is no such home, building or street.
    """
    if level is Level.DWELLING:
        rows = statements.read(desk.store.connection, "home", {"dwelling_id": unit_id})
    elif level in (Level.BUILDING, Level.STREET):
        rows = opened.fact(desk.store, "unit", level=level, unit_id=unit_id)
        rows = rows.assign(
            building_id=unit_id if level is Level.BUILDING else "",
            neighbourhood_name="",
            let=rows["let_homes"] > 0,
        )
    else:
        rows = pd.DataFrame()
    if rows.empty or rows["neighbourhood_id"].isna().any():
        raise RefusedError("adres_onbekend")
    return _place(rows.iloc[0])


def named(desk: Desk, viewer: Viewer, words: str) -> Place:
    """Give the one place that an address means, inside the viewer's areas.

    Parameters
    ----------
    words
        Street or postcode with number, letter and addition; or the name of a street or building.

    Raises
    ------
    RefusedError
        ``adres_onbekend`` for none, ``adres_meer`` for several.
    """
    found = find(desk, viewer, words)
    asked = " ".join(words.lower().split())
    parts = _home_parameters(asked)
    if parts["number"]:
        tail = _squashed(f"{parts['number']}{parts['letters']}")
        meant = [one for one in found if one.level is Level.DWELLING and _squashed(_short(one)).endswith(tail)]
    else:
        meant = [one for one in found if asked in (_short(one).lower(), one.name.lower())]
    if len(meant) != 1:
        raise RefusedError("adres_meer" if meant else "adres_onbekend")
    return meant[0]


def pointed_at(desk: Desk, viewer: Viewer, level: Level, unit_id: str) -> Place:
    """Give a place that was pointed at on the map; raises AccessDeniedError outside the viewer's areas."""
    need(viewer, Permission.HAND_IN_SIGNAL)
    place = exact(desk, level, unit_id)
    need_place(viewer, place.codes)
    return place


def _home_parameters(asked: str) -> dict[str, object]:
    """Read street or postcode, number and letters from a text such as ``kade 12 a`` or ``9998 aa 12``."""
    parts = _HOME.fullmatch(asked)
    given = parts.groupdict() if parts else {}
    street, postcode = (given.get("street") or "").strip(), (given.get("postcode") or "").replace(" ", "")
    number = given.get("number")
    return {
        "street": street or "\N{EN DASH}",
        "postcode": postcode or "\N{EN DASH}",
        "number": int(number) if number else None,
        "letters": given.get("letters") or "",
        "most": MOST,
    }


def _short(place: Place) -> str:
    """Give the name of a place without its buurt."""
    return place.name.rpartition(", ")[0] or place.name


def _squashed(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _inside(viewer: Viewer, rows: pd.DataFrame) -> list[Place]:
    kept = rows[disclosure.within(viewer, rows)] if len(rows) else rows
    return [_place(row) for _, row in kept.iterrows()]


def _place(row: pd.Series) -> Place:
    around = str(row["neighbourhood_name"])
    return Place(
        Level(row["level"]),
        str(row["unit_id"]),
        f"{row['name']}, {around}" if around else str(row["name"]),
        str(row["building_id"]),
        (str(row["neighbourhood_id"]), str(row["district_id"]), str(row["municipality_id"])),
        Party.CORPORATION if bool(row["let"]) else Party.MUNICIPALITY,
    )
