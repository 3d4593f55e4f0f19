"""Two maps that move together, and the player, in a browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Frame, Page, expect

pytestmark = pytest.mark.browser

PATIENCE = 120_000
READY = "() => Boolean(window.map && window.feature_group && window.feature_group.length)"
PAN = "leader => { window.buurtstoplicht.kit.boards[leader].map.panBy([60, 20], {animate: false}); }"
ZOOM = "() => { window.buurtstoplicht.kit.boards[1].map.zoomIn(1, {animate: false}); }"
CENTRES = "() => document.querySelectorAll('.leaflet-container').length"
VIEWS = """() => window.buurtstoplicht.kit.boards.map(({ map }) =>
  [map.getZoom(), map.getCenter().lat, map.getCenter().lng].map((number) => number.toFixed(4)).join())"""


def painted(page: Page, address: str) -> Frame:
    """Open an address and give the frame of its map, painted."""
    page.goto(address, timeout=PATIENCE)
    element = page.wait_for_selector("iframe", timeout=PATIENCE)
    assert element is not None
    frame = element.content_frame()
    assert frame is not None
    frame.wait_for_function(READY, timeout=PATIENCE)
    return frame


def test_two_maps_stand_in_one_frame_and_move_together(page: Page, server: str) -> None:
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url) if "/component/" in frame.url else None)
    frame = painted(page, f"{server}/kaart?naast=licht&naast_periode=2025-1")
    frame.wait_for_function(f"() => ({CENTRES})() === 2", timeout=PATIENCE)
    for leader in (0, 1):
        frame.evaluate(PAN, leader)
        first, second = frame.evaluate(VIEWS)
        assert first == second
    frame.evaluate(ZOOM)
    first, second = frame.evaluate(VIEWS)
    assert first == second
    box = frame.frame_element().bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 0.73 * box["width"], box["y"] + 0.5 * box["height"])  # on the second map
    expect(page).to_have_url(re.compile("keuze=WK"), timeout=PATIENCE)
    assert len(loads) == 1


def test_the_player_steps_plays_and_stops_at_the_last_meeting_without_mounting_the_map_again(
    page: Page, server: str
) -> None:
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url) if "/component/" in frame.url else None)
    painted(page, f"{server}/kaart?periode=2026-3")
    play = page.get_by_role("button", name="Speel de periodes af")
    play.click()
    expect(page).to_have_url(re.compile("periode=2026-5"), timeout=PATIENCE)
    expect(play).to_be_visible(timeout=PATIENCE)  # no longer "stop"
    page.get_by_role("group", name="Loop door de periodes").get_by_role("button", name="Vorige periode").click()
    expect(page).to_have_url(re.compile("periode=2026-4"), timeout=PATIENCE)
    assert len(loads) == 1
