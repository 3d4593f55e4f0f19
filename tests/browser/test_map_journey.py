"""A journey of twelve steps over the map page, as in a meeting: the map is mounted once and never again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Locator, Page, expect

pytestmark = pytest.mark.browser

SHAPES = "() => { const all = []; map.eachLayer(one => one.number === undefined || all.push(one)); return all; }"
SPOT = f"number => map.latLngToContainerPoint(({SHAPES})().find(one => one.number === number).at)"
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
READY = "() => Boolean(window.map && window.feature_group && window.feature_group.length)"


class Journey:
    """One visit: every step waits for what it must bring about."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder, self.steps = page, folder, 0
        self.loads: list[str] = []
        page.on("framenavigated", lambda frame: self.loads.append(frame.url) if "/component/" in frame.url else None)

    def frame(self) -> Frame:
        """Give the frame of the map, painted."""
        element = self.page.wait_for_selector("iframe", timeout=60_000)
        frame = element.content_frame() if element else None
        assert frame is not None
        frame.wait_for_function(READY, timeout=60_000)
        return frame

    def click(self, number: int) -> None:
        """Click the shape of a number."""
        frame = self.frame()
        spot, box = frame.evaluate(SPOT, number), frame.frame_element().bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])

    def press(self, button: Locator) -> None:
        """Press what may lie below the fold; right after scrolling, Chromium sends a click to where the map was."""
        button.scroll_into_view_if_needed()
        self.page.wait_for_timeout(300)
        button.click()

    def expect(self, title: str, panel: str = "") -> None:
        """Wait for what a step brings about, and keep a picture of it."""
        expect(self.page.locator("h1")).to_have_text(re.compile(title), timeout=60_000)
        if panel:
            expect(self.explained()).to_have_text(re.compile(panel), timeout=60_000)
        self.page.locator(STILL).wait_for(timeout=60_000)
        self.page.wait_for_timeout(300)
        self.steps += 1
        self.page.screenshot(path=self.folder / f"{self.steps:02d}.png")

    def explained(self) -> Locator:
        """Find what the panel explains."""
        return self.page.locator(".st-key-paneel h2")


def test_twelve_steps_load_the_frame_of_the_map_once(page: Page, server: str, tmp_path: Path) -> None:
    visit = Journey(page, tmp_path)
    page.set_default_timeout(60_000)
    page.goto(server)
    expect(page.locator("h1")).to_have_text(re.compile("^Wijken in Waterrade"), timeout=60_000)
    frame = visit.frame()
    frame.evaluate("window.stayed = true")
    visit.click(0)
    expect(visit.explained()).not_to_have_text("Waterrade", timeout=60_000)
    chosen = visit.explained().inner_text()
    visit.expect("^Wijken", chosen)
    visit.click(1)
    expect(visit.explained()).not_to_have_text(chosen, timeout=60_000)
    visit.expect("^Wijken")
    district = visit.explained().inner_text()
    page.locator(".st-key-open button").click()
    visit.expect(f"^Buurten in {district}")
    page.get_by_role("slider", name="Periode").focus()
    page.keyboard.press("ArrowLeft")
    visit.expect("jul.aug 2026")
    page.get_by_role("radio", name="Straten").or_(page.get_by_role("button", name="Straten", exact=True)).first.click()
    visit.expect(f"^Straten in {district}")
    page.get_by_text("EN", exact=True).click()
    visit.expect(f"^Streets in {district}")
    page.get_by_text("NL", exact=True).click()
    visit.expect(f"^Straten in {district}")
    visit.press(page.locator(".st-key-lijst tbody button.pick").first)
    expect(page).to_have_url(re.compile("keuze="), timeout=60_000)
    visit.expect("^Straten")
    page.locator(".st-key-open button").click()
    visit.expect("^Gebouwen in ")
    page.locator(".st-key-kruimelpad button").first.click()
    visit.expect("^Wijken in Waterrade")
    page.go_back()
    visit.expect("^Gebouwen in ")
    page.go_forward()
    visit.expect("^Wijken in Waterrade")
    assert visit.steps == 12
    assert len(visit.loads) == 1
    assert visit.frame().evaluate("window.stayed")
    assert len(list(tmp_path.glob("*.png"))) == 12
