"""No name and no word that somebody writes is run: not on the server, not in the browser, not by a saved file.

Every name in a town is a hostile text, and so is all that people wrote. A visitor in Chromium looks at every page,
points at every shape, searches, selects, plays every address with such a text in it, and saves every file. The control
puts each text as it is in a template and in a page: what runs there must be found too.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from jinja2 import Template, TemplateError
from markdown_it import MarkdownIt
from openpyxl import Workbook
from openpyxl.utils.exceptions import IllegalCharacterError
from playwright.sync_api import Browser, Locator, sync_playwright
from playwright.sync_api import Error as BrowserError

from data import demo
from pages.ui.text import catalogue
from scoring.model import MODELS
from tests.fixtures.browser import FLAGS, MISSING, NAMES
from tests.fixtures.dashboard import environment, serving
from tests.harness.evidence import AbsentError, Evidence
from tests.harness.hostile_files import acting, faults
from tests.harness.hostile_town import Planted, plant, storable
from tests.harness.hostile_visit import UNFOLDING, Look, Seen, looking
from tests.samples.map_frame.hostile import ELSEWHERE, HOSTILE

STRINGS = (*HOSTILE, *ELSEWHERE)
DEMO = {"root": "GM9999", "district": "WK999901", "neighbourhood": "BU99990106"}
PATHS = ("kaart", "hotspots", "afspraken", "overleg", "signalen", "mijn-buurt")
QUERIES = ("gebied", "keuze", "laag", "naast", "periode", "sinds", "beeld", "taal", "afspraak", "overleg", "signaal")


def run() -> Evidence:
    """Plant every text in the invented town and look everywhere."""
    found = next(filter(None, [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)]), None)
    if found is None:
        raise AbsentError(MISSING)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder, browser = Path(temporary), playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        (folder / "var").mkdir()
        planted = plant(folder / "var", demo.town(), MODELS / "corporation-1.toml", STRINGS)
        with serving(environment(folder / "var"), folder / "log") as address:
            seen, files = walked(browser, address, planted, DEMO, STRINGS, folder)
        ran = controls(browser, STRINGS)
        browser.close()
    unseen = sorted(surface for surface, texts in seen.shown.items() if not texts)
    figure = (
        f"{len(STRINGS)} texts on {len(seen.shown)} surfaces and in {files} files: {len(seen.hits)} ran; "
        f"as they are, {ran} of them run"
    )
    if seen.hits or unseen:
        figure += f" ({seen.hits[:5]}; nowhere to be seen: {unseen})"
    numbers = {
        "texts": len(STRINGS),
        "surfaces": len(seen.shown),
        "files": files,
        "ran": len(seen.hits),
        "controls": ran,
    }
    return Evidence(figure, numbers, met=not seen.hits and not unseen and ran > len(STRINGS) // 3)


def walked(
    browser: Browser, address: str, planted: Planted, codes: dict[str, str], strings: Sequence[str], folder: Path
) -> tuple[Seen, int]:
    """Look at every surface; gives what was seen, and how many files were saved."""
    seen, texts, saved = Seen(), tuple(storable(one) for one in strings), []
    (folder / "files").mkdir()
    with looking(browser, address, texts, seen) as look:
        maps(look, codes)
        saved += map_files(look, codes, folder / "files")
        lists(look, codes)
        saved += look.files(folder / "files")
        saved += written(look, planted, folder / "files")
        others(look)
        addresses(look, strings)
    for path in saved:
        seen.hits += faults(path, browser)
    return seen, len(saved)


def maps(look: Look, codes: dict[str, str]) -> None:
    """Look at the map, its list and its panel on every level, in every way of looking."""
    whole = {"niveau": "municipality", "gebied": codes["root"]}
    near = {"niveau": "neighbourhood", "gebied": codes["neighbourhood"], "toon": "street"}
    look.at("map, list and title", "kaart", **whole, toon="neighbourhood")
    look.point("tip on the map")
    look.at("complexes", "kaart", **whole, toon="estate")
    look.at("streets and breadcrumb", "kaart", **near)
    for place in range(min(look.page.locator(".st-key-lijst tbody button.pick").count(), len(look.strings))):
        look.tried("panel", partial(_pick, look, place))
    look.at("buildings", "kaart", **{**near, "toon": "building"})
    look.at("two maps", "kaart", **near, naast="licht", naast_periode="")
    picked = look.page.url.partition("keuze=")[2].partition("&")[0]
    look.at("projector", "kaart", **near, beeld="projector", **({"keuze": picked} if picked else {}))
    look.at("whole page", "kaart", **near, beeld="vol")
    look.at("search", "kaart", **whole)
    for text in look.strings:
        look.tried("search", partial(_search, look, text))
    look.at("own selection", "kaart", **near)
    _pick(look, 0)
    look.look("own selection")
    look.tried("own selection", look.page.locator(".st-key-knop_selectie button").first.click)
    for number, text in enumerate(look.strings):
        look.tried("own selection", partial(_keep, look, text, number))
        look.tried("kept selections", partial(_begin_anew, look))
    look.at("kept selections", "kaart", **near)
    look.tried("kept selections", look.page.locator(".st-key-knop_selectie button").first.click)
    look.tried("kept selections", partial(_open_kept, look))


def _pick(look: Look, place: int) -> None:
    look.page.locator(".st-key-lijst tbody button.pick").nth(place).focus()
    look.page.keyboard.press("Enter")


def _search(look: Look, text: str) -> None:
    field = look.page.locator(".st-key-kaart_zoek input")
    field.fill("".join(letter for letter in text if letter.isprintable())[:40])
    field.press("Enter")


def _keep(look: Look, text: str, number: int) -> None:
    """Put the selected place in a new selection and keep it under a text; that it is kept must be told.

    The number keeps apart what is the same once the field has dropped what can't be printed: a name is kept once.
    """
    look.page.locator(".st-key-selectie_erbij button").click()
    field = look.page.locator(".st-key-selectie_naam input")
    field.fill("".join(letter for letter in text if letter.isprintable())[:56] + f" {number}")
    field.press("Enter")
    look.look("own selection")
    look.page.locator(".st-key-selectie_bewaar button").click()
    stored = catalogue("nl")["bewaren.gelukt"].partition("{")[0]
    look.page.get_by_test_id("stAlert").filter(has_text=stored).wait_for(timeout=UNFOLDING)


def _begin_anew(look: Look) -> None:
    """Read the names in the box of kept selections, and take the line for a new one."""
    _kept(look).first.click()


def _open_kept(look: Look) -> None:
    """Open the kept selection that stands last in the box."""
    _kept(look).last.click()
    look.page.locator(".st-key-selectie_verwijder button").wait_for(timeout=UNFOLDING)


def _kept(look: Look) -> Locator:
    """Unfold the box of kept selections and read it: what stands there comes from the records.

    A box that is pressed while the page is drawn may fold again: it is pressed once more, as people do.
    """
    box, lines = look.page.locator(".st-key-selectie_bewaard").get_by_role("combobox"), look.page.get_by_role("option")
    box.click()
    try:
        lines.first.wait_for(timeout=UNFOLDING / 2)
    except BrowserError:
        box.click()
        lines.first.wait_for(timeout=UNFOLDING / 2)
    look.seen.read("kept selections", " ".join(lines.all_inner_texts()), look.strings)
    return lines


def map_files(look: Look, codes: dict[str, str], folder: Path) -> list[Path]:
    """Save the map in every form, and two maps beside each other."""
    saved = []
    for beside in ({}, {"naast": "zekerheid"}):
        look.at("saving the map", "kaart", niveau="municipality", gebied=codes["root"], toon="neighbourhood", **beside)
        look.page.locator(".st-key-kaart_bewaren button").first.click()
        look.look("saving the map")
        saved += look.files(folder)
    return saved


def lists(look: Look, codes: dict[str, str]) -> None:
    """Look at the hot spots, and point one out."""
    look.at("hot spots", "hotspots", niveau="municipality", gebied=codes["root"], toon="street")
    point = look.page.locator(".st-key-hotspots_lijst td.point button").first
    if point.count():
        look.tried("hot spots", point.click)


def written(look: Look, planted: Planted, folder: Path) -> list[Path]:
    """Look at what people wrote: agreements, actions, meetings with their pack, signals."""
    look.at("agreements", "afspraken")
    saved = look.files(folder)
    look.at("actions", "afspraken", deel="acties")
    for number in planted.agreements:
        look.at("one agreement", "afspraken", afspraak=number)
    for number in planted.meetings:
        look.at("one meeting", "overleg", overleg=number)
        pack = look.page.locator(".st-key-pakket button").first
        if pack.count():
            pack.click()
            look.look("one meeting")
            saved += look.files(folder)
    look.at("signals", "signalen")
    return saved


def others(look: Look) -> None:
    """Look at the area of the tenants' organisation and at what the administrator sees."""
    for role, page in (("tenants", "mijn-buurt"), ("admin", "beheer")):
        word, link = catalogue("nl")[f"rol.{role}"], catalogue("nl")[f"pagina.{page}"]
        look.at("method", "verantwoording")
        look.page.get_by_role("combobox", name=catalogue("nl")["kop.rol"]).click()
        look.page.keyboard.press("ControlOrMeta+a")
        look.page.keyboard.type(word)
        look.page.get_by_role("option", name=word, exact=True).click()
        look.look("method")
        look.page.get_by_role("link", name=link, exact=True).click()
        look.page.wait_for_url(f"**/{page}**")
        look.look(page)


