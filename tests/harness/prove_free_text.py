"""Numbers that lead to a person are refused in free text, and ordinary text goes through.

A thousand texts with a BSN, an account, a telephone number or an e-mail address in the ways people write them, and a
thousand ordinary ones full of dates, amounts, times, house numbers, postcodes and file numbers; all made by chance.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from data.domain.errors import RefusedError
from data.domain.free_text import checked
from tests.harness.evidence import Evidence

TEXTS = 1000
MOST_FALSE_ALARMS = 20
"""Of a thousand: some order numbers are as long as a BSN, and one in eleven of those passes the eleven-test."""

Make = Callable[[random.Random], str]
AROUND = (
    *("Bel mevrouw op {}.", "nummer: {}", "Zie brief ({}) van vorige week", "{}", "post\n{}\nligt er nog"),
    *("Hij gaf {} door, graag terugbellen", "gegevens:{};", "Contact via {}!"),
)


def run() -> Evidence:
    """Count what is let through, and what is refused without reason."""
    blocked, alarms = counted(TEXTS)
    return Evidence(
        f"{blocked}/{TEXTS} refused, false alarms {alarms}/{TEXTS}",
        {"texts": TEXTS, "refused": blocked, "false alarms": alarms},
        met=blocked == TEXTS and alarms <= MOST_FALSE_ALARMS,
    )


def counted(texts: int) -> tuple[int, int]:
    """Give how many of so many forbidden texts, and of so many ordinary ones, are refused."""
    chance = random.Random(11)  # noqa: S311 (texts, not secrets)
    makers = (bsn, account, phone, mail)
    forbidden = [chance.choice(AROUND).format(makers[turn % len(makers)](chance)) for turn in range(texts)]
    return sum(map(refused, forbidden)), sum(refused(ordinary(chance)) for _ in range(texts))


def refused(text: str) -> bool:
    """Whether free text is refused."""
    try:
        checked(text)
    except RefusedError:
        return True
    return False


def bsn(chance: random.Random) -> str:
    """Give a number that passes the eleven-test, written in one go or in groups."""
    while True:
        digits = [chance.randrange(10) for _ in range(8)]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if last < 10 and digits[:2] != [0, 0]:
            text = "".join(map(str, [*digits, last]))
            gap = chance.choice(["", " ", ".", "-"])
            return gap.join([text[:3], text[3:6], text[6:]])


def account(chance: random.Random) -> str:
    """Give a Dutch IBAN with the right check digits, in one go or in groups, in either case."""
    body = f"{chance.choice(['ABNA', 'INGB', 'RABO', 'SNSB', 'TRIO'])}{chance.randrange(10**10):010d}"
    check = 98 - int("".join(str(int(letter, 36)) for letter in body + "NL00")) % 97
    text = f"NL{check:02d}{body}"
    written = chance.choice(["", " ", "."]).join(text[start : start + 4] for start in range(0, len(text), 4))
    return chance.choice([written, written.lower()])


def phone(chance: random.Random) -> str:
    """Give a mobile or fixed number as people write it."""
    rest = f"{chance.randrange(10**8):08d}"
    start = chance.choice(["06", "06-", "06 ", "+316", "+31 6 ", "00316", "+31 (0)6 "])
    mobile = start + chance.choice([rest, f"{rest[:2]} {rest[2:4]} {rest[4:6]} {rest[6:]}", f"{rest[:4]} {rest[4:]}"])
    fixed = f"0{chance.choice(['229', '342', '411'])}{chance.choice(['-', ' ', ''])}{chance.randrange(100000, 1000000)}"
    return chance.choice([mobile, fixed])


def mail(chance: random.Random) -> str:
    """Give an e-mail address, sometimes written around the sign."""
    name = chance.choice(["jan", "m.jansen", "huurder-12", "info+wijk", "a_b"])
    sign = chance.choice(["@", "@", "@", " [at] ", "(at)"])
    return f"{name}{sign}{chance.choice(['voorbeeld.nl', 'mail.voorbeeld.com', 'wonen.example'])}"


def ordinary(chance: random.Random) -> str:
    """Give a text as people write them about a street, with the numbers that belong in it."""
    year, day, month = chance.randrange(2015, 2027), chance.randrange(1, 29), chance.randrange(1, 13)
    number, amount = chance.randrange(1, 400), chance.randrange(100, 400000) / 100
    told = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    return chance.choice(
        [
            f"Op {day}-{month}-{year} om {chance.randrange(24)}.{chance.randrange(60):02d} uur stond het er nog.",
            f"Sinds {day:02d}-{month:02d}-{year} tot {day:02d}-{month:02d}-{year + 1} geen licht op nummer {number}.",
            f"Huurachterstand van {told} euro over {chance.randrange(1, 9)} maanden, brief van {day}/{month}/{year}.",
            f"Huisnummers {number}, {number + 2}, {number + 4}, {number + 6} en {number + 8} hebben overlast.",
            f"Postcode {chance.randrange(1000, 9999)} AB, kenmerk {year}-{month:02d}-{chance.randrange(100000):05d}.",
            f"Zaak S-{year}-{chance.randrange(10000):04d} hoort bij complex {chance.randrange(10000):04d}.",
            f"Pand {chance.randrange(10**15, 10**16)}, woning {chance.randrange(10**15, 10**16)}.",
            f"Tussen {chance.randrange(18, 24)}:00 en 0{chance.randrange(1, 7)}:30 uur, al {number} keer geteld.",
            f"Meterstand {chance.randrange(10000, 99999)} op {day} maart, eerst {chance.randrange(10000, 99999)}.",
            f"De {number} bewoners @ de straat: 1e, 2e en 3e etage, {chance.randrange(40, 120)} m2.",
            f"Besteld onder nummer {chance.randrange(10**7, 10**8)}, levering in week {chance.randrange(1, 53)}.",
            f"Dossier {chance.randrange(100000, 999999)}/{year}, bijlage van {day}.{month}.{year}.",
        ]
    )
