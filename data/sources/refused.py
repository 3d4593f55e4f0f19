"""Columns that may not be delivered: whatever says who somebody is, by name, number, origin, belief, body or past.

A file that offers one is refused as a whole, so that its owner hears of it and takes the column out at the source.
Everything else that is not asked for is never read either: the importers keep a fixed list of columns.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from data.domain.errors import SourceError

CONTAINED: dict[str, tuple[str, ...]] = {
    "citizen service number": ("bsn", "burgerservice", "sofinummer", "sofinr"),
    "nationality": (
        *("nationalit", "staatsburger", "paspoort", "identiteitsbewijs"),
        *("verblijfsvergunning", "verblijfsstatus", "verblijfstitel"),
    ),
    "origin": (
        *("herkomst", "afkomst", "etnic", "etnisch", "ethni", "migratieacht", "allochto", "autochto", "huidskleur"),
        *("moederland", "inburger", "statushouder", "asielzoeker", "vluchteling"),
    ),
    "religion": ("religi", "geloof", "godsdienst", "kerkgenoot", "kerkelijk", "levensbeschouw", "gezindte"),
    "language": ("language", "tolknodig"),
    "health or care": (
        *("diagnos", "diagnose", "ziekte", "aandoening", "medisch", "medicatie", "medicijn", "gezondheid", "handicap"),
        *("verslav", "psych", "dementie", "stoornis", "huisarts", "zorgindicatie", "jeugdzorg", "jeugdhulp"),
    ),
    "police and justice": (
        *("politie", "police", "strafblad", "strafrecht", "verdachte", "veroordel", "detentie", "gedetineerd"),
        *("justitie", "aangifte", "antecedent", "procesverbaal", "delict", "crimine", "criminal"),
    ),
    "gender": ("geslacht", "gender", "sekse", "seksu", "sexu", "geaardheid", "aanhef", "manvrouw"),
    "age": ("geboorte", "leeftijd", "gebdat", "gebjaar", "birth"),
    "family": (
        *("gezin", "burgerlijkestaat", "huishoudtype", "huishoudentype", "huishoudsamenst", "huishoudensamenst"),
        *("huishoudenssamenst", "alleenstaand", "kindertal", "aantalkind"),
    ),
    "name": (
        "voorletter",
        "tussenvoegsel",
        "initialen",
        "surname",
        "firstname",
        "lastname",
        "fullname",
        "handtekening",
    ),
    "contact details": ("telefoon", "mobielnummer", "email", "iban", "rekeningnummer"),
}
"""What a column is about, and letters that give it away anywhere in its name."""

WHOLE: dict[str, tuple[str, ...]] = {
    "citizen service number": ("sofi",),
    "language": ("talen",),
    "health or care": ("wmo", "wlz", "zvw", "ggz", "pgb", "arts"),
    "gender": ("mv", "sex", "sexe"),
    "age": ("age", "dob", "geb", "lft"),
    "origin": ("ras", "origin"),
    "family": ("partner", "kinderen", "kind"),
    "name": ("namen", "name", "huurder", "hoofdhuurder", "medehuurder", "bewoner", "melder", "contactpersoon"),
}
"""The same, for words too short or too common: they count as a word of their own, or as the whole name."""

PLACES = (
    *("complex", "cluster", "straat", "openbareruimte", "buurt", "wijk", "gemeente", "woonplaats", "plaats", "gebied"),
    *("gebouw", "pand", "rayon", "project", "object", "eenheid", "blok", "bestand", "soort", "kern"),
)
"""What may have a name (``naam``) without being somebody."""

INNOCENT = ("politiekeurmerk", "eengezins", "meergezins")
"""About homes: taken out of a column name before it is looked at."""

PERSONS_ONLY = ("huurder", "hoofdhuurder", "medehuurder", "bewoner", "melder", "contactpersoon")
"""Words that say a name only when they are the whole column name (``verhuurdatum_huurder`` is no name)."""

TYPO_LENGTH = 8
"""From so many letters on a word with one slip of the keys is recognised too; shorter ones look like other words."""

_OF_PERSONS = re.compile("(hoofd|mede)?huurders?|clienten|client|bewoners?|personen|persoon")
_LANGUAGE = re.compile(r"(?<!to)(?<!kwar)(?<!be)(?<!me)taal")
_NAMED = re.compile(rf"(van(de|het)?)?({'|'.join(PLACES)})(van(de|het)?)?")


def subject(column: str) -> str | None:
    """Say what a refused column is about (``nationality``); None for a column that may be delivered.

    Case, accents, spaces and signs do not matter; nor does what stands before or behind the word; of words of eight
    letters or more one letter may be missing, doubled, wrong or swapped.
    """
    squashed, words = _plain(column)
    for about, stems in CONTAINED.items():
        if any(stem in squashed or _misspelt(stem, squashed) for stem in stems):
            return about
    alone = {squashed, _OF_PERSONS.sub("", squashed), *(words - set(PERSONS_ONLY))}
    for about, stems in WHOLE.items():
        if alone & set(stems):
            return about
    if _LANGUAGE.search(squashed):
        return "language"
    if "naam" in squashed and not _NAMED.fullmatch(squashed.replace("naam", "")):
        return "name"
    return None


def check(file: str, columns: Iterable[str]) -> None:
    """Raise SourceError naming every refused column of a file and how to mend it; no cell is looked at."""
    found = {str(column): about for column in columns if (about := subject(str(column)))}
    if found:
        listed = ", ".join(f"'{column}' ({about})" for column, about in found.items())
        fault = f"row 1: these columns may not be delivered: {listed}; remove them and save again; nothing was stored"
        raise SourceError(file, [fault])


def _plain(column: str) -> tuple[str, set[str]]:
    letters = unicodedata.normalize("NFKD", column).encode("ascii", "ignore").decode().lower()
    squashed = re.sub(r"[^a-z]", "", letters)
    for innocent in INNOCENT:
        squashed = squashed.replace(innocent, "")
    return squashed, set(re.findall(r"[a-z]+", letters))


def _misspelt(stem: str, text: str) -> bool:
    if len(stem) < TYPO_LENGTH:
        return False
    return any(
        _one_slip(stem, text[start : start + length])
        for length in range(len(stem) - 1, len(stem) + 2)
        for start in range(len(text) - length + 1)
    )


def _one_slip(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    at = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]
    return swapped or short[at + 1 :] == long[at + 1 :]
