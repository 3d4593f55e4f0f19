"""Columns about who somebody is: N offered in every spelling, none stored; ordinary columns pass."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from data.domain.errors import SourceError
from data.sources import corporation, refused
from data.sources.corporation_columns import SYNONYMS

DAY = date(2026, 9, 10)
CANARY = "kanarie-7f3a"
WORDS = (
    *("bsn", "burgerservicenummer", "sofinummer", "nationaliteit", "herkomst", "land van herkomst", "afkomst"),
    *("etniciteit", "migratieachtergrond", "religie", "geloof", "godsdienst", "taal", "moedertaal", "voorkeurstaal"),
    *("diagnose", "ziektebeeld", "wmo", "ggz", "politie", "politiecontacten", "strafblad", "geslacht", "gender", "m/v"),
    *("geboortedatum", "geboorteland", "leeftijd", "naam", "voornaam", "achternaam", "huurder", "e-mail", "telefoon"),
    *("gezinssamenstelling", "burgerlijke staat", "étniciteit", "nationality", "religion", "language", "gebdatum"),
)
PERSONS = ("", "huurder_", "cliënt ")
ENDINGS = ("", "_hoofdhuurder", " 2", ".")
ORDINARY = (
    *SYNONYMS,
    *(other for others in SYNONYMS.values() for other in others),
    *("straatnaam", "openbare_ruimte_naam", "woonplaats_naam", "gemeentenaam", "buurtnaam", "naam van het complex"),
    *("totaal", "kwartaal", "betaalachterstand", "etage", "garage", "terras", "percentage", "positie", "toekomst"),
    *("eengezinswoning", "aantal meergezinswoningen", "politiekeurmerk", "bouwjaar", "verdieping", "oppervlakte"),
    *(
        "gebruiksdoel",
        "verblijfsobject_status",
        "huurovereenkomstnummer",
        "huurdernummer",
        "datum_migratie",
        "opmerking",
    ),
    *("registratiedatum", "huurprijs", "wws_punten", "bouwmoment", "indicatie", "hinder", "onderhoud", "leegstand"),
)


def spellings() -> list[str]:
    """Every word in several cases and separators, with words before and behind, and with one slip of the keys."""
    alone = ("huurder", "m/v")  # names of persons and short words are refused as the whole column name only
    plain = [
        change(f"{person}{word}{ending}")
        for word, person, ending in product(WORDS, PERSONS, ENDINGS)
        if word not in alone or (person == "" and ending in ("", ".", " 2"))
        for change in (str, str.upper, str.title, _underscored, _joined)
    ]
    return list(dict.fromkeys([*plain, *slips()]))


def _underscored(text: str) -> str:
    return text.replace(" ", "_")


def _joined(text: str) -> str:
    return text.replace(" ", "").replace("_", "")


def slips() -> list[str]:
    """Long words with one letter left out, doubled or swapped."""
    long = ("nationaliteit", "geslacht", "geboortedatum", "leeftijd", "herkomst", "burgerservicenummer", "diagnose")
    return [
        slip
        for word in long
        for at in range(1, min(len(word), 8) - 1)
        for slip in (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    ]


def test_no_spelling_of_a_refused_column_is_let_through() -> None:
    offered = spellings()
    passed = [name for name in offered if refused.subject(name) is None]
    assert len(offered) > 1000
    assert passed == []


def test_ordinary_columns_raise_no_false_alarm() -> None:
    assert {name: about for name in ORDINARY if (about := refused.subject(name))} == {}


@pytest.mark.parametrize("kind", ["homes", "tenancies"])
def test_of_a_delivery_with_a_refused_column_nothing_is_stored(tmp_path: Path, kind: str) -> None:
    offered, stored = spellings()[::5], 0
    for name in offered:
        with suppress(SourceError):
            imported = getattr(corporation, kind)(_delivery(tmp_path, name), today=DAY)
            stored += len(imported.register) + len(imported.measurements)
    assert len(offered) > 200
    assert stored == 0


def test_a_delivery_without_refused_columns_is_stored(tmp_path: Path) -> None:
    assert len(corporation.homes(_delivery(tmp_path, "straatnaam"), today=DAY).register) == 1


def test_a_column_that_is_not_asked_for_is_never_stored(tmp_path: Path) -> None:
    imported = corporation.homes(_delivery(tmp_path, "opmerkingen"), today=DAY)
    assert CANARY not in imported.register.to_csv() + imported.measurements.to_csv() + str(imported.reports)
    assert imported.reports[0].warnings[0].reason == "ignored_columns"
    assert imported.reports[0].warnings[0].examples == ("ingangsdatum, einddatum, opmerkingen",)


def _delivery(folder: Path, column: str) -> Path:
    file = folder / "levering.csv"
    head = f"vbo_id;complexnummer;ingangsdatum;einddatum;{column}"
    file.write_text(f"{head}\n9999010000000001;1;2020-01-01;2026-01-31;{CANARY}\n", encoding="utf-8")
    return file


def test_the_sentence_names_the_columns_and_the_mend() -> None:
    with pytest.raises(SourceError) as caught:
        refused.check("woningen.xlsx", ["vbo_id", "BSN", "Geslacht huurder"])
    assert str(caught.value) == (
        "woningen.xlsx: row 1: these columns may not be delivered: 'BSN' (citizen service number), "
        "'Geslacht huurder' (gender); remove them and save again; nothing was stored"
    )
