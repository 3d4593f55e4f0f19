"""The tenants' organisation sees its own area in plain words, through the gate, and others see it through its eyes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

Opened = Callable[..., AppTest]
Sent = Callable[[AppTest], str]

WORDS = {
    "nl": [
        "Uw buurt: ",
        "Wat gaat goed",
        "Wat vraagt aandacht",
        "Wat veranderde sinds het vorige overleg",
        "tien huurwoningen",
    ],
    "en": ["Your neighbourhood: ", "What goes well", "What needs attention", "What changed since", "ten rented homes"],
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_says_what_goes_well_what_needs_attention_and_what_changed(
    opened: Opened, sent: Sent, language: str
) -> None:
    app = opened(page="my_area", role="tenants", taal=language)
    assert not app.exception
    said = sent(app)
    assert [word for word in WORDS[language] if word not in said] == []


def test_the_address_chooses_among_the_own_buurten_and_nonsense_gives_the_first(opened: Opened, sent: Sent) -> None:
    said = {code: sent(opened(page="my_area", role="tenants", gebied=code)) for code in ("BU99980102", "{{7*7}}")}
    assert "Uw buurt: Landkant" in said["BU99980102"]
    assert "Uw buurt: Havenkant" in said["{{7*7}}"]


def test_who_sees_exact_figures_elsewhere_sees_here_what_the_tenants_see(opened: Opened, sent: Sent) -> None:
    manager, tenants = (
        re.findall(r"bs-own-.*?</section>", sent(opened(page="my_area", role=role)))
        for role in ("corporation_manager", "tenants")
    )
    assert len(manager) == 3
    assert manager == tenants


def test_a_role_without_a_part_in_it_is_not_offered_the_page(opened: Opened) -> None:
    with pytest.raises(ValueError, match="Could not find a navigation page"):
        opened(page="my_area", role="admin")
