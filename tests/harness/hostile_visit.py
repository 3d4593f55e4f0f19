"""A visitor in Chromium who looks at pages full of hostile names, and counts whatever of them ran."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Frame, Page
from playwright.sync_api import Error as BrowserError

from pages.ui.text import catalogue
from tests.fixtures.browser import Watch

PATIENCE = 60_000
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
READY = "() => Boolean(window.map && window.feature_group && window.feature_group.length)"
RUN_ON_THE_SERVER = "hithithit"
"""What one of the texts becomes where a template is made of it."""
SPOTS = """() => Object.values(map._layers).filter((one) => one.number !== undefined)
  .map((one) => map.latLngToContainerPoint(one.at)).map(({ x, y }) => [x, y])"""
UNFOLDING = 10_000
"""Milliseconds in which what is unfolded must be there."""

LETTERS = 24
"""Of a text that must be seen on a surface, so many letters from its beginning."""


@dataclass
class Seen:
    """What a visitor met.

    Parameters
    ----------
    hits
        Where something ran, or a page broke.
    shown
        Texts that stood on each surface, as text.
    """

    hits: list[str] = field(default_factory=list)
    shown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def read(self, surface: str, said: str, strings: tuple[str, ...]) -> None:
        """Note which texts stand in what was read."""
        if RUN_ON_THE_SERVER in said:
            self.hits.append(f"{surface}: a template ran")
        letters = _letters(said)
        self.shown[surface] |= {one for one in strings if _letters(one)[:LETTERS] in letters}


@dataclass
class Look:
    """One browser on one dashboard."""

    page: Page
    address: str
    strings: tuple[str, ...]
    seen: Seen

    def at(self, surface: str, path: str, **query: str) -> None:
        """Open an address and look."""
        self.page.goto(f"{self.address}/{path}?{urlencode(query)}", timeout=PATIENCE)
        self.page.locator("h1").first.wait_for(timeout=PATIENCE)
        self.look(surface)

    def look(self, surface: str) -> None:
        """Wait until the page is whole, and note what stands on it and what of it ran."""
        self.page.locator(STILL).wait_for(timeout=PATIENCE)
        self.page.wait_for_timeout(400)
        self.seen.read(surface, self.page.locator("body").inner_text(), self.strings)
        broken = (catalogue("nl")["fout.titel"], catalogue("en")["fout.titel"])
        if self.page.locator(".stException").count() or self.page.locator("h1").first.inner_text() in broken:
            self.seen.hits.append(f"{surface}: the page broke")
        if any(map(_ran, self.page.frames)):
            self.seen.hits.append(f"{surface}: a script ran")

    def point(self, surface: str) -> None:
        """Point at every shape of the map, and read what it says."""
        frame = self.frame()
        box = frame.frame_element().bounding_box()
        assert box is not None
        for x, y in frame.evaluate(SPOTS):
            self.page.mouse.move(box["x"] + x, box["y"] + y)
            said = frame.locator(".bst-tip").all_inner_texts()
            self.seen.read(surface, " ".join(said), self.strings)
            if frame.locator(".bst-tip script, .bst-tip img, .bst-tip svg, .bst-tip iframe").count():
                self.seen.hits.append(f"{surface}: markup in a tip")
        self.look(surface)

    def frame(self) -> Frame:
        """Give the frame of the map, painted."""
        element = self.page.wait_for_selector("iframe", timeout=PATIENCE)
        frame = element.content_frame() if element else None
        assert frame is not None
        frame.wait_for_function(READY, timeout=PATIENCE)
        return frame

    def tried(self, surface: str, action: Callable[[], None]) -> None:
        """Do something on the page and look; what can't be done is a broken page."""
        try:
            action()
        except BrowserError as error:
            told = " ".join(str(error).split())[:300]  # what it waited for stands in the lines below the first
            self.seen.hits.append(f"{surface}: {told}")
        self.look(surface)

    def files(self, folder: Path) -> list[Path]:
        """Save every file that the page offers now."""
        with suppress(BrowserError):  # a list without a row offers none
            self.page.get_by_test_id("stDownloadButton").first.wait_for(timeout=UNFOLDING)
        saved = []
        for button in self.page.get_by_test_id("stDownloadButton").get_by_role("button").all():
            button.scroll_into_view_if_needed()
            self.page.wait_for_timeout(300)  # right after scrolling, Chromium sends a click to where the map was
            with self.page.expect_download(timeout=PATIENCE) as waiting:
                button.click()
            saved.append(folder / f"{len(list(folder.iterdir()))}_{waiting.value.suggested_filename}")
            waiting.value.save_as(saved[-1])
        return saved


@contextmanager
def looking(browser: Browser, address: str, strings: tuple[str, ...], seen: Seen) -> Iterator[Look]:
    """Arrive with a browser; at the end what it asked of other hosts, and every dialog, counts too."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="nl-NL", accept_downloads=True)
    watch, page = Watch(), context.new_page()
    watch.follow(context)
    page.on("dialog", lambda dialog: (seen.hits.append("a dialog"), dialog.dismiss()))
    yield Look(page, address, strings, seen)
    seen.hits += [f"asked of another host: {url}" for url in watch.foreign]
    seen.hits += [f"an error in the browser: {error[:120]}" for error in watch.errors]
    context.close()


def _ran(frame: Frame) -> bool:
    """Whether a text left its mark in a frame; one that is just being taken away has none any more."""
    try:
        return bool(frame.evaluate("window.hit"))
    except BrowserError:
        return False


def _letters(text: str) -> str:
    """Leave out what is not seen, or is written in another way: white space and marks of direction."""
    return "".join(letter for letter in text if letter.isascii() and letter.isprintable() and not letter.isspace())
