"""What free text may not hold: numbers that lead to a person are refused, medical words give a warning (TRUST 7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from data.domain.errors import RefusedError

LENGTH = 2000
"""Characters that a text may have."""

_DIGITS = re.compile(r"(?<![\w])\d(?:[\s.\-]?\d){7,8}(?![\w])")
_NO_BSN = re.compile(
    r"(?<!\w)(?:0?[1-9]|[12]\d|3[01])(?P<gap>[-./])(?:0?[1-9]|1[0-2])(?P=gap)(?:19|20)\d\d(?!\w)"  # a date
    r"|(?<!\w)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\w)"
    r"|(?<!\w)[A-Z]-(?:19|20)\d\d-\d{4,}(?!\w)"  # a number of ours
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ .\-]?[A-Z0-9]){11,30}\b", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>]+(?:@|\s*[\[(]\s*(?:at|apenstaartje)\s*[\])]\s*)[^\s@<>]+\.[A-Za-z]{2,}")
_PHONE = re.compile(r"(?<![\w])(?:\+|00)?\d(?:[\s().\-/]{0,3}\d){8,13}(?![\w])")
_DUTCH_PHONE = re.compile(r"(?:0|(?:\+|00)31(?:0)?)[1-9]\d{8}")

MEDICAL = (
    *("diagnose", "ggz", "psychose", "psychotisch", "schizofren", "bipolair", "depressie", "depressief", "borderline"),
    *("autisme", "autistisch", "adhd", "dement", "alzheimer", "kanker", "hiv", "verslaafd", "verslaving", "medicatie"),
    *(
        "medicijn",
        "zwanger",
        "suïcid",
        "suicid",
        "zelfmoord",
        "handicap",
        "verstandelijk",
        "psychiater",
        "psychiatrisch",
    ),
    *("huisarts", "ziekenhuis", "overdosis", "drugsgebruik", "alcoholis", "epilep", "diabetes", "suikerziekte"),
)
"""Beginnings of words that speak of somebody's health; the writer is warned, not stopped."""

_MEDICAL = re.compile(rf"\b(?:{'|'.join(MEDICAL)})\w*", re.IGNORECASE)


def checked(text: str) -> str:
    """Give a text back without white space around it, or refuse it.

    Raises
    ------
    RefusedError
        It holds a citizen service number (BSN, by its eleven-test), an IBAN (by its check digits), a telephone number
        or an e-mail address, or it is too long.
    """
    for reason, part in _faults(text):
        raise RefusedError(reason, deel=_masked(part))
    if len(text) > LENGTH:
        raise RefusedError("te_lang", meest=str(LENGTH))
    return text.strip()


def medical_words(text: str) -> tuple[str, ...]:
    """Give the words of a text that speak of health, each once, as they were written."""
    return tuple(dict.fromkeys(found.group() for found in _MEDICAL.finditer(text)))


def _faults(text: str) -> Iterator[tuple[str, str]]:
    for reason, pattern, holds in (
        ("iban", _IBAN, _is_iban),
        ("email", _EMAIL, lambda _: True),
        ("bsn", _DIGITS, _is_bsn),
        ("telefoon", _PHONE, _is_phone),
    ):
        for found in pattern.finditer(_NO_BSN.sub(" of ", text) if reason == "bsn" else text):
            if holds(found.group()):
                yield reason, found.group()


def _is_bsn(part: str) -> bool:
    """Whether eight or nine digits pass the eleven-test: 9 a + 8 b + ... + 2 h - i is a multiple of 11."""
    digits = [int(digit) for digit in re.sub(r"\D", "", part).zfill(9)]
    if len(set(digits)) == 1:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def _is_iban(part: str) -> bool:
    """Whether the check digits are right (ISO 13616: the number, turned round, modulo 97 is 1)."""
    plain = re.sub(r"[^A-Za-z0-9]", "", part).upper()
    return any(
        int("".join(str(int(letter, 36)) for letter in plain[4:end] + plain[:4])) % 97 == 1
        for end in range(15, len(plain) + 1)
    )


def _is_phone(part: str) -> bool:
    plain = re.sub(r"[^\d+]", "", part)
    return _DUTCH_PHONE.fullmatch(plain) is not None or plain.startswith("+")


def _masked(part: str) -> str:
    """Show enough to find it in the text, and not the whole."""
    return f"{part.strip()[:3]}\N{HORIZONTAL ELLIPSIS}"
