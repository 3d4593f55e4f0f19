"""What may never weigh in a light, in every spelling; and what looks like it but is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.domain.indicators import catalogue
from scoring.forbidden import GROUNDS, refused

REFUSED = {
    "origin": [
        "herkomst",
        "pct_herkomst_buiten_europa",
        "Migratieachtergrond",
        "migrants",
        "niet-westers",
        "NietWesterseAllochtonen",
        "nietwesters",
        "non-western",
        "non_western_share",
        "P_N_W_AL",
        "P_MAROKKO",
        "P_ANT_ARU",
        "countryOfOrigin",
        "geboorteland",
        "born abroad: foreign",
        "ethnicity",
        "Etnische samenstelling",
        "race",
        "statushouders",
        "Oekraïners",
        "culturele achtergrond",
    ],
    "nationality": ["nationaliteit", "nationality_mix", "paspoort"],
    "religion": ["geloof", "Geloofsovertuiging", "religious", "moskeebezoek", "Islamitisch", "christelijk", "Joodse"],
    "family make-up": [
        "eenouder",
        "éénoudergezinnen",
        "een ouder gezin",
        "1-oudergezin",
        "single parent families",
        "one_person_households",
        "alleenstaand",
        "P_EENP_HH",
        "eenpersoonshuishoudens",
        "gezinssamenstelling",
        "household composition",
        "huishoudensgrootte",
        "P_GEHUWD",
        "percentage_gescheid",
        "verweduwd",
        "divorced",
        "aantal kinderen",
        "children",
        "P_HH_M_K",
    ],
    "age": [
        "leeftijd",
        "leeftijdsopbouw",
        "ouderen",
        "65plus",
        "65+",
        "P_65_EO_JR",
        "percentage_personen_0_tot_15_jaar",
        "0_15",
        "average age",
        "AgeGroup",
        "jongeren",
        "jeugd",
        "youth",
        "elderly",
        "students",
        "vergrijzing",
        "geboorte_relatief",
        "percentage 80 and over",
    ],
    "health": [
        "GGZ",
        "diagnose",
        "zk_kosten_totaal",
        "zorgkosten",
        "care costs",
        "gezondheid",
        "health",
        "psychische problemen",
        "verslaafden: verslaving",
        "personen met verward gedrag",
        "AO_UIT_TOT",
        "handicap",
        "eenzaamheid",
        "sterfte_totaal",
    ],
    "Wmo or care use": ["Wmo-cliënten", "wmo_per_1000", "WMOgebruik", "Wlz", "thuiszorg", "mantelzorgers"],
    "youth care": ["jeugdzorg", "pct_jeugdzorg", "Jeugd-GGZ", "youth care", "ondertoezichtstelling"],
    "gender": ["geslacht", "gender", "transgender", "mannen", "AANT_VROUW", "women", "male", "LHBTI", "sexe"],
    "language or name": ["thuistaal", "taalachterstand", "language", "achternaam", "first_name"],
    "a stand-in for all of these": ["postcode", "postcode4", "PC6", "meest_voorkomende_postcode", "zip code"],
}
ALLOWED = [
    "vacancy percentage",
    "garage",
    "average distance",
    "storage",
    "damage",
    "heritage building",
    "page",
    "engagement",
    "management",
    "terrace",
    "tenant satisfaction",
    "human contact",
    "verwarming",
    "romantic square",
    "gebouwen ouder dan 1945",
    "een ouder gebouw",
    "leeftijd van het gebouw",
    "building age",
    "age of the dwellings",
    "verouderde woningen",
    "geloofwaardigheid",
    "betaalbaarheid",
    "totaal",
    "metaal",
    "eengezinswoningen",
    "meergezinswoning",
    "single-family homes",
    "woonduur 2 tot 5 jaar",
    "agendering",
    "swimming pools",
    "afstand tot kinderopvang",
    "distance to child care",
    "gezondheidscentrum",
    "gescheiden afval",
    "lbt_totaal_varkens",
    "huishoudens_tot_110_percent_van_sociaal_minimum",
    "afstand_huisarts",
    "Zorg",
    "Bewoners",
    "Overlast en veiligheid",
    "bijstandsuitkeringen",
    "woningen verhuurd met begeleiding",
]
CASES = [(ground, name) for ground, names in REFUSED.items() for name in names]


@pytest.mark.parametrize(("ground", "name"), CASES)
def test_is_refused_with_its_ground(ground: str, name: str) -> None:
    refusal = refused(name)
    assert refusal is not None
    assert refusal.ground == ground
    assert refusal.found


@pytest.mark.parametrize("name", ALLOWED)
def test_is_not_refused(name: str) -> None:
    assert refused(name) is None


def test_every_ground_is_tried_here() -> None:
    assert set(REFUSED) == set(GROUNDS)


def test_the_catalogue_holds_nothing_refused_but_context() -> None:
    hits = {
        indicator.id
        for indicator in catalogue().values()
        for text in (indicator.id, indicator.nl, indicator.en)
        if refused(text)
    }
    assert hits == {"single_households"}
    assert all(catalogue()[hit].context for hit in hits)


@pytest.mark.shared
def test_every_column_about_people_in_the_public_files_is_refused(shared: Path) -> None:
    columns = {
        key
        for path in shared.glob("*/*.geojson")
        for key in json.loads(path.read_text(encoding="utf-8"))["features"][0]["properties"]
    }
    people = ("P_0", "P_1", "P_2", "P_4", "P_6", "mannen", "vrouwen", "percentage_personen_", "percentage_geb_", "zk_k")
    about = {name for name in columns if name.startswith(people) and "inkomen" not in name}
    assert len(about) >= 20
    assert {name for name in about if refused(name) is None} == set()
    things = ("afstand", "AUTO", "BEDR", "OPP", "aantal_bedrijven", "gem_woz", "percentage_koop", "cr_", "restaurant")
    neutral = {name for name in columns if name.startswith(things)}
    assert len(neutral) >= 50
    assert {name for name in neutral if refused(name)} == set()
