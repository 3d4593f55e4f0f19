"""Text from data in a title, a paragraph and a button: the browser makes no link of an address in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.dashboard import ROOT, environment, serving

pytestmark = pytest.mark.browser

TEXTS = [
    "Zie https://elders.example/x en www.elders.example of jan@elders.example",
    "HTTP://Elders.example",
    "(WWW.elders.example)",
]

PAGE = f"""
import streamlit as st
from pages.ui.markup import literal
for number, text in enumerate({TEXTS!r}):
    st.title(literal(text), anchor=False)
    st.markdown(literal(text))
    st.button(literal(text), key=f"{{number}}")
with st.container(key="control"):
    st.markdown("  ".join({TEXTS!r}))
"""


@pytest.fixture
def shown(page: Page, tmp_path: Path) -> Iterator[Page]:
    """Show the texts as names from data, and below them once as they are."""
    script = tmp_path / "page.py"
    script.write_text(PAGE, encoding="utf-8")
    environ = environment(tmp_path) | {"PYTHONPATH": str(ROOT)}
    with serving(environ, tmp_path / "log", str(script)) as address:
        page.goto(address)
        expect(page.get_by_role("button", name="elders")).to_have_count(len(TEXTS))
        yield page


def test_an_address_in_a_name_is_no_link_and_looks_the_same(shown: Page) -> None:
    expect(shown.locator(".st-key-control a")).to_have_count(5)
    expect(shown.get_by_test_id("stMain").locator("a")).to_have_count(5)
    said = shown.get_by_test_id("stMain").inner_text().replace("\N{WORD JOINER}", "")
    assert [said.count(text) for text in TEXTS] == [4, 4, 4]
