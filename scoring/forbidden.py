"""What may never weigh in a light: who lives somewhere is never a burden (SCORING 1).

Each ground has patterns for Dutch and English spellings, for the column stems of CBS, and for proxies. Short words
match whole words only, so that *age* is not found in *garage*, *percentage* or *average*.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a name is refused: the ground, and the part of the name that gave it away."""

    ground: str
    found: str


GROUNDS: dict[str, tuple[str, ...]] = {
    "youth care": (r"jeugd ?(?:zorg|hulp|wet|besch|recl|ggz)|youth (?:care|protection)|onder ?toezicht|uithuisplaats",),
    "Wmo or care use": (
        r"\bwmo\w*|\bwlz\b|\bzvw\b|maatwerkvoorz|thuiszorg|home care|huishoudelijke hulp|dagbesteding|mantelzorg",
        r"maatschappelijke ondersteuning|social support act|beschermd wonen|sheltered",
    ),
    "origin": (
        r"herkomst|afkomst|afstamming|migra[tn]|allocht|autocht|\bdescent\b|ancestry|nieuwkomer|newcomer",
        r"\w*(?:niet|non) ?west(?:ers|ern)\w*|\bwesters\w*|\bwestern\b|culturele achtergr|cultural background",
        r"\bn ?w ?al+\b|\bp west al+\b|\bp w al+\b|\bp over nw\b|\bant aru\b",
        r"geboorteland|geb(?:oren)? (?:in|buiten) (?:nl|nederland|het buitenland)|(?:country|place) of birth",
        r"\w+ born\b",
        r"buitenland(?:er|s)|\bforeign\w*|\borigins?\b|\bethn|\betni|huidskleur|skin colou?r",
        r"\brac(?:e|es|ial|ism)\b|\bras\b|\bsinti\b|\broma\b|marok|moroc|\bturk(?:s|se|ije|ish|ey)\b|surinam|antill",
        r"ukrain|oekrai|eastern europe|oost ?europ|\bpolen\b|\bpoolse\b",
        r"vluchteling|\basiel|\basyl|refugee|statushouder|inburger",
    ),
    "nationality": (r"nationalit|paspoort|passport|staatsburger|citizenship",),
    "religion": (
        r"religi|godsdienst|geloof(?!waard)|gelovig|kerkelijk|kerkgang|moske|mosque|church ?go|protestant|gereformeerd",
        r"\bislam|moslim|muslim|christ(?:en|elijk|ian)|katholi|catholic|\bjood(?:s|se)?\b|\bjew|hindoe|hindu",
    ),
    "family make-up": (
        r"(?:een|twee|1|2) ?ouder(?:gezin|huish|s\b|\b(?! (?:dan|gebouw|complex|huis\b|woning)))",
        r"alleenst|alleenwon|eenpersoons|1 ?p ?hh|\beenp hh\b|\b1 persoons?|\bp hh [mz] k\b|tienermoeder",
        r"single ?(?:person|parent|mother|father|household|occupan|people)|(?:one|lone|two|sole) ?(?:person|parent)",
        r"\bgezin(?!swon)|gezinssamen|gezinstype|gezinsgroot|gezinssit|familiesamen|large families",
        r"family (?:make|compos|size|type|form|situation|structure)|\bfamilies\b|households? (?:compos|type|size)",
        r"huishoud\w* ?(?:samenst|groot|grtt|type|met kind|zonder kind)|gem hh gr|\bhhd? (?:met|zonder) kind",
        r"\b(?:on)?ge(?:huwd|trouwd)\b|verweduw|weduw|\bdivorc|\bmarried|unmarried|marital",
        r"burgerlijke staat|echtscheid",
        r"\b(?:p|pct|perc|percentage) gescheid(?:en)?\b|gescheiden (?:mensen|personen|inwoners|bewoners|huurders)",
        r"kinder(?:en|tal|rijk|loos)\b|\bkind\b|\bchild(?:ren|less)?\b(?! ?care)|\bbab(?:y|ies)\b|with kids",
    ),
    "age": (
        r"(?<!gebouw)(?<!woning)leeftijd(?! (?:van )?(?:het |de )?(?:gebouw|woning|pand|complex))|\blft(?!j|o)",
        r"(?<!building )(?<!dwelling )\bages?\b(?! of (?:the )?(?:building|dwelling|home|house|stock|complex))",
        r"\bouderen|ouderdom|bejaard|\bsenior|vergrijz|ontgroen|groene druk|grijze druk|\belder|\bold(?:er)? pe",
        r"jongeren|\bjeugd|\byouth|\byoung (?:people|adult|person)|youngster|adolesc|\bteen(?:s|ager)|student",
        r"geboorte|\bbirth|\bborn\b|\bpension|\baow\b|gepensioneerd",
        r"\b\d{1,2} (?:plus|eo|oo)\w*\b|\b\d{2} (?:jr|jaar) (?:en|of) (?:ouder|jonger)",
        r"\b\d{2} (?:and|or) (?:older|over|under)|millennial",
        r"(?:person|inwon|bewon|people|resid|huurd|mens|tenant)\w* (?:van )?\d{1,2} (?:tot|t m|to) \d{1,2}",
        r"\b(?:0 15|15 25|25 45|45 65|00 14|15 24|25 44|45 64)\b",
    ),
    "health": (
        r"diagnos|\bggz\b|psych|verslav|addict|\bdepress|dement|verward|autis|adhd|\blvb\b|verstandelijk|eenzaam|lonel",
        r"gezondh(?!eidscent)|\bhealth(?! ?cent)|\bziek(?:te|en|elijk)?\b|\billness|sterfte|mortality|obes|overgewicht",
        r"zorgkost|zorggebruik|zorgtoeslag|zorgvraag|zorgindicat|zorgbehoe|zorgverzeker|care (?:cost|use|need|consum)",
        r"\bzk\b|medicijn|farmacie|medicat|medisch(?! cent)|medspec|\bmedical(?! cent)|medicine",
        r"handicap|disab|arbeidsongesch|\bwajong\b|\bwao\b|\bwia\b|\bao\b|met (?:een )?beperking",
    ),
    "gender": (
        r"geslacht|(?:\b|trans)gender|\bsex(?:e|es|ual|ratio)?\b|\bseks|\bl[hg]+bt",
        r"\bman(?:nen|nelijk)?\b|\bvrouw(?:en|elijk\w*)?\b|\b(?:fe)?males?\b|\bwom[ae]n\b|\bmen\b",
    ),
    "language or name": (
        r"\btaal|thuistaal|moedertaal|laaggelett|anderstalig|\blanguage|mother tongue|illitera",
        r"achternaam|voornaam|familienaam|\bsurname|(?:first|last|family) name",
    ),
    "a stand-in for all of these": (r"postcode|\bpc ?[46]\b|\bpostal|zip ?code|\bzip\b",),
}
"""Ground of the refusal, in the order of looking -> patterns over a name in lower case, words divided by one space."""

_COMPILED = {ground: re.compile("|".join(f"(?:{part})" for part in parts)) for ground, parts in GROUNDS.items()}


def refused(name: str) -> Refusal | None:
    """Say why an id or label may not weigh, or None when it may; spelling, accents and separators don't matter."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    for ground, pattern in _COMPILED.items():
        for spelling in (_plain(spaced), _plain(name)):
            found = pattern.search(spelling)
            if found:
                return Refusal(ground, found.group().strip())
    return None


def _plain(name: str) -> str:
    spaced = re.sub(r"(?<=[A-Za-z])(?=\d{2})", " ", name)
    folded = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode("ascii").lower()
    return " ".join(re.findall(r"[a-z]+|\d+", re.sub(r"(?<=\d)\+", " plus", folded)))
