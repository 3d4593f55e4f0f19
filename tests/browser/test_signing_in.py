"""Signing in for real: a provider of OpenID Connect on this machine, st.login, and roles from our own records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.fixtures.browser import Watch
from tests.fixtures.provider import Place, let_in, signing_in

pytestmark = pytest.mark.browser
MANAGER, STRANGER = "manager@corporatie.test", "stranger@elsewhere.test"
IDLE = 5.0
"""Seconds without a click after which the screen closes in the test of that."""

STYLE = "cdn.jsdelivr.net/npm/@picocss"

SOON = 120_000
"""Milliseconds that a slow machine may take to draw."""


@pytest.fixture(scope="module", autouse=True)
def patience() -> Iterator[None]:
    """Wait long enough for a slow machine."""
    expect.set_options(timeout=SOON)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def place(real_proefdam: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Dashboard over real figures with a register, where somebody is let in as manager."""
    folder = tmp_path_factory.mktemp("signing-in")
    with signing_in(real_proefdam, folder, MANAGER, STRANGER) as running:
        let_in(running, MANAGER, "corporation_manager", "GM9998")
        yield running


@pytest.fixture(autouse=True)
def look_of_the_provider(watch: Watch) -> Iterator[None]:
    """Leave out that the provider's own page asks for a style sheet elsewhere; the dashboard never does."""
    yield
    watch.foreign[:] = [url for url in watch.foreign if STYLE not in url]
    watch.errors[:] = [error for error in watch.errors if STYLE not in error]


def sign_in(page: Page, place: Place, email: str) -> None:
    page.goto(place.address)
    page.get_by_role("button", name="Aanmelden").click(timeout=SOON)
    page.locator("input[name=sub]").fill(email.split("@", maxsplit=1)[0])
    page.get_by_role("button", name="Authorize").click()


def test_nothing_is_shown_before_signing_in(page: Page, place: Place) -> None:
    page.goto(f"{place.address}/kaart")
    expect(page.get_by_role("heading", name="Meld u aan")).to_be_visible()
    assert "Proefdam" not in page.content()


def test_who_was_let_in_sees_the_map_and_signs_out_everywhere(
    page: Page, context: BrowserContext, place: Place
) -> None:
    sign_in(page, place, MANAGER)
    expect(page.get_by_text("Proefdam").first).to_be_visible()
    second = context.new_page()
    second.goto(f"{place.address}/hotspots")
    expect(second.get_by_role("heading", name="Waar eerst?")).to_be_visible()
    page.get_by_role("button", name="Account").click()
    page.get_by_role("button", name="Afmelden").click()
    page.get_by_role("button", name="End session").click()  # the provider ends its own session too
    expect(page.get_by_role("heading", name="Meld u aan")).to_be_visible()
    expect(second.get_by_role("heading", name="Uw sessie is voorbij")).to_be_visible()


def test_who_was_not_let_in_gets_nothing_by_signing_in(page: Page, place: Place) -> None:
    sign_in(page, place, STRANGER)
    expect(page.get_by_role("heading", name="U heeft nog geen rol")).to_be_visible()
    assert "Proefdam" not in page.content()


def test_the_screen_closes_by_itself_and_opening_it_again_does_not_end_that(
    page: Page, real_proefdam: Path, tmp_path: Path
) -> None:
    with signing_in(real_proefdam, tmp_path, MANAGER, BUURTSTOPLICHT_IDLE_MINUTES=str(IDLE / 60)) as quick:
        let_in(quick, MANAGER, "corporation_manager", "GM9998")
        sign_in(page, quick, MANAGER)
        closed = page.get_by_role("heading", name="Het scherm is gesloten")
        expect(closed).to_be_visible()
        expect(page.locator("body")).not_to_contain_text("Proefdam")
        page.reload()
        expect(closed).to_be_visible()
        page.goto("about:blank")


def test_the_provider_is_told_apart_from_the_roles(place: Place) -> None:
    with sqlite3.connect(place.environment["DATABASE_URL"].removeprefix("sqlite:///")) as records:
        kinds = [kind for (kind,) in records.execute("SELECT kind FROM event WHERE subject = 'person'")]
    assert kinds == ["added", "recognised"]
