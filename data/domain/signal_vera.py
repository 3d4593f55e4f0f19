"""A list of signals as VERA has it: objects *Signalering*, with what VERA has no place for in extra attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from data.domain.areas import Level
from data.domain.signal_lists import OVER, PLACES, Cells
from data.domain.signals import KINDS
from data.domain.subjects import ZONE

EXTRA = ("adres", "thema", "haast", "van_wie", "toestemming", "omschrijving", "status")
"""Columns that stand among the extra attributes, by the same name."""

OBJECTS: dict[Level, str] = {
    Level.DWELLING: "verblijfsobject",
    Level.BUILDING: "pand",
    Level.STREET: "openbareruimte",
}
"""Name of each kind of place in the address of its BAG object."""

_ADDRESS = re.compile(r"(?P<what>verblijfsobject|pand|openbareruimte)[:/](?P<code>[\w\-]+)/?$", re.IGNORECASE)


def signalering(told: Cells) -> dict[str, object]:
    """Write a row as a *Signalering*; its begin is the moment at which the day began here."""
    began = datetime.combine(date.fromisoformat(told["datum"]), time(), tzinfo=ZONE).isoformat()
    over = told["status"].lower() in OVER
    kind = next((one for one in KINDS.values() if (one.code, one.detail) == (told["soort"], told["detailsoort"])), None)
    place = next((f"urn:bag:{OBJECTS[level]}:{told[name]}" for name, level in PLACES.items() if told[name]), "")
    whole: dict[str, object] = {
        "id": told["nummer"],
        "soort": _coded(told["soort"], kind.name if kind else ""),
        "detailSoort": _coded(told["detailsoort"], kind.detail_name if kind else ""),
        "status": _coded(*(("VER", "Vervallen") if over else ("ACT", "Actief"))),
        "begindatum": began,
        "adres": place,
        "extra-attributen": [{"naam": name, "waarde": told[name]} for name in EXTRA if told[name]],
    }
    return {name: value for name, value in whole.items() if value}


def row(given: Mapping[str, Any]) -> dict[str, str]:
    """Read a *Signalering* as a row; of whom it is about nothing is taken over."""
    extra = given.get("extra-attributen")
    told = {
        str(one.get("naam", "")): str(one.get("waarde", ""))
        for one in (extra if isinstance(extra, list) else [])
        if isinstance(one, Mapping)
    }
    found = {name: told[name] for name in EXTRA if told.get(name)}
    address = _ADDRESS.search(str(given.get("adres") or ""))
    if address:
        level = next(one for one, name in OBJECTS.items() if name == address["what"].lower())
        found |= {name: address["code"] for name, one in PLACES.items() if one is level}
    ended = "ver" if given.get("einddatum") else _code(given.get("status"))
    found |= {
        "nummer": str(given.get("id") or given.get("idExtern") or ""),
        "datum": str(given.get("begindatum") or ""),
        "soort": _code(given.get("soort")),
        "detailsoort": _code(given.get("detailSoort")),
        "status": found.get("status", ended),
    }
    return {name: value for name, value in found.items() if value}


def _coded(code: str, name: str) -> dict[str, str]:
    return {"code": code, "naam": name} if code else {}


def _code(given: object) -> str:
    """Give the code of reference data, or its name where it has no code."""
    if not isinstance(given, Mapping):
        return ""
    return str(given.get("code") or given.get("naam") or "")
