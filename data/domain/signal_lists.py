"""A list of signals, out and in: one row a signal, in Dutch words and VERA codes, in whatever kind of file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from data.domain.areas import Level
from data.domain.errors import BuurtstoplichtError
from data.domain.signals import KINDS, Source, Theme, Urgency, kind_by_code, kinds_of
from data.domain.subjects import ZONE

Cells = Mapping[str, str]
"""Texts of one row by the name of their column; what is empty may be absent."""

PLACES: dict[str, Level] = {"vbo_id": Level.DWELLING, "pand_id": Level.BUILDING, "straat_id": Level.STREET}
"""Column of the code of each kind of place."""

COLUMNS = (
    *("nummer", "datum", *PLACES, "adres", "thema", "soort", "detailsoort", "haast", "van_wie", "toestemming"),
    *("omschrijving", "status"),
)

NEEDED: tuple[tuple[str, ...], ...] = (("datum",), (*PLACES, "adres"), ("thema", "soort"))
"""Of each of these the list must have at least one column."""

THEMES: dict[Theme, str] = {
    Theme.MONEY: "geldzorgen",
    Theme.CARE: "zorg",
    Theme.NUISANCE: "overlast",
    Theme.NEGLECT: "vervuiling",
    Theme.LONELINESS: "eenzaamheid",
    Theme.OTHER: "anders",
}
PLAIN: dict[Theme, str] = {
    Theme.MONEY: "money_worries",
    Theme.CARE: "support",
    Theme.NUISANCE: "nuisance",
    Theme.NEGLECT: "dirt",
    Theme.LONELINESS: "lonely",
    Theme.OTHER: "other",
}
"""Kind of a signal of which only the theme is told."""

URGENCIES: dict[Urgency, str] = {Urgency.URGENT: "meteen", Urgency.WEEK: "deze week", Urgency.CALM: "kan wachten"}
SOURCES: dict[Source, str] = {Source.SEEN: "zelf", Source.RESIDENT: "bewoner", Source.OTHERS: "anderen"}

OPEN = frozenset({"", "aan", "aangemaakt", "inb", "in behandeling", "inu", "in uitvoering", "act", "actief"})
OVER = frozenset(
    {"afg", "afgerond", "ges", "gesloten", "gea", "geannuleerd", "pas", "passief", "ver", "vervallen"},
)
"""Words for a signal in which nothing waits: VERA ZAAKSTATUSSOORT and SIGNALERINGSTATUS, code or name."""

MEANT = ("ja", "j", "true", "1")
_DAYS = ("%d-%m-%Y", "%d/%m/%Y")


@dataclass(frozen=True, slots=True)
class Line:
    """One signal of a list.

    Parameters
    ----------
    key
        What the list calls it; empty when it has no numbers.
    day
        Day on which it was handed in, in Dutch local time.
    level, place
        What the place is and its code; None and empty when only an address is told.
    address
        What people call the place.
    kind, urgency, source, consent, words
        As in a form.
    over
        Whether nothing waits in it any more.
    """

    key: str
    day: date
    level: Level | None
    place: str
    address: str
    kind: str
    urgency: str
    source: str
    consent: bool
    words: str
    over: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a list: row as a spreadsheet shows it (0: the whole file), column, and a key of the texts."""

    row: int
    column: str
    reason: str


