"""A whole meeting on the invented town: three parties prepare it, it is held by keys, closed, and its pack is saved."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect
from pptx import Presentation
from pypdf import PdfReader

from tests.fixtures.dashboard import ROOT, environment, serving

pytestmark = pytest.mark.browser
PATIENCE = 90_000
COLD = 240_000
"""Milliseconds that the first page of a fresh server may take on a busy machine."""
PARTIES = {"Huurdersorganisatie": "oranje", "Gemeente: beleid": "rood", "Corporatie: teammanager": "groen"}
"""Role that prepares the meeting for each party, and the light that it gives."""
DECISION = "Corporatie en gemeente gaan samen langs alle deuren"
ACTION = "Ronde langs de deuren"
WHY = "Er is veel onrust in de hal"


@pytest.fixture
def meeting_server(town: Path, tmp_path: Path) -> Iterator[str]:
    """Dashboard over the invented town with its agreements, over records of its own."""
    shutil.copy(town / "records.sqlite", tmp_path)
    own = environment(town) | {"DATABASE_URL": f"sqlite:///{(tmp_path / 'records.sqlite').as_posix()}"}
    subprocess.run([sys.executable, "-m", "data", "demo-meeting"], cwd=ROOT, env=own, check=True, timeout=300)
    with serving(own, tmp_path / "log") as address:
        yield address


@dataclass
class Screen:
    """One browser at the meeting; ``shown`` is every line that stood on the projector, item by item."""

    page: Page
    shown: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until the page stands still."""
        self.page.wait_for_timeout(800)
        app = self.page.locator("[data-testid=stApp]")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)

    def become(self, role: str) -> None:
        """Look with another role of the invented town."""
        self.choose(self.page.get_by_role("combobox", name="Rol waarmee u kijkt"), role)

    def choose(self, box: Locator, answer: str) -> None:
        """Choose from a list, which may be longer than what is drawn of it."""
        box.click(timeout=PATIENCE)
        self.pick(answer)

    def pick(self, answer: str) -> None:
        """Pick an answer of the list that is unfolded."""
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(answer)
        self.page.get_by_role("option", name=answer, exact=True).click(timeout=PATIENCE)
        self.settle()

    def press(self, name: str, inside: Locator | None = None) -> None:
        """Press a button."""
        (inside or self.page).get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)
        self.settle()

    def key(self, name: str) -> None:
        """Press a key, as somebody with a clicker does."""
        self.page.keyboard.press(name)
        self.settle()

    def title(self) -> str:
        """Give the sentence of the screen."""
        return self.page.locator("h1").inner_text()

    def told(self, words: str) -> None:
        """Expect words somewhere on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)

    def at(self, place: int, count: int) -> None:
        """Expect an item, and keep what stands on the screen: the sentence and every line beside it."""
        expect(self.page.locator(".bs-screen")).to_contain_text(f"{place}/{count}", timeout=PATIENCE)
        self.settle()
        self.shown += [self.title(), *self.page.locator(".bs-reasons li").all_inner_texts()]

    def type(self, kind: str, words: str, label: str) -> None:
        """Type one line at the item that is shown."""
        self.choose(self.page.get_by_role("combobox", name="Soort regel"), kind)
        self.page.get_by_role("textbox", name=label).fill(words)
        self.press("Opslaan")
        self.told(words)


def prepare(screen: Screen) -> str:
    """Bring a concern and give a light for each party; a light of another party shows only after one's own.

    Returns
    -------
    place
        Name of the complex, one in the area of the tenants' organisation.
    """
    chosen = ""
    for place, (role, light) in enumerate(PARTIES.items()):
        screen.become(role)
        form = screen.page.get_by_test_id("stForm")
        given = screen.page.locator("table", has_text="Gegeven kleuren")
        opens = screen.page.get_by_role("button", name="Openen en vastleggen")
        expect(opens).to_have_count(int(role != "Huurdersorganisatie"), timeout=PATIENCE)
        expect(given).to_have_count(0, timeout=PATIENCE)
        concerns = form.filter(has=screen.page.get_by_role("button", name="Inbrengen"))
        concerns.get_by_role("textbox", name="Knelpunt").fill(f"Zorg van {role.split(':')[0]}")
        screen.press("Inbrengen", concerns)
        screen.told(f"Zorg van {role.split(':')[0]}")
        reading = form.filter(has=screen.page.get_by_role("button", name="Kleur geven"))
        box = reading.get_by_role("combobox", name="Waar")
        box.click(timeout=PATIENCE)
        chosen = chosen or screen.page.get_by_role("option", name="(complex)").first.inner_text()
        screen.pick(chosen)
        reading.get_by_text(light, exact=True).click()
        screen.press("Kleur geven", reading)
        expect(given.locator("tbody tr")).to_have_count(place + 1, timeout=PATIENCE)
    return chosen.removesuffix(" (complex)")


def hold(screen: Screen) -> None:
    """Go through the agenda by keys: every item, the end, back, blank."""
    count = int(screen.page.locator(".bs-screen").inner_text().split("/")[1].split()[0])
    screen.at(1, count)
    for place in range(2, count + 1):
        screen.key("ArrowRight")
        screen.at(place, count)
    screen.key("ArrowRight")  # the last one stays
    screen.at(count, count)
    screen.key("ArrowLeft")
    screen.at(count - 1, count)
    screen.key("b")
    expect(screen.page.locator(".bs-blank")).to_be_visible(timeout=PATIENCE)
    screen.key("b")
    expect(screen.page.locator(".bs-blank")).to_have_count(0, timeout=PATIENCE)


def names(page: Page) -> list[str]:
    """Give the names of the buttons of the agenda."""
    return [one.strip() for one in page.locator(".st-key-overleg_redenen button").all_inner_texts()]


def saved(page: Page, name: str) -> bytes:
    """Save a file of the pack."""
    with page.expect_download(timeout=COLD) as waiting:
        page.get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)
    return Path(waiting.value.path()).read_bytes()


def plain(text: str) -> str:
    """Give a text without how it was broken into lines, and without the colon after the kind of a line."""
    return re.sub(r"[\s:]+", "", text)


def in_pdf(content: bytes) -> str:
    """Read every page of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def in_slides(content: bytes) -> str:
    """Read every slide."""
    shapes = [shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes]
    return "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)


