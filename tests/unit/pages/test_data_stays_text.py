"""What comes from data stays text: in Markdown labels, in HTML, in the list."""

from __future__ import annotations

import re

import pytest

from pages.ui import markup
from pages.ui.markup import literal, words

HOSTILE = [
    "<script>alert(1)</script>",
    "[klik](javascript:alert(1))",
    "![x](https://elders.example/x.png)",
    ":red[rood] :material/home: :smile:",
    "$x$ `code` **vet** _schuin_ ~~weg~~",
    "# kop",
    "1. lijst",
    "- lijst",
    "https://elders.example www.elders.example a@elders.example",
    "&lt;b&gt; {{7*7}} {% x",
    "regel\nander\u2028regel",
]
MEANING = re.compile(r"(?<!\\)(?:[`*_\[\]<>$~]|:(?=[A-Za-z/+-])|&(?=[#A-Za-z])|^[#+-])")
ADDRESS = re.compile(r"https?:|www\.|@\w", re.IGNORECASE)
JOINER = "\N{WORD JOINER}"


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_name_means_anything_to_markdown(text: str) -> None:
    encoded = literal(text)
    assert not MEANING.search(encoded.replace("\\\\", ""))
    assert not ADDRESS.search(encoded.replace("\\", ""))
    assert "\n" not in encoded
    assert encoded.replace("\\", "").replace(JOINER, "") == " ".join(text.split()).replace("\\", "")


@pytest.mark.parametrize(
    "text", ["Kade 1-20", "Wijken in Proefdam, mei\N{EN DASH}jun 2026: 1 rood", "Markt & Poort (oud) 3 %", "'t Hof"]
)
def test_an_ordinary_name_is_left_as_it_is(text: str) -> None:
    assert literal(text) == text


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_name_means_anything_to_html(text: str) -> None:
    assert not re.search(r"[<>\"'{}`]", words(text))
    assert "<b>" not in markup.table(text, ["a", "b"], [[text, text]]).replace("<b></b>", "")
