"""The dashboard as people start it: it answers, opens on the map, and its browser reaches this machine only."""

from __future__ import annotations

import json
import urllib.request

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.browser
def test_the_start_address_opens_on_the_map(page: Page, server: str) -> None:
    page.goto(server)
    page.wait_for_url(f"{server}/kaart*")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_the_server_says_that_it_is_well(server: str) -> None:
    with urllib.request.urlopen(f"{server}/health", timeout=10) as answer:  # noqa: S310 (our own server)
        assert answer.status == 200
        assert json.load(answer) == {"status": "ok", "warehouse": True, "records": True}