def in_page(browser_page: Page, content: bytes) -> str:
    """Read the page as a browser shows it."""
    browser_page.set_content(content.decode())
    return browser_page.locator("body").inner_text()


def test_three_parties_prepare_hold_and_take_home_a_meeting(page: Page, meeting_server: str) -> None:
    screen = Screen(page)
    page.goto(f"{meeting_server}/overleg", timeout=COLD)
    expect(page.locator("h1")).to_have_text(re.compile("^Het volgende overleg is op"), timeout=COLD)
    planned = page.locator("[class*=st-key-overleg_rij_]", has_text="gepland")
    planned.get_by_role("button").click()
    screen.settle()
    chosen = prepare(screen)

    screen.press("Openen en vastleggen")
    page.locator(".bs-screen").wait_for(timeout=COLD)
    screen.settle()
    hold(screen)
    screen.key("ArrowUp")
    expect(page.locator("h1")).to_have_text(re.compile("nu bezig$"), timeout=PATIENCE)
    screen.press(next(one for one in names(page) if f"verschillend naar {chosen}" in one))
    expect(page.locator("h1")).to_contain_text(chosen, timeout=PATIENCE)
    screen.type("Besluit", DECISION, "Typ één regel")
    screen.type("Actie", ACTION, "Wat")
    screen.choose(page.get_by_role("combobox", name="Soort regel"), "Kleur")
    screen.choose(page.locator(".st-key-overleg_kleur").get_by_role("combobox"), "rood")
    page.get_by_role("textbox", name="Toelichting").fill(WHY)
    screen.press("Opslaan")
    expect(page.locator(".bs-typed")).to_contain_text(WHY, timeout=PATIENCE)
    screen.shown += page.locator(".bs-typed li").all_inner_texts()

    screen.key("ArrowUp")
    screen.press("Overleg sluiten")
    expect(page.locator("h1")).to_have_text(re.compile("zoals het was$"), timeout=PATIENCE)
    page.get_by_role("button", name="Meenemen …").click()
    screen.settle()
    files = {name: saved(page, name) for name in ("Pakket op A4 (PDF)", "Dia's (PowerPoint)", "Eén webpagina (HTML)")}
    minutes = saved(page, "Verslag (Word)")
    reader = page.context.new_page()
    packs = {
        "pdf": in_pdf(files["Pakket op A4 (PDF)"]),
        "pptx": in_slides(files["Dia's (PowerPoint)"]),
        "html": in_page(reader, files["Eén webpagina (HTML)"]),
    }
    for kind, text in packs.items():
        assert [line for line in screen.shown if plain(line) not in plain(text)] == [], kind
    lines = [paragraph.text for paragraph in Document(io.BytesIO(minutes)).paragraphs]
    assert f"Besluit: {DECISION}" in lines
    assert any(line.startswith(f"Actie: {ACTION}") for line in lines)
    assert any(line.startswith("Kleur: rood afgesproken") and line.endswith(WHY) for line in lines)