def addresses(look: Look, strings: Iterable[str]) -> None:
    """Put each text in every part of an address."""
    for turn, text in enumerate(strings):
        query = dict.fromkeys(QUERIES, text.encode("utf-8", "ignore").decode()[:500])
        look.at("address", PATHS[turn % len(PATHS)], **query)
        look.at("address", "kaart", niveau="neighbourhood", **query)
    look.seen.shown.pop("address")  # a text in an address need not be shown


def controls(browser: Browser, strings: Sequence[str]) -> int:
    """Count the texts that run when they are put as they are in a template, or in a page."""
    return sum(_templated(text) or _calculated(text) or _paged(text, browser) for text in strings)


def _templated(text: str) -> bool:
    class Told:
        ran = False

        def hit(self) -> str:
            self.ran = True
            return ""

    told = Told()
    try:
        made = Template(text).render(this=told)
    except TemplateError:
        return True
    return told.ran or made.rstrip("\n") != text.rstrip("\n")


def _paged(text: str, browser: Browser) -> bool:
    safe = text.encode("utf-8", "replace").decode()[:4000]
    quoted = "".join(f"<script>try {{ var x = {mark}{safe}{mark}; }} catch {{}}</script>" for mark in "\"'`")
    link = f'<a id="to" href="{safe.partition("(")[2].rstrip(")") or safe}">x</a>'
    click = "<script>document.getElementById('to')?.protocol === 'javascript:' && (window.hit = 1)</script>"
    marked = MarkdownIt().render(safe)
    return any(acting(page, browser) for page in (f"<p>{safe}</p>", quoted, link + click, marked))


def _calculated(text: str) -> bool:
    """Whether a spreadsheet takes it for a formula."""
    cell = Workbook().worksheets[0].cell(1, 1)
    with suppress(IllegalCharacterError):  # no cell holds it
        cell.value = text
    return bool(cell.data_type == "f")
