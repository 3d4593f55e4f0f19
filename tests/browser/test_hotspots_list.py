"""The ranked list in a real browser: by keyboard to a place, on the map, to its page, and as a file."""

from __future__ import annotations

import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.fixtures.browser import Watch

pytestmark = pytest.mark.browser


def opened(page: Page, server: str) -> None:
    page.goto(f"{server}/hotspots")
    expect(page.locator("tr[data-row]").first).to_be_visible(timeout=30_000)


def test_a_place_is_pointed_out_by_keyboard_and_keeps_the_focus(page: Page, server: str, watch: Watch) -> None:
    opened(page, server)
    page.locator('tr[data-row="0"] a').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    chosen = page.locator("tr[aria-current]")
    expect(chosen).to_have_attribute("data-row", "1")
    expect(chosen.get_by_role("button")).to_be_focused()
    expect(page).to_have_url(re.compile("keuze="))
    assert watch.verdict() == ""


def test_a_name_leads_to_the_map_with_that_place_selected(page: Page, server: str, watch: Watch) -> None:
    opened(page, server)
    link = page.locator('tr[data-row="0"] a')
    name = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile(r"/kaart\?.*keuze="))
    expect(page.get_by_role("heading", level=2, name=name)).to_be_visible(timeout=30_000)
    assert watch.verdict() == ""


def test_the_list_comes_as_a_file_that_holds_its_rows(page: Page, server: str, watch: Watch) -> None:
    opened(page, server)
    rows = page.locator("tr[data-row]").count()
    with page.expect_download() as begun:
        page.get_by_role("button", name="Lijst als Excel-bestand").click()
    book = load_workbook(io.BytesIO(begun.value.path().read_bytes()))
    assert book["Hotspots"].max_row == rows + 1
    assert book["Uitleg"]["B1"].value.startswith("Waar eerst?")
    assert watch.verdict() == ""
