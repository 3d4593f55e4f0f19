"""The columns of the corporation's deliveries: their names, the other names they go by, and what gives a file away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class Kind(StrEnum):
    """What a delivery is about; the value is the Dutch word its documentation uses."""

    HOMES = "woningen"
    TENANCIES = "huurovereenkomsten"
    ARREARS = "huurachterstand"
    TURNOVER = "mutaties"
    CONDITION = "conditie"
    REPORTS = "meldingen"


SYNONYMS: dict[str, tuple[str, ...]] = {
    "vbo_id": (
        *("bag_id", "verblijfsobject_id", "bag_vbo_id", "bag_verblijfsobject_id", "verblijfsobject_identificatie"),
        *("verblijfsobject", "vbo", "bag_nummer", "bag_identificatie", "adresseerbaarobject_id"),
    ),
    "pand_id": ("bag_pand_id", "pand_identificatie", "pand"),
    "complexnummer": ("complex", "complex_nr", "complexcode", "complex_id", "clusternummer"),
    "complexnaam": ("naam_complex", "clusternaam"),
    "energielabel": ("label", "energieklasse", "labelklasse", "energie_index_label"),
    "labeldatum": ("energielabel_datum", "datum_label", "datum_energielabel", "registratiedatum_label"),
    "ingangsdatum": ("begindatum", "startdatum", "ingangsdatum_huur", "datum_ingang", "huuringangsdatum"),
    "einddatum": ("datum_einde", "einddatum_huur", "huureinddatum"),
    "begeleiding": ("met_begeleiding", "verhuurd_met_begeleiding"),
    "wil_bijdragen": ("bijdragen", "bereid_tot_bijdrage"),
    "peildatum": ("opnamedatum", "inspectiedatum", "datum_opname", "datum_inspectie"),
    "achterstand_maanden": ("maanden_achterstand", "aantal_maanden_achterstand", "huurachterstand_maanden"),
    "achterstand": ("huurachterstand", "heeft_achterstand"),
    "mutatiedatum": ("datum_mutatie", "verhuurdatum", "datum_verhuring"),
    "weigeringen": ("aantal_weigeringen",),
    "conditiescore": ("conditie", "nen2767", "nen_2767", "conditiescore_nen2767"),
    "meldingsdatum": ("melddatum", "datum_melding", "meldingdatum", "signaleringsdatum", "datum_signaal"),
    "soort": ("soort_melding", "meldingsoort", "signaleringsoort", "soort_signaal"),
    "postcode": ("pc6", "postcode6"),
    "huisnummer": ("huisnr", "nummer"),
    "huisletter": ("letter",),
    "toevoeging": ("huisnummertoevoeging", "huisnummer_toevoeging", "huisnrtoev"),
}
"""The documented name of each column that is read, and what it may be called too; signs and spaces do not matter."""

NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.HOMES: (("vbo_id",), ("complexnummer",)),
    Kind.TENANCIES: (("vbo_id",), ("ingangsdatum",), ("einddatum",)),
    Kind.ARREARS: (("vbo_id",), ("peildatum",), ("achterstand_maanden", "achterstand")),
    Kind.TURNOVER: (("vbo_id",), ("mutatiedatum",)),
    Kind.CONDITION: (("vbo_id", "pand_id"), ("peildatum",), ("conditiescore",)),
    Kind.REPORTS: (("vbo_id", "postcode"), ("meldingsdatum",), ("soort",)),
}
"""Columns that a delivery must have; of several in one group, one."""

OPTIONAL: dict[Kind, tuple[str, ...]] = {
    Kind.HOMES: ("complexnaam", "energielabel", "labeldatum"),
    Kind.TENANCIES: ("begeleiding", "wil_bijdragen"),
    Kind.ARREARS: (),
    Kind.TURNOVER: ("weigeringen",),
    Kind.CONDITION: (),
    Kind.REPORTS: ("huisnummer", "huisletter", "toevoeging"),
}
"""Columns that a delivery may have; everything else is left unread."""

SIGNATURES: dict[Kind, tuple[str, ...]] = {
    Kind.TENANCIES: ("ingangsdatum",),
    Kind.ARREARS: ("achterstand_maanden", "achterstand"),
    Kind.TURNOVER: ("mutatiedatum",),
    Kind.CONDITION: ("conditiescore",),
    Kind.REPORTS: ("meldingsdatum",),
}
"""One of these says what a file is; a file with a complexnummer or energielabel and none of them lists homes."""


def squashed(name: str) -> str:
    """Give a column name in lower case without spaces and signs: ``BAG-id`` and ``bag_id`` are the same."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


_CANONICAL = {squashed(other): name for name, others in SYNONYMS.items() for other in (name, *others)}


def canonical(columns: Iterable[str]) -> dict[str, str]:
    """Map the columns of a file that are known to the name that the documentation gives them."""
    return {column: _CANONICAL[squashed(column)] for column in columns if squashed(column) in _CANONICAL}


def read_by(kind: Kind) -> tuple[str, ...]:
    """Give every column that a kind of delivery reads."""
    return tuple(name for group in NEEDED[kind] for name in group) + OPTIONAL[kind]


def recognise(columns: Iterable[str]) -> Kind | None:
    """Say which delivery a file is by its columns; None when none, or more than one, fits.

    Only the telling columns are looked at: what else is missing is for the importer to say.
    """
    present = set(canonical(columns).values())
    fitting = [kind for kind, telling in SIGNATURES.items() if present & set(telling)]
    if not fitting and present & {"complexnummer", "energielabel"}:
        return Kind.HOMES
    return fitting[0] if len(fitting) == 1 else None
