"""The server dies while somebody fills in a form: the browser says so, what was typed stays, and saving works after."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.fixtures.browser import Watch
from tests.fixtures.dashboard import environment, free_port, serving

pytestmark = pytest.mark.browser

PATIENCE = 60_000
COLD = 240_000
STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
WORDS = "Belt elke dag aan bij de buren"


def settled(page: Page) -> None:
    page.wait_for_timeout(300)
    page.locator(STILL).wait_for(timeout=PATIENCE)


def test_what_was_typed_outlives_the_server_and_is_saved_once(
    page: Page, watch: Watch, proefdam: Path, tmp_path: Path
) -> None:
    var, port = tmp_path / "var", free_port()
    shutil.copytree(proefdam, var)
    words = page.get_by_role("textbox", name=re.compile("^In een paar woorden"))
    report = page.locator(".st-key-melden").get_by_role("button", name="Melden", exact=True)
    with serving(environment(var), tmp_path / "log", port=port) as address:
        page.goto(f"{address}/signalen", timeout=COLD)
        expect(page.locator("h1")).to_be_visible(timeout=COLD)
        settled(page)
        place = page.get_by_role("textbox", name="Waar is het?")
        place.fill("Kade 3")
        place.press("Enter")
        settled(page)
        page.get_by_role("radio", name="Eenzaamheid", exact=True).click()
        settled(page)
        for answer in ("Deze week", "Ik zag of hoorde het zelf"):
            page.locator("label").filter(has_text=re.compile(f"^{answer}$")).click()
            settled(page)
        words.fill(WORDS)
    told = page.get_by_role("dialog", name="De verbinding is weg")
    expect(told.get_by_text("De server antwoordt niet. Wat u hebt getypt, blijft staan.")).to_be_visible(
        timeout=PATIENCE
    )
    expect(told.get_by_role("button", name="Sluiten")).to_be_visible()
    expect(report).to_be_disabled()
    expect(words).to_have_value(WORDS)
    with serving(environment(var), tmp_path / "log", port=port):
        expect(report).to_be_enabled(timeout=COLD)
        settled(page)
        expect(words).to_have_value(WORDS, timeout=PATIENCE)
        report.click()
        expect(page.get_by_text("Opgeslagen, nr S-2026-0001")).to_be_visible(timeout=PATIENCE)
    watch.errors.clear()  # the browser complains of every try to reach the server
