"""Three people, one journey: a volunteer hands in, two employees visit, care helps, the volunteer reads *afgerond*."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.fixtures.browser import Watch
from tests.fixtures.dashboard import environment, serving

pytestmark = pytest.mark.browser

PATIENCE = 60_000
COLD = 240_000
"""Milliseconds that the first page of a fresh server may take on a busy machine."""
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
MINUTE = 60.0

Arrive = Callable[..., Page]


@pytest.fixture
def signals_server(proefdam: Path, tmp_path: Path) -> Iterator[str]:
    """Dashboard over a copy of the small town, with records of its own."""
    var = tmp_path / "var"
    shutil.copytree(proefdam, var)
    with serving(environment(var), tmp_path / "log") as address:
        yield address


@pytest.fixture
def arrive(browser: Browser, watch: Watch, signals_server: str) -> Iterator[Arrive]:
    """Let somebody open the page of signals in a browser of their own: ``arrive("Zorgteam", **DESK)``."""
    contexts = []

    def open_as(role: str, **device: object) -> Page:
        context = browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam", **device)  # type: ignore[arg-type]
        contexts.append(context)
        watch.follow(context)
        page = context.new_page()
        page.goto(f"{signals_server}/signalen", timeout=COLD)
        expect(page.locator("h1")).to_have_text("Signalen: samen op tijd erbij", timeout=COLD)
        settled(page)
        become(page, role)
        return page

    yield open_as
    for context in contexts:
        context.close()


def settled(page: Page) -> None:
    """Wait until the server has drawn everything that it was asked for."""
    page.wait_for_timeout(300)
    state = page.locator("[data-testid=stApp]")
    expect(state).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)


def become(page: Page, role: str) -> None:
    page.get_by_role("combobox", name="Rol waarmee u kijkt").click(timeout=PATIENCE)
    page.get_by_role("option", name=role, exact=True).click(timeout=PATIENCE)
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
    """Open the first case, once the inbox that shows it is whole."""
    opener = page.locator(".st-key-postvak").get_by_role("button", name="Open S-2026-0001")
    expect(opener).to_be_visible(timeout=PATIENCE)
    settled(page)
    opener.click(timeout=PATIENCE)
    expect(page.locator("h1")).to_have_text(re.compile("^S-2026-0001"), timeout=PATIENCE)
    settled(page)


def hand_in(page: Page) -> float:
    """Hand a signal in; gives the seconds from the first touch to the receipt."""
    begun = time.monotonic()
    address = page.get_by_role("textbox", name="Waar is het?")
    address.fill("Kade 3")
    address.press("Enter")
    settled(page)
    pick(page, "Eenzaamheid")
    choose(page, "Deze week", "Ik zag of hoorde het zelf")
    page.get_by_role("textbox", name=re.compile("^In een paar woorden")).fill("Belt elke dag aan bij de buren")
    press(page, "Melden", page.locator(".st-key-melden"))
    expect(page.get_by_text("Opgeslagen, nr S-2026-0001")).to_be_visible(timeout=PATIENCE)
    return time.monotonic() - begun


def test_from_a_signal_at_the_door_to_help_and_back_to_the_volunteer(arrive: Arrive) -> None:
    volunteer = arrive("Huurdersorganisatie", **PHONE)
    assert hand_in(volunteer) < MINUTE
    assert volunteer.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        "nothing lies beside a phone"
    )

    landlord = arrive("Corporatie: woonconsulent", **DESK)
    open_first(landlord)
    expect(landlord.get_by_text("Kade 3, Havenkant")).to_be_visible()
    press(landlord, "Oppakken")
    press(landlord, "Bezoek plannen")
    expect(landlord.get_by_role("button", name="In mijn agenda zetten")).to_be_visible(timeout=PATIENCE)

    town = arrive("Gemeente: medewerker", **DESK)
    open_first(town)
    choose(town, "De bewoner wil hulp")
    press(town, "Uitkomst opslaan")
    choose(town, "De bewoner vindt het goed dat wij dit doorgeven")
    press(town, "Doorverwijzen")

    care = arrive("Zorgteam", **DESK)
    open_first(care)
    for step in ("Aannemen", "Hulp is gestart", "Hulp is klaar"):
        press(care, step)

    press(landlord, "Terug naar de lijst")
    open_first(landlord)
    press(landlord, "Afronden en de melder laten weten")

    pick(volunteer, "Mijn meldingen")
    expect(volunteer.locator(".bs-table tbody tr").first).to_contain_text("afgerond", timeout=PATIENCE)
    expect(volunteer.get_by_text("Kade 3")).to_have_count(0)


def test_a_list_comes_in_once_and_goes_out_with_what_one_could_open(arrive: Arrive, tmp_path: Path) -> None:
    landlord = arrive("Corporatie: woonconsulent", **DESK)
    landlord.get_by_text("Lijst opslaan of inlezen").click()
    settled(landlord)
    row = "nummer;datum;adres;thema;omschrijving\n7;2026-06-01;Kade {number};overlast;Muziek in de nacht\n"
    for number, said in ((999, "Rij 2, kolom adres: Dit adres is hier niet bekend"), (3, "1 nieuw signaal ingelezen.")):
        given = tmp_path / f"lijst-{number}.csv"
        given.write_text(row.format(number=number), encoding="utf-8")
        landlord.locator("input[type=file]").set_input_files(given)
        expect(landlord.get_by_text(given.name)).to_be_visible(timeout=PATIENCE)
        expect(landlord.get_by_text("Rij 2, kolom adres")).to_have_count(0, timeout=PATIENCE)  # the new file is there
        settled(landlord)
        press(landlord, "Inlezen")
        expect(landlord.get_by_text(said)).to_be_visible(timeout=PATIENCE)
    open_first(landlord)
    press(landlord, "Terug naar de lijst")
    landlord.get_by_text("Lijst opslaan of inlezen").click()
    with landlord.expect_download(timeout=PATIENCE) as saved:
        landlord.get_by_role("button", name="CSV", exact=True).click()
    saved.value.save_as(tmp_path / "signalen.csv")
    [_, line] = (tmp_path / "signalen.csv").read_text(encoding="utf-8-sig").splitlines()
    assert line.startswith("GM9998/S-2026-0001;2026-06-01;")
    assert "Muziek in de nacht" in line
