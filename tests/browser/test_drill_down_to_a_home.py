"""The main journey: from the municipality to the homes of a building, once by mouse and once by keyboard alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

STEPS = ("Wijken in Waterrade", "Buurten in ", "Straten in ", "Gebouwen in ", "Woningen in ")


@pytest.fixture
def map_page(page: Page, server: str) -> Page:
    page.goto(server)
    expect(page.locator("h1")).to_have_text(re.compile(f"^{STEPS[0]}"), timeout=60_000)
    expect(rows(page).first).to_be_visible(timeout=60_000)
    return page


def rows(page: Page) -> Locator:
    return page.locator(".st-key-lijst tbody tr")


def arrived(page: Page, begin: str) -> None:
    """Wait until the head and the list both speak of the new view, and nothing is being drawn any more."""
    expect(page.locator("h1")).to_have_text(re.compile(f"^{begin}"), timeout=20_000)
    expect(page.locator(".st-key-lijst caption")).to_have_text(page.locator("h1").inner_text(), timeout=20_000)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=20_000
    )


def test_by_mouse_every_level_opens_down_to_the_homes_and_the_breadcrumb_leads_back(map_page: Page) -> None:
    for begin in STEPS[1:]:
        opener = rows(map_page).first.get_by_role("button", name=re.compile("^Open "))
        opener.scroll_into_view_if_needed()
        map_page.wait_for_timeout(500)
        opener.click()
        arrived(map_page, begin)
    expect(rows(map_page).first).to_contain_text(re.compile(r"rood|oranje|groen|onbekend"))
    expect(map_page.get_by_text("Het stoplicht van een woning gaat over de woning")).to_be_visible()
    assert not re.search(r"9999010\d{9}", map_page.url), "no address names a home"
    map_page.get_by_role("button", name="Waterrade", exact=True).click()
    arrived(map_page, STEPS[0])


def test_by_keyboard_alone_every_level_opens_down_to_the_homes(map_page: Page) -> None:
    for begin in STEPS[1:]:
        rows(map_page).first.locator("button.pick").focus()
        map_page.keyboard.press("Tab")
        map_page.keyboard.press("Enter")
        arrived(map_page, begin)
    assert rows(map_page).count() > 0


def test_a_view_deep_in_the_town_opens_from_its_address(map_page: Page) -> None:
    for begin in STEPS[1:4]:
        rows(map_page).first.locator("button.pick").focus()
        map_page.keyboard.press("Tab")
        map_page.keyboard.press("Enter")
        arrived(map_page, begin)
    title = map_page.locator("h1").inner_text()
    map_page.reload()
    expect(map_page.locator("h1")).to_have_text(title, timeout=60_000)
    expect(rows(map_page).first).to_be_visible(timeout=60_000)
