"""The map page in a browser: by mouse and by keyboard alone, down and up, with the browser's own *back*."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

WIJKEN = re.compile("^Wijken in Waterrade")
BUURTEN = re.compile("^Buurten in ")


@pytest.fixture
def map_page(page: Page, server: str) -> Page:
    page.goto(server)
    expect(title(page)).to_have_text(WIJKEN, timeout=60_000)
    expect(rows(page).first).to_be_visible(timeout=60_000)
    return page


def title(page: Page) -> Locator:
    return page.locator("h1")


def rows(page: Page) -> Locator:
    return page.locator(".st-key-lijst tbody button.pick")


def explained(page: Page) -> Locator:
    return page.locator(".st-key-paneel h2")


def click_in_the_middle_of_the_map(page: Page) -> None:
    expect(page.frame_locator("iframe").locator("canvas").first).to_be_visible(timeout=60_000)
    page.wait_for_timeout(1000)
    box = page.locator("iframe").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 0.5 * box["width"], box["y"] + 0.55 * box["height"])


def test_a_click_on_the_map_selects_and_open_goes_down_and_back_leads_back(map_page: Page) -> None:
    click_in_the_middle_of_the_map(map_page)
    expect(map_page).to_have_url(re.compile("keuze=WK"))
    expect(explained(map_page)).not_to_have_text("Waterrade")
    chosen = explained(map_page).inner_text()
    expect(map_page.locator(".st-key-lijst tr[aria-current] button.pick")).to_have_text(chosen)
    map_page.locator(".st-key-open button").click()
    expect(title(map_page)).to_have_text(re.compile(f"^Buurten in {chosen}"))
    map_page.go_back()
    expect(title(map_page)).to_have_text(WIJKEN)
    expect(explained(map_page)).to_have_text(chosen)
    map_page.go_back()
    expect(explained(map_page)).to_have_text("Waterrade")
    map_page.go_forward()
    expect(explained(map_page)).to_have_text(chosen)


def test_the_list_selects_and_opens_by_keyboard_alone_and_keeps_the_focus(map_page: Page) -> None:
    rows(map_page).nth(0).focus()
    map_page.keyboard.press("ArrowDown")
    second = rows(map_page).nth(1).inner_text()
    map_page.keyboard.press("Enter")
    expect(explained(map_page)).to_have_text(second)
    expect(rows(map_page).nth(1)).to_be_focused()
    map_page.keyboard.press("Tab")
    map_page.keyboard.press("Enter")
    expect(title(map_page)).to_have_text(re.compile(f"^Buurten in {second}"))
    expect(rows(map_page).nth(0)).to_be_focused()


def test_the_list_is_sorted_by_any_column_by_keyboard_and_says_so(map_page: Page) -> None:
    heading = map_page.locator(".st-key-lijst thead button", has_text="Woningen")
    heading.focus()
    map_page.keyboard.press("Enter")
    expect(map_page.locator(".st-key-lijst th[aria-sort=ascending]")).to_contain_text("Woningen")
    homes = [int(text.replace(".", "")) for text in map_page.locator(".st-key-lijst td:nth-child(3)").all_inner_texts()]
    assert homes == sorted(homes)
    expect(heading).to_be_focused()
    map_page.keyboard.press("Enter")
    expect(map_page.locator(".st-key-lijst th[aria-sort=descending]")).to_contain_text("Woningen")


INSIDE = """row => {
  const [line, box] = [row, row.closest(".scroll")].map(one => one.getBoundingClientRect());
  return line.top >= box.top && line.bottom <= box.bottom + 1;
}"""


def test_a_long_list_comes_whole_and_a_row_far_down_is_pointed_out(map_page: Page, server: str) -> None:
    view = "niveau=neighbourhood&gebied=BU99990106&toon=building"
    map_page.goto(f"{server}/kaart?{view}")
    counted = re.search(r"(\d+) onbekend, (\d+) te klein", title(map_page).inner_text())
    assert counted is not None
    expect(rows(map_page)).to_have_count(sum(map(int, counted.groups())))
    last, name = rows(map_page).last, rows(map_page).last.inner_text()
    last.focus()
    map_page.keyboard.press("Enter")
    expect(explained(map_page)).to_have_text(name)
    map_page.reload()
    expect(map_page.locator(".st-key-lijst tr[aria-current] button.pick")).to_have_text(name)
    assert map_page.locator(".st-key-lijst tr[aria-current]").evaluate(INSIDE)


def test_selecting_does_not_mount_the_map_again(map_page: Page) -> None:
    click_in_the_middle_of_the_map(map_page)
    expect(map_page).to_have_url(re.compile("keuze=WK"))
    loads: list[str] = []
    map_page.on("framenavigated", lambda frame: loads.append(frame.url) if frame.parent_frame else None)
    for number in (0, 2, 1):
        name = rows(map_page).nth(number).inner_text()
        rows(map_page).nth(number).focus()
        map_page.keyboard.press("Enter")
        expect(explained(map_page)).to_have_text(name)
    map_page.locator(".st-key-open button").click()
    expect(title(map_page)).to_have_text(BUURTEN)
    assert loads == []


def test_the_period_slider_works_by_keyboard_and_the_view_is_in_the_address(map_page: Page) -> None:
    map_page.get_by_role("slider", name="Periode").focus()
    map_page.keyboard.press("ArrowLeft")
    expect(map_page).to_have_url(re.compile(r"periode=2026-4"))
    expect(title(map_page)).to_contain_text("jul\N{EN DASH}aug 2026")


def test_english_is_one_press_away_and_the_page_says_so_to_screen_readers(map_page: Page) -> None:
    expect(map_page.locator("html")).to_have_attribute("lang", "nl")
    map_page.get_by_text("EN", exact=True).click()
    expect(title(map_page)).to_have_text(re.compile("^Districts in Waterrade"))
    expect(map_page.locator("html")).to_have_attribute("lang", "en")


def test_nothing_on_a_narrow_screen_needs_scrolling_sideways(map_page: Page) -> None:
    for width in (1280, 820, 400):
        map_page.set_viewport_size({"width": width, "height": 900})
        map_page.wait_for_timeout(500)
        wider = map_page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth")
        assert wider <= 0, width
