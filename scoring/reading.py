"""Read the keys of a model file against the shape of the model; every fault names its key and the mend."""

from __future__ import annotations

import difflib
import math
import tomllib
import typing
from collections.abc import Iterable
from dataclasses import MISSING, Field, dataclass, field, fields
from enum import EnumType
from typing import Any

from data.domain.errors import ModelError
from scoring.shape import (
    Brandhaard,
    Certainty,
    Coverage,
    Dimension,
    DwellingRules,
    Hotspots,
    Reference,
    Sizes,
    Smoothing,
    Stability,
    Thresholds,
    Veto,
    Weighed,
)

Table = dict[str, Any]

SECTIONS: dict[str, type[Any]] = {
    "thresholds": Thresholds,
    "coverage": Coverage,
    "stability": Stability,
    "sizes": Sizes,
    "smoothing": Smoothing,
    "certainty": Certainty,
    "hotspots": Hotspots,
    "brandhaard": Brandhaard,
    "dwelling": DwellingRules,
    "reference": Reference,
}
"""Tables of the file that hold one record each."""

LISTS: dict[str, type[Any]] = {"dimensions": Dimension, "indicators": Weighed, "veto": Veto}
"""Arrays of tables of the file."""


@dataclass(frozen=True, slots=True)
class Top:
    """Keys above the first table of the file."""

    id: str
    nl: str
    en: str
    balance: float = field(metadata={"low": 0.0, "high": 1.0, "positive": False})


@dataclass(frozen=True, slots=True)
class Draft:
    """What a file holds, typed where it could be; a key with a fault is absent.

    Parameters
    ----------
    top
        Keys above the first table.
    sections
        One dict a table.
    lists
        One dict an entry of ``dimensions``, ``indicators`` and ``veto``.
    faults
        One sentence a fault so far; the checks add theirs.
    """

    top: Table
    sections: dict[str, Table]
    lists: dict[str, list[Table]]
    faults: list[str]


def draft(text: str, file: str) -> Draft:
    """Read every key of a model file that has its proper type and bounds, and note the others as faults.

    Raises
    ------
    ModelError
        The text is not TOML: then nothing else can be said of it.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ModelError(file, [f"the file is not TOML ({error}); mend that line"]) from error
    faults: list[str] = []
    plain = {key: value for key, value in raw.items() if key not in SECTIONS and key not in LISTS}
    top = record(Top, plain, "", faults, also=(*SECTIONS, *LISTS))
    sections = {name: record(kind, _table(raw, name, faults), name, faults) for name, kind in SECTIONS.items()}
    lists = {name: _entries(kind, raw.get(name, []), name, faults) for name, kind in LISTS.items()}
    return Draft(top, sections, lists, faults)


def record(kind: type[Any], table: Table | None, place: str, faults: list[str], also: Iterable[str] = ()) -> Table:
    """Read one record of the model; gives the keys that are right and adds a fault for each other one."""
    if table is None:
        return {}
    known = {one.name: one for one in fields(kind) if not one.kw_only}
    hints = typing.get_type_hints(kind)
    faults.extend(
        f"{_path(place, key)}: unknown key; {_nearest(key, [*known, *also])}"
        for key in sorted(table.keys() - known.keys())
    )
    right: Table = {}
    for name, one in known.items():
        if name in table:
            fault, value = _value(hints[name], one, table[name])
            if fault:
                faults.append(f"{_path(place, name)}: is {table[name]!r}; write {_wanted(hints[name], one)}")
            else:
                right[name] = value
        elif _required(hints[name], one):
            faults.append(f"{_path(place, name)}: is missing; write {_wanted(hints[name], one)}")
    return right


def _table(raw: Table, name: str, faults: list[str]) -> Table | None:
    value = raw.get(name, {})
    if isinstance(value, dict):
        return value
    faults.append(f"{name}: is not a table; write its keys under [{name}]")
    return None


def _entries(kind: type[Any], value: object, name: str, faults: list[str]) -> list[Table]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        faults.append(f"{name}: is not a list of tables; begin each entry with [[{name}]]")
        return []
    return [record(kind, entry, f"{name}.{_called(entry, number)}", faults) for number, entry in enumerate(value, 1)]


def _called(entry: Table, number: int) -> str:
    called = entry.get("id", entry.get("indicator"))
    return called if isinstance(called, str) and called else f"#{number}"


def _value(hint: Any, one: Field[Any], given: object) -> tuple[bool, Any]:  # noqa: ANN401 (types come from the shape)
    if hint is str:
        return not (isinstance(given, str) and given.strip()), given
    if isinstance(hint, EnumType):
        known = given in _members(hint)
        return not known, hint(given) if known else None
    if typing.get_origin(hint) is tuple:
        whole = isinstance(given, list) and bool(given) and all(_fits(one, part) for part in given)
        return not whole, tuple(float(part) for part in given) if whole and isinstance(given, list) else None
    fits = _fits(one, given) and (hint is float or isinstance(given, int))
    return not fits, hint(given) if fits else None


def _members(hint: EnumType) -> list[str]:
    members: dict[str, Any] = dict(hint.__members__)
    return [str(member) for member in members.values()]


def _fits(one: Field[Any], given: object) -> bool:
    if isinstance(given, bool) or not isinstance(given, int | float) or not math.isfinite(given):
        return False
    low, high = one.metadata["low"], one.metadata["high"]
    return bool(low <= given <= high and not (one.metadata["positive"] and given <= low))


def _required(hint: Any, one: Field[Any]) -> bool:  # noqa: ANN401 (types come from the shape)
    return isinstance(hint, EnumType) or one.default is MISSING


def _wanted(hint: Any, one: Field[Any]) -> str:  # noqa: ANN401 (types come from the shape)
    if hint is str:
        return "a text"
    if isinstance(hint, EnumType):
        return "one of " + ", ".join(_members(hint))
    low, high = one.metadata["low"], one.metadata["high"]
    kind = {int: "a whole number", float: "a number"}.get(hint, "a list of numbers")
    if one.metadata["positive"]:
        return f"{kind} above {low:g}"
    if math.isinf(low):
        return kind
    return f"{kind} of at least {low:g}" if math.isinf(high) else f"{kind} from {low:g} to {high:g}"


def _nearest(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    return f"did you mean {close[0]}?" if close else "known are " + ", ".join(known)


def _path(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
