"""axe-core on every page and inside the frame of the map: no finding of WCAG 2.2, level A or AA."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.fixtures.dashboard import ROOT, environment, serving

pytestmark = pytest.mark.browser

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": LEVELS},
    "resultTypes": ["violations"],
    "iframes": False,
    "preload": False,
}
"""The map's frame is shut off from its page, so it is looked at by itself; it may fetch nothing."""

ELSEWHERE = ("kaart", "beheer")
"""Pages that have a test of their own."""

STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE = 60_000


def addresses() -> list[str]:
    """Give the address of every page that the navigation lists, as the entrance names them."""
    entrance = Path(__file__).resolve().parents[2] / "pages" / "ui" / "app.py"
    [listed] = [
        node.value
        for node in ast.parse(entrance.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "PAGES"
    ]
    assert isinstance(listed, ast.Tuple)
    return [str(ast.literal_eval(row.elts[1])) for row in listed.elts if isinstance(row, ast.Tuple)]


def findings(where: Page | Frame) -> list[str]:
    """Say what axe finds: the rule and the element."""
    found = Axe().run(where, options=OPTIONS).response["violations"]
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.fixture(scope="module")
def full_server(town: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a dashboard over the invented town with agreements, a past meeting and signals."""
    folder = tmp_path_factory.mktemp("full")
    shutil.copy(town / "records.sqlite", folder)
    own = environment(town) | {"DATABASE_URL": f"sqlite:///{(folder / 'records.sqlite').as_posix()}"}
    for filled in ("demo-records", "demo-meeting"):
        subprocess.run([sys.executable, "-m", "data", filled], cwd=ROOT, env=own, check=True, timeout=300)
    with serving(own, folder / "log") as address:
        yield address


def opened(page: Page, address: str) -> None:
    page.goto(address)
    drawn(page)


def drawn(page: Page) -> None:
    expect(page.locator("h1").first).to_be_visible(timeout=PATIENCE)
    page.locator(STILL).wait_for(timeout=PATIENCE)
    page.wait_for_timeout(1000)


@pytest.mark.parametrize("address", [one for one in addresses() if one not in ELSEWHERE])
def test_a_page_puts_up_no_barrier(page: Page, full_server: str, address: str) -> None:
    opened(page, f"{full_server}/{address}")
    assert findings(page) == []


@pytest.mark.parametrize(("role", "name"), [("Beheerder", "Beheer"), ("Huurdersorganisatie", "Afspraken")])
def test_a_page_in_another_role_puts_up_no_barrier(page: Page, full_server: str, role: str, name: str) -> None:
    opened(page, f"{full_server}/verantwoording")
    page.get_by_role("combobox", name="Rol waarmee u kijkt").click()
    page.get_by_role("option", name=role, exact=True).click()
    page.get_by_role("link", name=name, exact=True).click(timeout=PATIENCE)
    expect(page.locator("h1").first).to_have_text(re.compile(name, re.IGNORECASE), timeout=PATIENCE)
    drawn(page)
    assert findings(page) == []


@pytest.mark.parametrize("mode", ["vol", "projector"])
def test_the_larger_pictures_put_up_no_barrier(page: Page, full_server: str, mode: str) -> None:
    opened(page, f"{full_server}/kaart?beeld={mode}&naast=licht&naast_periode=2025-1")
    expect(page.locator("iframe")).to_be_visible(timeout=PATIENCE)
    assert findings(page) == []


def test_the_map_page_and_the_frame_of_the_map_put_up_no_barrier(page: Page, full_server: str) -> None:
    opened(page, f"{full_server}/kaart")
    expect(page.locator(".st-key-lijst tbody button.pick").first).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(1000)
    assert findings(page) == []
    element = page.wait_for_selector("iframe")
    frame = element.content_frame() if element else None
    assert frame is not None
    frame.wait_for_function("() => Boolean(window.map && window.feature_group && window.feature_group.length)")
    assert findings(frame) == []
    page.evaluate("document.querySelector('h1').style.color = '#ccc'")
    assert any(one.startswith("color-contrast") for one in findings(page))