class ListRefusedError(BuurtstoplichtError):
    """A list is not taken in: nothing of it was stored.

    Parameters
    ----------
    faults
        Everything that is wrong with it.
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"row {one.row}, column {one.column}: {one.reason}" for one in faults))


def absent(columns: Sequence[str]) -> list[Fault]:
    """Name what a list lacks, given its columns."""
    return [Fault(1, " / ".join(any_of), "kolom") for any_of in NEEDED if not set(any_of) & set(columns)]


def read(row: int, cells: Cells) -> tuple[Line | None, list[Fault]]:
    """Read one row; gives the line, or everything that is wrong with the row."""
    told = {name: str(text).strip() for name, text in cells.items()}
    codes = [(level, told[name]) for name, level in PLACES.items() if told.get(name)]
    level, place = codes[0] if codes else (None, "")
    read_ = {
        "datum": _day(told.get("datum", "")),
        "soort": kind_of(told.get("thema", ""), told.get("soort", ""), told.get("detailsoort", "")),
        "haast": _chosen(URGENCIES, told.get("haast", ""), Urgency.WEEK),
        "van_wie": _chosen(SOURCES, told.get("van_wie", ""), Source.OTHERS),
        "adres": place or told.get("adres", "") or None,
        "status": _over(told.get("status", "")),
    }
    faults = [Fault(row, name, name) for name, value in read_.items() if value is None]
    if faults:
        return None, faults
    line = Line(
        key=told.get("nummer", ""),
        day=date.fromisoformat(str(read_["datum"])),
        level=level,
        place=place,
        address=told.get("adres", ""),
        kind=str(read_["soort"]),
        urgency=str(read_["haast"]),
        source=str(read_["van_wie"]),
        consent=told.get("toestemming", "").lower() in MEANT,
        words=told.get("omschrijving", ""),
        over=bool(read_["status"]),
    )
    return line, []


def cells(line: Line, status: str) -> dict[str, str]:
    """Write a line as a row; the status is a code of VERA ZAAKSTATUSSOORT."""
    kind = KINDS[line.kind]
    told = dict.fromkeys(COLUMNS, "")
    told |= {name: line.place for name, level in PLACES.items() if level is line.level}
    return told | {
        "nummer": line.key,
        "datum": line.day.isoformat(),
        "adres": line.address,
        "thema": THEMES[kind.theme],
        "soort": kind.code,
        "detailsoort": kind.detail,
        "haast": URGENCIES[Urgency(line.urgency)],
        "van_wie": SOURCES[Source(line.source)],
        "toestemming": "ja" if line.consent else "",
        "omschrijving": line.words,
        "status": status,
    }


def kind_of(theme: str, code: str, detail: str) -> str | None:
    """Find the kind of a theme in words and a VERA code or name; the theme decides where the code leaves it open."""
    chosen = next((one for one, word in THEMES.items() if theme.lower() in (word, one.value)), None)
    if theme and chosen is None:
        return None
    if not (code or detail):
        return PLAIN[chosen] if chosen else None
    code, detail = _coded(code, "code", "name"), _coded(detail, "detail", "detail_name")
    if chosen:
        exact = [key for key in kinds_of(chosen) if (KINDS[key].code, KINDS[key].detail) == (code, detail)]
        if exact:
            return exact[0]
    return kind_by_code(code, detail)


def _coded(given: str, code: str, name: str) -> str:
    """Give the VERA code of a code, with or without its kind before it, or of an official name."""
    plain = given.rpartition(".")[2].strip()
    named = (getattr(kind, code) for kind in KINDS.values() if getattr(kind, name).lower() == plain.lower())
    return next(named, "") if plain and len(plain) > 3 else plain.upper()  # noqa: PLR2004 (VERA codes have three letters)


def _chosen(choices: Mapping[Urgency, str] | Mapping[Source, str], given: str, usual: str) -> str | None:
    if not given:
        return usual
    return next((str(one.value) for one, word in choices.items() if given.lower() in (word, one.value)), None)


def _over(given: str) -> bool | None:
    plain = given.rpartition(".")[2].strip().lower()
    return plain in OVER if plain in OPEN | OVER else None


def _day(given: str) -> str | None:
    """Read a day, as ISO text; a moment with its zone gives the day that it was here."""
    for form in _DAYS:
        try:
            return datetime.strptime(given, form).date().isoformat()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return None
    return (moment.astimezone(ZONE) if moment.tzinfo else moment).date().isoformat()
