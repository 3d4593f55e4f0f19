"""Free text: numbers that lead to a person are refused in every way of writing them; ordinary text goes through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.domain.errors import RefusedError
from data.domain.free_text import checked, medical_words
from tests.harness import prove_free_text

WORDS = st.sampled_from(["", "Bel mevrouw op ", "nummer: ", "Zie brief (", "post\n"])
GAPS = st.sampled_from(["", " ", ".", "-"])


@st.composite
def citizen_numbers(draw: st.DrawFn) -> str:
    """Any eight digits, moved up to where a ninth makes the sum 9 a + 8 b + ... - i a multiple of 11."""
    start = draw(st.integers(10_000, 99_999_000))
    for eight in range(start, start + 20):
        digits = [int(digit) for digit in f"{eight:08d}"]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if last < 10 and len({*digits, last}) > 1:
            return draw(GAPS).join(map(str, [*digits, last]))
    raise AssertionError


@st.composite
def accounts(draw: st.DrawFn) -> str:
    bank, number = draw(st.sampled_from(["ABNA", "INGB", "RABO"])), draw(st.integers(0, 10**10 - 1))
    body = f"{bank}{number:010d}"
    check = 98 - int("".join(str(int(letter, 36)) for letter in body + "NL00")) % 97
    plain = f"NL{check:02d}{body}"
    gap = draw(st.sampled_from(["", " "]))
    written = gap.join(plain[start : start + 4] for start in range(0, len(plain), 4))
    return draw(st.sampled_from([written, written.lower()]))


@st.composite
def phones(draw: st.DrawFn) -> str:
    start = draw(st.sampled_from(["06", "+316", "00316", "0229 ", "(0229) ", "+31 (0)229 "]))
    rest = draw(st.integers(10**7, 10**8 - 1)) if "6" in start else draw(st.integers(10**5, 10**6 - 1))
    gap = draw(st.sampled_from(["", " ", "-"]))
    digits = str(rest)
    return start + gap + gap.join([digits[:4], digits[4:]])


@given(WORDS, st.one_of(citizen_numbers(), accounts(), phones()), st.sampled_from(["", ".", ") graag"]))
def test_a_number_that_leads_to_a_person_is_refused(before: str, number: str, after: str) -> None:
    with pytest.raises(RefusedError):
        checked(before + number + after)


@pytest.mark.parametrize("address", ["jan@voorbeeld.nl", "Jan.de-Vries+x@mail.voorbeeld.nl", "jan [at] voorbeeld.nl"])
def test_an_e_mail_address_is_refused(address: str) -> None:
    with pytest.raises(RefusedError, match="email"):
        checked(f"Mail naar {address} graag")


@pytest.mark.parametrize(
    "text",
    [
        "Op 12 mei 2026 om 14.30 uur stond de container er nog.",
        "Sinds 2019 vier keer overlast, huisnummers 12, 14 en 16, 1e etage.",
        "Huurachterstand van 1.250,50 euro over 3 maanden.",
        "Postcode 1621 AB, kenmerk 2026-10-00123.",
        "Zaak S-2026-0123, complex 0014, pand 0405100000123456.",
        "111 111 111 keer gebeld.",
        "Twee @-tekens @ de deur.",
    ],
)
def test_ordinary_text_goes_through_unchanged(text: str) -> None:
    assert checked(f"  {text}\n") == text


def test_a_refusal_does_not_repeat_the_number() -> None:
    with pytest.raises(RefusedError) as caught:
        checked("bsn 111222333")
    assert "111222333" not in str(caught.value)


def test_words_about_health_are_named_once_and_do_not_stop() -> None:
    text = "Buurman is depressief en gebruikt medicatie, Medicatie ligt in de gang."
    assert medical_words(text) == ("depressief", "medicatie", "Medicatie")
    assert checked(text) == text


def test_a_thousand_texts_in_short() -> None:
    blocked, alarms = prove_free_text.counted(200)
    assert blocked == 200
    assert alarms <= 5
