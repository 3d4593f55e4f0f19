"""Three journeys in one: a volunteer hands in, two employees visit, care accepts, the volunteer reads *afgerond*."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.fixtures.dashboard import environment, serving

pytestmark = pytest.mark.browser
PATIENCE = 60_000
COLD = 240_000
"""Milliseconds that the first page of a fresh server may take on a busy machine."""
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 800}


@pytest.fixture
def signals_server(proefdam: Path, tmp_path: Path) -> Iterator[str]:
    """Dashboard over a copy of the small town, with records of its own."""
    var = tmp_path / "var"
    shutil.copytree(proefdam, var)
    with serving(environment(var), tmp_path / "log") as address:
        yield address


def settled(page: Page) -> None:
    page.wait_for_timeout(300)
    expect(page.locator("[data-testid=stApp]")).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=PATIENCE
    )


def become(page: Page, role: str) -> None:
    page.get_by_role("combobox", name="Rol waarmee u kijkt").click(timeout=PATIENCE)
    page.get_by_role("option", name=role, exact=True).click()
    settled(page)


def press(page: Page, name: str, inside: Locator | None = None) -> None:
    (inside or page).get_by_role("button", name=name, exact=True).click(timeout=PATIENCE)
    settled(page)


def choose(page: Page, *answers: str) -> None:
    for answer in answers:
        page.locator("label").filter(has_text=re.compile(f"^{re.escape(answer)}$")).click(timeout=PATIENCE)
        settled(page)


def pick(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name, exact=True).click(timeout=PATIENCE)
    settled(page)


def open_first(page: Page) -> None:
    page.locator(".st-key-postvak").get_by_role("button", name="Open S-2026-0001").click(timeout=PATIENCE)
    expect(page.locator("h1")).to_have_text(re.compile("^S-2026-0001"), timeout=PATIENCE)
    settled(page)


def test_from_a_signal_at_the_door_to_help_and_back_to_the_volunteer(page: Page, signals_server: str) -> None:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{signals_server}/signalen", timeout=COLD)
    expect(page.locator("h1")).to_have_text("Signalen: samen op tijd erbij", timeout=COLD)
    become(page, "Huurdersorganisatie")
    address = page.get_by_role("textbox", name="Waar is het?")
    address.fill("Kade 3")
    address.press("Enter")
    settled(page)
    pick(page, "Eenzaamheid")
    choose(page, "Deze week", "Ik zag of hoorde het zelf")
    page.get_by_role("textbox", name=re.compile("^In een paar woorden")).fill("Belt elke dag aan bij de buren")
    press(page, "Melden", page.locator(".st-key-melden"))
    expect(page.get_by_text("Opgeslagen, nr S-2026-0001")).to_be_visible(timeout=PATIENCE)

    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    become(page, "Corporatie: woonconsulent")
    open_first(page)
    expect(page.get_by_text("Kade 3, Havenkant")).to_be_visible()
    press(page, "Oppakken")
    press(page, "Bezoek plannen")
    expect(page.get_by_role("button", name="In mijn agenda zetten")).to_be_visible(timeout=PATIENCE)

    become(page, "Gemeente: medewerker")
    choose(page, "De bewoner wil hulp")
    press(page, "Uitkomst opslaan")
    choose(page, "De bewoner vindt het goed dat wij dit doorgeven")
    press(page, "Doorverwijzen")

    become(page, "Zorgteam")
    for step in ("Aannemen", "Hulp is gestart", "Hulp is klaar"):
        press(page, step)

    become(page, "Corporatie: woonconsulent")
    press(page, "Afronden en de melder laten weten")

    become(page, "Huurdersorganisatie")
    expect(page.get_by_text("Signaal S-2026-0001 is niet (meer) van u")).to_be_visible(timeout=PATIENCE)
    pick(page, "Mijn meldingen")
    expect(page.locator(".bs-table tbody tr").first).to_contain_text("afgerond", timeout=PATIENCE)
    expect(page.get_by_text("Kade 3")).to_have_count(0)
