"""The gate's answers to a search: places that this viewer may open, by name, postcode or address; never a home."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import pandas as pd

from data import disclosure, release
from data.domain.access import Viewer
from data.domain.areas import Level
from data.release import Store
from data.warehouse import statements

MOST = 8
"""How many places a search gives; more is no help to anybody."""

SHORTEST = 2
"""Letters from which a search makes sense."""

LONGEST = 80
"""Letters of a search that are looked at."""

_ADDRESS = re.compile(
    r"(?:(?P<postcode>\d{4} ?[a-z]{2})|(?P<street>\D.*?|\d+e .*?))(?:,? +(?P<number>\d{1,5})(?: ?-?[a-z0-9]{0,6})?)?"
)
"""A postcode or a street, and perhaps a number: ``9998 aa 12``, ``kade 12 a``, ``1e dwarsstraat 3``."""

_NOTHING = "\N{EN DASH}"
"""What no street and no postcode begins with."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place that was found; ``around`` names what it lies in, and may be empty."""

    level: Level
    unit_id: str
    name: str
    around: str


def find(store: Store, viewer: Viewer, asked: str) -> tuple[Found, ...]:
    """Find the places that a text may mean, inside the viewer's areas; none for a text that is too short.

    With a house number the buildings at that address come first; with a name or a postcode its places do.
    """
    words = _plain(asked)
    if len(words) < SHORTEST:
        return ()
    levels = release.place(store, viewer).levels
    named = statements.read(store.connection, "places_named", {"words": words, "most": 10 * MOST})
    address = _address(words)
    at = statements.read(store.connection, "places_at_address", address | {"most": 10 * MOST})
    numbered = address["number"] is not None or address["postcode"] != _NOTHING
    rows = pd.concat([at, named] if numbered else [named, at], ignore_index=True)
    rows = rows[disclosure.within(viewer, rows) & rows["level"].isin([level.value for level in levels])]
    kept = rows.drop_duplicates(["level", "unit_id"]).head(MOST)
    return tuple(
        Found(Level(level), str(unit_id), str(name), "" if pd.isna(around) else str(around))
        for level, unit_id, name, around in kept[["level", "unit_id", "name", "around"]].itertuples(index=False)
    )


def _plain(asked: str) -> str:
    """Write a search in lower case, without accents and with single spaces."""
    folded = unicodedata.normalize("NFKD", asked[:LONGEST].lower())
    return " ".join("".join(letter for letter in folded if not unicodedata.combining(letter)).split())


def _address(words: str) -> dict[str, object]:
    parts = _ADDRESS.fullmatch(words)
    given = parts.groupdict() if parts else {}
    street, postcode = (given.get("street") or "").strip(), (given.get("postcode") or "").replace(" ", "")
    number = given.get("number")
    known = street if number else ""  # a street alone is found by its name
    return {"street": known or _NOTHING, "postcode": postcode or _NOTHING, "number": int(number) if number else None}
