"""One visitor in Chromium whose browser notes when something was pressed, when the map was painted and what was said.

All three moments are taken inside the browser, so that driving it from outside costs nothing. A map counts as painted
two frames after it holds its new shapes and stands still.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Frame, Page

PATIENCE = 60_000
WIDE = {"width": 1920, "height": 1080}
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SETTLE = 400
"""Milliseconds after the last message in which a next run may begin."""

NOTES = """(() => {
  const frames = (left, then) => left ? requestAnimationFrame(() => frames(left - 1, then)) : then();
  const pressed = () => top.postMessage({ pressed: Date.now() }, "*");
  addEventListener("pointerdown", pressed, true);
  if (top === window) {
    window.noted = [];
    addEventListener("message", ({ data }) => (data?.pressed || data?.painted) && window.noted.push(data));
    let said = "";
    const listen = () => {
      const told = document.querySelector(".st-key-paneel h2")?.textContent ?? "";
      if (told !== said) window.noted.push({ said: told, at: Date.now() });
      said = told;
      requestAnimationFrame(listen);
    };
    listen();
    return;
  }
  const shapes = () => Object.values(window.map._layers)
    .filter((one) => one.setStyle && !(one instanceof L.LayerGroup));
  const moving = () => window.map._animatingZoom || window.map._panAnim?._inProgress;
  let last = null;
  const settled = () => frames(1, () => moving() ? settled() : frames(1, () =>
    top.postMessage({ painted: shapes().length, at: Date.now() }, "*")));
  const look = () => {
    addEventListener("pointerdown", pressed, true); // the plain map lets go of what listens
    const now = window.feature_group?.length ? window.feature_group.at(-1) : window.map;
    if (now && now !== last && window.map?._layers && shapes().length) {
      last = now;
      settled();
    }
  };
  setInterval(look, 8); // and of what waits for the next frame
})()"""

SPOTS = """() => {
  const box = (one) => { const b = one.getBounds(), at = window.map.latLngToContainerPoint(b.getCenter());
    const [a, c] = [b.getNorthWest(), b.getSouthEast()].map((corner) => window.map.latLngToContainerPoint(corner));
    return { at: one.at ? window.map.latLngToContainerPoint(one.at) : at, size: (c.x - a.x) * (c.y - a.y) }; };
  return Object.values(window.map._layers).filter((one) => one.number !== undefined || one.feature)
    .filter((one) => one.getBounds && !(one instanceof L.LayerGroup)).map(box)
    .sort((a, b) => b.size - a.size).slice(0, 40).map((one) => [one.at.x, one.at.y]);
}"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one action took: milliseconds to what was waited for, and bytes over the websocket until all was still."""

    milliseconds: float
    size: int


@dataclass
class Visit:
    """A page, and the length of every message that its server sent."""

    page: Page
    sizes: list[int] = field(default_factory=list)

    def open(self, address: str) -> Cost:
        """Open an address as a fresh visit; the time runs from the address to the painted map."""
        self.sizes.clear()
        self.page.goto(address, timeout=PATIENCE)
        self._until("painted")
        found = self.page.evaluate("noted.find((one) => one.painted).at - performance.timeOrigin")
        return self._whole(float(found))

    def act(self, press: Callable[[], None], *wanted: str, after: str | None = None) -> Cost:
        """Press something and wait for what it brings about: ``painted``, ``said``, or both.

        What comes ``after`` that is waited for but not measured: it must not hinder the measurement that follows.
        """
        self.page.evaluate("noted.length = 0")
        self.sizes.clear()
        press()
        self._until(*wanted)
        noted = self.page.evaluate("noted")
        begun = max(one["pressed"] for one in noted if "pressed" in one)
        ended = max(next(one["at"] for one in noted if name in one) for name in wanted)
        if after is not None:
            self._until(after)
        return self._whole(ended - begun)

    def frame(self) -> Frame:
        """Give the frame of the map."""
        frame = self.page.wait_for_selector("iframe", timeout=PATIENCE).content_frame()  # type: ignore[union-attr]
        assert frame is not None
        return frame

    def click(self, number: int) -> Callable[[], None]:
        """Give the click on one of the largest shapes of the map."""
        frame = self.frame()
        spots, box = frame.evaluate(SPOTS), frame.frame_element().bounding_box()
        assert box is not None
        x, y = spots[number % len(spots)]
        return lambda: self.page.mouse.click(box["x"] + x, box["y"] + y)

    def _until(self, *wanted: str) -> None:
        there = " && ".join(f"noted.some((one) => one.{name})" for name in wanted)
        self.page.wait_for_function(f"() => {there}", timeout=PATIENCE)

    def _whole(self, milliseconds: float) -> Cost:
        """Wait until the page is still: an action may bring more than what was waited for."""
        told = -1
        while told != len(self.sizes):
            told = len(self.sizes)
            self.page.locator(STILL).wait_for(timeout=PATIENCE)
            self.page.wait_for_timeout(SETTLE)
        return Cost(milliseconds, sum(self.sizes))


@contextmanager
def visiting(browser: Browser) -> Iterator[Visit]:
    """Arrive with a browser of one's own, nothing kept from before."""
    context = browser.new_context(viewport=WIDE, locale="nl-NL")  # type: ignore[arg-type]
    context.add_init_script(NOTES)
    visit = Visit(context.new_page())
    visit.page.set_default_timeout(PATIENCE)
    visit.page.on("websocket", lambda socket: socket.on("framereceived", lambda data: visit.sizes.append(len(data))))
    yield visit
    context.close()
