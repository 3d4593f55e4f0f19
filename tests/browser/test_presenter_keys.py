"""The keys of the presenter: whoever presses faster than the page is drawn gets every step, and the server stays up."""

from __future__ import annotations

import re
import urllib.request

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PATIENCE = 60_000
READY = "() => Boolean(window.map && window.feature_group && window.feature_group.length)"
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
TITLE = re.compile("^Wijken in Waterrade")


@pytest.fixture
def screen(page: Page, server: str) -> Page:
    """Open the map as a presenter does, painted and standing still."""
    page.goto(f"{server}/kaart?beeld=projector", timeout=PATIENCE)
    expect(page.locator("h1")).to_have_text(TITLE, timeout=PATIENCE)
    element = page.wait_for_selector("iframe", timeout=PATIENCE)
    frame = element.content_frame() if element else None
    assert frame is not None
    frame.wait_for_function(READY, timeout=PATIENCE)
    page.locator(STILL).wait_for(timeout=PATIENCE)
    page.wait_for_timeout(1000)
    return page


def quickly(page: Page, *keys: str) -> None:
    """Press keys without waiting for anything."""
    for key in keys:
        page.keyboard.press(key)


def chosen(page: Page) -> str:
    """Give the code of the selected place."""
    found = re.search(r"keuze=(\w+)", page.url)
    return found[1] if found else ""


def test_every_quick_press_counts_in_its_order(screen: Page) -> None:
    passed = []
    for _ in range(3):
        before = chosen(screen)
        quickly(screen, "ArrowRight")
        expect(screen).not_to_have_url(re.compile(f"keuze={before}(&|$)" if before else "^((?!keuze=).)*$"))
        passed.append(chosen(screen))
    assert len(set(passed)) == 3
    quickly(screen, "ArrowUp")
    expect(screen).to_have_url(re.compile("^((?!keuze=).)*$"), timeout=PATIENCE)
    quickly(screen, "ArrowRight", "ArrowRight", "ArrowRight")
    expect(screen).to_have_url(re.compile(f"keuze={passed[2]}"), timeout=PATIENCE)
    quickly(screen, "PageUp", "PageUp")
    expect(screen).to_have_url(re.compile(f"keuze={passed[0]}"), timeout=PATIENCE)


def test_going_down_and_up_as_fast_as_one_can_press_ends_where_it_began_on_a_server_that_lives(
    screen: Page, server: str
) -> None:
    loads: list[str] = []
    screen.on("framenavigated", lambda frame: loads.append(frame.url) if "/component/" in frame.url else None)
    for _ in range(3):
        quickly(screen, "ArrowRight", "Enter", "ArrowRight", "ArrowRight", "Enter", "ArrowRight")
        expect(screen).to_have_url(re.compile("niveau=neighbourhood.*keuze="), timeout=PATIENCE)
        quickly(screen, "ArrowUp", "ArrowUp", "ArrowUp")
        expect(screen.locator("h1")).to_have_text(TITLE, timeout=PATIENCE)
    assert loads == []
    with urllib.request.urlopen(f"{server}/health", timeout=10) as answer:  # noqa: S310 (our own server)
        assert answer.status == 200


def test_who_is_told_what_is_selected_hears_it_on_the_projector_too(screen: Page) -> None:
    quickly(screen, "ArrowRight")
    name = screen.locator("h1")
    expect(name).not_to_have_text(TITLE, timeout=PATIENCE)
    status = screen.locator(".st-key-gekozen [role=status]")
    expect(status).not_to_be_empty(timeout=PATIENCE)
    assert name.inner_text().split(",")[0] in status.inner_text()
